"""KPI105: a KPI that anybody may compute as he likes."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.catalogue import Kpi

RULE = Rule(
    code="KPI105",
    name="kpi-without-definition",
    severity=Severity.WARNING,
    summary="A KPI does not say how it is computed, or in which unit.",
)


def check_no_definition(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag KPIs without a definition or a unit.

    Yields:
        One finding per KPI, at its id.
    """
    for kpi in context.portal.kpis.values():
        if kpi.definition is None or kpi.unit is None:
            yield finding(
                RULE,
                sentence(_template(kpi), kpi=kpi.id),
                kpi.place.span,
                help="Say from when to when, over which cases, mean or median, and the unit.",
                subject=f"kpi:{kpi.id}",
            )


def _template(kpi: Kpi) -> str:
    if kpi.unit is not None:
        return "KPI `{kpi}` has no definition"
    if kpi.definition is not None:
        return "KPI `{kpi}` has no unit"
    return "KPI `{kpi}` has no definition and no unit"


CHECK = Check(rule=RULE, run=check_no_definition)
