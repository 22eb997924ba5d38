"""From a scene to SVG: the swimlane picture.

Inside a page the SVG carries no colour and no style, only classes, so that a strict content
security policy holds and the page's theme decides. As a file of its own it brings a stylesheet.
"""

from functools import lru_cache
from importlib.resources import files

from procdocs.diagrams.markup import element, escaped, identifier, number, safe_link
from procdocs.diagrams.scene import PlacedBand, PlacedEdge, PlacedNode, Point, Scene
from procdocs.diagrams.svg_nodes import event_sign, render_node, text_lines
from procdocs.views.swimlane import EdgeView, LaneView, PoolView, SwimlaneView

_CORNER = 7.0
_HEAD_LEADING = 12.0
_BOUNDARY = 9.0


@lru_cache(maxsize=1)
def standalone_css() -> str:
    """Return the stylesheet of pictures that are files of their own."""
    return files("procdocs.diagrams").joinpath("standalone.css").read_text(encoding="utf-8")


def rounded_path(points: tuple[Point, ...], radius: float = _CORNER) -> str:
    """Write a line through points, its corners rounded.

    Args:
        points: At least two; every stretch level or upright.
        radius: Of the corners, less where a stretch is short.
    """
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        into = abs(here[0] - before[0]) + abs(here[1] - before[1])
        out = abs(after[0] - here[0]) + abs(after[1] - here[1])
        bend = min(radius, into / 2, out / 2)
        if bend <= 0:
            continue
        start = _toward(here, before, bend / into)
        end = _toward(here, after, bend / out)
        parts.append(f"L{number(start[0])} {number(start[1])}")
        parts.append(f"Q{number(here[0])} {number(here[1])} {number(end[0])} {number(end[1])}")
    parts.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(parts)


