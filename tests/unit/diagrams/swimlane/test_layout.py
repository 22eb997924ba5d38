"""The engine on small processes whose best picture is known."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from procdocs.diagrams.swimlane.layout import best_attempt, layout_swimlane
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, PoolView, SwimlaneView


def flow(text):
    """Read `a>b:yes` and `a~b` into edges."""
    edges = []
    for part in text.split():
        body, _, label = part.partition(":")
        kind = "message" if "~" in body else "sequence"
        source, target = body.replace("~", ">").split(">")
        edges.append(
            EdgeView(
                id=f"{source}-{target}-{len(edges)}",
                source=source,
                target=target,
                kind=kind,
                label=label or None,
            )
        )
    return tuple(edges)


def view(nodes, edges, **more):
    """Read `id:lane:kind` into nodes; lanes in order of appearance."""
    parts = [each.split(":") for each in nodes.split()]
    lanes = dict.fromkeys(part[1] for part in parts)
    return SwimlaneView(
        id="v",
        title="V",
        description="",
        lanes=more.pop("lanes", tuple(LaneView(id=lane, name=lane.title()) for lane in lanes)),
        nodes=tuple(
            NodeView(id=part[0], lane=part[1], kind=part[2], name=part[0].title()) for part in parts
        ),
        edges=flow(edges),
        **more,
    )


LINE = view("s:x:start a:x:task b:x:task e:x:end", "s>a a>b b>e")
REWORK = view("s:x:start a:x:task d:y:decision r:x:task e:y:end", "s>a a>d d>e:yes d>r:no r>a")


def centers(scene):
    return {node.id: node.rect.center for node in scene.nodes}


def points(scene, source, target):
    return next(edge.points for edge in scene.edges if edge.id.startswith(f"{source}-{target}-"))


def test_a_chain_is_a_straight_line():
    attempt = best_attempt(LINE)

    assert len({y for _, y in centers(attempt.scene).values()}) == 1
    assert attempt.quality.bends == 0


def test_top_down_is_the_same_picture_turned_over():
    scene = layout_swimlane(LINE, "tb")

    assert len({x for x, _ in centers(scene).values()}) == 1
    ys = [node.rect.y for node in scene.nodes]
    assert ys == sorted(ys)


def test_only_the_way_back_is_a_loop():
    scene = layout_swimlane(REWORK)

    assert [edge.id for edge in scene.edges if edge.loop] == ["r-a-4"]


def test_the_author_may_call_a_flow_of_a_cycle_rework():
    edges = tuple(
        replace(edge, back=True) if edge.id.startswith("d-r") else edge for edge in REWORK.edges
    )
    scene = layout_swimlane(replace(REWORK, edges=edges))

    assert [edge.id for edge in scene.edges if edge.loop] == ["d-r-3"]


def test_lanes_keep_the_authors_order():
    lanes = (LaneView(id="y", name="Y"), LaneView(id="x", name="X"))
    scene = layout_swimlane(replace(REWORK, lanes=lanes))

    assert [band.id for band in scene.bands] == ["y", "x"]


def test_lanes_without_an_order_put_the_first_actor_on_top():
    lanes = (LaneView(id="z", name="Z"), LaneView(id="y", name="Y"), LaneView(id="x", name="X"))
    nodes = (*REWORK.nodes, NodeView(id="far", lane="z", kind="task", name="Far"))
    scene = layout_swimlane(
        replace(
            REWORK,
            lanes=lanes,
            nodes=nodes,
            edges=(*REWORK.edges, *flow("d>far")),
            lanes_ordered=False,
        )
    )

    assert [band.id for band in scene.bands] == ["x", "y", "z"]


def test_a_message_ends_on_the_border_of_a_black_box():
    scene = layout_swimlane(
        replace(
            LINE,
            pools=(PoolView(id="c", name="Customer", black_box=True),),
            edges=(*LINE.edges, *flow("a~c c~b")),
        )
    )
    box = next(band.rect for band in scene.bands if band.id == "c")

    assert points(scene, "a", "c")[-1][1] in (box.y, box.bottom)
    assert points(scene, "c", "b")[0][1] in (box.y, box.bottom)


def test_events_on_the_border_of_a_step_stand_apart():
    edges = tuple(
        EdgeView(id=f"t{at}", source="a", target=target, boundary=kind, label=label)
        for at, (target, kind, label) in enumerate(
            (("b", "timer", "after 1 d"), ("e", "error", "refused"), ("b", "message", None))
        )
    )
    attempt = best_attempt(replace(LINE, edges=(*LINE.edges, *edges)))

    spots = [edge.boundary for edge in attempt.scene.edges if edge.boundary]
    assert len(spots) == 3
    for at, (x, y) in enumerate(spots):
        for other_x, other_y in spots[:at]:
            assert abs(x - other_x) + abs(y - other_y) >= 18
    assert attempt.quality.faults == 0


def test_many_labelled_branches_all_find_room():
    targets = " ".join(f"t{at}:x:task" for at in range(9))
    branches = " ".join(f"d>t{at}:case-{at}" for at in range(9))
    attempt = best_attempt(view(f"s:x:start d:x:decision {targets}", f"s>d {branches}"))

    assert attempt.quality.faults == 0
    assert sum(edge.label is not None for edge in attempt.scene.edges) == 9


def test_hints_pin_column_and_row():
    nodes = tuple(replace(node, column=4, row=2) if node.id == "b" else node for node in LINE.nodes)
    found = centers(layout_swimlane(replace(LINE, nodes=nodes)))

    assert found["b"][1] > found["a"][1]
    assert found["b"][0] - found["a"][0] > found["a"][0] - found["s"][0]


@pytest.mark.parametrize("direction", ["lr", "tb"])
def test_words_stay_inside_their_boxes(direction):
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmütze 审核采购申请并通知供应商 prüfen"
    nodes = tuple(
        replace(node, name=long, wait_text="7 h 45 min", number="12") for node in LINE.nodes
    )
    scene = layout_swimlane(replace(LINE, nodes=nodes), direction)

    for node in scene.nodes:
        for text in (node.text, node.wait if node.shape == "box" else None):
            if text is not None:
                assert node.rect.contains(text.rect, 0.1)


def test_a_scene_is_plain_data():
    assert json.loads(json.dumps(layout_swimlane(REWORK).as_json()))["direction"] == "lr"


def test_an_empty_view_is_an_empty_picture():
    scene = layout_swimlane(
        SwimlaneView(id="v", title="V", description="", lanes=(), nodes=(), edges=())
    )

    assert (scene.nodes, scene.edges, scene.bands) == ((), (), ())


def test_hash_seeds_do_not_matter():
    program = (
        "import json,sys;sys.path.insert(0, sys.argv[1]);"
        "from test_layout import REWORK;"
        "from procdocs.diagrams.swimlane.layout import layout_swimlane;"
        "print(json.dumps(layout_swimlane(REWORK).as_json()))"
    )
    here = os.path.dirname(__file__)
    found = {
        subprocess.run(
            [sys.executable, "-c", program, here],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


def test_renaming_a_step_moves_nothing():
    renamed = replace(
        REWORK,
        nodes=tuple(
            replace(node, name="Chart") if node.kind == "task" else node for node in REWORK.nodes
        ),
    )

    before, after = layout_swimlane(REWORK), layout_swimlane(renamed)

    assert any(
        node.text != other.text for node, other in zip(before.nodes, after.nodes, strict=True)
    )
    assert [(n.id, n.rect) for n in before.nodes] == [(n.id, n.rect) for n in after.nodes]
    assert (before.edges, before.bands) == (after.edges, after.bands)


def test_hash_seeds_do_not_matter_to_the_example_portal():
    program = (
        "import hashlib; from datetime import date; from pathlib import Path;"
        "from procdocs.diagrams.swimlane.layout import layout_swimlane as draw;"
        "from procdocs.project import open_project;"
        "from procdocs.views.context import make_context;"
        "from procdocs.views.links import process_page as page;"
        "from procdocs.views.process_flow import view_swimlane as see;"
        "day = date(2026, 1, 1); made = open_project(Path('mkdocs.yml'), today=day);"
        "c = make_context(made.portal, made.analysis, (), today=day);"
        "shown = list(made.portal.processes.values())[:5];"
        "scenes = [draw(see(c, c.links(page(made.portal, p)), p, 'lr')).as_json() for p in shown];"
        "print(len(scenes), hashlib.sha256(repr(scenes).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[4],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1
    assert found.pop().startswith("5 ")
