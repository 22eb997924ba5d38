"""Where the cases of a log leave the flow: steps skipped, order turned, begun or ended amiss."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.logged_flow import END, LoggedFlow

SKIPPED = "skipped"
ORDER = "order"
BEGUN = "start"
ENDED = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A way that cases took and the flow does not have."""

    kind: str
    """`skipped` (steps between were left out), `order` (the flow has no way forward from the one
    to the other), `start` (the case begins within the flow), `end` (it ends there, or goes on)."""
    source: str | None
    """Step that was done; None at the start of a case."""
    target: str | None
    """Step that was done next; None at the end of a case."""
    steps: tuple[str, ...]
    """Of a step that came too early those that came after it and should have come before; else
    those that were never done, of the fewest steps that the flow has between."""
    count: int
    """How often."""
    cases: int
    """In how many cases."""
    example: str
    """The first case that did so."""


@dataclass(slots=True)
class _Count:
    count: int
    cases: int
    example: str
    latest: str


@dataclass(frozen=True, slots=True)
class _Way:
    kind: str
    source: str | None
    target: str | None
    steps: tuple[str, ...]


class DepartureCount:
    """Counts departures case by case."""

    def __init__(self, flow: LoggedFlow) -> None:
        self._flow = flow
        self._found: dict[_Way, _Count] = {}
        self._ways: dict[tuple[str | None, str], tuple[str, ...] | None] = {}

    def add(self, case: str, trace: Sequence[str]) -> bool:
        """Look at one case.

        Args:
            case: Its id.
            trace: Its steps in order; nothing is counted of an empty one.

        Returns:
            Whether it follows the flow from start to end.
        """
        if not trace:
            return False
        found: list[_Way] = []
        last = {step: place for place, step in enumerate(trace)}
        if trace[0] not in self._flow.starts:
            way = self._between(None, trace[0]) or ()
            found.append(_Way(BEGUN, None, trace[0], _never(way, last)))
        done = {trace[0]: 0}
        late: set[str] = set()
        for place in range(1, len(trace)):
            source, target = trace[place - 1], trace[place]
            if not self._allowed(source, target, done):
                found.append(self._judge(source, target, place, done, last))
                if found[-1].kind == ORDER:
                    late.add(target)
            done[target] = place
        if not self._may_end(trace[-1], done, late):
            way = self._between(trace[-1], END) or ()
            found.append(_Way(ENDED, trace[-1], None, _never(way, last)))
        for departure in found:
            self._count(case, departure)
        return not found

    def found(self) -> tuple[Departure, ...]:
        """Give all departures, the most frequent first, else in the order seen."""
        made = [
            Departure(
                kind=way.kind,
                source=way.source,
                target=way.target,
                steps=way.steps,
                count=count.count,
                cases=count.cases,
                example=count.example,
            )
            for way, count in self._found.items()
        ]
        return tuple(sorted(made, key=lambda departure: -departure.count))

    def _judge(
        self,
        source: str,
        target: str,
        place: int,
        done: Mapping[str, int],
        last: Mapping[str, int],
    ) -> _Way:
        """Tell whether a step came too early, with others skipped, or the wrong way round.

        Where loops lead from each of two steps to the other, the shorter way counts as forward;
        a step that was done before in the case may always be come back to.

        Args:
            source: The step before.
            target: The step.
            place: Its place in the case.
            done: Steps done before it, with their latest place.
            last: All steps of the case, with their last place.
        """
        if self._flow.parallel:
            latest = sorted(done, key=lambda step: -done[step])
            leading = (
                step
                for step in latest
                if step != target and self._between(step, target) is not None
            )
            source = next(leading, source)
        way = self._between(source, target)
        back = self._between(target, source)
        if way is None or (back is not None and len(back) < len(way) and target not in done):
            return _Way(ORDER, source, target, ())
        missed = _never(way, last)
        if missed:
            return _Way(SKIPPED, source, target, missed)
        late = tuple(step for step in way if last[step] > place)
        return _Way(ORDER, source, target, late)

    def _allowed(self, source: str, target: str, done: Mapping[str, int]) -> bool:
        """Tell whether a step may come where it does.

        In a flow with parallel parts a step may follow any that was done since it was last done
        itself, because the steps of other branches may come between.
        """
        if target in self._flow.follows(source):
            return True
        if not self._flow.parallel:
            return False
        since = done.get(target, -1)
        if any(
            place > since and target in self._flow.follows(step) for step, place in done.items()
        ):
            return True
        return target not in done and target in self._flow.starts

    def _may_end(self, latest: str, done: Mapping[str, int], late: Collection[str]) -> bool:
        """Tell whether a case may end where it does.

        With parallel parts every branch must have come to an end, or to what was done later: one
        that is still open keeps the case open. A step that came too late holds nothing up.
        """
        if not self._flow.parallel:
            return END in self._flow.follows(latest)
        open_steps = (
            step
            for step, place in done.items()
            if not any(
                at > place and self._between(step, later) is not None for later, at in done.items()
            )
        )
        return all(END in self._flow.follows(step) or step in late for step in open_steps)

    def _count(self, case: str, way: _Way) -> None:
        counted = self._found.setdefault(way, _Count(0, 0, case, ""))
        counted.count += 1
        if counted.latest != case:
            counted.cases += 1
            counted.latest = case

    def _between(self, source: str | None, target: str) -> tuple[str, ...] | None:
        key = (source, target)
        if key not in self._ways:
            self._ways[key] = self._flow.between(source, target)
        return self._ways[key]


def _never(way: Sequence[str], done: Mapping[str, int]) -> tuple[str, ...]:
    """Give the steps of a way that a case never has."""
    return tuple(step for step in way if step not in done)
