"""What could be gained, as facts with hours and cost a year; findings are made from them elsewhere.

Every amount is what is at stake, not what a change would surely save: the work of a wasteful step,
the waiting before a step, the lead time spent with managers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.analysis.raci_load import counted_processes
from procdocs.model.portal import Portal
from procdocs.model.process import Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """Something that costs time and may be removed."""

    kind: str
    """`waste`, `nva`, `waiting`, `rework` or `escalation`."""
    process: str
    """Id of the process."""
    steps: tuple[str, ...]
    """The steps concerned."""
    waste: str | None
    """Kind of waste, of `waste`."""
    work_hours: float | None
    """Hours of work a year; None where times, shares or volume are unknown."""
    wait_hours: float | None
    """Hours of waiting a year."""
    cost: float | None
    """Cost a year in the portal's currency."""


def find_opportunities(
    portal: Portal, figures: Mapping[str, ProcessFigures]
) -> tuple[Opportunity, ...]:
    """List what is at stake in every current process.

    Returns:
        In order of the processes, then of the steps.
    """
    found: list[Opportunity] = []
    for process in counted_processes(portal):
        own = figures[process.id]
        found += _of_steps(process, own)
        found += _of_escalations(own)
    return tuple(found)


def _of_steps(process: Process, figures: ProcessFigures) -> Iterator[Opportunity]:
    for step in process.activities:
        found = figures.steps.get(step.id)
        if found is None:
            continue
        for waste in step.waste:
            yield _priced("waste", figures, found, waste=waste)
        if step.value is not None and step.value.value == "NVA":
            yield _priced("nva", figures, found)
        if found.total_wait_minutes:
            yield _priced("waiting", figures, found, work=False)
        if found.rework_minutes and found.visits and found.reached is not None:
            again = 1.0 - found.reached / found.visits
            yield _priced("rework", figures, found, part=again)


def _priced(
    kind: str,
    figures: ProcessFigures,
    step: StepFigures,
    *,
    waste: str | None = None,
    part: float = 1.0,
    work: bool = True,
) -> Opportunity:
    items = figures.items_per_year

    def annual(per_item: float | None, unit: float) -> float | None:
        return None if per_item is None or items is None else per_item * part * items / unit

    return Opportunity(
        kind=kind,
        process=figures.process,
        steps=(step.step,),
        waste=waste,
        work_hours=annual(step.labour_minutes, 60.0) if work else None,
        wait_hours=annual(step.total_wait_minutes, 60.0),
        cost=annual(step.cost, 1.0) if work else None,
    )


def _of_escalations(figures: ProcessFigures) -> Iterator[Opportunity]:
    for escalation in figures.escalations:
        hours = None
        known = escalation.expected is not None and escalation.minutes is not None
        if known and figures.items_per_year is not None:
            each = (escalation.expected or 0.0) * (escalation.minutes or 0.0)
            hours = each * figures.items_per_year / 60.0
        yield Opportunity(
            kind="escalation",
            process=figures.process,
            steps=(escalation.source, *escalation.managers, escalation.back),
            waste=None,
            work_hours=None,
            wait_hours=hours,
            cost=None,
        )
