"""Where a long process is best cut into sub-processes: where its graph is thinnest.

A part that can become a sub-process has one way in and one way out, so that one step can stand for
it. Among these the best is joined to the rest by the fewest flows and roles, and is of a size that
a reader takes in at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.flow import Edge, Flow
from procdocs.model.steps import Step, StepType

FEWEST, MOST = 5, 20
"""Steps of a part that is worth a page of its own, and that one picture shows."""
_GOOD = 12
_NEAR = 60
_CUTS = 3
_FLOW, _LANE, _SIZE = 2.0, 1.0, 0.25
_GATE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A part that can be moved into a sub-process."""

    steps: tuple[Step, ...]
    """Its steps in authored order."""
    first: Step
    """Where the work enters it."""
    last: Step
    """Where the work leaves it; where it leaves at several, the last of them as written."""
    ways_in: int
    """Steps of it that can be entered from outside; 1 unless no better part was found."""
    ways_out: int
    """Steps outside that follow it; 1 unless no better part was found."""


def propose_cuts(flow: Flow, counted: tuple[Step, ...], limit: int) -> tuple[Cut, ...]:
    """Propose parts to move out, the best first, until the rest is within a limit.

    Args:
        flow: The flow of the process.
        counted: Its steps that count, in authored order; events and gateways are among them.
        limit: How many steps may stay; each part that is moved leaves one step in its place.

    Returns:
        At most three parts that share no step. Where no part has one way in and one way out, the
        single stretch of steps that the fewest flows join to the rest; none where even that fails.
    """
    if len(counted) <= limit:
        return ()
    found: list[tuple[float, Cut]] = []
    places = {step.id: place for place, step in enumerate(counted)}
    for entry in counted:
        if _may_move(entry):
            found += _parts_from(flow, places, counted, entry)
    taken: set[str] = set()
    chosen: list[Cut] = []
    left = len(counted)
    for _, cut in sorted(found, key=lambda each: (each[0], places[each[1].first.id])):
        if left <= limit or len(chosen) == _CUTS:
            break
        if any(step.id in taken for step in cut.steps):
            continue
        chosen.append(cut)
        taken |= {step.id for step in cut.steps}
        left -= len(cut.steps) - 1
    if chosen:
        return tuple(chosen)
    loose = _thinnest_stretch(flow, counted)
    return (loose,) if loose else ()


def _may_move(step: Step) -> bool:
    return step.type not in (StepType.START, StepType.END) and step.party is None


def _parts_from(
    flow: Flow, places: dict[str, int], counted: tuple[Step, ...], entry: Step
) -> Iterator[tuple[float, Cut]]:
    """Give the parts that begin at a step: all that can be reached before one step outside."""
    for outside in _near(flow, entry.id):
        inside = _reached(flow, entry.id, outside)
        if inside is None or not inside <= places.keys():
            continue
        steps = tuple(counted[place] for place in sorted(places[each] for each in inside))
        if not FEWEST <= len(steps) <= MOST or not all(map(_may_move, steps)):
            continue
        cut = _cut(flow, steps)
        if cut.ways_in == 1 and cut.ways_out == 1 and cut.first is entry:
            yield _cost(flow, cut), cut


def _near(flow: Flow, start: str) -> list[str]:
    """Give the steps that can be reached from one, the nearest first."""
    seen, queue = {start}, [start]
    for each in queue:
        for edge in flow.out_edges(each):
            if edge.target not in seen and len(queue) <= _NEAR:
                seen.add(edge.target)
                queue.append(edge.target)
    return queue[1:]


def _reached(flow: Flow, entry: str, outside: str) -> set[str] | None:
    """Give what can be reached without passing a step; None once that is too much."""
    seen, queue = {entry}, [entry]
    for each in queue:
        for edge in flow.out_edges(each):
            if edge.target != outside and edge.target not in seen:
                if len(queue) >= MOST:
                    return None
                seen.add(edge.target)
                queue.append(edge.target)
    return seen


def _cut(flow: Flow, steps: tuple[Step, ...]) -> Cut:
    inside = {step.id for step in steps}
    entries, exits = _joins(flow, steps)
    entered = {edge.target for edge in entries}
    leaving = {edge.source for edge in exits}
    return Cut(
        steps=steps,
        first=next((step for step in steps if step.id in entered), steps[0]),
        last=next((step for step in reversed(steps) if step.id in leaving), steps[-1]),
        ways_in=len(entered),
        ways_out=len({edge.target for edge in exits} - inside),
    )


def _joins(flow: Flow, steps: tuple[Step, ...]) -> tuple[list[Edge], list[Edge]]:
    """Give the flows that enter a part, and those that leave it."""
    inside = {step.id for step in steps}
    entries = [e for step in steps for e in flow.in_edges(step.id) if e.source not in inside]
    exits = [e for step in steps for e in flow.out_edges(step.id) if e.target not in inside]
    return entries, exits


def _cost(flow: Flow, cut: Cut) -> float:
    """Weigh a part: flows that join it to the rest, roles in it, distance from a good size.

    A part that begins at a meeting or ends at a split is a worse name for a piece of work than one
    that begins and ends with work.
    """
    entries, exits = _joins(flow, cut.steps)
    lanes = len({step.lane for step in cut.steps})
    gates = sum(not step.is_activity for step in (cut.first, cut.last))
    size = abs(sum(step.is_activity for step in cut.steps) - _GOOD)
    return _FLOW * (len(entries) + len(exits)) + _LANE * (lanes + gates) + _SIZE * size


def _thinnest_stretch(flow: Flow, counted: tuple[Step, ...]) -> Cut | None:
    """Find the stretch of the list that the fewest flows join to the rest."""
    best: tuple[float, int, Cut] | None = None
    for first in range(len(counted) - FEWEST + 1):
        for size in range(FEWEST, min(MOST, len(counted) - 1, len(counted) - first) + 1):
            steps = counted[first : first + size]
            if not all(map(_may_move, steps)):
                break
            cut = _cut(flow, steps)
            cost = _cost(flow, cut) + _GATE * (cut.ways_in + cut.ways_out)
            if best is None or (cost, first) < best[:2]:
                best = (cost, first, cut)
    return best[2] if best else None
