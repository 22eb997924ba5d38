"""What an event log says of a process: times, visits, shares, rework, volume.

Between the steps of a case stands the time from the completion of the one to the completion of
the next (elapsed), of which the part until the next is begun is waiting and the rest is work,
where the log has starts. In a flow with parallel parts the time counts from the last completed
step from which the flow leads here, else from the completion before in the case.

Waits and elapsed times are working time (`WorkingClock`). Work that begins and ends on one day, or
takes no longer than a working day, is taken from the clock, since somebody was at work (a night
shift); longer work is working time too.
"""

import datetime
import math
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.event_log import EventLog, Occurrence, instant, pair_events
from procdocs.analysis.log_departures import Departure, DepartureCount
from procdocs.analysis.log_shares import ChoiceShares, count_shares
from procdocs.analysis.logged_flow import LoggedFlow
from procdocs.analysis.working_clock import WorkingClock, clock_minutes
from procdocs.model.process import Process

_YEAR_DAYS = 365.25
_HALF_DAY = 12 * 60.0
"""Minutes; no longer than this, and than a working day, is a night between two working days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How a time is spread, in minutes."""

    n: int
    """How many were measured."""
    mean: float
    """Their mean."""
    median: float
    """Half are no longer; the mean of the middle two of an even number."""
    p90: float
    """Nine of ten are no longer (nearest rank)."""
    low: float
    """The shortest."""
    high: float
    """The longest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMeasures:
    """What the log says of one step."""

    step: str
    """Id of the step."""
    activities: tuple[str, ...]
    """The activities of the log that are this step."""
    visits: int
    """How often it was completed."""
    cases: int
    """In how many cases."""
    rework_cases: int
    """In how many cases more than once."""
    resources: int
    """How many people or machines did it."""
    work: Spread | None
    """From start to completion; None where the log has no starts."""
    wait: Spread | None
    """Working time from the completion before to the start."""
    elapsed: Spread | None
    """Working time from the completion before to its own; a case's first step has none, unless
    the log has its start."""
    elapsed_clock: Spread | None
    """The same on the clock, nights and weekends counted."""

    @property
    def rework_share(self) -> float:
        """Part of the visits that are not the first in their case."""
        return (self.visits - self.cases) / self.visits if self.visits else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMeasures:
    """What a log says of a process."""

    process: str
    """Id of the process."""
    log: EventLog
    """The log."""
    first: datetime.datetime
    """Its first moment."""
    last: datetime.datetime
    """Its last moment."""
    per_year: float | None
    """Cases that begin in a year, at the pace of the log; None below a day."""
    cycle: Spread | None
    """Working time from the first event of a case to its last completion."""
    cycle_clock: Spread | None
    """The same on the clock."""
    steps: tuple[StepMeasures, ...]
    """Of the steps that were seen, in authored order."""
    unseen: tuple[str, ...]
    """Activities of the process that the log never has, in authored order."""
    choices: tuple[ChoiceShares, ...]
    """Shares of the branches, in authored order."""
    departures: tuple[Departure, ...]
    """Where cases leave the flow, the most frequent first."""
    conforming: int
    """Cases without a departure and without an unknown activity."""
    unknown: tuple[tuple[str, int], ...]
    """Activities that are no step, with how often; the most frequent first."""
    ignored: tuple[tuple[str, int], ...]
    """Activities that the mapping leaves out, with how often."""
    unfinished: int
    """Starts that were never completed."""


@dataclass(slots=True)
class _Times:
    visits: int
    cases: int
    repeated: int
    work: list[float]
    wait: list[float]
    elapsed: list[float]
    elapsed_clock: list[float]
    resources: set[str]
    activities: dict[str, None]


def measure_log(
    process: Process, log: EventLog, mapping: Mapping[str, str | None], clock: WorkingClock
) -> LogMeasures:
    """Measure a process from a log.

    Args:
        process: The process.
        log: The log; it has at least one case.
        mapping: Step of each activity; None leaves the activity out, and one that is missing
            is unknown: it counts as something done that the process does not have.
        clock: How working time is counted.
    """
    steps = {step.id for step in process.steps}
    known = {name: step for name, step in mapping.items() if step in steps}
    flow = LoggedFlow(process, {known[name] for name in log.activities if name in known})
    times: dict[str, _Times] = {}
    cycle: list[float] = []
    cycle_clock: list[float] = []
    departures = DepartureCount(flow)
    traces: list[list[str]] = []
    unfinished = conforming = 0
    for case in log.cases:
        occurrences, left = pair_events(case.events)
        unfinished += left
        done = [each for each in occurrences if mapping.get(each.activity, "") is not None]
        if not done:
            continue
        began = min(case.events[0].moment, done[0].start or done[0].end, key=instant)
        cycle.append(clock.minutes_between(began, done[-1].end))
        cycle_clock.append(clock_minutes(began, done[-1].end))
        _add_times(times, done, known, flow, clock)
        trace = [known.get(each.activity) for each in done]
        seen = [step for step in trace if step is not None]
        traces.append(seen)
        fits = departures.add(case.id, seen)
        conforming += fits and None not in trace
    first, last = log.first, log.last
    assert first is not None
    assert last is not None
    return LogMeasures(
        process=process.id,
        log=log,
        first=first,
        last=last,
        per_year=_per_year(len(log.cases), first, last),
        cycle=_spread(cycle),
        cycle_clock=_spread(cycle_clock),
        steps=tuple(_step(step.id, times[step.id]) for step in process.steps if step.id in times),
        unseen=tuple(step.id for step in process.activities if step.id not in times),
        choices=count_shares(flow, traces),
        departures=departures.found(),
        conforming=conforming,
        unknown=_count(log, [name for name in log.activities if name not in mapping]),
        ignored=_count(log, [name for name in log.activities if mapping.get(name, "") is None]),
        unfinished=unfinished,
    )


def _add_times(
    times: dict[str, _Times],
    done: Sequence[Occurrence],
    known: Mapping[str, str],
    flow: LoggedFlow,
    clock: WorkingClock,
) -> None:
    visits: defaultdict[str, int] = defaultdict(int)
    latest: dict[str, Occurrence] = {}
    previous: Occurrence | None = None
    for each in done:
        before, previous = previous, each
        step = known.get(each.activity)
        if step is None:
            continue
        if flow.parallel:
            before = _before(step, flow, latest) or before
        # The latest come last.
        latest.pop(step, None)
        latest[step] = each
        of = times.setdefault(step, _Times(0, 0, 0, [], [], [], [], set(), {}))
        visits[step] += 1
        of.visits += 1
        of.cases += visits[step] == 1
        of.repeated += visits[step] == 2
        of.activities[each.activity] = None
        if each.resource:
            of.resources.add(each.resource)
        if before is not None:
            of.elapsed.append(clock.minutes_between(before.end, each.end))
            of.elapsed_clock.append(clock_minutes(before.end, each.end))
        if each.start is not None:
            of.work.append(_work(each.start, each.end, clock))
            if before is not None:
                of.wait.append(clock.minutes_between(before.end, each.start))


def _before(step: str, flow: LoggedFlow, latest: dict[str, Occurrence]) -> Occurrence | None:
    """Find the occurrence of the latest step from which the flow leads to this one."""
    for source in reversed(latest):
        if step in flow.follows(source):
            return latest[source]
    return None


def _work(start: datetime.datetime, end: datetime.datetime, clock: WorkingClock) -> float:
    minutes = clock_minutes(start, end)
    day = clock.calendar.hours_per_day * 60
    if start.date() == end.date() or minutes <= min(day, _HALF_DAY):
        return minutes
    return clock.minutes_between(start, end)


def _step(step: str, times: _Times) -> StepMeasures:
    return StepMeasures(
        step=step,
        activities=tuple(times.activities),
        visits=times.visits,
        cases=times.cases,
        rework_cases=times.repeated,
        resources=len(times.resources),
        work=_spread(times.work),
        wait=_spread(times.wait),
        elapsed=_spread(times.elapsed),
        elapsed_clock=_spread(times.elapsed_clock),
    )


def _spread(values: Sequence[float]) -> Spread | None:
    if not values:
        return None
    ordered = sorted(values)
    return Spread(
        n=len(ordered),
        mean=statistics.fmean(ordered),
        median=statistics.median(ordered),
        p90=ordered[max(0, math.ceil(0.9 * len(ordered)) - 1)],
        low=ordered[0],
        high=ordered[-1],
    )


def _per_year(cases: int, first: datetime.datetime, last: datetime.datetime) -> float | None:
    days = clock_minutes(first, last) / (24 * 60)
    return cases / days * _YEAR_DAYS if days >= 1 else None


def _count(log: EventLog, names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    activities = log.activities
    return tuple(sorted(((name, activities[name]) for name in names), key=lambda one: -one[1]))
