"""What each type of step may and must say."""

from procdocs.source.resolve.context import Context
from procdocs.source.resolve.pools import StepSource
from procdocs.source.rules import (
    BAD_WAY_OUT,
    BOUNDARY,
    EVENT_NOT_ALLOWED,
    MISPLACED_KEY,
    MISSING_KEY,
    OUTSIDE_DUTY,
    STEP_NEEDS,
)

_EVENTS = {
    "start": ("timer", "message", "signal", "conditional"),
    "wait": ("timer", "message", "signal", "conditional"),
    "end": ("message", "signal", "error", "escalation", "terminate"),
}
WORK = frozenset({"task", "subprocess", "decision", "wait"})
_ALL = frozenset(
    {
        "task",
        "start",
        "end",
        "decision",
        "fork",
        "join",
        "inclusive",
        "event-choice",
        "wait",
        "subprocess",
        "milestone",
    }
)
_BELONGS: dict[str, frozenset[str]] = {
    "kind": frozenset({"task"}),
    "event": frozenset(_EVENTS),
    "process": frozenset({"subprocess"}),
    "table": frozenset({"decision"}),
    "combinations": frozenset({"inclusive"}),
    "outcome": frozenset({"end"}),
    "share": frozenset({"start"}),
    "branches": WORK | {"inclusive", "event-choice", "fork"},
    "next": _ALL - {"end", "event-choice"},
    "repeat": WORK,
    "raci": WORK,
    "value": WORK,
    "waste": WORK,
    "strain": WORK,
    "automation": WORK,
    "complete_accurate": WORK,
    "authority": WORK,
}
_BOUNDARIES = ("on_timeout", "on_error", "on_message", "on_escalation")
_NEEDS_BRANCHES = frozenset({"decision", "inclusive", "event-choice"})


def check_shape(source: StepSource, context: Context) -> None:
    """Report keys that the step's type cannot have, and those that it lacks."""
    kind = source.type
    if "type" in source.dropped:
        return
    for key, types in _BELONGS.items():
        if kind not in types and source.cursor.has(key):
            _report_misplaced(source, key, types, context)
    for key in _BOUNDARIES:
        if kind not in WORK and source.cursor.has(key):
            context.findings.add(
                BOUNDARY,
                f"a step of type {kind} has no border on which an event could happen",
                source.cursor.key_of(key),
                help="Move the event to the task or wait that is meant.",
                subject=source.subject,
            )
    _check_event(source, context)
    _check_ways(source, context)
    _check_name(source, context)
    if source.party is not None and source.document.raci:
        context.findings.add(
            OUTSIDE_DUTY,
            f"the step belongs to the outside party `{source.party}`, which has no RACI",
            source.cursor.key_of("raci"),
            help="Take `raci` away.",
            subject=source.subject,
        )


def _report_misplaced(
    source: StepSource, key: str, types: frozenset[str], context: Context
) -> None:
    rule = BAD_WAY_OUT if key in ("branches", "next") else MISPLACED_KEY
    named = ", ".join(sorted(types)) if len(types) <= 6 else "other types"
    context.findings.add(
        rule,
        f"a step of type {source.type} has no `{key}`",
        source.cursor.key_of(key),
        help=f"`{key}` belongs to steps of type {named}."
        if key != "next"
        else "Take it away."
        if source.type == "end"
        else "Its branches say where it goes on.",
        subject=source.subject,
    )


def _check_event(source: StepSource, context: Context) -> None:
    allowed = _EVENTS.get(source.type)
    event = source.document.event
    if allowed is None or event is None or event in allowed:
        return
    noun = "an" if source.type == "end" else "a"
    context.report(
        EVENT_NOT_ALLOWED,
        f"{noun} {source.type} cannot be of the event `{event}`",
        source.cursor.at("event"),
        source.subject,
        "Use one of " + ", ".join(f"`{name}`" for name in allowed) + ".",
    )


def _check_ways(source: StepSource, context: Context) -> None:
    document = source.document
    lost = "branches" in source.dropped or source.cursor.at("branches").dropped
    if source.type in _NEEDS_BRANCHES and not document.branches and not lost:
        _report_lack(
            source,
            f"the {source.type} has no branches",
            context,
            "Write `branches:` with `to` and `when`.",
        )
    calls_none = source.type == "subprocess" and document.process is None
    if calls_none and "process" not in source.dropped:
        _report_lack(
            source,
            "the subprocess names no process",
            context,
            "Write `process:` with the id of a process.",
        )
    both = source.type in _BELONGS["branches"] & _BELONGS["next"]
    if document.branches and document.next and both:
        context.findings.add(
            BAD_WAY_OUT,
            "the step has branches and `next`",
            source.cursor.key_of("next"),
            help="Keep one of the two.",
            subject=source.subject,
        )
    if source.type == "fork":
        for number, branch in enumerate(document.branches or ()):
            for key in ("share", "when"):
                if getattr(branch, key) is not None:
                    context.findings.add(
                        MISPLACED_KEY,
                        f"a branch of a fork has no `{key}`: all are taken",
                        source.cursor.at("branches", number).key_of(key),
                        help="Take it away, or make it a decision or inclusive.",
                        subject=source.subject,
                    )


def _check_name(source: StepSource, context: Context) -> None:
    if source.type == "task" and source.document.name is None and "name" not in source.dropped:
        context.findings.add(
            MISSING_KEY,
            f"the task `{source.document.id}` has no name",
            source.cursor.at("id").span,
            help="Write `name:`, what is done.",
            subject=source.subject,
        )


def _report_lack(source: StepSource, message: str, context: Context, mend: str) -> None:
    context.findings.add(
        STEP_NEEDS, message, source.cursor.at("id").span, help=mend, subject=source.subject
    )
