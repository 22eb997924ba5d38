"""An event log: what was done in each case, and when."""

import datetime
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

START = "start"
COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a log."""

    activity: str
    """What was done, as the log calls it."""
    moment: datetime.datetime
    """When; with an offset where the log has one."""
    kind: str = COMPLETE
    """`start` or `complete`."""
    resource: str | None = None
    """Who did it; only counted, never shown."""
    instance: str | None = None
    """Which occurrence of the activity start and completion belong to, where the log says it."""
    started: datetime.datetime | None = None
    """Of a completion: its start, where the log has both on one line."""


@dataclass(frozen=True, slots=True)
class Case:
    """All events of one item."""

    id: str
    """Its id in the log."""
    events: tuple[Event, ...]
    """In order of time; those of one moment as in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLog:
    """A log that was read."""

    name: str
    """Name of the file."""
    cases: tuple[Case, ...]
    """In order of their first event, then of the log."""
    ignored: Mapping[str, int]
    """Events that are neither starts nor completions, by kind."""
    repeated: int = 0
    """Events that stood more than once, the same in everything, and were taken once."""

    @property
    def offsets(self) -> tuple[datetime.timedelta | None, ...]:
        """The offsets of its moments, each once, as first seen; None of a moment without one."""
        found: dict[datetime.timedelta | None, None] = {}
        for case in self.cases:
            for event in case.events:
                found[event.moment.utcoffset()] = None
        return tuple(found)

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(len(case.events) for case in self.cases)

    @property
    def activities(self) -> dict[str, int]:
        """How often each activity is completed (started, where it never is), as first seen."""
        completed: dict[str, int] = {}
        started: dict[str, int] = {}
        for case in self.cases:
            for event in case.events:
                completed.setdefault(event.activity, 0)
                counts = completed if event.kind == COMPLETE else started
                counts[event.activity] = counts.get(event.activity, 0) + 1
        return {name: count or started.get(name, 0) for name, count in completed.items()}

    @property
    def first(self) -> datetime.datetime | None:
        """The first moment."""
        return min((case.events[0].moment for case in self.cases), key=instant, default=None)

    @property
    def last(self) -> datetime.datetime | None:
        """The last moment."""
        return max((case.events[-1].moment for case in self.cases), key=instant, default=None)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An activity that was done once."""

    activity: str
    """As the log calls it."""
    start: datetime.datetime | None
    """When it was begun; None where the log does not say."""
    end: datetime.datetime
    """When it was completed."""
    resource: str | None
    """Who did it."""


def make_log(name: str, events: Mapping[str, list[Event]], ignored: Mapping[str, int]) -> EventLog:
    """Put events into order; one that stands twice, the same in everything, counts once.

    Args:
        name: Name of the file.
        events: By case, in the order of the log; no case is empty.
        ignored: Events left out, by kind.
    """
    cases = [
        Case(id_, tuple(sorted(dict.fromkeys(found), key=lambda event: instant(event.moment))))
        for id_, found in events.items()
    ]
    cases.sort(key=lambda case: instant(case.events[0].moment))
    read = sum(len(found) for found in events.values())
    return EventLog(
        name=name,
        cases=tuple(cases),
        ignored=dict(ignored),
        repeated=read - sum(len(case.events) for case in cases),
    )


def instant(moment: datetime.datetime) -> float:
    """Give a number by which moments with and without an offset can be ordered."""
    return moment.replace(tzinfo=moment.tzinfo or datetime.UTC).timestamp()


def pair_events(events: Iterable[Event]) -> tuple[list[Occurrence], int]:
    """Pair each completion with the start that it belongs to.

    A start belongs to the next completion of the same activity, and of the same instance where
    the log names instances; of several open starts the first.

    Returns:
        The completed occurrences in order of their completion, and the number of starts that
        were never completed.
    """
    open_starts: defaultdict[tuple[str, str | None], deque[datetime.datetime]] = defaultdict(deque)
    made = []
    for event in events:
        key = (event.activity, event.instance)
        if event.kind == START:
            open_starts[key].append(event.moment)
            continue
        start = event.started
        if start is None and open_starts[key]:
            start = open_starts[key].popleft()
        made.append(Occurrence(event.activity, start, event.moment, event.resource))
    return made, sum(len(left) for left in open_starts.values())
