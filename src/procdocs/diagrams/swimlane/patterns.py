"""The few ways a wire is likely to take, as corners on the grid.

People draw a flow straight, with one corner, or with two; more only around something. So the
search for places tries these patterns instead of all ways, which the router finds later.
"""

import math
from collections.abc import Iterable, Iterator
from operator import attrgetter

from procdocs.diagrams.swimlane.net import HALF_COLUMN, HALF_ROW
from procdocs.diagrams.swimlane.ports import entering_cost, leaving_cost
from procdocs.diagrams.swimlane.spec import DOWN, LEFT, RIGHT, UP, Box, Wire

Corners = tuple[tuple[int, int], ...]
"""Grid points where a way begins, turns and ends."""
_BEND = 80.0
_AGAINST_FLOW = 60.0
_LENGTH = 0.15
_MOST_BETWEEN = 5
NATURAL, UNUSUAL, DETOURS = range(3)
UNUSUAL_PRICE = 120.0
_EFFORTS = ((-math.inf, UNUSUAL_PRICE), (UNUSUAL_PRICE, 350.0), (-math.inf, 290.0))


Run = tuple[bool, int, int, int, int, int, int, int]
"""A straight piece of a way: whether it runs level, the line it runs along, where it begins and
ends, to which side the way goes on at each (negative, positive, 0 at a box), and the point at
which it turns into the next; -1, -1 where there is none."""


class Way:
    """A way that a wire may take, in grid lines from an origin across."""

    __slots__ = ("corners", "high", "into", "low", "out", "price", "runs", "sides", "worth")

    def __init__(
        self,
        price: float,
        worth: float,
        corners: Corners,
        out: int,
        into: int,
        sides: float,
        low: int,
        high: int,
    ) -> None:
        """Keep what is known of a way.

        Args:
            price: What it costs the router by itself, in px of line.
            worth: What it costs the reader by itself: bends first, length little.
            corners: Where it runs.
            out: Side by which it leaves its source; -1 for a pool.
            into: Side by which it enters its target; -1 for a pool.
            sides: What it costs the router to leave and enter by these.
            low: Its first line across.
            high: Its last.
        """
        self.price = price
        self.worth = worth
        self.corners = corners
        self.out = out
        self.into = into
        self.sides = sides
        self.low = low
        self.high = high
        self.runs: tuple[Run, ...] = ()

    def straight(self) -> tuple[Run, ...]:
        """List its straight pieces; made when first asked for, as most ways are never tried."""
        runs = []
        corners = self.corners
        last = len(corners) - 2
        for at in range(last + 1):
            (ax, ay), (bx, by) = corners[at], corners[at + 1]
            turn = (bx, by) if at < last else (-1, -1)
            if ay == by:
                before = corners[at - 1][1] - ay if at else 0
                after = corners[at + 2][1] - ay if at < last else 0
                if ax < bx:
                    runs.append((True, ay, ax, bx, before, after, *turn))
                else:
                    runs.append((True, ay, bx, ax, after, before, *turn))
            else:
                before = corners[at - 1][0] - ax if at else 0
                after = corners[at + 2][0] - ax if at < last else 0
                if ay < by:
                    runs.append((False, ax, ay, by, before, after, *turn))
                else:
                    runs.append((False, ax, by, ay, after, before, *turn))
        self.runs = tuple(runs)
        return self.runs


Sides = tuple[float, int, int]
"""What it costs the router to leave by a side and enter by another; -1 for a pool."""

Ends = tuple[int, int, int, int]
"""Grid point of the source, then of the target."""


