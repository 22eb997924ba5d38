"""A plain directed graph as SVG: Graphviz places it, the words and lines are ours.

It draws what has no lanes: the map of processes that feed one another, and dependencies. Without
Graphviz the nodes stand in columns and the arrows are straight.
"""

from procdocs.diagrams.graphviz import GraphEdge, GraphLayout, RankEdge, lay_out_graph
from procdocs.diagrams.markup import element, escaped, identifier, number, safe_link
from procdocs.diagrams.scene import Point, Rect, rounded
from procdocs.diagrams.sheets import paper_of
from procdocs.diagrams.swimlane.ranks import longest_path_columns
from procdocs.diagrams.text_width import text_width, wrap_text
from procdocs.views.graph import GraphArrow, GraphNode, GraphView

_NAME, _NOTE = 12.0, 11.0
_NAME_LEADING, _NOTE_LEADING = 15.0, 13.0
_ROOM = 130.0
_LEAST = 72.0
_PAD = 10.0
_MARGIN = 4.0
_RANK_GAP = 40.0

_Words = tuple[tuple[str, ...], tuple[str, ...]]


def _words(node: GraphNode) -> _Words:
    note = wrap_text(node.note, _ROOM, _NOTE, 2) if node.note.strip() else ()
    return wrap_text(node.name, _ROOM, _NAME, 3, bold=True), note


def _size(words: _Words) -> tuple[float, float]:
    name, note = words
    wide = max(
        *(text_width(line, _NAME, bold=True) for line in name),
        *(text_width(line, _NOTE) for line in note),
        _LEAST,
    )
    tall = len(name) * _NAME_LEADING + len(note) * _NOTE_LEADING
    return float(round(wide + 2 * _PAD)), tall + 2 * _PAD


def _plain_layout(
    sizes: list[tuple[float, float]], edges: list[GraphEdge], turned: bool
) -> GraphLayout:
    """Place nodes in columns, or in rows if turned, with straight arrows."""
    forward = [e for e in edges if e.source < e.target]
    ranks = longest_path_columns(
        len(sizes), [RankEdge(source=e.source, target=e.target) for e in forward]
    )
    pitch = max(size[1 if turned else 0] for size in sizes) + 56.0
    beside = max(size[0 if turned else 1] for size in sizes) + 24.0
    filled: dict[int, int] = {}
    boxes = []
    for (wide, tall), rank in zip(sizes, ranks, strict=True):
        place = filled.get(rank, 0)
        filled[rank] = place + 1
        x, y = (place * beside, rank * pitch) if turned else (rank * pitch, place * beside)
        boxes.append(Rect(x=x, y=y, width=wide, height=tall))
    curves: list[tuple[Point, ...]] = []
    for edge in edges:
        start, end = boxes[edge.source].center, boxes[edge.target].center
        curves.append((start, start, end, end))
    return GraphLayout(
        width=rounded(max(box.right for box in boxes)),
        height=rounded(max(box.bottom for box in boxes)),
        boxes=tuple(boxes),
        curves=tuple(curves),
        labels=(None,) * len(edges),
    )


def _curve(points: tuple[Point, ...]) -> str:
    places = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{places[0]}C{' '.join(places[1:])}" if len(places) > 1 else ""


def _arrow(arrow: GraphArrow, points: tuple[Point, ...], prefix: str) -> str:
    return element(
        "path",
        class_=f"pd-graph__edge pd-graph__edge--{identifier(arrow.kind)}",
        data_from=arrow.source,
        data_to=arrow.target,
        d=_curve(points),
        marker_end=None if arrow.kind == "use" else f"url(#{prefix}-tip)",
    )


def _label(lines: tuple[str, ...], rect: Rect) -> str:
    return "".join(
        element(
            "text",
            escaped(line),
            class_="pd-graph__label",
            x=rect.center[0],
            y=rect.y + 10 + at * _NOTE_LEADING,
        )
        for at, line in enumerate(lines)
    )


def _node(node: GraphNode, words: _Words, rect: Rect) -> str:
    name, note = words
    inner = element("title", escaped(node.name))
    inner += element(
        "rect",
        class_="pd-graph__box",
        x=rect.x,
        y=rect.y,
        width=rect.width,
        height=rect.height,
        rx=5.0,
    )
    y = rect.y + _PAD + 11
    for line in name:
        inner += element("text", escaped(line), class_="pd-graph__name", x=rect.center[0], y=y)
        y += _NAME_LEADING
    for line in note:
        inner += element("text", escaped(line), class_="pd-graph__note", x=rect.center[0], y=y)
        y += _NOTE_LEADING
    class_ = f"pd-graph__node pd-graph__node--{identifier(node.kind)}"
    link = safe_link(node.href, None, standalone=False)
    if link is None:
        return element("g", inner, class_=class_, data_node=node.id)
    spoken = f"{node.name}, {node.note}" if node.note.strip() else node.name
    return element("a", inner, href=link, class_=class_, data_node=node.id, aria_label=spoken)


def draw_graph(view: GraphView, id_prefix: str) -> str:
    """Draw a plain directed graph.

    Args:
        view: What to show.
        id_prefix: Makes ids unique among the pictures of a page.

    Returns:
        One `svg` element with classes only, nodes in the order of the
        arrows, which the Tab key follows; empty for an empty graph.
    """
    if not view.nodes:
        return ""
    prefix = identifier(id_prefix)
    at = {node.id: index for index, node in enumerate(view.nodes)}
    arrows = [each for each in view.arrows if each.source in at and each.target in at]
    words = [_words(node) for node in view.nodes]
    texts = [wrap_text(a.label, 110.0, _NOTE, 3) if a.label.strip() else () for a in arrows]
    edges = [
        GraphEdge(
            source=at[arrow.source],
            target=at[arrow.target],
            label_width=max((text_width(t, _NOTE) + 6 for t in text), default=0.0),
            label_height=len(text) * _NOTE_LEADING,
        )
        for arrow, text in zip(arrows, texts, strict=True)
    ]
    sizes = [_size(each) for each in words]
    layout = lay_out_graph(sizes, edges, view.direction, rank_gap=_RANK_GAP)
    if layout is None:
        layout = _plain_layout(sizes, edges, view.direction == "tb")
    tip = element(
        "marker",
        element("path", d="M0 1L9.5 5L0 9z"),
        id=f"{prefix}-tip",
        class_="pd-graph__tip",
        viewBox="0 0 10 10",
        refX=9.0,
        refY=5.0,
        markerWidth=8.0,
        markerHeight=8.0,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )
    inner = "".join(
        _arrow(arrow, points, prefix)
        for arrow, points in zip(arrows, layout.curves, strict=True)
        if points
    )
    placed = zip(view.nodes, words, layout.boxes, strict=True)
    flow = 1 if view.direction == "tb" else 0
    inner += "".join(
        _node(node, text, rect)
        for node, text, rect in sorted(
            placed, key=lambda each: (each[2].center[flow], each[2].center[1 - flow])
        )
    )
    for text, rect in zip(texts, layout.labels, strict=True):
        inner += _label(text, rect) if rect is not None else ""
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    return element(
        "svg",
        element("title", escaped(view.title) or " ", id=f"{prefix}-t")
        + element("desc", escaped(view.description) or " ", id=f"{prefix}-d")
        + element("defs", tip)
        + element("g", inner, transform=f"translate({number(_MARGIN)} {number(_MARGIN)})"),
        class_=f"pd-graph pd-paper pd-paper--{paper_of(width, height)}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="group",
        aria_labelledby=f"{prefix}-t {prefix}-d",
    )
