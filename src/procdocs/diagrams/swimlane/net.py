"""The grid as numbers: what the router looks up millions of times.

A point is `line * width + column line`; a state is four times a point plus a direction; a stretch
between two neighbouring points is twice its first point, plus one if it runs down.
"""

from dataclasses import dataclass
from functools import lru_cache

from procdocs.diagrams.swimlane.spec import Drawing, Wire

HALF_COLUMN = 83.0
"""Likely distance in px from a channel to the middle of a column."""
HALF_ROW = 40.0
"""Likely distance from a channel to the middle of a row."""
_BETWEEN_LANES = 20.0
_ALONG_MIDDLE = (8.0, 14.0)
_OUTSIDE = 10.0


Step = tuple[int, int, int, float, int, int]
"""Direction, state left, stretch, its length, point reached, state reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """The points of a grid and how they hang together."""

    offset: tuple[int, int, int, int]
    """From a point to its neighbour, by direction."""
    stretch: tuple[int, ...]
    """Stretch that a state leads along; -1 where there is none."""
    length: tuple[float, ...]
    """Length of that stretch, in px."""
    middle: tuple[bool, ...]
    """Whether it is part of the middle of a row or column, where only one line has room."""
    fixed: tuple[bool, ...]
    """Whether a point is the middle of a cell."""
    x: tuple[int, ...]
    """Grid line across of each point."""
    y: tuple[int, ...]
    """Grid line down of each point."""
    steps: list[tuple[Step, ...]]
    """What `onward` has found so far, by state; empty where nobody has come yet."""

    def onward(self, state: int) -> tuple[Step, ...]:
        """List the steps that lead on from a state: straight, to the right, to the left."""
        way = state & 3
        found = []
        for turn in (0, 1, 3):
            next_way = (way + turn) % 4
            leaving = state - way + next_way
            if self.stretch[leaving] >= 0:
                point = (state >> 2) + self.offset[next_way]
                found.append(
                    (
                        next_way,
                        leaving,
                        self.stretch[leaving],
                        self.length[leaving],
                        point,
                        4 * point + next_way,
                    )
                )
        self.steps[state] = tuple(found)
        return self.steps[state]


@lru_cache(maxsize=256)
def lay_net(wide: int, is_row: tuple[bool, ...], black: tuple[bool, ...]) -> Net:
    """Number the points and stretches of a grid.

    Args:
        wide: Number of grid lines across.
        is_row: Whether each line down is the middle of a row.
        black: Whether each line down lies in a black-box pool, along which nothing may run.
    """
    high = len(is_row)
    points = wide * high
    stretch = [-1] * (4 * points)
    length = [0.0] * (4 * points)
    middle = [False] * (4 * points)
    odd = [x % 2 == 1 for x in range(wide)]
    for y in range(high):
        first, row = y * wide, is_row[y]
        begin, end = 4 * first, 4 * (first + wide)
        if not black[y]:
            stretch[begin : end - 4 : 4] = range(2 * first, 2 * (first + wide - 1), 2)
            stretch[begin + 6 : end : 4] = range(2 * first, 2 * (first + wide - 1), 2)
        size = HALF_COLUMN + (0.0 if row or 0 < y < high - 1 else _OUTSIDE)
        size += _ALONG_MIDDLE[0] if row else 0.0
        for way in (0, 2):
            length[begin + way : end : 4] = [size] * wide
            middle[begin + way : end : 4] = [row] * wide
        for way, to_y in ((1, y + 1), (3, y - 1)):
            if not 0 <= to_y < high:
                continue
            upper = min(y, to_y) * wide
            stretch[begin + way : end : 4] = range(2 * upper + 1, 2 * (upper + wide) + 1, 2)
            size = HALF_ROW if row or is_row[to_y] else _BETWEEN_LANES
            length[begin + way : end : 4] = [
                size + (_ALONG_MIDDLE[1] if central else 0.0) for central in odd
            ]
            middle[begin + way : end : 4] = odd
    return Net(
        offset=(1, wide, -1, -wide),
        stretch=tuple(stretch),
        length=tuple(length),
        middle=tuple(middle),
        fixed=tuple(bool(x % 2) and is_row[y] for y in range(high) for x in range(wide)),
        x=tuple(range(wide)) * high,
        y=tuple(y for y in range(high) for _ in range(wide)),
        steps=[()] * (4 * points),
    )


def _labelled_late(wire: Wire) -> bool:
    """Tell whether a wire's label stands at its target, where it must then come in alone."""
    return bool(wire.label) and wire.source < 0


def relate(drawing: Drawing) -> list[frozenset[int]]:
    """Note for each wire which others may run on its line: same target, or same source and mute."""
    wires = drawing.wires
    by_target: dict[tuple[int, bool], list[int]] = {}
    by_source: dict[tuple[int, bool], list[int]] = {}
    for index, wire in enumerate(wires):
        if wire.target >= 0 and not _labelled_late(wire):
            by_target.setdefault((wire.target, wire.message), []).append(index)
        if wire.source >= 0 and not wire.boundary:
            by_source.setdefault((wire.source, wire.message), []).append(index)
    related = []
    for index, wire in enumerate(wires):
        kin: set[int] = set()
        if not _labelled_late(wire):
            kin.update(by_target.get((wire.target, wire.message), ()))
        if not wire.boundary:
            for other in by_source.get((wire.source, wire.message), ()):
                if not (wire.label and wires[other].label):
                    kin.add(other)
        kin.discard(index)
        related.append(frozenset(kin))
    return related
