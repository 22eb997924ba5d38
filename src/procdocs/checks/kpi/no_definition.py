"""KPI105: a KPI that anybody may compute as he likes."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import listed, sentence

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
        missing = [
            key
            for key, value in (("definition", kpi.definition), ("unit", kpi.unit))
            if value is None
        ]
        if missing:
            yield finding(
                RULE,
                sentence(
                    "KPI `{kpi}` has no {missing}", kpi=kpi.id, missing=listed([sentence(key) for key in missing], "and no")
                ),
                kpi.place.span,
                help="Say from when to when, over which cases, mean or median, and the unit.",
                subject=f"kpi:{kpi.id}",
            )


CHECK = Check(rule=RULE, run=check_no_definition)
