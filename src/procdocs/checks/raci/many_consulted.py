"""RACI006: too many roles are asked."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.raci.matrices import cells, row_label
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI006",
    name="many-consulted-roles",
    severity=Severity.WARNING,
    summary="More than half of the roles, or more than four, are consulted in one activity.",
)
MOST = Option(name="most", default=4, meaning="roles that may be consulted in one activity")
PART = Option(name="part", default=0.5, meaning="part of the matrix's roles that may be consulted")


def check_many_consulted(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag activities in which everybody is asked, so that nothing is decided soon.

    Yields:
        One finding per activity, at the last of the cells.
    """
    most = context.limit(RULE, MOST)
    part = context.limit(RULE, PART)
    for matrix, row in context.rows:
        held = cells(row, "C")
        roles = len(matrix.matrix.roles)
        if not held or (len(held) <= most and len(held) <= part * roles):
            continue
        yield finding(
            RULE,
            sentence(
                "{count} of {roles} roles are consulted in {row}: {names}",
                count=len(held),
                roles=roles,
                row=row_label(row),
                names=names([cell.role for cell in held]),
            ),
            held[-1].span,
            help="Keep C for those whose answer can change the outcome; inform the others (I).",
            subject=matrix.subject(row),
        )


CHECK = Check(rule=RULE, run=check_many_consulted, options=(MOST, PART))
