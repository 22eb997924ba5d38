"""IMP007: a process is important and performs poorly."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.prices import waste_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP007",
    name="poor-key-process",
    severity=Severity.INFO,
    summary="A process is important for success and performs poorly.",
)


def check_key_process(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag key processes: important and poor by the limits of portal.yml.

    After Hardaker and Ward, "How to make a team work", Harvard Business Review, 1987.

    At stake are its work without value (steps of class NVA, and every visit beyond the first) and
    its waiting.

    Yields:
        One finding per process, at its success factors.
    """
    limits = context.portal.priority
    for process in context.portal.current_processes():
        priority = context.analysis.priorities.get(process.id)
        if priority is None or not priority.key:
            continue
        figures = context.analysis.processes[process.id]
        yield finding(
            RULE,
            sentence(
                "process `{process}` is important ({importance:.2f}, limit "
                "{importance_limit:g}) and performs poorly ({performance:.1f}, limit "
                "{performance_limit:g})",
                process=process.id,
                importance=priority.importance,
                importance_limit=limits.importance,
                performance=priority.performance,
                performance_limit=limits.performance,
            ),
            first_span(process.place, "success_factors"),
            help="Change this one before the others.",
            subject=f"process:{process.id}",
            price=waste_price(context, process, figures),
        )


CHECK = Check(rule=RULE, run=check_key_process)
