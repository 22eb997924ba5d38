"""Phase 8: how good a picture is.

Before: a scene. After: nothing has changed. The five faults a picture may never have are counted
exactly, from the scene alone, by code that shares nothing with the phases that avoid them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procdocs.diagrams.scene import PlacedEdge, PlacedNode, Rect, Scene

_TOUCH = 2.0
_SHARED = 3.0
CROSSING = 12.0
"""What a crossing of two flows costs; a bend costs 1.5."""
MESSAGE_CROSSING = 8.0
"""What a crossing with a message costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What the score must know of an edge beside its line."""

    source: str
    """Id of the node or pool it comes from."""
    target: str
    """Id of the node or pool it goes to."""
    message: bool
    """Whether it is a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Faults and figures of a picture."""

    node_overlaps: int
    """Pairs of nodes, or of captions and nodes, that overlap."""
    edges_through_nodes: int
    """Edges that pass through a node not their own, or through a caption."""
    nodes_outside_lane: int
    """Nodes, with their captions, not wholly inside their lane."""
    shared_lines: tuple[tuple[str, str], ...]
    """Pairs of edges that do not belong together and lie on one line."""
    label_hits: tuple[str, ...]
    """Edges whose label lies on a line, a node or another label."""
    slanted: tuple[str, ...]
    """Edges with a part that is neither level nor upright."""
    missing_edges: int
    """Edges without a line."""
    crossings: int
    """Points where two edges cross."""
    message_crossings: int
    """How many of these are with a message, which is dashed and easier to follow."""
    crossed: tuple[tuple[str, str], ...]
    """Pairs of edges that cross."""
    bends: int
    """Corners of all edges."""
    length: float
    """Length of all edges, in px."""
    area: float
    """Of the whole picture, in square px."""

    @property
    def faults(self) -> int:
        """Number of things that may never be."""
        return (
            self.node_overlaps
            + self.edges_through_nodes
            + self.nodes_outside_lane
            + len(self.shared_lines)
            + len(self.label_hits)
            + len(self.slanted)
            + self.missing_edges
        )

    def tidy(self, bends: float) -> bool:
        """Tell whether there is no fault, no crossing and at most so many bends."""
        return self.faults == self.crossings == 0 and self.bends <= bends

    @property
    def cost(self) -> float:
        """One figure to compare pictures of the same view by; less is better."""
        return (
            200.0 * self.faults
            + CROSSING * (self.crossings - self.message_crossings)
            + MESSAGE_CROSSING * self.message_crossings
            + 1.5 * self.bends
            + self.length / 400.0
            + self.area / 60000.0
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A straight part of an edge: level ones run along x at `at`, others along y."""

    level: bool
    at: float
    low: float
    high: float


def _parts(edge: PlacedEdge) -> list[_Part]:
    found = []
    for (ax, ay), (bx, by) in zip(edge.points, edge.points[1:], strict=False):
        if abs(ay - by) <= abs(ax - bx):
            found.append(_Part(True, ay, min(ax, bx), max(ax, bx)))
        else:
            found.append(_Part(False, ax, min(ay, by), max(ay, by)))
    return found


def _is_slanted(edge: PlacedEdge) -> bool:
    return any(
        ax != bx and ay != by
        for (ax, ay), (bx, by) in zip(edge.points, edge.points[1:], strict=False)
    )


def _passes(part: _Part, node: PlacedNode) -> bool:
    """Tell whether a part of an edge passes the outline of a node by more than a touch."""
    rect = node.rect
    cx, cy = rect.center
    half_w, half_h = rect.width / 2 - _TOUCH, rect.height / 2 - _TOUCH
    off, reach, other = (
        (abs(part.at - cy), half_h, half_w) if part.level else (abs(part.at - cx), half_w, half_h)
    )
    if off >= reach or reach <= 0:
        return False
    if node.shape == "diamond":
        other *= 1 - off / reach
    elif node.shape == "circle":
        other = (reach**2 - off**2) ** 0.5
    along = cx if part.level else cy
    return part.low < along + other and part.high > along - other


def _hits(part: _Part, rect: Rect) -> bool:
    """Tell whether a part of an edge runs through a text."""
    if part.level:
        inside = rect.y + 1 < part.at < rect.bottom - 1
        return inside and part.low < rect.right - 1 and part.high > rect.x + 1
    inside = rect.x + 1 < part.at < rect.right - 1
    return inside and part.low < rect.bottom - 1 and part.high > rect.y + 1


def _cross(one: _Part, two: _Part) -> bool:
    if one.level == two.level:
        return False
    return one.low + 0.05 < two.at < one.high - 0.05 and two.low + 0.05 < one.at < two.high - 0.05


def _share(one: _Part, two: _Part) -> float:
    if one.level != two.level or abs(one.at - two.at) >= _TOUCH:
        return 0.0
    return min(one.high, two.high) - max(one.low, two.low)


