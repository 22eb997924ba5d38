"""RACI016: a role is a person."""

import re
from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI016",
    name="role-named-after-person",
    severity=Severity.WARNING,
    summary="A role has the name of a person who holds a role.",
)


def check_role_named_after_person(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles whose id or name is that of a person under `held_by`.

    Yields:
        One finding per role, at its id; the person is the related place.
    """
    people: dict[str, tuple[str, int, str]] = {}
    for role in context.portal.roles.values():
        for index, person in enumerate(role.held_by):
            people.setdefault(_key(person), (role.id, index, person))
    for role in context.portal.roles.values():
        words = (role.id, *(text for _, text in role.name.values))
        known = next((people[key] for word in words if (key := _key(word)) in people), None)
        if known is None:
            continue
        holder, index, person = known
        place = context.portal.roles[holder].place
        key = f"held_by[{index}]"
        yield finding(
            RULE,
            sentence(
                "role `{role}` is named after {person}, who holds role `{holder}`",
                role=role.id,
                person=person,
                holder=holder,
            ),
            role.place.span,
            help=sentence(
                "Use `{holder}` instead, or name the role after its duty.", holder=holder
            ),
            related=(
                Related(
                    span=place.at(key if key in place.keys else "held_by"), message="the person"
                ),
            ),
            subject=f"role:{role.id}",
        )


def _key(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.casefold()))


CHECK = Check(rule=RULE, run=check_role_named_after_person)
