"""The judge must see every fault: each test draws one by hand."""

from procdocs.diagrams.scene import PlacedBand, PlacedEdge, PlacedNode, PlacedText, Rect, Scene
from procdocs.diagrams.swimlane.score import Flow, measure_quality

FLOWS = {
    "ab": Flow(source="a", target="b", message=False),
    "cd": Flow(source="c", target="d", message=False),
}
LANES = dict.fromkeys("abcd", "lane")


def node(key, x, y, shape="box"):
    return PlacedNode(id=key, shape=shape, rect=Rect(x=x, y=y, width=40, height=40))


def edge(key, *points, label=None):
    text = None
    if label is not None:
        text = PlacedText(lines=("yes",), rect=label, size=11, leading=13)
    return PlacedEdge(id=key, points=points, loop=False, label=text)


def quality(*edges, nodes=None, lane=None):
    band = lane or Rect(x=0, y=0, width=1000, height=1000)
    nodes = nodes or (
        node("a", 100, 100),
        node("b", 300, 100),
        node("c", 100, 300),
        node("d", 300, 300),
    )
    scene = Scene(
        width=1000,
        height=1000,
        direction="lr",
        bands=(PlacedBand(id="lane", kind="lane", rect=band, head=band, lines=(), turn="level"),),
        nodes=nodes,
        edges=edges,
    )
    return measure_quality(scene, FLOWS, LANES)


STRAIGHT = (edge("ab", (140, 120), (300, 120)), edge("cd", (140, 320), (300, 320)))


def test_a_clean_picture_has_no_fault():
    found = quality(*STRAIGHT)

    assert found.faults == 0
    assert (found.crossings, found.bends, found.length) == (0, 0, 320)


def test_it_sees_overlapping_nodes():
    nodes = (node("a", 100, 100), node("b", 130, 130), node("c", 100, 300), node("d", 300, 300))

    assert quality(*STRAIGHT, nodes=nodes).node_overlaps == 1


def test_it_sees_a_node_outside_its_lane():
    found = quality(*STRAIGHT, lane=Rect(x=0, y=0, width=1000, height=330))

    assert found.nodes_outside_lane == 2


def test_it_sees_an_edge_through_a_node():
    through = edge("ab", (140, 120), (200, 120), (200, 320), (400, 320), (400, 120), (340, 120))

    assert quality(through, STRAIGHT[1]).edges_through_nodes == 1


def test_an_edge_may_pass_beside_the_slope_of_a_diamond():
    nodes = (
        node("a", 100, 100),
        node("b", 300, 100),
        node("c", 100, 300),
        node("d", 300, 300, shape="diamond"),
    )
    beside = edge("ab", (140, 120), (200, 120), (200, 305), (400, 305), (400, 120), (340, 120))

    assert quality(beside, STRAIGHT[1], nodes=nodes).edges_through_nodes == 1
    outside = edge("ab", (140, 120), (303, 120), (303, 310), (290, 310))
    assert quality(outside, STRAIGHT[1], nodes=nodes).edges_through_nodes == 0


def test_it_sees_two_edges_on_one_line():
    one = edge("ab", (140, 120), (200, 120), (200, 320), (250, 320), (250, 120), (300, 120))

    assert quality(one, STRAIGHT[1]).shared_lines == (("ab", "cd"),)


def test_edges_to_one_target_may_share_a_line():
    flows = {"ab": FLOWS["ab"], "cd": Flow(source="c", target="b", message=False)}
    scene_edges = (
        edge("ab", (140, 120), (300, 120)),
        edge("cd", (140, 320), (200, 320), (200, 120), (300, 120)),
    )
    found = quality(*scene_edges)
    assert found.shared_lines == (("ab", "cd"),)

    band = Rect(x=0, y=0, width=1000, height=1000)
    scene = Scene(
        width=1000,
        height=1000,
        direction="lr",
        bands=(PlacedBand(id="lane", kind="lane", rect=band, head=band, lines=(), turn="level"),),
        nodes=(node("a", 100, 100), node("b", 300, 100), node("c", 100, 300)),
        edges=scene_edges,
    )
    assert measure_quality(scene, flows, LANES).shared_lines == ()


def test_it_counts_crossings():
    one = edge("ab", (140, 120), (200, 120), (200, 400), (320, 400), (320, 140))

    found = quality(one, edge("cd", (140, 320), (290, 320)))

    assert found.crossings == 1
    assert found.crossed == (("ab", "cd"),)


def test_it_sees_a_label_on_a_line_a_node_and_a_label():
    on_line = Rect(x=180, y=310, width=30, height=20)
    on_node = Rect(x=90, y=310, width=30, height=20)
    free = Rect(x=180, y=200, width=30, height=20)

    assert quality(edge("ab", (140, 120), (300, 120), label=on_line), STRAIGHT[1]).label_hits == (
        "ab",
    )
    assert quality(edge("ab", (140, 120), (300, 120), label=on_node), STRAIGHT[1]).label_hits == (
        "ab",
    )
    both = quality(
        edge("ab", (140, 120), (300, 120), label=free),
        edge("cd", (140, 320), (300, 320), label=free),
    )
    assert both.label_hits == ("cd",)


def test_it_misses_an_edge_that_is_not_drawn():
    assert quality(STRAIGHT[0]).missing_edges == 1
