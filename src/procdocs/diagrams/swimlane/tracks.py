"""Phase 6: which track of a channel each stretch of a wire takes.

Before: ways on the grid and attachments. After: in every channel, stretches that do not belong
together lie on different tracks wherever they meet, in an order with few crossings.
"""

import itertools
from dataclasses import dataclass, field

from procdocs.diagrams.swimlane.slots import Slots
from procdocs.diagrams.swimlane.spec import Drawing, Placement, Routing

GAP = 10.0
"""Distance between tracks."""
_CONFLICT = 50
_LONG_SEARCH = 16


@dataclass(slots=True, kw_only=True)
class Stretch:
    """A straight part of a wire; its offset from the grid line is found in this phase."""

    wire: int
    """Index of the wire."""
    start: tuple[int, int]
    """Grid point where it begins."""
    end: tuple[int, int]
    """Grid point where it ends."""
    level: bool
    """Whether it runs across rather than down."""
    offset: float = 0.0
    """Distance from the grid line, to the right or down."""
    before: "Stretch | None" = None
    """The stretch that leads to it."""
    after: "Stretch | None" = None
    """The stretch it leads to."""


@dataclass(slots=True, kw_only=True)
class _Bundle:
    """Stretches of one net that lie on one track."""

    members: list[Stretch]
    low: tuple[int, float]
    high: tuple[int, float]
    ends: list[tuple[tuple[int, float], int]] = field(default_factory=list)
    track: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """All wires as straight stretches with their offsets."""

    stretches: tuple[tuple[Stretch, ...], ...]
    """The stretches of each wire; none for a wire without a way."""
    across: dict[int, int]
    """Number of tracks of each channel between rows, by grid line."""
    down: dict[int, int]
    """Number of tracks of each channel between columns, by grid line."""


def _cut(drawing: Drawing, routing: Routing, slots: Slots) -> list[list[Stretch]]:
    """Cut every way where it turns."""
    cut: list[list[Stretch]] = []
    for index, path in enumerate(routing.paths):
        parts: list[Stretch] = []
        begin = 0
        for at in range(1, len(path)):
            level = path[at][1] == path[at - 1][1]
            last = at == len(path) - 1
            if last or (path[at + 1][1] == path[at][1]) != level:
                parts.append(Stretch(wire=index, start=path[begin], end=path[at], level=level))
                begin = at
        for one, two in itertools.pairwise(parts):
            one.after, two.before = two, one
        if parts and not parts[0].level:
            parts[0].offset = slots.leaving[index]
        if parts and not parts[-1].level and len(parts) > 1:
            parts[-1].offset = slots.entering[index]
        cut.append(parts)
    return cut


def _ends(stretch: Stretch) -> list[tuple[tuple[int, float], int]]:
    """Return both ends of a stretch: position along it, and the side its neighbour lies on."""
    axis = 0 if stretch.level else 1
    found = []
    for point, neighbour, far_end in (
        (stretch.start, stretch.before, True),
        (stretch.end, stretch.after, False),
    ):
        if neighbour is None:
            found.append(((point[axis], 0.0), 0))
            continue
        far = neighbour.start if far_end else neighbour.end
        side = 1 if far[1 - axis] > point[1 - axis] else -1
        found.append(((point[axis], neighbour.offset), side))
    return found


def _bundles(drawing: Drawing, loops: tuple[bool, ...], stretches: list[Stretch]) -> list[_Bundle]:
    """Put stretches of one net together: those with one target, then those with one source."""
    spans = {}
    for stretch in stretches:
        first, last = sorted(position for position, _ in _ends(stretch))
        spans[id(stretch)] = (first, last)

    def by_target(stretch: Stretch) -> tuple[object, ...]:
        wire = drawing.wires[stretch.wire]
        if wire.target < 0:
            return ("alone", stretch.wire)
        return (wire.target, wire.message, loops[stretch.wire])

    def by_source(stretch: Stretch) -> tuple[object, ...]:
        wire = drawing.wires[stretch.wire]
        if wire.source < 0 or wire.boundary or wire.label:
            return ("alone", stretch.wire)
        return (wire.source, wire.message, loops[stretch.wire])

    groups: list[list[Stretch]] = []
    left = stretches
    for key in (by_target, by_source):
        homes: dict[tuple[object, ...], list[Stretch]] = {}
        for stretch in left:
            homes.setdefault(key(stretch), []).append(stretch)
        left = []
        for home in homes.values():
            home.sort(key=lambda each: (spans[id(each)], each.wire))
            current: list[Stretch] = []
            reach = (-1, 0.0)
            for stretch in home:
                low, high = spans[id(stretch)]
                if current and low[0] <= reach[0] and low < reach:
                    current.append(stretch)
                    reach = max(reach, high)
                    continue
                if len(current) > 1:
                    groups.append(current)
                else:
                    left.extend(current)
                current, reach = [stretch], high
            if len(current) > 1:
                groups.append(current)
            else:
                left.extend(current)
    groups.extend([stretch] for stretch in left)
    found = []
    for group in groups:
        ends = sorted({end for stretch in group for end in _ends(stretch)})
        found.append(
            _Bundle(
                members=group,
                low=min(spans[id(each)][0] for each in group),
                high=max(spans[id(each)][1] for each in group),
                ends=ends,
            )
        )
    return found


