"""IMP007: a process is important and performs poorly."""

from collections.abc import Iterator

from procdocs.analysis.figures import ProcessFigures
from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.price_words import Part
from procdocs.checks.improvement.prices import price_of, step_part
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.model.process import Process
from procdocs.model.steps import ValueClass

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
        parts = _waste(context, process, figures)
        yield finding(
            RULE,
            f"process `{process.id}` is important ({priority.importance:.2f}, limit "
            f"{limits.importance:g}) and performs poorly ({priority.performance:.1f}, limit "
            f"{limits.performance:g})",
            first_span(process.place, "success_factors"),
            help="Change this one before the others.",
            subject=f"process:{process.id}",
            price=price_of(context, process, figures, parts),
        )


def _waste(context: CheckContext, process: Process, figures: ProcessFigures) -> Iterator[Part]:
    for step in process.activities:
        found = figures.steps.get(step.id)
        if found is None:
            continue
        again = found.visits if step.value is ValueClass.NVA else found.rework_visits
        if again:
            yield from step_part(context, step, figures, times=again, wait=False)
        if found.wait_minutes:
            yield from step_part(context, step, figures, work=False)


CHECK = Check(rule=RULE, run=check_key_process)
