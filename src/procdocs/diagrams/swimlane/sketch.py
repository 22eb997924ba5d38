"""A quick guess at how good a picture will be, from tracks alone.

It counts the same crossings and bends as the score does on the finished picture, but on the grid,
where nothing has a size yet. Thousands of moves are judged by it, and only those that look better
are drawn.
"""

from procdocs.diagrams.swimlane.net import HALF_COLUMN, HALF_ROW
from procdocs.diagrams.swimlane.score import CROSSING, MESSAGE_CROSSING
from procdocs.diagrams.swimlane.spec import Drawing, Placement
from procdocs.diagrams.swimlane.tracks import Stretch, Tracks

_UNIT = 10000.0
_MISSING = 500.0
_Line = tuple[float, float, float]


def _lines(parts: tuple[Stretch, ...]) -> tuple[list[_Line], list[_Line], float]:
    """Return the level and the upright parts of a wire, and its likely length."""
    level: list[_Line] = []
    upright: list[_Line] = []
    length = 0.0
    for part in parts:
        axis = 0 if part.level else 1
        at = part.start[1 - axis] * _UNIT + part.offset
        one = part.start[axis] * _UNIT + (part.before.offset if part.before else 0.0)
        two = part.end[axis] * _UNIT + (part.after.offset if part.after else 0.0)
        low, high = (one, two) if one < two else (two, one)
        (level if part.level else upright).append((at, low, high))
        length += (high - low) / _UNIT * (HALF_COLUMN if part.level else HALF_ROW)
    return level, upright, length


def _crossings(one: list[_Line], two: list[_Line]) -> int:
    count = 0
    for at, low, high in one:
        for other, begin, end in two:
            if low < other < high and begin < at < end:
                count += 1
    return count


def _overlap(one: list[_Line], two: list[_Line]) -> bool:
    return any(
        at == other and min(high, end) - max(low, begin) > 3
        for at, low, high in one
        for other, begin, end in two
    )


def sketch_cost(drawing: Drawing, placement: Placement, tracks: Tracks) -> float:
    """Guess the cost of a picture; comparable with `Quality.cost` but for its area.

    Args:
        drawing: What is laid out.
        placement: Where the boxes stand.
        tracks: The wires as stretches.
    """
    wires = drawing.wires
    drawn = []
    cost = 0.0
    for index, parts in enumerate(tracks.stretches):
        if not parts:
            cost += _MISSING
            continue
        level, upright, length = _lines(parts)
        xs = [p for part in parts for p in (part.start[0], part.end[0])]
        ys = [p for part in parts for p in (part.start[1], part.end[1])]
        drawn.append((index, level, upright, min(xs), max(xs), min(ys), max(ys)))
        cost += 1.5 * (len(parts) - 1) + length / 400.0
    for at, (index, level, upright, left, right, top, bottom) in enumerate(drawn):
        wire = wires[index]
        for other, flat, tall, low_x, high_x, low_y, high_y in drawn[:at]:
            if low_x > right or high_x < left or low_y > bottom or high_y < top:
                continue
            found = _crossings(level, tall) + _crossings(flat, upright)
            if not found:
                continue
            mate = wires[other]
            kin = wire.message == mate.message and (
                wire.source == mate.source or wire.target == mate.target
            )
            if not (kin and (_overlap(level, flat) or _overlap(upright, tall))):
                message = wire.message or mate.message
                cost += found * (MESSAGE_CROSSING if message else CROSSING)
    rows = sum(placement.depths) + 0.4 * len(placement.depths)
    return cost + placement.width * rows * 4 * HALF_COLUMN * HALF_ROW / 60000.0
