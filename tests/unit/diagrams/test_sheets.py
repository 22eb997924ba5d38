"""Every step whole on one sheet, no words below 8 pt, every cut line marked on both sides."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from procdocs.diagrams.sheets import LEAST_SCALE, ROOM, plan_sheets
from procdocs.diagrams.svg_sheets import render_sheets
from procdocs.diagrams.swimlane.layout import layout_swimlane
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, PoolView, SwimlaneView


def long_process(steps, lanes, direction):
    """A chain that wanders over its lanes, with rework and messages to a customer."""
    ids = [f"s{at}" for at in range(steps)]
    chain = [
        EdgeView(id=f"e{at}", source=one, target=two) for at, (one, two) in enumerate(pairwise(ids))
    ]
    back = EdgeView(id="back", source=ids[-2], target=ids[1])
    asks = EdgeView(id="asks", source=ids[-1], target="customer", kind="message", label="Offer")
    return SwimlaneView(
        id="long",
        title="Long <process>",
        description="",
        pools=(
            PoolView(id="customer", name="Customer", black_box=True),
            PoolView(id="company", name="Company"),
        ),
        lanes=tuple(
            LaneView(id=f"l{at}", name=f"Role {at}", pool="company") for at in range(lanes)
        ),
        nodes=tuple(
            NodeView(id=each, lane=f"l{at // 4 % lanes}", kind="task", name=f"Do the work {at}")
            for at, each in enumerate(ids)
        ),
        edges=(*chain, back, asks),
        direction=direction,
    )


def cut(steps, lanes, direction="lr"):
    view = long_process(steps, lanes, direction)
    scene = layout_swimlane(view, direction)
    return view, scene, plan_sheets(scene)


def test_a_small_picture_stays_in_the_text_and_a_larger_one_gets_a_wide_sheet():
    assert cut(2, 1)[2].paper == "text"
    view, scene, plan = cut(7, 1)
    assert (plan.paper, plan.sheets) == ("a4-wide", ())
    assert scene.width * LEAST_SCALE <= ROOM["a4-wide"][0]
    assert render_sheets(view, scene, plan, "p") == ""


@pytest.mark.parametrize(
    ("steps", "lanes", "direction"), [(30, 4, "lr"), (48, 4, "tb"), (80, 40, "lr")]
)
def test_a_large_picture_is_cut_between_steps(steps, lanes, direction):
    view, scene, plan = cut(steps, lanes, direction)
    assert len(plan.sheets) > 1
    for node in scene.nodes:
        assert sum(sheet.part.contains(node.rect) for sheet in plan.sheets) == 1, node.id
    area = sum(sheet.part.width * sheet.part.height for sheet in plan.sheets)
    assert area == pytest.approx(scene.width * scene.height)
    letters = Counter(mark.letter for sheet in plan.sheets for mark in sheet.marks)
    assert set(letters.values()) == {2}
    drawn = render_sheets(view, scene, plan, "p")
    for box, wide, high in re.findall(
        r'class="pd-sheet__pic" viewBox="0 0 (\S+) \S+" width="([\d.]+)" height="([\d.]+)"', drawn
    ):
        room = ROOM[plan.paper]
        assert float(wide) <= room[0] + 1
        assert float(high) <= room[1] + 1
        assert float(wide) / float(box) >= LEAST_SCALE - 0.001
    assert drawn.count("pd-sheet__pic") == len(plan.sheets)
    assert "Long &lt;process&gt; · sheet 1 of" in drawn


def test_heads_are_repeated_and_a_party_is_named_on_every_sheet():
    view, scene, plan = cut(40, 4)
    party = next(band for band in scene.bands if band.kind == "black-box")
    figures = render_sheets(view, scene, plan, "p").split("<figure")[1:]
    for sheet, drawn in zip(plan.sheets[1:], figures[1:], strict=True):
        assert f'viewBox="0 0 {sheet.heads:g} {scene.height:g}"' in drawn
        assert drawn.count('href="#p"') == 2
    for sheet, drawn in zip(plan.sheets, figures, strict=True):
        inside = sheet.part.x + 40 < party.head.center[0] < sheet.part.right - 40
        assert ("Customer" in drawn) != inside
