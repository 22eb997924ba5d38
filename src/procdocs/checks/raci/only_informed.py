"""RACI008: a role that is only told."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.letters import letters_by_role
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI008",
    name="only-informed-role",
    severity=Severity.WARNING,
    summary="A role is informed everywhere and does, decides or advises nowhere.",
)


def check_only_informed(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles whose only letter is I.

    Yields:
        One finding per role, at its first cell; the role itself is the related place.
    """
    held = letters_by_role(context.portal)
    for role in context.portal.roles.values():
        cells = held.get(role.id, [])
        if cells and all(cell.letter == "I" for cell in cells):
            count = len(cells)
            yield finding(
                RULE,
                sentence(
                    "role `{role}` is only informed (once) and has no other part"
                    if count == 1
                    else "role `{role}` is only informed ({count} times) and has no other part",
                    role=role.id,
                    count=count,
                ),
                cells[0].span,
                help="Ask whether it needs to be told; if so, a report may do instead of a letter.",
                related=(Related(span=role.place.span, message="the role"),),
                subject=f"role:{role.id}",
            )


CHECK = Check(rule=RULE, run=check_only_informed)
