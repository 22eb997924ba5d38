"""RACI009: who answers stands below who does."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.matrices import IMPLIED, cells, row_label
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.portal import Portal

RULE = Rule(
    code="RACI009",
    name="accountable-below-responsible",
    severity=Severity.WARNING,
    summary="The accountable role reports to the one that does the activity.",
)


def check_accountable_below(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag activities whose accountable role stands below a responsible one in `reports_to`.

    Nobody can answer for what the superior does.

    Yields:
        One finding per activity, at the accountable cell; for an inherited one at the cell of
        who does it.
    """
    for matrix, row in context.rows:
        scheme = matrix.matrix.scheme
        for accountable in cells(row, scheme.accountable):
            above = superiors(context.portal, accountable.role)
            doing = next(
                (cell for cell in cells(row, scheme.responsible) if cell.role in above), None
            )
            if doing is None or doing.role in row.roles(scheme.accountable):
                continue
            inherited = accountable.origin in IMPLIED
            yield finding(
                RULE,
                sentence(
                    "`{role}` is accountable (inherited from the owner, `{letter}`) for {row}, "
                    "which its superior `{superior}` does"
                    if inherited
                    else "`{role}` is accountable (`{letter}`) for {row}, which its superior "
                    "`{superior}` does",
                    role=accountable.role,
                    letter=scheme.accountable,
                    row=row_label(row),
                    superior=doing.role,
                ),
                doing.span if inherited else accountable.span,
                help=sentence(
                    "Make `{superior}`, or a role above it, accountable.", superior=doing.role
                ),
                related=(
                    Related(
                        span=accountable.span if inherited else doing.span,
                        message="the owner" if inherited else f"`{doing.role}` does it",
                    ),
                ),
                subject=matrix.subject(row),
            )


def superiors(portal: Portal, role: str) -> tuple[str, ...]:
    """Give the roles above a role, the nearest first."""
    above: list[str] = []
    current = portal.roles.get(role)
    while current is not None and current.reports_to is not None:
        if current.reports_to.id in above:
            break
        above.append(current.reports_to.id)
        current = portal.roles.get(current.reports_to.id)
    return tuple(above)


CHECK = Check(rule=RULE, run=check_accountable_below)
