"""Pictures that a random search once found to have a fault."""

from procdocs.diagrams.swimlane.layout import best_attempt
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, PoolView, SwimlaneView

MANY_WAYS_OUT_OF_A_START = SwimlaneView(
    id="any",
    title="Any",
    description="",
    lanes=(LaneView(id="l0", name="Sales"),),
    nodes=(
        NodeView(id="n0", lane="l0", kind="start", number="0", row=1),
        NodeView(id="n1", lane="l0", kind="task", number="1"),
        NodeView(id="n2", lane="l0", kind="task", number="2"),
        NodeView(id="n3", lane="l0", kind="task", number="3"),
        NodeView(id="n4", lane="l0", kind="task", number="4"),
        NodeView(id="n5", lane="l0", kind="task", number="5"),
        NodeView(id="n6", lane="l0", kind="task", number="6"),
        NodeView(id="n7", lane="l0", kind="task", number="7", row=3),
    ),
    edges=(
        EdgeView(id="e0", source="n0", target="n0"),
        EdgeView(id="e1", source="n0", target="n0"),
        EdgeView(id="e2", source="n1", target="n0"),
        EdgeView(id="e3", source="b0", target="n5", kind="message"),
        EdgeView(id="e4", source="n0", target="n4"),
        EdgeView(id="e5", source="n0", target="n6"),
        EdgeView(id="e6", source="n0", target="n3"),
        EdgeView(id="e7", source="n7", target="n6"),
        EdgeView(id="e8", source="n0", target="b0", kind="message"),
        EdgeView(id="e9", source="n0", target="n0"),
        EdgeView(id="e10", source="n7", target="n6", boundary="timer"),
        EdgeView(id="e11", source="n0", target="n0"),
        EdgeView(id="e12", source="n0", target="n0"),
        EdgeView(id="e13", source="n0", target="n7"),
        EdgeView(id="e14", source="n0", target="n5"),
    ),
    pools=(
        PoolView(id="b0", name="Customer", black_box=True),
        PoolView(id="b1", name="Customer", black_box=True),
        PoolView(id="p", name="Our company"),
    ),
    lanes_ordered=False,
)


def test_many_ways_out_of_one_small_shape_stay_level_or_upright():
    attempt = best_attempt(MANY_WAYS_OUT_OF_A_START)
    assert attempt.quality.missing_edges == 0
    for edge in attempt.scene.edges:
        for (ax, ay), (bx, by) in zip(edge.points, edge.points[1:], strict=False):
            assert ax == bx or ay == by, edge.id
