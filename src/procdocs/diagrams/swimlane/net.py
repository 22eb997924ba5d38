"""The grid as numbers: what the router looks up millions of times.

A point is `line * width + column line`; a state is four times a point plus a direction; a stretch
between two neighbouring points is twice its first point, plus one if it runs down.
"""

from dataclasses import dataclass
from functools import lru_cache

from procdocs.diagrams.swimlane.spec import STEP_X, STEP_Y, Drawing, Wire

HALF_COLUMN = 83.0
"""Likely distance in px from a channel to the middle of a column."""
HALF_ROW = 40.0
"""Likely distance from a channel to the middle of a row."""
_BETWEEN_LANES = 20.0
_ALONG_MIDDLE = (8.0, 14.0)
_OUTSIDE = 10.0


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
    for y in range(high):
        row = is_row[y]
        for x in range(wide):
            point = y * wide + x
            for way in range(4):
                to_x, to_y = x + STEP_X[way], y + STEP_Y[way]
                if not (0 <= to_x < wide and 0 <= to_y < high):
                    continue
                across = way % 2 == 0
                if across and black[y]:
                    continue
                state = 4 * point + way
                stretch[state] = 2 * min(point, to_y * wide + to_x) + way % 2
                central = row if across else x % 2 == 1
                middle[state] = central
                if across:
                    size = HALF_COLUMN + (0.0 if row or 0 < y < high - 1 else _OUTSIDE)
                else:
                    size = HALF_ROW if row or is_row[to_y] else _BETWEEN_LANES
                length[state] = size + (_ALONG_MIDDLE[way % 2] if central else 0.0)
    return Net(
        offset=(1, wide, -1, -wide),
        stretch=tuple(stretch),
        length=tuple(length),
        middle=tuple(middle),
        fixed=tuple(bool(x % 2) and is_row[y] for y in range(high) for x in range(wide)),
        x=tuple(range(wide)) * high,
        y=tuple(y for y in range(high) for _ in range(wide)),
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
