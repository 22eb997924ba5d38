"""Figures of all processes: those that stand within others first, then volumes from above."""

from dataclasses import replace

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.flow_solution import Inner
from procdocs.analysis.process_figures import analyse_process
from procdocs.analysis.summing import divide
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import StepType


def analyse_processes(portal: Portal) -> dict[str, ProcessFigures]:
    """Compute the figures of every process.

    A process that reaches itself through its subprocesses (an error) leaves that step unmeasured.

    Returns:
        By id, in the portal's order.
    """
    done: dict[str, Inner] = {}
    for process in portal.processes.values():
        _analyse_inner_first(process, portal, done)
    figures = {name: done[name].figures for name in portal.processes}
    return _derive_volumes(portal, figures)


def called_processes(process: Process) -> tuple[str, ...]:
    """Give the processes that the subprocess steps of a process stand for."""
    return tuple(
        step.process.id
        for step in process.steps
        if step.type is StepType.SUBPROCESS and step.process is not None
    )


def _analyse_inner_first(process: Process, portal: Portal, done: dict[str, Inner]) -> None:
    """Analyse what a process calls, then itself; without recursion, since chains may be long."""
    stack = [process]
    open_ids: set[str] = set()
    while stack:
        current = stack[-1]
        if current.id in done:
            stack.pop()
            continue
        open_ids.add(current.id)
        missing = [
            portal.processes[called]
            for called in called_processes(current)
            if called in portal.processes and called not in done and called not in open_ids
        ]
        if missing:
            stack += missing
            continue
        done[current.id] = analyse_process(
            current,
            portal,
            {name: done[name] for name in called_processes(current) if name in done},
        )
        stack.pop()


def _derive_volumes(
    portal: Portal, figures: dict[str, ProcessFigures]
) -> dict[str, ProcessFigures]:
    """Give embedded processes without a volume the items that their parents send there."""
    found = dict(figures)
    for _ in range(len(portal.processes)):
        changed = False
        for process in portal.processes.values():
            if process.part_of is not None and found[process.id].items_per_year is None:
                items = _items_from_above(process, portal, found)
                if items is not None:
                    found[process.id] = _with_volume(found[process.id], items, portal)
                    changed = True
        if not changed:
            break
    return found


def _items_from_above(
    process: Process, portal: Portal, figures: dict[str, ProcessFigures]
) -> float | None:
    parent = portal.processes.get(process.part_of.id) if process.part_of else None
    if parent is None:
        return None
    items = figures[parent.id].items_per_year
    total = 0.0
    for step in parent.steps:
        if step.process is None or step.process.id != process.id:
            continue
        step_figures = figures[parent.id].steps.get(step.id)
        if items is None or step_figures is None or step_figures.visits is None:
            return None
        total += items * step_figures.visits * (step.repeat.times if step.repeat else 1.0)
    return total or None


def _with_volume(figures: ProcessFigures, items: float, portal: Portal) -> ProcessFigures:
    def annual(per_item: float | None, unit: float) -> float | None:
        return None if per_item is None else per_item * items / unit

    return replace(
        figures,
        items_per_year=items,
        volume_derived=True,
        annual_labour_hours=annual(figures.labour_minutes, 60.0),
        annual_wait_hours=annual(figures.wait_minutes, 60.0),
        annual_cost=annual(figures.cost_per_item, 1.0),
        takt_minutes=divide(60.0 * portal.calendar.hours_per_year, items),
        items_inside=annual(figures.cycle_time_minutes, 60.0 * portal.calendar.hours_per_year),
    )
