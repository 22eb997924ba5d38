"""Event definitions, and how long their timers wait in the words of ISO 8601.

Other tools know no working time. A duration that is typed in hours goes out as such; a working day
goes out as a day, a working week as seven, for that is when its writer would look again.
"""

from datetime import timedelta

from procdocs.exports.bpmn_xml import Tag, tag
from procdocs.model.quantities import Calendar
from procdocs.model.steps import Boundary, Step
from procdocs.source.quantities import read_duration

FORMAL = "bpmn:tFormalExpression"


def event_definition(kind: str, id_: str, timer: tuple[str, str] | None = None) -> Tag:
    """Write what an event waits for or does.

    Args:
        kind: `timer`, `message`, …
        id_: Id of the event.
        timer: `timeDuration` or `timeCycle`, and what it says.
    """
    made = tag(f"bpmn:{kind}EventDefinition", id=f"{id_}.event")
    if kind == "timer" and timer is not None:
        made.add(f"bpmn:{timer[0]}", timer[1], xsi__type=FORMAL)
    if kind == "conditional":
        made.add("bpmn:condition", "", xsi__type=FORMAL)
    return made


def boundary_timer(boundary: Boundary, calendar: Calendar) -> tuple[str, str] | None:
    """Say when a timer at a border fires; one that repeats at its own period is a cycle."""
    if boundary.after is None:
        return None
    after = _iso(boundary.after_written, boundary.after, calendar)
    if boundary.every is not None and boundary.every == boundary.after:
        return "timeCycle", f"R/{after}"
    return "timeDuration", after


def wait_timer(step: Step, calendar: Calendar) -> tuple[str, str] | None:
    """Say how long a step waits; one that waits for a range of times has no fixed timer."""
    wait = step.time.wait if step.time else None
    if step.time is None or wait is None or wait.low != wait.high:
        return None
    typed = dict(step.time.written).get("wait")
    return "timeDuration", _iso(typed, wait.mean, calendar)


def _iso(typed: str | None, time: timedelta, calendar: Calendar) -> str:
    return read_duration(typed or working_text(time)).iso(calendar)


def working_text(time: timedelta) -> str:
    """Write working time in hours, minutes and seconds."""
    seconds = round(time.total_seconds())
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{value}{unit}" for value, unit in parts if value) or "0s"
