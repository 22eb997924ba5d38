"""Times of a step: any two of process, wait and lead give the third, and all three agree."""

from datetime import timedelta

from procdocs.model.quantities import Basis, Wait
from procdocs.model.steps import StepTime, StepType
from procdocs.source.cursor import Cursor
from procdocs.source.documents.step import TimeDocument
from procdocs.source.resolve.context import Context
from procdocs.source.rules import MISPLACED_TIME, PROCESS_OVER_LEAD, TIMES_DISAGREE

_TIMELESS = frozenset(
    {
        StepType.START,
        StepType.END,
        StepType.FORK,
        StepType.JOIN,
        StepType.INCLUSIVE,
        StepType.EVENT_CHOICE,
        StepType.MILESTONE,
    }
)
_TOLERANCE = timedelta(seconds=1)
_NONE = timedelta()


def resolve_time(
    document: TimeDocument | None,
    cursor: Cursor,
    context: Context,
    subject: str,
    step_type: StepType = StepType.TASK,
) -> StepTime | None:
    """Resolve the times of a step, or of answers about one.

    Args:
        document: As typed.
        cursor: Where.
        context: What to resolve with.
        subject: What findings are about.
        step_type: Its type, which says what times it may have.

    Returns:
        The times; None where there are none, or none that its type may have.
    """
    if document is None:
        return None
    if step_type in _TIMELESS:
        context.findings.add(
            MISPLACED_TIME,
            f"a step of type {step_type.value} takes no time",
            cursor.key_span,
            help="Move the time to the task before or after it.",
            subject=subject,
        )
        return None
    process = context.duration(document.process, cursor.at("process"), subject)
    wait = context.wait(document.wait, cursor.at("wait"), subject)
    lead = context.duration(document.lead, cursor.at("lead"), subject)
    basis = Basis(document.basis or "estimate")
    typed = _as_typed(document)
    if step_type is StepType.WAIT:
        return _of_wait(process, wait, lead, basis, typed, cursor, context, subject)
    if step_type is StepType.SUBPROCESS and process is not None:
        _misplaced("process", "a subprocess", cursor, context, subject)
        process = None
    if step_type is not StepType.SUBPROCESS:
        process, wait, lead = _fit(process, wait, lead, cursor, context, subject)
    if process is None and wait is None and lead is None:
        return None
    return StepTime(process=process, wait=wait, lead=lead, basis=basis, written=typed)


def _as_typed(document: TimeDocument) -> tuple[tuple[str, str], ...]:
    """List the durations as they were typed; those of a range apart."""
    wait = document.wait
    found = [("process", document.process), ("lead", document.lead)]
    if wait is not None and wait.low == wait.high and wait.mean is None:
        found.append(("wait", wait.low))
    elif wait is not None:
        found += [("from", wait.low), ("to", wait.high), ("mean", wait.mean)]
    return tuple((key, value.text) for key, value in found if value is not None)


def _of_wait(
    process: timedelta | None,
    wait: Wait | None,
    lead: timedelta | None,
    basis: Basis,
    typed: tuple[tuple[str, str], ...],
    cursor: Cursor,
    context: Context,
    subject: str,
) -> StepTime | None:
    for key, value in (("process", process), ("lead", lead)):
        if value is not None:
            _misplaced(key, "a wait", cursor, context, subject)
    if wait is None:
        return None
    written = tuple((key, text) for key, text in typed if key not in ("process", "lead"))
    return StepTime(process=_NONE, wait=wait, lead=wait.mean, basis=basis, written=written)


def _misplaced(key: str, noun: str, cursor: Cursor, context: Context, subject: str) -> None:
    mend = (
        "Write `wait` alone, or make it a task."
        if noun == "a wait"
        else "Take it away: the figures are those of the process."
    )
    context.findings.add(
        MISPLACED_TIME,
        f"{noun} has no {key} time of its own",
        cursor.key_of(key),
        help=mend,
        subject=subject,
    )


def _fit(
    process: timedelta | None,
    wait: Wait | None,
    lead: timedelta | None,
    cursor: Cursor,
    context: Context,
    subject: str,
) -> tuple[timedelta | None, Wait | None, timedelta | None]:
    """Derive the third of two times; where they contradict, the lead or wait is dropped."""
    if process is not None and lead is not None and process > lead:
        context.findings.add(
            PROCESS_OVER_LEAD,
            "the process time is longer than the lead time that contains it",
            cursor.at("process").span,
            help="Lead time is process time and waiting together.",
            subject=subject,
        )
        return process, wait, (process + wait.mean if wait else None)
    if wait is not None and lead is not None:
        rest = lead - wait.mean
        if rest < _NONE or (process is not None and abs(rest - process) > _TOLERANCE):
            message = (
                "process and wait do not add up to lead"
                if process is not None
                else "the wait is longer than the lead time that contains it"
            )
            context.findings.add(
                TIMES_DISAGREE,
                message,
                cursor.at("lead").span,
                help="Write two of the three; the third follows.",
                subject=subject,
            )
            return process, wait, (process + wait.mean if process is not None else None)
        return (rest if process is None else process), wait, lead
    if process is not None and lead is not None:
        left = lead - process
        return process, Wait(mean=left, low=left, high=left), lead
    if process is not None and wait is not None:
        return process, wait, process + wait.mean
    return process, wait, lead
