"""KPI102: a KPI that nobody measures."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="KPI102",
    name="kpi-without-actuals",
    severity=Severity.WARNING,
    summary="A KPI has no actual value.",
)


def check_no_actuals(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag KPIs without a single value.

    Yields:
        One finding per KPI, at its id.
    """
    for kpi in context.portal.kpis.values():
        if not kpi.actuals:
            yield finding(
                RULE,
                sentence("KPI `{kpi}` has no actual value", kpi=kpi.id),
                kpi.place.span,
                help="Add `actuals` with a value per period, or the CSV file that holds them.",
                subject=f"kpi:{kpi.id}",
            )


CHECK = Check(rule=RULE, run=check_no_actuals)
