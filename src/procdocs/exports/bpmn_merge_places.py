"""Room for a gateway beside a step that is already placed, and ways that lead by it.

Everything is worked out for a merge to the left of its step; other sides, and splits, are that
picture turned over and its ways run backwards.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from procdocs.diagrams.scene import Point, Rect

Way = tuple[Point, ...]
_SIZES = (28.0, 24.0, 20.0, 16.0, 12.0)
_GAPS = (14.0, 10.0, 6.0, 4.0)
_STUB = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlace:
    """Where a gateway stands beside its step, and how the flows run then."""

    rect: Rect
    """The gateway."""
    ways: tuple[Way, ...]
    """The flows to the gateway, or from it, in the order given."""
    between: Way
    """The flow between the gateway and its step."""


def place_merge(step: Rect, ways: Sequence[Way], others: Sequence[Rect]) -> MergePlace:
    """Place a gateway before a step.

    Args:
        step: Where the step stands.
        ways: The flows that reach it, each with at least two points.
        others: What must not be covered or crossed.

    Returns:
        The place with the fewest crossings; of equals the largest gateway, farthest off.
    """
    turn, back = _turns(_side(step, ways))
    turned = [tuple(turn(point) for point in way) for way in ways]
    there, around = _turned(step, turn), [_turned(other, turn) for other in others]
    best = min(_candidates(there, turned), key=lambda found: _faults(found, there, around))
    return MergePlace(
        rect=_turned(best.rect, back),
        ways=tuple(tuple(back(point) for point in way) for way in best.ways),
        between=tuple(back(point) for point in best.between),
    )


def place_split(step: Rect, ways: Sequence[Way], others: Sequence[Rect]) -> MergePlace:
    """Place a gateway behind a step; the ways are those that leave it."""
    found = place_merge(step, [way[::-1] for way in ways], others)
    return MergePlace(
        rect=found.rect,
        ways=tuple(way[::-1] for way in found.ways),
        between=found.between[::-1],
    )


def _side(step: Rect, ways: Sequence[Way]) -> str:
    """Tell on which side of the step most ways end; of equals left, then right, top, bottom."""
    counted = Counter({"left": 0, "right": 0, "top": 0, "bottom": 0})
    for way in ways:
        (x0, y0), (x1, y1) = way[-2:]
        if abs(x1 - x0) > abs(y1 - y0):
            counted["left" if x0 < x1 else "right"] += 1
        else:
            counted["top" if y0 < y1 else "bottom"] += 1
    return counted.most_common(1)[0][0]


def _turns(side: str) -> tuple[Callable[[Point], Point], Callable[[Point], Point]]:
    """Give how a side is turned to the left, and how back."""
    if side == "right":
        return (lambda p: (-p[0], p[1])), (lambda p: (-p[0], p[1]))
    if side == "top":
        return (lambda p: (p[1], p[0])), (lambda p: (p[1], p[0]))
    if side == "bottom":
        return (lambda p: (-p[1], p[0])), (lambda p: (p[1], -p[0]))
    return (lambda p: p), (lambda p: p)


def _turned(rect: Rect, turn: Callable[[Point], Point]) -> Rect:
    (x0, y0), (x1, y1) = turn((rect.x, rect.y)), turn((rect.right, rect.bottom))
    return Rect(x=min(x0, x1), y=min(y0, y1), width=abs(x1 - x0), height=abs(y1 - y0))


def _candidates(step: Rect, ways: Sequence[Way]) -> Iterator[MergePlace]:
    middle = step.center[1]
    for size in _SIZES:
        for gap in _GAPS:
            half = size / 2
            at = (step.x - gap - half, middle)
            yield MergePlace(
                rect=Rect(x=at[0] - half, y=middle - half, width=size, height=size),
                ways=tuple(_led(way, at, half, step) for way in ways),
                between=((at[0] + half, middle), (step.x, middle)),
            )


def _led(way: Way, at: Point, half: float, step: Rect) -> Way:
    """Lead a way to the gateway instead of the step."""
    x, middle = at
    *before, last, end = way
    level = abs(last[1] - end[1]) < abs(last[0] - end[0])
    if level and last[0] < end[0]:
        if last[0] <= x - half - _STUB or (not before and last[0] < x - half):
            turn = x - half - _STUB / 2
            if abs(end[1] - middle) < 0.5:
                return (*before, last, (x - half, end[1]))
            if abs(end[1] - middle) > half:
                return (*before, last, (x, end[1]), _tip(x, middle, half, end[1]))
            return (*before, last, (turn, end[1]), (turn, middle), (x - half, middle))
        if before:
            return _from_level(tuple(before), last, at, half)
    elif not level:
        return _from_level(tuple(before), last, at, half)
    over = step.y - _STUB if last[1] <= middle else step.bottom + _STUB
    out = end[0] + (_STUB if last[0] >= end[0] else -_STUB)
    turns = ((out, end[1]), (out, over), (x, over), _tip(x, middle, half, over))
    return (*before, last, *turns)


def _from_level(before: Way, corner: Point, at: Point, half: float) -> Way:
    """Lead a way that goes upright to or from a corner up or down to the gateway instead."""
    x, middle = at
    start = corner
    kept = before
    if before and abs(corner[1] - middle) < half:
        *further, start = before
        kept = tuple(further)
    tip = _tip(x, middle, half, start[1])
    if kept:
        return (*kept, (x, start[1]), tip)
    between = (start[1] + tip[1]) / 2
    return (start, (start[0], between), (x, between), tip)


def _tip(x: float, middle: float, half: float, height: float) -> Point:
    """Give the upper or lower tip of the gateway, whichever is nearer to a height."""
    return (x, middle - half) if height < middle else (x, middle + half)


def _faults(found: MergePlace, step: Rect, others: Sequence[Rect]) -> int:
    """Count what the gateway covers, and what its ways cross or slant."""
    count = 10 * sum(found.rect.overlaps(other) for other in (step, *others))
    inside = Rect(
        x=found.rect.x + 1,
        y=found.rect.y + 1,
        width=found.rect.width - 2,
        height=found.rect.height - 2,
    )
    for way in found.ways:
        for number, (a, b) in enumerate(pairwise(way)):
            stretch = Rect(
                x=min(a[0], b[0]),
                y=min(a[1], b[1]),
                width=max(abs(a[0] - b[0]), 0.2),
                height=max(abs(a[1] - b[1]), 0.2),
            )
            count += 10 * (abs(a[0] - b[0]) > 0.5 and abs(a[1] - b[1]) > 0.5)
            count += sum(stretch.overlaps(other, 0.1) for other in (step, inside))
            count += sum(stretch.overlaps(other, 0.1) for other in others) if number else 0
    return count