def _edge_pairs(
    edges: Sequence[PlacedEdge], parts: Sequence[list[_Part]], flows: Mapping[str, Flow]
) -> tuple[int, int, list[tuple[str, str]], list[tuple[str, str]]]:
    """Count crossings, and those with messages; list who crosses, and who shares a line."""
    crossings = messages = 0
    crossed: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    bounds = []
    for edge in edges:
        xs, ys = [p[0] for p in edge.points], [p[1] for p in edge.points]
        bounds.append((min(xs) - 2, max(xs) + 2, min(ys) - 2, max(ys) + 2))
    for at, one in enumerate(edges):
        left, right, top, bottom = bounds[at]
        for other in range(at):
            low_x, high_x, low_y, high_y = bounds[other]
            if low_x > right or high_x < left or low_y > bottom or high_y < top:
                continue
            found, common = 0, 0.0
            for a in parts[at]:
                for b in parts[other]:
                    if a.level == b.level:
                        common = max(common, _share(a, b))
                    elif _cross(a, b):
                        found += 1
            first, second = flows[one.id], flows[edges[other].id]
            kin = first.message == second.message and (
                first.source == second.source or first.target == second.target
            )
            if common > _SHARED and not kin:
                shared.append((edges[other].id, one.id))
            if found and not (kin and common > _SHARED):
                crossings += found
                messages += found if first.message or second.message else 0
                crossed.append((edges[other].id, one.id))
    return crossings, messages, crossed, shared


def _node_faults(scene: Scene, lanes: Mapping[str, str]) -> tuple[int, int]:
    """Count overlapping nodes, and nodes outside their lane."""
    overlaps = outside = 0
    bands = {band.id: band.rect for band in scene.bands if band.kind == "lane"}
    rects = [_whole(node) for node in scene.nodes]
    around = [_around(node) for node in scene.nodes]
    for at, node in enumerate(scene.nodes):
        low_x, high_x, low_y, high_y = around[at]
        for other in range(at):
            left, right, top, bottom = around[other]
            if low_x > right or high_x < left or low_y > bottom or high_y < top:
                continue
            if any(a.overlaps(b, 1.0) for a in rects[at] for b in rects[other]):
                overlaps += 1
        lane = bands.get(lanes.get(node.id, ""))
        if lane is None or not all(lane.contains(rect, 1.0) for rect in rects[at]):
            outside += 1
    return overlaps, outside


def _around(node: PlacedNode) -> tuple[float, float, float, float]:
    rects = _whole(node)
    return (
        min(rect.x for rect in rects),
        max(rect.right for rect in rects),
        min(rect.y for rect in rects),
        max(rect.bottom for rect in rects),
    )


def _whole(node: PlacedNode) -> list[Rect]:
    return [node.rect] + [text.rect for text in (node.caption, node.wait) if text is not None]


def _label_faults(scene: Scene, parts: Sequence[list[_Part]]) -> tuple[str, ...]:
    """List the edges whose label lies on something."""
    found = []
    labelled = [edge for edge in scene.edges if edge.label is not None]
    for at, edge in enumerate(labelled):
        assert edge.label is not None
        rect = edge.label.rect
        hit = any(rect.overlaps(each, 1.0) for node in scene.nodes for each in _whole(node))
        hit = hit or any(_hits(part, rect) for each in parts for part in each)
        for other in labelled[:at]:
            assert other.label is not None
            hit = hit or rect.overlaps(other.label.rect, 1.0)
        for other in scene.edges:
            if other.boundary is not None and not hit:
                x, y = other.boundary
                hit = rect.overlaps(Rect(x=x - 9, y=y - 9, width=18, height=18), 1.0)
        if hit:
            found.append(edge.id)
    return tuple(found)


def measure_quality(scene: Scene, flows: Mapping[str, Flow], lanes: Mapping[str, str]) -> Quality:
    """Measure a picture.

    Args:
        scene: The picture.
        flows: The edges it should show, by id.
        lanes: Lane of each node, by id.

    Returns:
        Faults and figures.
    """
    parts = [_parts(edge) for edge in scene.edges]
    through = 0
    around = [_around(node) for node in scene.nodes]
    for edge, pieces in zip(scene.edges, parts, strict=True):
        own = (flows[edge.id].source, flows[edge.id].target)
        xs, ys = [p[0] for p in edge.points], [p[1] for p in edge.points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        for node, (low_x, high_x, low_y, high_y) in zip(scene.nodes, around, strict=True):
            if low_x > right or high_x < left or low_y > bottom or high_y < top:
                continue
            if (node.id not in own and any(_passes(part, node) for part in pieces)) or any(
                _hits(part, text.rect)
                for text in (node.caption, node.wait if node.shape == "circle" else None)
                if text is not None
                for part in pieces
            ):
                through += 1
    crossings, messages, crossed, shared = _edge_pairs(scene.edges, parts, flows)
    overlaps, outside = _node_faults(scene, lanes)
    return Quality(
        node_overlaps=overlaps,
        edges_through_nodes=through,
        nodes_outside_lane=outside,
        shared_lines=tuple(shared),
        label_hits=_label_faults(scene, parts),
        slanted=tuple(edge.id for edge in scene.edges if _is_slanted(edge)),
        missing_edges=len(flows) - len(scene.edges),
        crossings=crossings,
        message_crossings=messages,
        crossed=tuple(crossed),
        bends=sum(max(0, len(edge.points) - 2) for edge in scene.edges),
        length=sum(part.high - part.low for pieces in parts for part in pieces),
        area=scene.width * scene.height,
    )
