"""Phase 1: from words to measures.

Before: a view whose ends and lanes exist. After: a drawing in which every box and label knows its
extent along and across the flow, and no text is wider than its box.
"""

from procdocs.diagrams.swimlane.spec import Box, Drawing, Strip, Wire
from procdocs.diagrams.text_width import longest_word, text_width, wrap_text
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, SwimlaneView

TEXT = 12.0
"""Font size of names."""
LEADING = 14.0
"""Between the lines of a name."""
SMALL = 11.0
"""Font size of labels and captions."""
SMALL_LEADING = 13.0
"""Between the lines of labels and captions."""
TINY = 10.0
"""Font size of numbers and waiting times."""
TASK_WIDTH = 124.0
"""Width of every task; the unit in which pictures are compared."""
TASK_HEIGHT = 48.0
"""Least height of a task."""
EVENT = 30.0
"""Diameter of an event."""
GATEWAY = 40.0
"""Width and height of a gateway without words."""
CLOCK = 12.0
"""Room of the clock before a waiting time."""

_PADDING = 8.0
_CORNER = 20.0
_STRIP = 14.0
_GUEST = 9.0
_WIDEST_QUESTION = 130.0
_LABEL = 92.0
_LABEL_LINES = 3
_WIDEST_LABEL = 132.0
_MOST_LABEL_LINES = 5


def _task(node: NodeView, strip: int, turned: bool, host: bool) -> Box:
    lines = wrap_text(node.name, TASK_WIDTH - 2 * _PADDING, TEXT, 6)
    corners = bool(node.number or node.value or node.task_kind or node.automation)
    first = text_width(lines[0], TEXT)
    crowded = corners and first > TASK_WIDTH - 2 * _CORNER
    foot = 0.0
    marked = node.kind == "subprocess" or node.repeated
    if node.wait_text:
        foot = _STRIP
        wide = text_width(node.wait_text, TINY) > TASK_WIDTH / 2 - 2 * _PADDING - CLOCK
        if marked and wide:
            foot = 2 * _STRIP
    elif marked:
        foot = _STRIP
    lift = _GUEST if host and foot else 0.0
    foot += lift
    body = len(lines) * LEADING
    head = 16.0 if crowded else 9.0
    bottom = foot + 3 if foot else 8.0
    height = max(TASK_HEIGHT, head + body + bottom)
    top = max(head, (height - foot - body) / 2)
    return Box(
        id=node.id,
        strip=strip,
        kind=node.kind,
        shape="box",
        width=height if turned else TASK_WIDTH,
        height=TASK_WIDTH if turned else height,
        lines=lines,
        text_top=top,
        lift=lift,
        wait=node.wait_text or "",
        column=_hint(node.column),
        row=_hint(node.row),
    )


def _hint(value: int | None) -> int | None:
    return None if value is None else max(0, value - 1)


def _decision(node: NodeView, strip: int, turned: bool) -> Box:
    """Find the smallest diamond that holds the question; low ones are preferred."""
    best: tuple[float, float, float, tuple[str, ...]] | None = None
    word = min(longest_word(node.name, TEXT), _WIDEST_QUESTION)
    for room in (64.0, 80.0, 100.0, _WIDEST_QUESTION):
        lines = wrap_text(node.name, max(room, word), TEXT, 6)
        across = max(text_width(line, TEXT) for line in lines) + 4
        tall = len(lines) * LEADING
        for height in (60.0, 68.0, 76.0, 88.0, 100.0, 120.0, 150.0):
            if tall + 10 > height:
                continue
            width = max(88.0, across / (1 - tall / height))
            cost = width * height + max(0.0, width - 150) * 120 + max(0.0, height - 76) * 60
            if best is None or cost < best[0]:
                best = (cost, width, height, lines)
    assert best is not None, "six lines fit into the largest diamond"
    _, width, height, lines = best
    if node.wait_text:
        width = max(width, (text_width(node.wait_text, TINY) + CLOCK + 2) * 2 / 0.7)
    width = float(round(width))
    return Box(
        id=node.id,
        strip=strip,
        kind=node.kind,
        shape="diamond",
        width=height if turned else width,
        height=width if turned else height,
        lines=lines,
        wait=node.wait_text or "",
        column=_hint(node.column),
        row=_hint(node.row),
    )


