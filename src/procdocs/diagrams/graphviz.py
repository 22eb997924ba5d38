"""The only place that calls Graphviz.

Nothing a writer typed ever reaches it: nodes are numbers, boxes have fixed sizes measured by us,
and the room for an edge's label is an empty table of that size. So there is nothing to escape and
no font to find, and the words are drawn by ourselves.

pygraphviz runs Graphviz in this process. Where it is missing the `dot` program is asked; where
that is missing too, the callers have means of their own.
"""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from procdocs.diagrams.scene import Point, Rect, rounded

_INCH = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RankEdge:
    """A wish about two nodes: `target` at least `length` columns after `source`."""

    source: int
    """Node number."""
    target: int
    """Node number."""
    length: int = 1
    """Least number of columns between them; 0 allows the same column."""
    weight: int = 1
    """How much each column of distance costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdge:
    """An edge of a plain graph, with the room its label needs."""

    source: int
    """Node number."""
    target: int
    """Node number."""
    label_width: float = 0.0
    """Width of its label in px; 0 for none."""
    label_height: float = 0.0
    """Height of its label in px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphLayout:
    """A plain graph laid out."""

    width: float
    """Extent to the right, in px."""
    height: float
    """Extent downwards, in px."""
    boxes: tuple[Rect, ...]
    """Where each node stands."""
    curves: tuple[tuple[Point, ...], ...]
    """Each edge: a start and then three points a cubic Bézier curve, from source to target."""
    labels: tuple[Rect | None, ...]
    """Where each edge's label stands."""


@lru_cache(maxsize=1)
def _module() -> Any:
    """Import pygraphviz once; None where it is not installed."""
    try:
        import pygraphviz
    except ImportError:
        return None
    return pygraphviz


@lru_cache(maxsize=1)
def _program() -> str | None:
    """Find the `dot` program."""
    return shutil.which("dot")


def _run(dot: str) -> dict[str, Any] | None:
    """Lay out DOT source and return Graphviz's JSON; None where there is no Graphviz."""
    module = _module()
    if module is not None:
        graph = module.AGraph(dot)
        try:
            drawn: bytes = graph.draw(format="json", prog="dot")
        finally:
            graph.close()
        found: dict[str, Any] = json.loads(drawn)
        return found
    program = _program()
    if program is None:
        return None
    done = subprocess.run([program, "-Tjson"], input=dot.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        return None
    found = json.loads(done.stdout)
    return found  # noqa: RET504 - the annotation above is the type of the untyped JSON


@lru_cache(maxsize=64)
def rank_columns(count: int, edges: tuple[RankEdge, ...]) -> tuple[int, ...] | None:
    """Give every node a column, keeping the sum of weighted edge lengths least.

    The network simplex of Gansner, Koutsofios, North and Vo, "A technique for drawing directed
    graphs", 1993, section 2.

    Args:
        count: Number of nodes.
        edges: Wishes; together they have no cycle.

    Returns:
        A column for each node, from 0 and without gaps; None where there is no Graphviz.
    """
    if count == 0:
        return ()
    lines = [
        "digraph {rankdir=LR newrank=true nodesep=0.05 ranksep=1 splines=false",
        'node [shape=box width=0.2 height=0.2 fixedsize=true label=""]',
        *(f"{node}" for node in range(count)),
        *(
            f"{edge.source}->{edge.target} [minlen={edge.length} weight={edge.weight}]"
            for edge in edges
        ),
        "}",
    ]
    found = _run("\n".join(lines))
    if found is None:
        return None
    across = [0] * count
    for node in found["objects"]:
        across[int(node["name"])] = round(float(node["pos"].split(",")[0]))
    levels = {x: column for column, x in enumerate(sorted(set(across)))}
    return tuple(levels[x] for x in across)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.replace(",", " ").split()]


def lay_out_graph(
    sizes: Sequence[tuple[float, float]],
    edges: Sequence[GraphEdge],
    direction: Literal["lr", "tb"] = "lr",
    node_gap: float = 24.0,
    rank_gap: float = 56.0,
) -> GraphLayout | None:
    """Lay out a plain directed graph: boxes and curves, no lanes.

    Args:
        sizes: Width and height of each node in px.
        edges: Edges between node numbers, in a fixed order.
        direction: Which way the graph flows.
        node_gap: Least distance between nodes side by side, in px.
        rank_gap: Least distance between layers, in px.

    Returns:
        The geometry, origin top left; None where there is no Graphviz.
    """
    if not sizes:
        return GraphLayout(width=0.0, height=0.0, boxes=(), curves=(), labels=())
    head = (
        f"digraph {{rankdir={direction.upper()} nodesep={node_gap / _INCH:.4f} "
        f"ranksep={rank_gap / _INCH:.4f} pad=0 splines=true\n"
        'node [shape=box fixedsize=true label=""] edge [arrowhead=none]'
    )
    lines = [head]
    lines.extend(
        f"{node} [width={width / _INCH:.4f} height={height / _INCH:.4f}]"
        for node, (width, height) in enumerate(sizes)
    )
    for number, edge in enumerate(edges):
        room = ""
        if edge.label_width > 0:
            room = (
                f' label=<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{edge.label_width:.0f}" '
                f'HEIGHT="{edge.label_height:.0f}"><TR><TD></TD></TR></TABLE>>'
            )
        lines.append(f'{edge.source}->{edge.target} [comment="{number}"{room}]')
    found = _run("\n".join([*lines, "}"]))
    if found is None:
        return None
    return _graph_layout(found, sizes, edges)


def _graph_layout(
    found: dict[str, Any], sizes: Sequence[tuple[float, float]], edges: Sequence[GraphEdge]
) -> GraphLayout:
    """Turn Graphviz's picture over, so that y runs down."""
    _, _, width, height = _numbers(found["bb"])
    boxes: list[Rect] = [Rect(x=0, y=0, width=0, height=0)] * len(sizes)
    for node in found["objects"]:
        x, y = _numbers(node["pos"])
        number = int(node["name"])
        wide, tall = sizes[number]
        boxes[number] = Rect(
            x=rounded(x - wide / 2), y=rounded(height - y - tall / 2), width=wide, height=tall
        )
    curves: list[tuple[Point, ...]] = [()] * len(edges)
    labels: list[Rect | None] = [None] * len(edges)
    for drawn in found.get("edges", ()):
        number = int(drawn["comment"])
        values = _numbers(drawn["pos"].replace("e,", "").replace("s,", ""))
        points = [
            (rounded(values[at]), rounded(height - values[at + 1]))
            for at in range(0, len(values) - 1, 2)
        ]
        if drawn["pos"].startswith("e,"):
            points = [*points[1:], points[0]]
        curves[number] = tuple(points)
        if edges[number].label_width > 0 and "lp" in drawn:
            x, y = _numbers(drawn["lp"])
            wide, tall = edges[number].label_width, edges[number].label_height
            labels[number] = Rect(
                x=rounded(x - wide / 2), y=rounded(height - y - tall / 2), width=wide, height=tall
            )
    return GraphLayout(
        width=rounded(width),
        height=rounded(height),
        boxes=tuple(boxes),
        curves=tuple(curves),
        labels=tuple(labels),
    )
