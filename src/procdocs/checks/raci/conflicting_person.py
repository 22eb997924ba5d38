"""RACI012: one person holds duties that must stay apart, through several roles."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.duties import HeldDuty, excepted, held_duties
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI012",
    name="conflicting-person",
    severity=Severity.WARNING,
    summary="One person holds, through several roles, duties that must stay apart.",
)


def check_conflicting_person(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag people who reach both sides of a segregation rule by different roles.

    Yields:
        One finding per rule and person, at the name under the later role; the other name, both
        duties and the rule are the related places.
    """
    roles = context.portal.roles
    for rule in context.portal.segregation:
        by_person: dict[str, list[HeldDuty]] = {}
        for duty in held_duties(context.portal, rule):
            for person in roles[duty.role].held_by:
                by_person.setdefault(_key(person), []).append(duty)
        for person, duties in by_person.items():
            pair = _across_roles(duties)
            if pair is None:
                continue
            first, other = pair
            if any(excepted(rule, duty.role, context.today) for duty in pair):
                continue
            name = next(one for one in roles[other.role].held_by if _key(one) == person)
            yield finding(
                RULE,
                sentence(
                    "{name} holds `{duty}` as `{role}` and `{other}` as "
                    "`{other_role}`, which “{rule}” keeps apart",
                    name=name,
                    duty=first.duty,
                    role=first.role,
                    other=other.duty,
                    other_role=other.role,
                    rule=rule.name,
                ),
                _name_span(context, other.role, person),
                help="Give one of the roles to somebody else, or add an exception with a date "
                "and a control.",
                related=(
                    Related(
                        span=_name_span(context, first.role, person),
                        message=f"holds `{first.role}` too",
                    ),
                    Related(span=first.span, message=f"`{first.duty}` ({first.letter})"),
                    Related(span=other.span, message=f"`{other.duty}` ({other.letter})"),
                    Related(span=rule.place.span, message="the rule"),
                ),
                subject=f"role:{other.role}",
            )


def _key(person: str) -> str:
    return " ".join(person.casefold().split())


def _across_roles(duties: list[HeldDuty]) -> tuple[HeldDuty, HeldDuty] | None:
    for index, first in enumerate(duties):
        for other in duties[index + 1 :]:
            if first.side != other.side and first.role != other.role:
                return first, other
    return None


def _name_span(context: CheckContext, role_id: str, person: str) -> Span:
    role = context.portal.roles[role_id]
    index = next(i for i, name in enumerate(role.held_by) if _key(name) == person)
    for key in (f"held_by[{index}]", "held_by"):
        if key in role.place.keys:
            return role.place.keys[key]
    return role.place.span


CHECK = Check(rule=RULE, run=check_conflicting_person)
