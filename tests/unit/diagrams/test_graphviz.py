import pytest

from procdocs.diagrams import graphviz
from procdocs.diagrams.graphviz import GraphEdge, RankEdge, lay_out_graph, rank_columns
from procdocs.diagrams.swimlane.ranks import longest_path_columns

DIAMOND = (
    RankEdge(source=0, target=1),
    RankEdge(source=0, target=2),
    RankEdge(source=1, target=3),
    RankEdge(source=2, target=3),
    RankEdge(source=3, target=4, length=0),
)


def test_columns_follow_the_edges():
    assert rank_columns(5, DIAMOND) == (0, 1, 1, 2, 2)


def test_columns_without_graphviz_follow_the_edges_too():
    assert longest_path_columns(5, list(DIAMOND)) == (0, 1, 1, 2, 2)


def test_no_graphviz_at_all_is_told(monkeypatch):
    monkeypatch.setattr(graphviz, "_module", lambda: None)
    monkeypatch.setattr(graphviz, "_program", lambda: None)
    rank_columns.cache_clear()

    assert rank_columns(5, DIAMOND) is None
    assert lay_out_graph([(10, 10)], []) is None
    rank_columns.cache_clear()


def test_the_program_stands_in_for_the_library(monkeypatch):
    if graphviz._program() is None:
        pytest.skip("no dot program here")
    monkeypatch.setattr(graphviz, "_module", lambda: None)
    rank_columns.cache_clear()

    assert rank_columns(5, DIAMOND) == (0, 1, 1, 2, 2)
    rank_columns.cache_clear()


def test_a_graph_gets_boxes_curves_and_room_for_labels():
    found = lay_out_graph(
        [(100, 40), (100, 40), (60, 30)],
        [
            GraphEdge(source=0, target=1, label_width=50, label_height=14),
            GraphEdge(source=1, target=0),
            GraphEdge(source=0, target=2),
            GraphEdge(source=0, target=2),
        ],
    )

    assert found is not None
    assert [(box.width, box.height) for box in found.boxes] == [(100, 40), (100, 40), (60, 30)]
    assert not any(
        one.overlaps(two) for at, one in enumerate(found.boxes) for two in found.boxes[:at]
    )
    assert all((len(curve) - 1) % 3 == 0 and len(curve) >= 4 for curve in found.curves)
    assert found.labels[0] is not None
    assert found.labels[1] is None
    assert found.boxes[0].overlaps(_around(found.curves[0][0]))


def _around(point):
    from procdocs.diagrams.scene import Rect

    return Rect(x=point[0] - 2, y=point[1] - 2, width=4, height=4)


def test_an_empty_graph_is_an_empty_picture():
    found = lay_out_graph([], [])

    assert found is not None
    assert found.boxes == ()
