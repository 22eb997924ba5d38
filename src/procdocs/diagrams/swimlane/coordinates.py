"""Phase 7a: from grid lines and tracks to px.

Before: ways, attachments and tracks. After: every grid line has a place, with room kept for boxes,
captions, tracks and labels, so that nothing has to be looked for afterwards.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.diagrams.scene import Point
from procdocs.diagrams.swimlane.slots import Slots
from procdocs.diagrams.swimlane.spec import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Box,
    Drawing,
    Grid,
    Placement,
    Routing,
    Wire,
    directions,
)
from procdocs.diagrams.swimlane.tracks import GAP, Stretch, Tracks
from procdocs.diagrams.text_width import is_wide, text_width

POOL_GAP = 12.0
"""Between two pools."""
BOUNDARY_RADIUS = 9.0
"""Of an event on the border of a step."""
LABEL_GAP = 5.0
"""Between a line that runs down and its label."""
TIP_GAP = 4.0
"""Between the tip of a box and the label of the line that leaves there."""

_COLUMN_MARGIN = 12.0
_COLUMN_GAP = 24.0
_TRACK_MARGIN = 13.0
_ROW_GAP = 16.0
_EDGE_GAP = 12.0
_ROW_HALF = 24.0
_BLACK_BOX_HALF = 4.0
_LONGEST_WORD = 130.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A label, and the box and side it stands at."""

    wire: int
    """Index of the wire."""
    box: int
    """Its source; negative for a pool."""
    side: int
    """Side it leaves by."""
    line_x: int
    """Grid line across of its source."""
    line_y: int
    """Grid line down of its source."""
    arriving: bool = False
    """Whether it stands where the wire arrives, because it comes from a pool."""

    def shift(self, slots: Slots) -> float:
        """Return how far its stub is from the middle of the side."""
        return (slots.entering if self.arriving else slots.leaving)[self.wire]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Places of the grid lines, in px from the inner top left corner."""

    x: tuple[float, ...]
    """Of the lines across."""
    y: tuple[float, ...]
    """Of the lines down."""
    width: float
    """Of everything."""
    strips: tuple[tuple[float, float], ...]
    """Top and bottom of each strip."""


def label_rooms(drawing: Drawing, routing: Routing) -> Iterator[Room]:
    """List the labels with the side of the box where each stands."""
    for index, wire in enumerate(drawing.wires):
        path = routing.paths[index]
        if not (wire.label or wire.boundary) or not path:
            continue
        arriving = wire.source < 0 <= wire.target
        ways = directions(path)
        side = (ways[-1] + 2) % 4 if arriving else ways[0]
        x, y = path[-1] if arriving else path[0]
        yield Room(
            wire=index,
            box=wire.target if arriving else wire.source,
            side=side,
            line_x=x,
            line_y=y,
            arriving=arriving,
        )


def beside(box: Box, turned: bool) -> float:
    """Say how far from the middle of a box a label beside its line may begin."""
    half = box.width / 2
    if turned and box.caption_across:
        half = max(half, box.caption_along / 2)
    return half + TIP_GAP


def stub_gap(wire: Wire) -> float:
    """Say how far from a line that runs down its label begins."""
    return BOUNDARY_RADIUS + 4.0 if wire.boundary else LABEL_GAP


def _half_columns(
    drawing: Drawing, placement: Placement, rooms: list[Room], slots: Slots, width: int
) -> tuple[list[float], list[float]]:
    """Find how far each column reaches to the left and to the right of its middle."""
    left, right = [0.0] * width, [0.0] * width
    for box, column in zip(drawing.boxes, placement.columns, strict=True):
        half = max(box.width, box.caption_along) / 2
        at = 2 * column + 1
        left[at], right[at] = max(left[at], half), max(right[at], half)
    for room in rooms:
        if room.side not in (UP, DOWN):
            continue
        wire, at = drawing.wires[room.wire], room.line_x
        shift = room.shift(slots)
        need = stub_gap(wire) + wire.label_along + 3.0
        if slots.label_before[room.wire]:
            left[at] = max(left[at], need - shift)
        else:
            right[at] = max(right[at], need + shift)
    return left, right


def _place_columns(
    drawing: Drawing, placement: Placement, routing: Routing, slots: Slots, tracks: Tracks
) -> tuple[list[float], float]:
    grid = routing.grid
    rooms = list(label_rooms(drawing, routing))
    left, right = _half_columns(drawing, placement, rooms, slots, grid.width)
    after, before = [0.0] * grid.width, [0.0] * grid.width
    for room in rooms:
        wire = drawing.wires[room.wire]
        if room.box < 0 or room.side in (UP, DOWN):
            continue
        need = beside(drawing.boxes[room.box], drawing.turned)
        need += (wire.label_along + 4.0) if wire.label else 0.0
        need += BOUNDARY_RADIUS if wire.boundary else 0.0
        if room.side == RIGHT:
            channel = room.line_x + 1
            after[channel] = max(after[channel], need - right[room.line_x])
        else:
            channel = room.line_x - 1
            before[channel] = max(before[channel], need - left[room.line_x])
    crossed = _crossed_channels(routing)
    places: list[float] = []
    position = 0.0
    for line in range(grid.width):
        if line % 2:
            places.append(position + left[line])
            position += left[line] + right[line]
            continue
        count = tracks.down.get(line, 0)
        core = max(0, count - 1) * GAP
        outer = line in (0, grid.width - 1)
        if count:
            margin = _TRACK_MARGIN if not outer else _TRACK_MARGIN - 3
            first, last = after[line] + margin, before[line] + margin
            if line in crossed:
                first = max(first, after[line] + 10.0)
        elif line in crossed:
            gap = _COLUMN_GAP if not outer else _COLUMN_MARGIN
            first = max(gap / 2, after[line] + 6.0)
            last = max(gap / 2, before[line] + 6.0)
            if after[line] or before[line]:
                last += 4.0
        else:
            first, last = after[line] + 6.0, before[line] + 6.0
            if outer:
                first, last = first + 2.0, last + 2.0
        places.append(position + first + core / 2)
        position += first + core + last
    return places, position


def _crossed_channels(routing: Routing) -> set[int]:
    """Find the channels between columns that a level line runs into or through."""
    crossed: set[int] = set()
    for path in routing.paths:
        for (x, y), (_, next_y) in itertools.pairwise(path):
            if y == next_y and routing.grid.is_row[y] and x % 2 == 0:
                crossed.add(x)
        if path:
            crossed.update(x for x, y in path if x % 2 == 0 and routing.grid.is_row[y])
    return crossed


def _half_rows(
    drawing: Drawing, placement: Placement, grid: Grid, rooms: list[Room]
) -> tuple[list[float], list[float]]:
    """Find how far each row reaches above and below its middle."""
    above, below = [0.0] * grid.height, [0.0] * grid.height
    for line in range(grid.height):
        if grid.is_row[line]:
            black = drawing.strips[grid.strip_of[line]].black_box
            above[line] = below[line] = _BLACK_BOX_HALF if black else _ROW_HALF
    for index, box in enumerate(drawing.boxes):
        line = grid.row_line[(box.strip, placement.rows[index])]
        above[line] = max(above[line], box.height / 2)
        below[line] = max(below[line], box.height / 2 + box.caption_across)
    for room in rooms:
        wire = drawing.wires[room.wire]
        if room.side in (LEFT, RIGHT) and wire.label:
            need = wire.label_across + (BOUNDARY_RADIUS if wire.boundary else 0.0) + 4.0
            half = below if drawing.turned else above
            half[room.line_y] = max(half[room.line_y], need)
    return above, below


def _stub_rooms(
    drawing: Drawing, rooms: list[Room], above: list[float], below: list[float], height: int
) -> tuple[list[float], list[float]]:
    """Find the room that labels beside stubs need at the top and bottom of each channel."""
    at_top, at_bottom = [0.0] * height, [0.0] * height
    for room in rooms:
        if room.side not in (UP, DOWN):
            continue
        wire = drawing.wires[room.wire]
        need = max(wire.label_across + 6.0, BOUNDARY_RADIUS + 12.0 if wire.boundary else 0.0)
        if room.box < 0:
            continue
        line = room.line_y + (1 if room.side == DOWN else -1)
        reach = below if room.side == DOWN else above
        slack = reach[room.line_y] - drawing.boxes[room.box].height / 2
        where = at_top if room.side == DOWN else at_bottom
        where[line] = max(where[line], need - slack)
    return at_top, at_bottom


def _place_rows(
    drawing: Drawing, placement: Placement, routing: Routing, tracks: Tracks
) -> tuple[list[float], list[tuple[float, float]]]:
    grid = routing.grid
    rooms = list(label_rooms(drawing, routing))
    above, below = _half_rows(drawing, placement, grid, rooms)
    at_top, at_bottom = _stub_rooms(drawing, rooms, above, below, grid.height)
    gaps = _pool_gaps(drawing, routing)
    places: list[float] = []
    strips: list[tuple[float, float]] = []
    position = begin = 0.0
    for line in range(grid.height):
        strip = grid.strip_of[line]
        first = line == 0 or grid.strip_of[line - 1] != strip
        last = line == grid.height - 1 or grid.strip_of[line + 1] != strip
        if first and line and _apart(drawing, strip):
            position += gaps.get(strip, POOL_GAP)
        if first:
            begin = position
        if grid.is_row[line]:
            places.append(position + above[line])
            position += above[line] + below[line]
        else:
            count = tracks.across.get(line, 0)
            core = max(0, count - 1) * GAP
            plain = _EDGE_GAP if first or last else _ROW_GAP
            margin = (plain + (GAP if count else 0.0)) / 2
            if (first or last) and not count:
                margin = plain / 2
            upper, lower = max(margin, at_top[line]), max(margin, at_bottom[line])
            if count:
                upper = max(upper, at_top[line] + 6.0 if at_top[line] else 0.0)
                lower = max(lower, at_bottom[line] + 6.0 if at_bottom[line] else 0.0)
            places.append(position + upper + core / 2)
            position += upper + core + lower
        if last:
            short = _head_room(drawing, strip) - (position - begin)
            if short > 0:
                position += short
                for at in range(line, -1, -1):
                    if grid.strip_of[at] != strip:
                        break
                    places[at] += short / 2
            strips.append((begin, position))
    return places, strips


def _head_room(drawing: Drawing, strip: int) -> float:
    """Return the least height of a lane in which no word of its name is broken."""
    each = drawing.strips[strip]
    if drawing.turned or each.black_box:
        return 0.0
    words = [word for word in each.name.split() if not is_wide(word[0])]
    widest = max((text_width(word, 11.5, bold=True) for word in words), default=0.0)
    return min(widest, _LONGEST_WORD) + 10.0


def _pool_gaps(drawing: Drawing, routing: Routing) -> dict[int, float]:
    """Find the gaps above strips that messages between two black boxes need more room in."""
    gaps: dict[int, float] = {}
    for wire, path in zip(drawing.wires, routing.paths, strict=True):
        if wire.source >= 0 or wire.target >= 0 or not path:
            continue
        source = -1 - wire.source
        strip = source + 1 if path[-1][1] > path[0][1] else source
        gaps[strip] = max(gaps.get(strip, 0.0), 32.0, wire.label_across + 10.0)
    return gaps


def _apart(drawing: Drawing, strip: int) -> bool:
    """Tell whether a gap parts a strip from the one above it."""
    one, two = drawing.strips[strip - 1], drawing.strips[strip]
    return one.pool != two.pool


def place_lines(
    drawing: Drawing, placement: Placement, routing: Routing, slots: Slots, tracks: Tracks
) -> Lines:
    """Give every grid line its place."""
    x, width = _place_columns(drawing, placement, routing, slots, tracks)
    y, strips = _place_rows(drawing, placement, routing, tracks)
    return Lines(x=tuple(x), y=tuple(y), width=width, strips=tuple(strips))


def _border(box: Box, side: int, shift: float) -> Point:
    """Return the point of a box's outline at a side, `shift` px from its middle."""
    half_width, half_height = box.width / 2, box.height / 2
    if side in (LEFT, RIGHT):
        return (half_width if side == RIGHT else -half_width, 0.0)
    reach = half_height
    if box.shape == "circle":
        reach = (half_height**2 - shift**2) ** 0.5
    elif box.shape == "diamond":
        reach = half_height * (1 - abs(shift) / half_width)
    return (shift, reach if side == DOWN else -reach)


