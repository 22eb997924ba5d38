"""KPI107: a role is judged by a goal that nobody measures."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="KPI107",
    name="goal-without-value",
    severity=Severity.WARNING,
    summary="A role's goal is a KPI without a target or an actual value.",
)


def check_goal_without_value(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag goals of roles that cannot be reached or missed.

    Yields:
        One finding per goal, at it; the KPI is the related place.
    """
    for role in context.portal.roles.values():
        for goal in role.goals:
            kpi = context.portal.kpis.get(goal.id)
            if kpi is None or (kpi.target is not None and kpi.actuals):
                continue
            lacking = sentence("target" if kpi.target is None else "actual value")
            yield finding(
                RULE,
                sentence(
                    "goal `{goal}` of role `{role}` has no {lacking}",
                    goal=goal.id,
                    role=role.id,
                    lacking=lacking,
                ),
                goal.span,
                help=sentence(
                    "Give the KPI a {lacking}, or choose a goal that is measured.", lacking=lacking
                ),
                related=(Related(span=kpi.place.span, message="the KPI"),),
                subject=f"role:{role.id}",
            )


CHECK = Check(rule=RULE, run=check_goal_without_value)
