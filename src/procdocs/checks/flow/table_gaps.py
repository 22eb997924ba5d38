"""FLOW017: a decision table that leaves a case or a branch out."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import every_step, step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.model.steps import DecisionTable

RULE = Rule(
    code="FLOW017",
    name="table-with-gaps",
    severity=Severity.WARNING,
    summary="A decision table has no row for the remaining cases, or never gives one branch.",
)
_REST = {"any", "else", "-", "*", ""}


def check_table_gaps(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag tables without a last row for everything else, and branches that no row gives.

    Yields:
        One finding per table without such a row, at the table, and one per branch, at its `when`.
    """
    for process, step in every_step(context):
        table = step.table
        if table is None:
            continue
        if not _has_rest(table):
            yield finding(
                RULE,
                f"the table of decision `{step.id}` has no row for the remaining cases",
                table.place.at("rows"),
                help="End it with a row whose first cells are `else` or `any`.",
                subject=step_subject(process, step),
            )
        given = {row[-1] for row in table.rows if row}
        for branch in step.branches:
            if branch.when is not None and not given & {text for _, text in branch.when.values}:
                yield finding(
                    RULE,
                    f"no row of the table of decision `{step.id}` gives “{branch.when}”",
                    branch.place.at("when"),
                    help="Add a row that ends in it, or take the branch out.",
                    related=(Related(span=table.place.at("rows"), message="the table"),),
                    subject=step_subject(process, step),
                )


def _has_rest(table: DecisionTable) -> bool:
    return any(
        all(cell.strip().casefold() in _REST for cell in row[:-1])
        or row[0].strip().casefold() == "else"
        for row in table.rows
        if row
    )


CHECK = Check(rule=RULE, run=check_table_gaps)
