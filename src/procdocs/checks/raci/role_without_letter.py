"""RACI007: a role that has no part in anything."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.letters import letters_by_role
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI007",
    name="role-without-letter",
    severity=Severity.WARNING,
    summary="A role has no letter in any process or table.",
)


def check_role_without_letter(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles that neither do, answer for, are asked nor told anything.

    Yields:
        One finding per role, at its id; with the column where a matrix has an empty one.
    """
    held = letters_by_role(context.portal)
    for role in context.portal.roles.values():
        if not held.get(role.id):
            yield finding(
                RULE,
                sentence("role `{role}` has no letter in any process or table", role=role.id),
                role.place.span,
                help="Give it a part in a step, or take the role out.",
                subject=f"role:{role.id}",
            )


CHECK = Check(rule=RULE, run=check_role_without_letter)
