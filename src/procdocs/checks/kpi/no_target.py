"""KPI101: a KPI without a target."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="KPI101",
    name="kpi-without-target",
    severity=Severity.WARNING,
    summary="A KPI has no target.",
)


def check_no_target(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag KPIs of which nobody can say whether the value is good.

    Yields:
        One finding per KPI, at its id.
    """
    for kpi in context.portal.kpis.values():
        if kpi.target is None:
            yield finding(
                RULE,
                sentence("KPI `{kpi}` has no target", kpi=kpi.id),
                kpi.place.span,
                help="Add `target`, in the KPI's unit.",
                subject=f"kpi:{kpi.id}",
            )


CHECK = Check(rule=RULE, run=check_no_target)
