"""IMP001: nothing measures a process."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import waste_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP001",
    name="no-measuring-point",
    severity=Severity.INFO,
    summary="No KPI measures a process.",
)


def check_no_measuring_point(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes without a KPI; embedded ones are measured with their parent.

    At stake is what a measure would bring to light: work without value, and waiting.

    Yields:
        One finding per process, at its name.
    """
    for process in context.portal.current_processes():
        satisfaction = process.purpose.satisfaction if process.purpose else None
        if process.part_of is None and not process.kpis and satisfaction is None:
            yield finding(
                RULE,
                sentence("no KPI measures process `{process}`", process=process.id),
                process.place.span,
                help="Choose the figure by which its customer would judge it and name it under "
                "`kpis`.",
                subject=f"process:{process.id}",
                price=waste_price(context, process, context.analysis.processes[process.id]),
            )


CHECK = Check(rule=RULE, run=check_no_measuring_point)