def _level_level(ends: Ends, lines: Iterable[int], simple: bool) -> Iterator[Corners]:
    """Out to the right, in from the left."""
    sx, sy, tx, ty = ends
    if simple:
        if sy == ty:
            yield ((sx, sy), (tx, ty))
            return
        between = list(range(sx + 1, tx, 2))
        if len(between) > _MOST_BETWEEN:
            between = [*between[:2], between[len(between) // 2], *between[-2:]]
        for x in between:
            yield ((sx, sy), (x, sy), (x, ty), (tx, ty))
    elif tx > sx + 2:
        for y in lines:
            yield ((sx, sy), (sx + 1, sy), (sx + 1, y), (tx - 1, y), (tx - 1, ty), (tx, ty))


def _level_upright(
    ends: Ends, out: int, into: int, lines: Iterable[int], simple: bool
) -> Iterator[Corners]:
    """Out to a side, in from above or below."""
    sx, sy, tx, ty = ends
    ahead = 1 if out == RIGHT else -1
    if simple:
        if (tx - sx) * ahead > 0 and (sy < ty if into == UP else sy > ty):
            yield ((sx, sy), (tx, sy), (tx, ty))
        return
    x = sx + ahead
    for y in lines:
        if (y < ty if into == UP else y > ty) and x != tx:
            yield ((sx, sy), (x, sy), (x, y), (tx, y), (tx, ty))


def _upright_upright(
    ends: Ends, out: int, into: int, lines: Iterable[int], simple: bool
) -> Iterator[Corners]:
    """Out above or below, in from above or below."""
    sx, sy, tx, ty = ends
    if sx == tx:
        if simple and (ty > sy) == (out == DOWN) and out != into:
            yield ((sx, sy), (tx, ty))
    elif simple:
        for y in lines:
            if (y > sy) == (out == DOWN) and (y > ty) == (into == DOWN):
                yield ((sx, sy), (sx, y), (tx, y), (tx, ty))
    elif out != into:
        first = sy + (1 if out == DOWN else -1)
        last = ty + (1 if into == DOWN else -1)
        for x in dict.fromkeys((sx + 1, sx - 1, tx - 1, tx + 1)):
            if first != last:
                yield ((sx, sy), (sx, first), (x, first), (x, last), (tx, last), (tx, ty))


def _around(
    ends: Ends, out: int, into: int, lines: Iterable[int], simple: bool
) -> Iterator[Corners]:
    """Out to a side and in from the same side, or from the other one of a box behind."""
    sx, sy, tx, ty = ends
    x = sx + 1 if out == RIGHT else sx - 1
    goal = tx + 1 if into == RIGHT else tx - 1
    if x == goal or (out == into and sy != ty):
        far = (max if out == RIGHT else min)(x, goal)
        if simple and sy != ty:
            yield ((sx, sy), (far, sy), (far, ty), (tx, ty))
    elif not simple:
        for y in lines:
            yield ((sx, sy), (x, sy), (x, y), (goal, y), (goal, ty), (tx, ty))


def _between_boxes(
    ends: Ends, out: int, into: int, lines: Iterable[int], simple: bool
) -> Iterator[Corners]:
    sx, sy, tx, ty = ends
    if (sx, sy) == (tx, ty):
        step = 1 if out == DOWN else -1
        if not simple and out % 2 == 1 and into == RIGHT:
            yield ((sx, sy), (sx, sy + step), (sx + 1, sy + step), (sx + 1, sy), (sx, sy))
    elif out % 2 == 1 and into % 2 == 1:
        yield from _upright_upright(ends, out, into, lines, simple)
    elif out % 2 == 1:
        for corners in _level_upright((tx, ty, sx, sy), into, out, lines, simple):
            yield corners[::-1]
    elif into % 2 == 1:
        yield from _level_upright(ends, out, into, lines, simple)
    elif out == RIGHT and into == LEFT and tx > sx:
        yield from _level_level(ends, lines, simple)
    else:
        yield from _around(ends, out, into, lines, simple)


def _to_pool(box: tuple[int, int], line: int, side: int) -> Iterator[Corners]:
    """From a box straight to a line, or around a corner."""
    x, y = box
    toward = DOWN if line > y else UP
    if side == toward:
        yield ((x, y), (x, line))
        step = 1 if toward == DOWN else -1
        if abs(line - y) > 1:
            for aside in (x + 1, x - 1):
                yield ((x, y), (x, y + step), (aside, y + step), (aside, line))
    elif side % 2 == 0:
        aside = x + 1 if side == RIGHT else x - 1
        yield ((x, y), (aside, y), (aside, line))


def side_pairs(
    wire: Wire, boxes: tuple[Box | None, Box | None], ahead: tuple[int, int], loop: bool
) -> tuple[Sides, ...]:
    """List the sides by which a wire may leave and enter, and what each pair costs.

    Args:
        wire: The wire.
        boxes: Its source and target; None for a pool.
        ahead: Where the target stands from the source, across and down; only the signs count.
        loop: Whether it leads back.
    """
    source, target = boxes
    outs = [(-1, 0.0)]
    if source is not None:
        outs = [(side, leaving_cost(wire, source, side, ahead, loop)) for side in range(4)]
    ins = [(-1, 0.0)]
    if target is not None:
        ins = [(side, entering_cost(wire, target, side, ahead, loop)) for side in range(4)]
    return tuple((leave + enter, out, into) for out, leave in outs for into, enter in ins)


def ways_between(
    pairs: Iterable[Sides],
    start: tuple[int, int],
    goal: tuple[int, int],
    loop: bool,
    lines: Iterable[int],
    effort: int,
) -> tuple[Way, ...]:
    """List the likely ways of a wire, cheapest first.

    Args:
        pairs: Sides by which it may leave and enter.
        start: Grid point of the source; for a pool only its line down counts.
        goal: The same of the target.
        loop: Whether it leads back.
        lines: Channels across that a detour may use.
        effort: Which ways are wanted: those that leave and enter as they should, with at most
            two bends; such as do not; or detours, with more bends.
    """
    found: list[Way] = []
    least, most = _EFFORTS[effort]
    simple = effort < DETOURS
    for sides, out, into in pairs:
        if least <= sides < most:
            for corners in _corners(start, goal, (out, into), lines, simple):
                way = priced(corners, out, into, sides, loop)
                if way is not None:
                    found.append(way)
    found.sort(key=attrgetter("price", "worth", "corners"))
    return tuple(found)


def floor_price(pairs: Iterable[Sides], ahead: tuple[int, int], loop: bool) -> float:
    """Say what any likely way costs the reader at least, its length apart.

    Args:
        pairs: Sides by which it may leave and enter.
        ahead: Signs of where the target stands from the source, across and down.
        loop: Whether it leads back.
    """
    goal = (2 * ahead[0], 2 * ahead[1])
    lines = (-1, 1, goal[1] - 1, goal[1] + 1)
    low = 3 * _BEND
    for effort in (NATURAL, UNUSUAL):
        for way in ways_between(pairs, (0, 0), goal, loop, lines, effort):
            low = min(low, way.worth - shortest(*goal))
    return low


def shortest(across: int, down: int) -> float:
    """Say what a length of some lines across and down costs the reader at least."""
    return _LENGTH * (abs(across) * HALF_COLUMN + abs(down) * HALF_ROW)


def priced(corners: Corners, out: int, into: int, sides: float, loop: bool) -> Way | None:
    """Price a way.

    Args:
        corners: Where it runs.
        out: Side by which it leaves.
        into: Side by which it enters.
        sides: What it costs to leave and enter by these.
        loop: Whether it leads back.

    Returns:
        The way; None if it does not turn at every corner.
    """
    if len(corners) < 2:
        return None
    across = down = against = 0
    (ax, ay), level = corners[0], None
    low = high = ax
    for bx, by in corners[1:]:
        if by == ay:
            if level or bx == ax:
                return None
            level = True
            if bx > ax:
                across += bx - ax
                if bx > high:
                    high = bx
            else:
                across += ax - bx
                against += ax - bx
                if bx < low:
                    low = bx
        else:
            if level is False:
                return None
            level = False
            down += by - ay if by > ay else ay - by
        ax, ay = bx, by
    bends = len(corners) - 2
    length = across * HALF_COLUMN + down * HALF_ROW
    price = sides + length + _BEND * bends
    worth = 0.7 * sides + _BEND * bends + _LENGTH * length
    if not loop:
        price += _AGAINST_FLOW * against
        worth += 0.7 * _AGAINST_FLOW * against
    return Way(price, worth, corners, out, into, sides, low, high)


def _corners(
    start: tuple[int, int],
    goal: tuple[int, int],
    sides: tuple[int, int],
    lines: Iterable[int],
    simple: bool,
) -> Iterator[Corners]:
    out, into = sides
    if out >= 0 and into >= 0:
        yield from _between_boxes((*start, *goal), out, into, lines, simple)
    elif not simple:
        return
    elif out >= 0:
        yield from _to_pool(start, goal[1], out)
    elif into >= 0:
        for corners in _to_pool(goal, start[1], into):
            yield corners[::-1]
    else:
        yield ((1, start[1]), (1, goal[1]))
