"""Phase 7b: from places of lines to a scene.

Before: every grid line has a place in px. After: every node, word, flow and lane has one, turned
over if the picture flows downwards.
"""

from dataclasses import dataclass
from typing import Literal

from procdocs.diagrams.scene import (
    PlacedBand,
    PlacedEdge,
    PlacedNode,
    PlacedText,
    Point,
    Rect,
    Scene,
    rounded,
)
from procdocs.diagrams.swimlane import measure
from procdocs.diagrams.swimlane.coordinates import (
    Lines,
    beside,
    label_rooms,
    place_lines,
    stub_gap,
    wire_points,
)
from procdocs.diagrams.swimlane.slots import Slots
from procdocs.diagrams.swimlane.spec import DOWN, LEFT, RIGHT, Box, Drawing, Placement, Routing
from procdocs.diagrams.swimlane.tracks import Tracks
from procdocs.diagrams.text_width import is_wide, text_width, wrap_text

MARGIN = 4.0
"""Around the picture."""
POOL_HEAD = 22.0
"""Width of a pool's head."""
LANE_HEAD = 26.0
"""Least width of a lane's head."""
HEAD_TEXT = 11.5
"""Font size of heads."""
HEAD_LEADING = 12.0
"""Between the lines of a head."""

_Turn = Literal["level", "upright", "stacked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """How inner coordinates become those of the picture."""

    turned: bool
    along: float
    across: float

    def point(self, point: Point) -> Point:
        x, y = point[0] + self.along, point[1] + self.across
        return (rounded(y), rounded(x)) if self.turned else (rounded(x), rounded(y))

    def rect(self, x: float, y: float, width: float, height: float) -> Rect:
        left, top = self.point((x, y))
        right, bottom = self.point((x + width, y + height))
        return Rect(x=left, y=top, width=rounded(right - left), height=rounded(bottom - top))


def _head_name(name: str, room: float, turned: bool) -> tuple[tuple[str, ...], _Turn]:
    """Break a lane's name so that it fits along its head."""
    words = name.strip()
    stackable = not turned and words and all(is_wide(each) for each in words)
    if stackable and len(words) * 13.0 <= room:
        return (tuple(words), "stacked")
    lines = wrap_text(name, max(room, 30.0), HEAD_TEXT, 4, bold=True)
    return (lines, "level" if turned else "upright")


def _bands(
    drawing: Drawing, lines: Lines, names: dict[str, str]
) -> tuple[list[PlacedBand], _Sheet]:
    """Place lanes and pools, and find out how much room their heads take."""
    turned = drawing.turned
    heads = []
    for (top, bottom), strip in zip(lines.strips, drawing.strips, strict=True):
        heads.append(_head_name(strip.name, bottom - top - 8.0, turned))
    most = max((1 if turn == "stacked" else len(text) for text, turn in heads), default=1)
    lane_head = max(LANE_HEAD, most * HEAD_LEADING + (10.0 if turned else 8.0))
    open_pools = any(strip.pool >= 0 and not strip.black_box for strip in drawing.strips)
    pool_head = POOL_HEAD if open_pools else 0.0
    sheet = _Sheet(turned=turned, along=MARGIN + pool_head + lane_head, across=MARGIN)
    bands: list[PlacedBand] = []
    done: set[int] = set()
    full = pool_head + lane_head
    for index, strip in enumerate(drawing.strips):
        top, bottom = lines.strips[index]
        text, turn = heads[index]
        if strip.black_box:
            whole = sheet.rect(-full, top, full + lines.width, bottom - top)
            along = whole.height if turned else whole.width
            flat = wrap_text(strip.name, max(40.0, along - 16), HEAD_TEXT, 3, bold=True)
            bands.append(
                PlacedBand(
                    id=strip.id,
                    kind="black-box",
                    rect=whole,
                    head=whole,
                    lines=flat,
                    turn="upright" if turned else "level",
                )
            )
            continue
        begin = -full
        if strip.pool >= 0:
            begin = -lane_head
            if strip.pool not in done:
                done.add(strip.pool)
                inside = [k for k, each in enumerate(drawing.strips) if each.pool == strip.pool]
                first, last = lines.strips[inside[0]][0], lines.strips[inside[-1]][1]
                pool = drawing.pools[strip.pool]
                words, way = _head_name(names.get(pool, pool), last - first - 8.0, turned)
                words = words[:1] if len(words) > 1 and way == "upright" else words
                bands.append(
                    PlacedBand(
                        id=pool,
                        kind="pool",
                        rect=sheet.rect(-full, first, full + lines.width, last - first),
                        head=sheet.rect(-full, first, pool_head, last - first),
                        lines=words,
                        turn=way,
                    )
                )
        bands.append(
            PlacedBand(
                id=strip.id,
                kind="lane",
                rect=sheet.rect(begin, top, lines.width - begin, bottom - top),
                head=sheet.rect(begin, top, -begin, bottom - top),
                lines=text,
                turn=turn,
            )
        )
    return bands, sheet


def _inner_text(box: Box, rect: Rect) -> PlacedText | None:
    """Place the name inside a task or a diamond."""
    if not box.lines:
        return None
    tall = len(box.lines) * measure.LEADING
    wide = max(text_width(line, measure.TEXT) for line in box.lines)
    top = rect.y + box.text_top if box.text_top else rect.center[1] - tall / 2
    return PlacedText(
        lines=box.lines,
        rect=Rect(
            x=rounded(rect.center[0] - wide / 2),
            y=rounded(top),
            width=rounded(wide),
            height=rounded(tall),
        ),
        size=measure.TEXT,
        leading=measure.LEADING,
    )


def _caption(box: Box, rect: Rect, turned: bool) -> PlacedText | None:
    """Place the name below an event, or to its right."""
    if not box.caption:
        return None
    wide = max(text_width(line, measure.SMALL) for line in box.caption)
    tall = len(box.caption) * measure.SMALL_LEADING
    whole = tall + (measure.SMALL_LEADING if box.wait else 0.0)
    if turned:
        x, y = rect.right + 6.0, rect.center[1] - whole / 2
    else:
        x, y = rect.center[0] - wide / 2, rect.bottom + 4.0
    return PlacedText(
        lines=box.caption,
        rect=Rect(x=rounded(x), y=rounded(y), width=rounded(wide), height=rounded(tall)),
        size=measure.SMALL,
        leading=measure.SMALL_LEADING,
        anchor="start" if turned else "middle",
    )


def _wait(box: Box, rect: Rect, caption: PlacedText | None, turned: bool) -> PlacedText | None:
    """Place the waiting time: in the foot of a task, the corner of a diamond, below a caption."""
    if not box.wait:
        return None
    wide = text_width(box.wait, measure.TINY)
    if box.shape == "box":
        full = wide > rect.width / 2 - 16 - measure.CLOCK and box.kind == "subprocess"
        x = rect.x + (14.0 if box.lift and turned else 6.0) + measure.CLOCK
        y = rect.bottom - 17.0 - box.lift - (14.0 if full else 0.0)
    elif box.shape == "diamond" and box.lines:
        x, y = rect.x + measure.CLOCK, rect.bottom - 12.0
    else:
        base = caption.rect if caption is not None else None
        y = base.bottom if base else rect.bottom + 4.0
        if turned:
            x = (base.x if base else rect.right + 6.0) + measure.CLOCK
            y = base.bottom if base else rect.center[1] - measure.SMALL_LEADING / 2
        else:
            x = rect.center[0] - (wide + measure.CLOCK) / 2 + measure.CLOCK
    return PlacedText(
        lines=(box.wait,),
        rect=Rect(x=rounded(x), y=rounded(y), width=rounded(wide), height=measure.SMALL_LEADING),
        size=measure.TINY,
        leading=measure.SMALL_LEADING,
        anchor="start",
    )


def _node(box: Box, middle: Point, sheet: _Sheet) -> PlacedNode:
    rect = sheet.rect(middle[0] - box.width / 2, middle[1] - box.height / 2, box.width, box.height)
    caption = _caption(box, rect, sheet.turned)
    return PlacedNode(
        id=box.id,
        shape=box.shape,
        rect=rect,
        lift=box.lift,
        text=_inner_text(box, rect),
        caption=caption,
        wait=_wait(box, rect, caption, sheet.turned),
    )


def _labels(
    drawing: Drawing, routing: Routing, lines: Lines, slots: Slots, sheet: _Sheet
) -> dict[int, PlacedText]:
    """Place the labels in the room kept for them."""
    found = {}
    turned = drawing.turned
    for room in label_rooms(drawing, routing):
        wire = drawing.wires[room.wire]
        if not wire.label:
            continue
        along, across = wire.label_along, wire.label_across
        x, y = lines.x[room.line_x], lines.y[room.line_y]
        anchor: Literal["start", "end"] = "start"
        if room.side in (LEFT, RIGHT):
            gap = beside(drawing.boxes[room.box], turned)
            gap += 9.0 if wire.boundary else 0.0
            left = x + gap if room.side == RIGHT else x - gap - along
            lift = 9.0 if wire.boundary else 0.0
            top = y + 3.0 + lift if turned else y - 2.0 - lift - across
            anchor = "end" if room.side == LEFT and not turned else "start"
        else:
            gap = stub_gap(wire)
            stub = x + room.shift(slots)
            before = slots.label_before[room.wire]
            left = stub - gap - along if before else stub + gap
            if room.box < 0:
                upper, lower = lines.strips[-1 - room.box]
                top = lower + 4.0 if room.side == DOWN else upper - 4.0 - across
            else:
                half = drawing.boxes[room.box].height / 2
                top = y + half + 3.0 if room.side == DOWN else y - half - 3.0 - across
            if turned:
                anchor = "start" if room.side == DOWN else "end"
            else:
                anchor = "end" if before else "start"
        found[room.wire] = PlacedText(
            lines=wire.label,
            rect=sheet.rect(left, top, along, across),
            size=measure.SMALL,
            leading=measure.SMALL_LEADING,
            anchor=anchor,
        )
    return found


def _tag_text(box: Box, middle: Point, sheet: _Sheet) -> PlacedText:
    """Place the words of a label that has a cell of its own: beside the line through it."""
    half = box.height / 2
    top = middle[1] + 2.0 if sheet.turned else middle[1] - half
    return PlacedText(
        lines=box.lines,
        rect=sheet.rect(middle[0] - box.width / 2 + 6.0, top, box.width - 12.0, half - 2.0),
        size=measure.SMALL,
        leading=measure.SMALL_LEADING,
        anchor="start",
    )


def build_scene(
    drawing: Drawing,
    placement: Placement,
    routing: Routing,
    slots: Slots,
    tracks: Tracks,
    pool_names: dict[str, str],
) -> Scene:
    """Turn a finished layout into a scene.

    Args:
        drawing: What was laid out.
        placement: Where the boxes stand.
        routing: The ways.
        slots: The attachments.
        tracks: The tracks.
        pool_names: Name of each pool by its id.

    Returns:
        The scene; nodes by column, then from top to bottom; edges in the view's order.
    """
    lines = place_lines(drawing, placement, routing, slots, tracks)
    bands, sheet = _bands(drawing, lines, pool_names)
    middle = []
    for index, box in enumerate(drawing.boxes):
        line = routing.grid.row_line[(box.strip, placement.rows[index])]
        middle.append((lines.x[2 * placement.columns[index] + 1], lines.y[line]))
    order = sorted(
        range(len(drawing.boxes)),
        key=lambda i: (placement.columns[i], drawing.boxes[i].strip, placement.rows[i]),
    )
    nodes = [
        _node(drawing.boxes[i], middle[i], sheet) for i in order if drawing.boxes[i].kind != "tag"
    ]
    labels = _labels(drawing, routing, lines, slots, sheet)
    edges = []
    seconds = set(drawing.whole.values())
    for index, wire in enumerate(drawing.wires):
        if index in seconds or not tracks.stretches[index]:
            continue
        points = wire_points(drawing, tracks.stretches[index], lines, slots)
        label = labels.get(index)
        loop = placement.loops[index]
        second = drawing.whole.get(index)
        if second is not None:
            if tracks.stretches[second]:
                rest = wire_points(drawing, tracks.stretches[second], lines, slots)
                points = (*points[:-1], *rest[1:])
            tag = wire.target
            label = _tag_text(drawing.boxes[tag], middle[tag], sheet)
            loop = loop or placement.loops[second]
        edges.append(
            PlacedEdge(
                id=wire.id,
                points=tuple(sheet.point(point) for point in points),
                loop=loop,
                label=label,
                boundary=sheet.point(points[0]) if wire.boundary else None,
            )
        )
    height = lines.strips[-1][1] if lines.strips else 0.0
    corner = sheet.point((lines.width + MARGIN, height + MARGIN))
    return Scene(
        width=corner[0],
        height=corner[1],
        direction="tb" if drawing.turned else "lr",
        bands=tuple(bands),
        nodes=tuple(nodes),
        edges=tuple(edges),
    )
