"""The organisation map: boxes under boxes, laid out by Graphviz, or in rows where there is none."""

from procdocs.diagrams.graphviz import GraphEdge, GraphLayout, lay_out_graph
from procdocs.diagrams.markup import attributes, element, escaped, number, safe_link
from procdocs.diagrams.scene import Point, Rect
from procdocs.diagrams.sheets import paper_of
from procdocs.diagrams.text_width import text_width, wrap_text
from procdocs.views.organisation_map import OrganisationView, UnitBox

_LEAST = 96.0
_MOST = 150.0
_PAD = 10.0
_LINE = 15.0
_GAP = 16.0
_MARGIN = 4.0
_DROP = 14.0
"""From a unit down to the level line of those below it."""


def draw_organisation(view: OrganisationView) -> str:
    """Draw the units from top to bottom."""
    texts = [_lines(box) for box in view.boxes]
    sizes = [_size(name, line) for name, line in texts]
    places = {box.id: index for index, box in enumerate(view.boxes)}
    edges = [
        GraphEdge(source=places[box.parent], target=places[box.id])
        for box in view.boxes
        if box.parent in places
    ]
    layout = lay_out_graph(sizes, edges, "tb", node_gap=_GAP, rank_gap=34) or _rows(view, sizes)
    inner = element("title", escaped(view.description))
    for edge in edges:
        inner += _wire(layout.boxes[edge.source], layout.boxes[edge.target])
    for box, rect, (name, line) in zip(view.boxes, layout.boxes, texts, strict=True):
        inner += _box(box, rect, name, line)
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    return element(
        "svg",
        element("g", inner, transform=f"translate({number(_MARGIN)} {number(_MARGIN)})"),
        class_=f"pd-org pd-paper pd-paper--{paper_of(width, height)}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="group",
        aria_label=view.description,
    )


def _lines(box: UnitBox) -> tuple[tuple[str, ...], tuple[str, ...]]:
    name = wrap_text(box.name, _MOST - 2 * _PAD, 12, 2, bold=True)
    line = wrap_text(box.line, _MOST - 2 * _PAD, 11, 2) if box.line else ()
    return name, line


def _size(name: tuple[str, ...], line: tuple[str, ...]) -> tuple[float, float]:
    wide = max(
        [text_width(each, 12, bold=True) for each in name] + [text_width(each, 11) for each in line]
    )
    return max(_LEAST, wide + 2 * _PAD), _LINE * (len(name) + len(line)) + 14


def _wire(parent: Rect, child: Rect) -> str:
    """Draw an elbow from the parent's foot to the child's head, level with its siblings'."""
    start: Point = (parent.x + parent.width / 2, parent.y + parent.height)
    end: Point = (child.x + child.width / 2, child.y)
    middle = start[1] + _DROP
    path = (
        f"M{number(start[0])} {number(start[1])}V{number(middle)}H{number(end[0])}V{number(end[1])}"
    )
    return element("path", d=path, class_="pd-org__wire")


def _box(box: UnitBox, rect: Rect, name: tuple[str, ...], line: tuple[str, ...]) -> str:
    inner = element(
        "rect",
        class_="pd-org__box",
        x=rect.x,
        y=rect.y,
        width=rect.width,
        height=rect.height,
        rx=3.0,
    )
    y = rect.y + 7 + _LINE * 0.78
    for at, text in enumerate((*name, *line)):
        class_ = "pd-org__name" if at < len(name) else "pd-org__head"
        inner += element(
            "text", escaped(text), class_=class_, x=rect.x + rect.width / 2, y=y + at * _LINE
        )
    href = safe_link(box.href, None, False)
    here = " pd-org__unit--here" if box.here else ""
    if href is None:
        return element("g", inner, class_=f"pd-org__unit{here}")
    spoken = f"{box.name}, {box.line}" if box.line.strip() else box.name
    class_ = f"pd-org__unit{here}"
    return f"<a{attributes(href=href, class_=class_, aria_label=spoken)}>{inner}</a>"


def _rows(view: OrganisationView, sizes: list[tuple[float, float]]) -> GraphLayout:
    """Place each level in a row, where there is no Graphviz."""
    level: dict[str, int] = {}
    for box in view.boxes:
        level[box.id] = level[box.parent] + 1 if box.parent in level else 0
    boxes: list[Rect] = []
    across: dict[int, float] = {}
    pitch = max((height for _, height in sizes), default=0.0) + 34
    for box, (width, height) in zip(view.boxes, sizes, strict=True):
        row = level[box.id]
        x = across.get(row, 0.0)
        boxes.append(Rect(x=x, y=row * pitch, width=width, height=height))
        across[row] = x + width + _GAP
    return GraphLayout(
        width=max(across.values(), default=0.0) - _GAP,
        height=(max(level.values(), default=0) + 1) * pitch - 34,
        boxes=tuple(boxes),
        curves=(),
        labels=(),
    )
