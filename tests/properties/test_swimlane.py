"""Whatever a process looks like, its picture has none of the five faults.

The faults are counted by `procdocs.diagrams.swimlane.score` from the finished scene.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procdocs.diagrams.swimlane.layout import best_attempt
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, PoolView, SwimlaneView

WORDS = (
    "check",
    "order",
    "long departmental",
    "审核采购申请",
    "Donaudampfschifffahrtsgesellschaft",
    "A&B <x>",
)
GATES = ("decision", "fork", "join", "inclusive", "event-choice")
KINDS = ("task", "task", "task", "subprocess", "wait", "milestone", "end", *GATES)

names = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
labels = st.one_of(
    st.none(), st.sampled_from(("yes", "no, rework", "不同意", "a longer condition"))
)


@st.composite
def views(draw: st.DrawFn) -> SwimlaneView:
    boxes = draw(st.integers(1, 14))
    black = draw(st.integers(0, 2))
    pools = tuple(PoolView(id=f"b{at}", name="Customer", black_box=True) for at in range(black))
    if draw(st.booleans()):
        pools = (*pools, PoolView(id="p", name="Our company"))
    lanes = tuple(
        LaneView(
            id=f"l{at}",
            name=draw(st.sampled_from(("Sales", "采购部", "Head of finance"))),
            pool=draw(st.sampled_from((None, "p"))) if pools and pools[-1].id == "p" else None,
        )
        for at in range(draw(st.integers(1, 4)))
    )
    nodes = tuple(
        NodeView(
            id=f"n{at}",
            lane=f"l{draw(st.integers(0, len(lanes) - 1))}",
            kind="start" if at == 0 else draw(st.sampled_from(KINDS)),
            name=draw(names),
            number=str(at),
            value=draw(st.sampled_from((None, "VA", "NVA"))),
            wait_text=draw(st.sampled_from((None, "2 h", "7 h 45 min"))),
            column=draw(st.sampled_from((None,) * 20 + (1, 4))),
            row=draw(st.sampled_from((None,) * 20 + (1, 3))),
        )
        for at in range(boxes)
    )
    ends = [node.id for node in nodes]
    edges = []
    for at in range(draw(st.integers(0, 22))):
        source, target = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
        kind, boundary = "sequence", None
        special = draw(st.sampled_from(("", "", "", "", "message", "boundary", "pool")))
        host = next(node for node in nodes if node.id == source)
        if special == "boundary" and host.kind in ("task", "subprocess"):
            boundary = "timer"
        elif special == "message" and source != target:
            kind = "message"
        elif special == "pool" and black:
            kind = "message"
            pool = draw(st.sampled_from([each.id for each in pools if each.black_box]))
            source, target = draw(st.sampled_from(((source, pool), (pool, target))))
        edges.append(
            EdgeView(
                id=f"e{at}",
                source=source,
                target=target,
                kind=kind,
                label=draw(labels),
                boundary=boundary,
                back=draw(st.sampled_from((None, None, True))),
            )
        )
    return SwimlaneView(
        id="any",
        title="Any",
        description="",
        lanes=lanes,
        pools=pools,
        nodes=nodes,
        edges=tuple(edges),
        lanes_ordered=draw(st.booleans()),
        direction=draw(st.sampled_from(("lr", "tb"))),
    )


@given(views())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_picture_has_a_fault(view):
    attempt = best_attempt(view)

    quality = attempt.quality
    assert quality.node_overlaps == 0
    assert quality.edges_through_nodes == 0
    assert quality.nodes_outside_lane == 0
    assert quality.shared_lines == ()
    assert quality.label_hits == ()
    assert quality.missing_edges == 0

    for edge in attempt.scene.edges:
        for (ax, ay), (bx, by) in zip(edge.points, edge.points[1:], strict=False):
            assert ax == bx or ay == by, "every stretch is level or upright"
    for edge in attempt.scene.edges:
        for x, y in edge.points:
            assert 0 <= x <= attempt.scene.width
            assert 0 <= y <= attempt.scene.height