def _meet(one: _Bundle, two: _Bundle) -> bool:
    return one.low <= two.high and two.low <= one.high


def _pair_cost(first: _Bundle, second: _Bundle) -> int:
    """Count what it costs that `first` lies above, or left of, `second`."""
    cost = 0
    for position, side in first.ends:
        if side > 0:
            if second.low < position < second.high:
                cost += 1
            for other, other_side in second.ends:
                if other == position and other_side < 0:
                    cost += _CONFLICT
    for position, side in second.ends:
        if side < 0 and first.low < position < first.high:
            cost += 1
    return cost


def _ordered(bundles: list[_Bundle]) -> list[_Bundle]:
    """Order the bundles of a channel by moving one at a time to where it costs least."""
    order = sorted(
        bundles,
        key=lambda each: (
            sum(side for _, side in each.ends) / len(each.ends),
            each.low,
            each.members[0].wire,
        ),
    )
    count = len(order)
    if count < 2:
        return order
    number = {id(bundle): at for at, bundle in enumerate(order)}
    fixed = list(order)
    price = [
        [_pair_cost(one, two) if one is not two and _meet(one, two) else 0 for two in fixed]
        for one in fixed
    ]
    sequence = [number[id(bundle)] for bundle in order]
    for _ in range(8 if count <= _LONG_SEARCH else 2):
        improved = False
        for item in list(sequence):
            here = sequence.index(item)
            rest = sequence[:here] + sequence[here + 1 :]
            cost = sum(price[item][other] for other in rest)
            best_cost, best_at, costs = cost, 0, []
            for other in rest:
                costs.append(cost)
                cost += price[other][item] - price[item][other]
            costs.append(cost)
            best_cost = costs[here]
            best_at = here
            for at, each in enumerate(costs):
                if each < best_cost:
                    best_cost, best_at = each, at
            if best_at != here:
                sequence = [*rest[:best_at], item, *rest[best_at:]]
                improved = True
        if not improved:
            break
    return [fixed[at] for at in sequence]


def assign_tracks(
    drawing: Drawing,
    placement: Placement,
    routing: Routing,
    slots: Slots,
    rounds: int = 2,
) -> Tracks:
    """Spread the stretches of every channel over tracks.

    Channels down and across are done in turn, more than once, because the order in one depends
    on the tracks in the others.

    Args:
        drawing: What to lay out.
        placement: For which wires lead back.
        routing: The ways.
        slots: The attachments.
        rounds: How often; once will do for a guess.

    Returns:
        The wires as stretches, and the number of tracks of each channel.
    """
    cut = _cut(drawing, routing, slots)
    grid = routing.grid
    counts: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for level in (False, True) * rounds:
        channels: dict[int, list[Stretch]] = {}
        for parts in cut:
            for stretch in parts:
                if stretch.level != level:
                    continue
                line = stretch.start[1] if level else stretch.start[0]
                if (not grid.is_row[line]) if level else line % 2 == 0:
                    channels.setdefault(line, []).append(stretch)
        for line, stretches in channels.items():
            order = _ordered(_bundles(drawing, placement.loops, stretches))
            total = 0
            for at, bundle in enumerate(order):
                above = (other.track + 1 for other in order[:at] if _meet(bundle, other))
                bundle.track = max(above, default=0)
                total = max(total, bundle.track + 1)
            for bundle in order:
                for stretch in bundle.members:
                    stretch.offset = (bundle.track - (total - 1) / 2) * GAP
            counts[level][line] = total
    return Tracks(
        stretches=tuple(tuple(parts) for parts in cut), across=counts[True], down=counts[False]
    )
