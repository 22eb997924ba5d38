"""The list of steps as a table."""

from collections.abc import Iterable
from datetime import timedelta

from procdocs.analysis.analysis import Analysis
from procdocs.exports.sheet import Cell, Sheet, returnable
from procdocs.exports.values import number, ref_ids, say
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import Step

_HEAD = (
    "process",
    "number",
    "step",
    "name",
    "type",
    "role",
    "systems",
    "value",
    "automation",
    "process_minutes",
    "wait_minutes",
    "lead_minutes",
    "basis",
    "complete_accurate",
    "visits",
)


def steps_sheet(portal: Portal, analysis: Analysis, chosen: Iterable[Process]) -> Sheet:
    """Make the list of steps.

    Args:
        portal: The portal.
        analysis: Its figures.
        chosen: Processes to show.

    Returns:
        A row a step; times in minutes of work, once through, as written or as they follow from
        what is written.
    """
    rows = []
    for process in chosen:
        figures = analysis.processes.get(process.id)
        by_step = figures.steps if figures else {}
        for step in process.steps:
            found = by_step.get(step.id)
            rows.append(
                (
                    process.id,
                    step.number,
                    step.id,
                    say(portal, step.name),
                    step.type.value,
                    step.role.id if step.role else step.party,
                    ", ".join(ref_ids(step.systems)) or None,
                    step.value.value if step.value else None,
                    step.automation,
                    *_times(step),
                    number(step.complete_accurate),
                    number(found.visits) if found else None,
                )
            )
    sheet = Sheet(name="steps", title="Steps", head=_HEAD, rows=tuple(rows))
    return returnable(sheet, "process", "step")


def _times(step: Step) -> tuple[Cell, Cell, Cell, Cell]:
    time = step.time
    if time is None:
        return None, None, None, None
    wait = time.wait.mean if time.wait else None
    return _minutes(time.process), _minutes(wait), _minutes(time.lead), time.basis.value


def _minutes(duration: timedelta | None) -> float | None:
    return None if duration is None else number(duration.total_seconds() / 60)
