"""FLOW017: a decision table that leaves a case or a branch out."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import every_step, step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
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

    Two rows that look at one column only and part its values (`<= 5` and `> 5`, yes and no) leave
    nothing else.

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
                sentence(
                    "the table of decision `{step}` has no row for the remaining cases",
                    step=step.id,
                ),
                table.place.at("rows"),
                help="End it with a row whose first cells are `else` or `any`.",
                subject=step_subject(process, step),
            )
        given = {row[-1] for row in table.rows if row}
        for branch in step.branches:
            if branch.when is not None and not given & {text for _, text in branch.when.values}:
                yield finding(
                    RULE,
                    sentence(
                        "no row of the table of decision `{step}` gives “{when}”",
                        step=step.id,
                        when=branch.when,
                    ),
                    branch.place.at("when"),
                    help="Add a row that ends in it, or take the branch out.",
                    related=(Related(span=table.place.at("rows"), message="the table"),),
                    subject=step_subject(process, step),
                )


def _has_rest(table: DecisionTable) -> bool:
    rows = [tuple(_plain(cell) for cell in row[:-1]) for row in table.rows if len(row) > 1]
    if any(row[0] == "else" or all(cell in _REST for cell in row) for row in rows):
        return True
    return any(_halves(rows, column) for column in range(len(table.inputs)))


def _plain(cell: str) -> str:
    return "".join(cell.split()).casefold()


def _halves(rows: list[tuple[str, ...]], column: int) -> bool:
    """Tell whether two rows that look at one column only take all its values between them."""
    cells = {
        row[column]
        for row in rows
        if all(cell in _REST for index, cell in enumerate(row) if index != column)
    }
    pairs = (("<=", ">"), ("<", ">="), ("≤", ">"), ("<", "≥"))
    below_and_above = any(
        f"{above}{cell.removeprefix(below)}" in cells
        for cell in cells
        for below, above in pairs
        if cell.startswith(below)
    )
    return below_and_above or {"yes", "no"} <= cells


CHECK = Check(rule=RULE, run=check_table_gaps)
