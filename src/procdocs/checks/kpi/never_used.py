"""KPI104: a KPI that nothing is judged by."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="KPI104",
    name="kpi-never-used",
    severity=Severity.WARNING,
    summary="No process, value stream or role is judged by a KPI.",
)


def check_never_used(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag KPIs that no process, value stream or goal of a role names.

    Yields:
        One finding per KPI, at its id.
    """
    for kpi in context.portal.kpis.values():
        if not context.used("kpi", kpi.id):
            yield finding(
                RULE,
                sentence("no process, value stream or role is judged by KPI `{kpi}`", kpi=kpi.id),
                kpi.place.span,
                help="Name it under `kpis` of a process or `goals` of a role, or take it out.",
                subject=f"kpi:{kpi.id}",
            )


CHECK = Check(rule=RULE, run=check_never_used)