def _toward(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _marker(prefix: str, kind: str, path: str, size: float, back: float) -> str:
    return element(
        "marker",
        element("path", d=path),
        id=f"{prefix}-{kind}",
        class_=f"pd-swim__tip pd-swim__tip--{kind}",
        viewBox="0 0 10 10",
        refX=back,
        refY=5.0,
        markerWidth=size,
        markerHeight=size,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )


def _definitions(prefix: str) -> str:
    solid, hollow = "M0 1L9.5 5L0 9z", "M1 1L9 5L1 9z"
    start = "M5 2A3 3 0 1 1 5 8A3 3 0 1 1 5 2z"
    return element(
        "defs",
        _marker(prefix, "seq", solid, 8.0, 9.0)
        + _marker(prefix, "loop", solid, 8.0, 9.0)
        + _marker(prefix, "msg", hollow, 9.0, 9.0)
        + _marker(prefix, "from", start, 8.0, 2.0),
    )


def band_name(band: PlacedBand, class_: str) -> str:
    """Write the name of a band in the middle of its head: level, turned by 90°, or stacked."""
    cx, cy = band.head.center
    count = len(band.lines)
    found = ""
    for at, line in enumerate(band.lines):
        shift = (at - (count - 1) / 2) * _HEAD_LEADING
        if band.turn == "stacked":
            y = cy + (at - (count - 1) / 2) * 13.0 + 4
            found += element("text", escaped(line), class_=class_, x=cx, y=y)
        elif band.turn == "level":
            found += element("text", escaped(line), class_=class_, x=cx, y=cy + shift + 4)
        else:
            turn = f"rotate(-90 {number(cx + shift)} {number(cy)})"
            found += element(
                "text", escaped(line), class_=class_, x=cx + shift, y=cy + 4, transform=turn
            )
    return found


def _rect(class_: str, band: PlacedBand, head: bool) -> str:
    rect = band.head if head else band.rect
    return element("rect", class_=class_, x=rect.x, y=rect.y, width=rect.width, height=rect.height)


def in_order_of_flow(view: SwimlaneView, scene: Scene) -> tuple[PlacedNode, ...]:
    """Order nodes for the Tab key: none before one that leads to it, else as they are placed."""
    loops = {placed.id for placed in scene.edges if placed.loop}
    before = {node.id: set[str]() for node in scene.nodes}
    for edge in view.edges:
        forward = edge.kind == "sequence" and edge.id not in loops
        if forward and edge.source in before and edge.target in before:
            before[edge.target].add(edge.source)
    found: list[PlacedNode] = []
    waiting = list(scene.nodes)
    while waiting:
        done = {node.id for node in found}
        # A circle that no line is marked to close is begun where it is placed first.
        ready = next((node for node in waiting if before[node.id] <= done), waiting[0])
        found.append(ready)
        waiting.remove(ready)
    return tuple(found)


class _Writer:
    """What the parts of one picture share."""

    def __init__(
        self, view: SwimlaneView, scene: Scene, prefix: str, standalone: bool, base: str | None
    ) -> None:
        self.view = view
        self.scene = scene
        self.prefix = prefix
        self.standalone = standalone
        self.base = base
        self.lanes: dict[str, LaneView] = {lane.id: lane for lane in view.lanes}
        self.pools: dict[str, PoolView] = {pool.id: pool for pool in view.pools}
        self.edges: dict[str, EdgeView] = {edge.id: edge for edge in view.edges}

    def link(self, href: str | None) -> str | None:
        return safe_link(href, self.base, self.standalone)

    def bands(self) -> str:
        """Write lanes and pools."""
        return "".join(self._band(band) for band in self.scene.bands)

    def _band(self, band: PlacedBand) -> str:
        if band.kind == "lane":
            lane = self.lanes[band.id]
            href, out, name = lane.href, lane.outside, lane.name
            inner = _rect("pd-swim__head", band, head=True)
            inner += band_name(band, "pd-swim__role")
            whole = _rect("pd-swim__band", band, head=False)
        else:
            pool = self.pools[band.id]
            href, out, name = pool.href, band.kind == "black-box", pool.name
            inner = _rect("pd-swim__pool", band, head=True)
            inner += band_name(band, "pd-swim__pooltext")
            whole = ""
        link = self.link(href)
        if link is not None:
            inner = element(
                "a", inner, href=link, class_="pd-swim__headlink", aria_label=name.strip() or None
            )
        classes = "pd-swim__lane" if band.kind == "lane" else "pd-swim__poolgroup"
        classes += " pd-swim__lane--out" if out and band.kind == "lane" else ""
        classes += " pd-swim__poolgroup--closed" if band.kind == "black-box" else ""
        role = {"data_role" if band.kind == "lane" else "data_pool": band.id}
        return element("g", whole + inner, class_=classes, **role)

    def lines(self) -> str:
        """Write the flows: messages first, rework last."""
        order = sorted(
            self.scene.edges,
            key=lambda placed: (self.edges[placed.id].kind != "message", placed.loop),
        )
        return "".join(self._line(placed) for placed in order)

    def _line(self, placed: PlacedEdge) -> str:
        edge = self.edges[placed.id]
        message = edge.kind == "message"
        kind = "msg" if message else "loop" if placed.loop else "seq"
        classes = f"pd-swim__edge pd-swim__edge--{kind}"
        if edge.change:
            classes += f" pd-swim__edge--{edge.change}"
        return element(
            "path",
            class_=classes,
            data_from=edge.source,
            data_to=edge.target,
            d=rounded_path(placed.points),
            marker_start=f"url(#{self.prefix}-from)" if message else None,
            marker_end=f"url(#{self.prefix}-{kind})",
        )

    def labels(self) -> str:
        """Write the words of the flows."""
        return "".join(
            text_lines(placed.label, "pd-swim__label")
            for placed in self.scene.edges
            if placed.label is not None
        )

    def nodes(self) -> str:
        """Write the nodes in the order of the flow, each with the events on its border."""
        views = {node.id: node for node in self.view.nodes}
        events: dict[str, list[PlacedEdge]] = {}
        for placed in self.scene.edges:
            if placed.boundary is not None:
                events.setdefault(self.edges[placed.id].source, []).append(placed)
        found = ""
        for at in in_order_of_flow(self.view, self.scene):
            node = views[at.id]
            lane = self.lanes[node.lane].name
            found += render_node(node, at, lane, self.link(node.href))
            found += "".join(self._boundary(each) for each in events.get(node.id, ()))
        return found

    def _boundary(self, placed: PlacedEdge) -> str:
        edge = self.edges[placed.id]
        assert placed.boundary is not None
        x, y = placed.boundary
        dashed = "" if edge.interrupting else " pd-swim__box--dashed"
        ring = "" if edge.interrupting else " pd-swim__ring--dashed"
        inner = element("title", escaped(edge.label)) if edge.label else ""
        inner += element(
            "circle", class_="pd-swim__box pd-swim__box--wait" + dashed, cx=x, cy=y, r=_BOUNDARY
        )
        inner += element("circle", class_="pd-swim__ring" + ring, cx=x, cy=y, r=_BOUNDARY - 2.2)
        inner += event_sign(edge.boundary, False, x, y, 0.6)
        return element("g", inner, class_="pd-swim__boundary", data_step=edge.source)


def render_swimlane_svg(
    view: SwimlaneView,
    scene: Scene,
    id_prefix: str,
    standalone: bool = False,
    base_url: str | None = None,
    paper: str | None = None,
) -> str:
    """Draw a laid-out swimlane picture.

    Args:
        view: What is shown.
        scene: Where it is; made from the same view.
        id_prefix: Makes ids unique among the pictures of a page.
        standalone: Whether the SVG is a file of its own, with a stylesheet for light, dark and
            print; in a page it has neither `style` elements nor attributes.
        base_url: Address of the page, for the links of a file of its own; without it they are
            left out.
        paper: On which paper the page prints it, as `plan_sheets` says, or `sheets` where it is
            printed in parts.

    Returns:
        One `svg` element. Steps come in the order of the flow, so that the Tab key follows it.
    """
    prefix = identifier(id_prefix)
    writer = _Writer(view, scene, prefix, standalone, base_url)
    content = element("title", escaped(view.title) or " ", id=f"{prefix}-t")
    content += element("desc", escaped(view.description) or " ", id=f"{prefix}-d")
    if standalone:
        content += f"<style>{standalone_css()}</style>"
    content += _definitions(prefix)
    if standalone:
        content += element("rect", class_="pd-swim__ground", width="100%", height="100%")
    content += writer.bands() + writer.lines() + writer.nodes() + writer.labels()
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg" if standalone else None,
        id=prefix,
        class_=f"pd-swim pd-swim--{scene.direction}" + (f" pd-swim--{paper}" if paper else ""),
        viewBox=f"0 0 {number(scene.width)} {number(scene.height)}",
        width=scene.width,
        height=scene.height,
        role="group",
        aria_labelledby=f"{prefix}-t {prefix}-d",
    )
