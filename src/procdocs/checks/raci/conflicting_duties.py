"""RACI011: one role holds duties that must stay apart."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.duties import HeldDuty, excepted, held_duties, lapsed
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI011",
    name="conflicting-duties",
    severity=Severity.WARNING,
    summary="One role does or decides two duties that must stay apart.",
)


def check_conflicting_duties(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles that hold duties on two sides of a segregation rule.

    Yields:
        One finding per rule and role, at the cell of the later duty; the earlier one and the rule
        are the related places.
    """
    for rule in context.portal.segregation:
        by_role: dict[str, list[HeldDuty]] = {}
        for duty in held_duties(context.portal, rule):
            by_role.setdefault(duty.role, []).append(duty)
        for role, duties in by_role.items():
            first = duties[0]
            other = next((duty for duty in duties if duty.side != first.side), None)
            if other is None or excepted(rule, role, context.today):
                continue
            yield finding(
                RULE,
                sentence(
                    "role `{role}` holds both `{duty}` ({letter}) and `{other}` "
                    "({other_letter}), which “{rule}” keeps apart{lapsed}",
                    role=role,
                    duty=first.duty,
                    letter=first.letter,
                    other=other.duty,
                    other_letter=other.letter,
                    rule=rule.name,
                    lapsed=lapsed(rule, role, context.today),
                ),
                other.span,
                help="Give one of the two to another role, or add an exception with a date and "
                "a control.",
                related=(
                    Related(span=first.span, message=f"it holds `{first.duty}` here"),
                    Related(span=rule.place.span, message="the rule"),
                ),
                subject=f"process:{other.duty}",
            )


CHECK = Check(rule=RULE, run=check_conflicting_duties)
