"""RACI005: too many roles do one activity."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.raci.matrices import cells, row_label
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI005",
    name="many-responsible-roles",
    severity=Severity.WARNING,
    summary="More than three roles do one activity.",
)
MOST = Option(name="most", default=3, meaning="roles that may do one activity")


def check_many_responsible(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag activities that more roles do than can agree without a meeting.

    Yields:
        One finding per activity, at the first cell beyond the limit.
    """
    most = int(context.limit(RULE, MOST))
    for matrix, row in context.rows:
        held = cells(row, matrix.matrix.scheme.responsible)
        if len(held) > most:
            yield finding(
                RULE,
                sentence(
                    "{count} roles are responsible for {row}: {names}; at most {most} should be",
                    count=len(held),
                    row=row_label(row),
                    names=names([cell.role for cell in held]),
                    most=most,
                ),
                held[most].span,
                help="Split the activity, or give those who only help C (in RASCI: S).",
                subject=matrix.subject(row),
            )


CHECK = Check(rule=RULE, run=check_many_responsible, options=(MOST,))
