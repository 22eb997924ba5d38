import xml.etree.ElementTree as ET

import pytest

from procdocs.diagrams import graph
from procdocs.diagrams.graph import draw_graph
from procdocs.views.graph import GraphArrow, GraphNode, GraphView

HOSTILE = '"]; node [shape=none]; <script>&\x00'
VIEW = GraphView(
    id="map",
    title="Processes",
    description="Three processes and what they hand over.",
    nodes=(
        GraphNode(id="a", name="Offer to order", note="Sales", href="../offer/", kind="core"),
        GraphNode(id="b", name="Credit check", href="../credit/"),
        GraphNode(id='c"->a', name=HOSTILE, href="javascript:alert(1)"),
    ),
    arrows=(
        GraphArrow(source="a", target="b", label="Checked order"),
        GraphArrow(source="b", target='c"->a', label=HOSTILE),
        GraphArrow(source='c"->a', target="a", kind="back"),
        GraphArrow(source="a", target="nowhere"),
    ),
)


@pytest.mark.parametrize("direction", ["lr", "tb"])
@pytest.mark.parametrize("with_graphviz", [True, False])
def test_a_graph_is_drawn_with_or_without_graphviz(direction, with_graphviz, monkeypatch):
    if not with_graphviz:
        monkeypatch.setattr(graph, "lay_out_graph", lambda *_, **__: None)
    view = GraphView(
        id="m",
        title="M",
        description="",
        nodes=VIEW.nodes,
        arrows=VIEW.arrows,
        direction=direction,
    )
    root = ET.fromstring(draw_graph(view, "m"))

    assert [a.get("href") for a in root.iter("a")] == ["../offer/", "../credit/"]
    lines = [p for p in root.iter("path") if "pd-graph__edge" in (p.get("class") or "")]
    assert len(lines) == 3
    boxes = list(root.iter("rect"))
    assert len({(r.get("x"), r.get("y")) for r in boxes}) == 3


def test_what_is_typed_reaches_neither_dot_nor_markup():
    text = draw_graph(VIEW, "m")

    assert "<script" not in text
    assert "javascript:" not in text
    assert " style=" not in text


def test_an_empty_graph_is_nothing():
    assert draw_graph(GraphView(id="m", title="", description="", nodes=(), arrows=()), "m") == ""
