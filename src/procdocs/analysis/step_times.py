"""What one visit of a step takes: work, waiting and lead time, with all that changes them.

`repeat` of n: the work counts n times; waiting and lead time n times, or once where the
repetitions run in parallel. An interrupting boundary event of share s ends s of the visits after
min(`after`, LT), an error or message after LT, with work and waiting in proportion.
A subprocess takes the figures of its process. A range counts with its mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from procdocs.analysis.figures import ProcessFigures
from procdocs.model.quantities import Basis, Wait
from procdocs.model.steps import Step, StepType


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTime:
    """Times of one visit in minutes; None is unknown."""

    labour: float | None
    """Work, of all repetitions."""
    wait: float | None
    """Waiting."""
    lead: float | None
    """Lead time; where only work or only waiting is known, that."""
    whole: bool
    """Whether work and lead time are both known."""
    path_work: float
    """Work on the way of the item: repetitions in parallel count once, of a subprocess its
    theoretical cycle time. 0 where unknown."""
    path_va: float
    """Work that adds value if the visit is a first one, as `path_work`."""
    ratio_work: float
    """Part of Σ PT of the activity ratio; 0 where the time is not whole."""
    ratio_lead: float
    """Part of Σ LT of the activity ratio; 0 where the time is not whole."""
    basis: Basis | None
    """Basis; None where nothing is known."""
    random_wait: Wait | None
    """The wait, where it is a range that is drawn from."""
    wait_factor: float
    """What a drawn wait is multiplied with: repetitions and the part not cut off."""
    cut: float
    """Part of the time that interrupting boundary events leave, 0..1."""


NOTHING = VisitTime(
    labour=None,
    wait=None,
    lead=None,
    whole=False,
    path_work=0.0,
    path_va=0.0,
    ratio_work=0.0,
    ratio_lead=0.0,
    basis=None,
    random_wait=None,
    wait_factor=0.0,
    cut=1.0,
)
"""Of a step of which no time is known."""


def minutes(time: timedelta) -> float:
    """Give a duration in minutes."""
    return time.total_seconds() / 60.0


def times_per_visit(step: Step, figures: Mapping[str, ProcessFigures]) -> VisitTime:
    """Find what one visit of a step takes.

    Args:
        step: A step of the company.
        figures: Figures of the processes that its subprocess may stand for.

    Returns:
        Times per visit; `NOTHING` where none is known.
    """
    raw = _of_process(step, figures) if step.type is StepType.SUBPROCESS else _of_step(step)
    if raw.lead is None:
        return raw
    times = step.repeat.times if step.repeat else 1.0
    along = 1.0 if step.repeat and step.repeat.parallel else times
    lead = raw.lead * along
    cut = _part_left(step, lead)
    return VisitTime(
        labour=None if raw.labour is None else raw.labour * times * cut,
        wait=None if raw.wait is None else raw.wait * along * cut,
        lead=lead * cut,
        whole=raw.whole,
        path_work=raw.path_work * along * cut,
        path_va=raw.path_va * along * cut,
        ratio_work=raw.ratio_work * along * cut,
        ratio_lead=raw.ratio_lead * along * cut,
        basis=raw.basis,
        random_wait=raw.random_wait,
        wait_factor=along * cut,
        cut=cut,
    )


def _of_step(step: Step) -> VisitTime:
    """Read the authored time of a step, once through."""
    time = step.time
    if time is None:
        return NOTHING
    process = None if time.process is None else minutes(time.process)
    if step.type is StepType.WAIT:
        process = 0.0
    wait = None if time.wait is None else minutes(time.wait.mean)
    lead = None if time.lead is None else minutes(time.lead)
    if process is not None and wait is not None:
        lead = process + wait
    known = [part for part in (process, wait) if part is not None]
    whole = process is not None and lead is not None
    if lead is None and known:
        lead = sum(known)
    if lead is None:
        return NOTHING
    is_range = time.wait is not None and time.wait.low < time.wait.high
    adds_value = step.value is not None and step.value.value == "VA"
    return VisitTime(
        labour=process,
        wait=wait,
        lead=lead,
        whole=whole,
        path_work=process or 0.0,
        path_va=(process or 0.0) if adds_value else 0.0,
        ratio_work=(process or 0.0) if whole else 0.0,
        ratio_lead=lead if whole else 0.0,
        basis=time.basis,
        random_wait=time.wait if is_range else None,
        wait_factor=1.0,
        cut=1.0,
    )


def _of_process(step: Step, figures: Mapping[str, ProcessFigures]) -> VisitTime:
    """Read the figures of the process that a subprocess stands for, and its own waiting."""
    own = _of_step(step)
    inner = figures.get(step.process.id) if step.process else None
    if inner is None or inner.cycle_time_minutes is None:
        return own if own.wait is not None else NOTHING
    before = own.wait or 0.0
    wait = None if inner.wait_minutes is None else inner.wait_minutes + before
    va = inner.va_time_minutes or 0.0
    if inner.judged_steps == 0 and step.value is not None and step.value.value == "VA":
        va = inner.theoretical_cycle_time_minutes or 0.0
    bases = [basis for basis in (inner.basis, own.basis) if basis is not None]
    return VisitTime(
        labour=inner.labour_minutes,
        wait=wait,
        lead=inner.cycle_time_minutes + before,
        whole=not inner.unmeasured_steps and inner.labour_minutes is not None,
        path_work=inner.theoretical_cycle_time_minutes or 0.0,
        path_va=va,
        # Not its labour: repetitions in parallel count once in a ratio of ways, at every depth.
        ratio_work=(inner.activity_ratio or 0.0) * (inner.lead_sum_minutes or 0.0),
        ratio_lead=(inner.lead_sum_minutes or 0.0) + before,
        basis=max(bases, key=lambda basis: basis.rank, default=None),
        random_wait=own.random_wait,
        wait_factor=1.0,
        cut=1.0,
    )


def _part_left(step: Step, lead: float) -> float:
    """Find the expected part of a visit's time that interrupting boundary events leave."""
    if lead <= 0:
        return 1.0
    left = 1.0
    for event in step.boundaries:
        if event.interrupting and event.share is not None and event.after is not None:
            spent = min(minutes(event.after), lead) / lead
            left -= float(event.share) * (1.0 - spent)
    return max(0.0, left)
