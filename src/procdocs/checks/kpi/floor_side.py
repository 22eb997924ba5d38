"""KPI106: the floor of a KPI is on the good side of its target."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding

RULE = Rule(
    code="KPI106",
    name="kpi-floor-side",
    severity=Severity.ERROR,
    summary="The floor of a KPI, which scores 0, is as good as its target or better.",
)


def check_floor_side(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag floors from which no score can be computed.

    Yields:
        One finding per KPI, at its `floor`; the target is the related place.
    """
    for kpi in context.portal.kpis.values():
        if kpi.floor is None or kpi.target is None:
            continue
        wrong = kpi.floor <= kpi.target if kpi.better == "lower" else kpi.floor >= kpi.target
        if wrong:
            side = "above" if kpi.better == "lower" else "below"
            yield finding(
                RULE,
                f"the floor of KPI `{kpi.id}`, {kpi.floor:g}, is not {side} its target, "
                f"{kpi.target:g}, though {kpi.better} is better",
                first_span(kpi.place, "floor"),
                help=f"Write a floor {side} the target, or correct `better`.",
                related=(Related(span=first_span(kpi.place, "target"), message="the target"),),
                subject=f"kpi:{kpi.id}",
            )


CHECK = Check(rule=RULE, run=check_floor_side)
