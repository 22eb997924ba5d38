"""What a finding costs a year, and the processes that are asked."""

from collections.abc import Iterator

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.checks.context import CheckContext
from procdocs.model.process import Process
from procdocs.model.steps import Step


def figured(context: CheckContext) -> Iterator[tuple[Process, ProcessFigures]]:
    """Give the current processes with their figures; a to-be is itself a proposal."""
    for process in context.portal.current_processes():
        figures = context.analysis.processes.get(process.id)
        if figures is not None:
            yield process, figures


def figured_activities(
    context: CheckContext,
) -> Iterator[tuple[Process, ProcessFigures, Step, StepFigures]]:
    """Give the activities of the current processes with their figures."""
    for process, figures in figured(context):
        for step in process.activities:
            found = figures.steps.get(step.id)
            if found is not None:
                yield process, figures, step, found


def hours_a_year(figures: ProcessFigures, minutes: float | None) -> float | None:
    """Turn minutes per item into hours a year; None where either is unknown."""
    if minutes is None or figures.items_per_year is None:
        return None
    return minutes * figures.items_per_year / 60


def priced(hours: float | None, of: str = "work") -> str:
    """Say the price at the end of a message; empty where it is unknown.

    Args:
        hours: Hours a year.
        of: What they are hours of: work, waiting, lead time.
    """
    if hours is None:
        return ""
    return f", {hours:,.{0 if hours >= 10 else 1}f} h of {of} a year"


def amount(minutes: float) -> str:
    """Write minutes of working time for a reader: `12 min`, `4.5 h`."""
    if minutes < 90:
        return f"{minutes:.3g} min"
    return f"{minutes / 60:.3g} h"