def _small(node: NodeView, strip: int, turned: bool) -> Box:
    """Measure an event, or a gateway whose words stand outside."""
    gateway = node.kind in ("fork", "join", "inclusive", "event-choice", "decision")
    size = GATEWAY if gateway else EVENT
    room = max(96.0, min(longest_word(node.name, SMALL), _WIDEST_LABEL))
    caption = wrap_text(node.name, room, SMALL, 4) if node.name.strip() else ()
    wide = max((text_width(line, SMALL) for line in caption), default=0.0)
    tall = len(caption) * SMALL_LEADING
    if node.wait_text:
        wide = max(wide, text_width(node.wait_text, TINY) + CLOCK)
        tall += SMALL_LEADING
    gap = 6.0 if turned else 4.0
    return Box(
        id=node.id,
        strip=strip,
        kind=node.kind,
        shape="diamond" if gateway else "circle",
        width=size,
        height=size,
        wait=node.wait_text or "",
        caption=caption,
        caption_along=tall if turned else wide,
        caption_across=(wide if turned else tall) + gap if tall else 0.0,
        column=_hint(node.column),
        row=_hint(node.row),
    )


def _box(node: NodeView, strip: int, turned: bool, host: bool) -> Box:
    if node.kind in ("task", "subprocess"):
        return _task(node, strip, turned, host)
    if node.kind in ("decision", "inclusive") and node.name.strip():
        return _decision(node, strip, turned)
    return _small(node, strip, turned)


def _wire(edge: EdgeView, source: int, target: int, turned: bool) -> Wire:
    words = "\u00a0".join(
        part.replace(" ", "\u00a0") if part is edge.share_text else part
        for part in (edge.label, edge.share_text)
        if part and part.strip()
    )
    lines = _label(words) if words else ()
    wide = max((text_width(line, SMALL) for line in lines), default=0.0)
    tall = len(lines) * SMALL_LEADING
    return Wire(
        id=edge.id,
        source=source,
        target=target,
        message=edge.kind == "message",
        boundary=edge.boundary is not None,
        back=edge.back,
        label=lines,
        label_along=tall if turned else wide,
        label_across=wide if turned else tall,
    )


def _label(words: str) -> tuple[str, ...]:
    """Break a label at blanks; a long one gets more room rather than an ellipsis."""
    word = min(longest_word(words, SMALL), _WIDEST_LABEL)
    room = max(_LABEL, word)
    if len(wrap_text(words, room, SMALL)) > _LABEL_LINES:
        return wrap_text(words, _WIDEST_LABEL, SMALL, _MOST_LABEL_LINES)
    return wrap_text(words, room, SMALL)


def _strips(view: SwimlaneView, order: tuple[LaneView, ...]) -> tuple[Strip, ...]:
    """Put lanes and black boxes from top to bottom; the lanes of a pool stand together."""
    pools = {pool.id: index for index, pool in enumerate(view.pools)}
    free = [lane for lane in order if lane.pool not in pools]
    first_free = bool(order) and order[0] in free
    strips: list[Strip] = []

    def add(lanes: list[LaneView], pool: int) -> None:
        for lane in lanes:
            strips.append(Strip(id=lane.id, name=lane.name, pool=pool, black_box=False))

    if first_free:
        add(free, -1)
    for index, pool in enumerate(view.pools):
        inside = [lane for lane in order if lane.pool == pool.id]
        if inside:
            add(inside, index)
        else:
            strips.append(Strip(id=pool.id, name=pool.name, pool=index, black_box=True))
    if not first_free:
        add(free, -1)
    return tuple(strips)


def measure(view: SwimlaneView, lanes: tuple[LaneView, ...], turned: bool) -> Drawing:
    """Measure every word of a view.

    Args:
        view: What to draw. An edge whose end does not exist is left out.
        lanes: The lanes in the order to draw them.
        turned: Whether the picture flows downwards.

    Returns:
        The drawing; its boxes and wires are in the view's order.
    """
    strips = _strips(view, lanes)
    strip_of = {strip.id: index for index, strip in enumerate(strips)}
    hosts = {edge.source for edge in view.edges if edge.boundary is not None}
    boxes = tuple(
        _box(node, strip_of[node.lane], turned, node.id in hosts)
        for node in view.nodes
        if node.lane in strip_of
    )
    ends = {box.id: index for index, box in enumerate(boxes)}
    for index, strip in enumerate(strips):
        if strip.black_box:
            ends.setdefault(strip.id, -1 - index)
    wires = tuple(
        _wire(edge, ends[edge.source], ends[edge.target], turned)
        for edge in view.edges
        if edge.source in ends and edge.target in ends
    )
    return Drawing(
        boxes=boxes,
        wires=wires,
        strips=strips,
        pools=tuple(pool.id for pool in view.pools),
        turned=turned,
    )