def wire_points(
    drawing: Drawing, parts: tuple[Stretch, ...], lines: Lines, slots: Slots
) -> tuple[Point, ...]:
    """Return the corners of a wire in px.

    Args:
        drawing: What is laid out.
        parts: The wire's stretches, at least one.
        lines: Places of the grid lines.
        slots: The attachments.

    Returns:
        Points from border to border, without points in the middle of a straight line.
    """
    wire = drawing.wires[parts[0].wire]
    points = [_end(drawing, wire.source, parts[0], lines, slots.leaving[parts[0].wire], True)]
    for one, two in itertools.pairwise(parts):
        level, upright = (one, two) if one.level else (two, one)
        points.append(
            (
                lines.x[upright.start[0]] + upright.offset,
                lines.y[level.start[1]] + level.offset,
            )
        )
    last = parts[-1]
    points.append(_end(drawing, wire.target, last, lines, slots.entering[last.wire], False))
    return _plain(points)


def _end(
    drawing: Drawing, end: int, part: Stretch, lines: Lines, shift: float, first: bool
) -> Point:
    here, there = (part.start, part.end) if first else (part.end, part.start)
    if end < 0:
        top, bottom = lines.strips[-1 - end]
        return (lines.x[here[0]] + part.offset, bottom if there[1] > here[1] else top)
    box = drawing.boxes[end]
    if part.level:
        side = RIGHT if there[0] > here[0] else LEFT
    else:
        side = DOWN if there[1] > here[1] else UP
    across, down = _border(box, side, shift)
    return (lines.x[here[0]] + across, lines.y[here[1]] + down)


def _plain(points: list[Point]) -> tuple[Point, ...]:
    kept = [points[0]]
    for at in range(1, len(points)):
        point = points[at]
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) < 0.05:
            continue
        if len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            same_x = abs(ax - bx) < 0.05 and abs(bx - point[0]) < 0.05
            same_y = abs(ay - by) < 0.05 and abs(by - point[1]) < 0.05
            if same_x or same_y:
                kept.pop()
        kept.append(point)
    return tuple(kept)
