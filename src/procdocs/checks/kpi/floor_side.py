"""KPI106: the floor of a KPI is on the good side of its target."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

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
            yield finding(
                RULE,
                sentence(
                    "the floor of KPI `{kpi}`, {floor:g}, is not above its target, {target:g}, "
                    "though lower is better"
                    if kpi.better == "lower"
                    else "the floor of KPI `{kpi}`, {floor:g}, is not below its target, "
                    "{target:g}, though higher is better",
                    kpi=kpi.id,
                    floor=kpi.floor,
                    target=kpi.target,
                ),
                first_span(kpi.place, "floor"),
                help="Write a floor above the target, or correct `better`."
                if kpi.better == "lower"
                else "Write a floor below the target, or correct `better`.",
                related=(Related(span=first_span(kpi.place, "target"), message="the target"),),
                subject=f"kpi:{kpi.id}",
            )


CHECK = Check(rule=RULE, run=check_floor_side)
