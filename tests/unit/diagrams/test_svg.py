"""The swimlane picture as SVG: safe, linked, readable aloud."""

import re
import xml.etree.ElementTree as ET

import pytest

from procdocs.diagrams.svg import render_swimlane_svg, rounded_path
from procdocs.diagrams.swimlane.layout import layout_swimlane
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, PoolView, SwimlaneView

VIEW = SwimlaneView(
    id="credit",
    title="Credit check",
    description="Swimlane diagram, 2 roles, 3 steps.",
    lanes=(
        LaneView(id="sales", name="Sales", href="../roles/sales/"),
        LaneView(id="clerk", name="Clerk"),
    ),
    pools=(PoolView(id="customer", name="Customer", black_box=True),),
    nodes=(
        NodeView(id="s", lane="sales", kind="start", event="message", name="Order"),
        NodeView(
            id="register",
            lane="sales",
            kind="task",
            name="Register order",
            number="1",
            href="#step-register",
            value="VA",
            task_kind="user",
        ),
        NodeView(
            id="check",
            lane="clerk",
            kind="decision",
            name="Within limit?",
            number="2",
            href="#step-check",
            value="BVA",
            wait_text="2 h",
            change="changed",
        ),
        NodeView(
            id="sub",
            lane="clerk",
            kind="subprocess",
            name="Release",
            href="../release/",
            value="NVA",
            repeated=True,
        ),
        NodeView(id="e", lane="clerk", kind="end", event="terminate", name="Done"),
    ),
    edges=(
        EdgeView(id="1", source="s", target="register"),
        EdgeView(id="2", source="register", target="check"),
        EdgeView(id="3", source="check", target="sub", label="Yes", share_text="80 %"),
        EdgeView(id="4", source="check", target="register", label="No", back=True),
        EdgeView(id="5", source="sub", target="e"),
        EdgeView(id="6", source="register", target="customer", kind="message", label="Receipt"),
        EdgeView(
            id="7", source="sub", target="e", boundary="timer", label="late", interrupting=False
        ),
    ),
)


def svg_of(view=VIEW, **options):
    return render_swimlane_svg(view, layout_swimlane(view), "p1", **options)


def test_it_is_well_formed_and_has_no_style_for_a_strict_policy():
    text = svg_of()

    ET.fromstring(text)
    assert "<style" not in text
    assert " style=" not in text
    assert not re.search(r"\son\w+=", text)


def test_every_step_is_a_link_with_a_name():
    root = ET.fromstring(svg_of())
    links = {a.get("data-step"): a for a in root.iter("a") if a.get("data-step")}

    assert set(links) == {"register", "check", "sub"}
    assert links["register"].get("href") == "#step-register"
    assert links["register"].get("aria-label") == "Sales: 1, Register order"
    assert links["register"].get("data-role") == "sales"
    assert "pd-swim__node--va" in links["register"].get("class")
    assert links["register"].find("title").text == "Register order"


def test_the_tab_key_follows_the_flow():
    root = ET.fromstring(svg_of())

    steps = [a.get("data-step") for a in root.iter("a") if a.get("data-step")]
    assert steps == ["register", "check", "sub"]


def test_it_is_a_group_with_title_and_description():
    root = ET.fromstring(svg_of())

    assert root.get("role") == "group"
    assert root.get("aria-labelledby") == "p1-t p1-d"
    assert root.find("title").text == "Credit check"
    assert root.find("desc").text == "Swimlane diagram, 2 roles, 3 steps."


def test_two_pictures_share_no_id():
    scene = layout_swimlane(VIEW)
    one = set(re.findall(r' id="([^"]+)"', render_swimlane_svg(VIEW, scene, "a")))
    two = set(re.findall(r' id="([^"]+)"', render_swimlane_svg(VIEW, scene, "b")))

    assert one
    assert not one & two


def test_kinds_of_flow_have_their_class():
    text = svg_of()

    assert text.count("pd-swim__edge--msg") == 1
    assert text.count("pd-swim__edge--loop") == 1
    assert text.count("pd-swim__edge--seq") == 5


def test_signs_and_marks_are_drawn():
    text = svg_of()

    for class_ in (
        "pd-hv--va",
        "pd-hv--bva",
        "pd-hv--nva",
        "pd-swim__wait",
        "pd-swim__num",
        "pd-swim__boundary",
        "pd-swim__box--dashed",
        "pd-swim__change--changed",
        "pd-swim__glyph--kind",
    ):
        assert class_ in text


HOSTILE = '"><script>alert(1)</script>\x00&\ud800'


def test_what_is_typed_cannot_break_out():
    view = SwimlaneView(
        id=HOSTILE,
        title=HOSTILE,
        description=HOSTILE,
        lanes=(LaneView(id="l\"'<", name=HOSTILE, href=HOSTILE),),
        nodes=(
            NodeView(
                id="a<\"'",
                lane="l\"'<",
                kind="task",
                name=HOSTILE,
                href=HOSTILE,
                number=HOSTILE,
                wait_text=HOSTILE,
                title=HOSTILE,
            ),
            NodeView(id="b", lane="l\"'<", kind="end", name=HOSTILE),
        ),
        edges=(EdgeView(id="e", source="a<\"'", target="b", label=HOSTILE),),
    )
    text = render_swimlane_svg(view, layout_swimlane(view), HOSTILE)

    root = ET.fromstring(text)
    assert {each.tag for each in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "defs",
        "marker",
        "path",
        "g",
        "rect",
        "text",
        "a",
        "circle",
    }
    assert "<script" not in text


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:x", "data:text/html,x"]
)
def test_a_script_is_no_link(href):
    node = NodeView(id="a", lane="l", kind="task", name="A", href=href)
    view = SwimlaneView(
        id="v",
        title="V",
        description="",
        lanes=(LaneView(id="l", name="L"),),
        nodes=(node,),
        edges=(),
    )
    text = render_swimlane_svg(view, layout_swimlane(view), "v")

    assert "<a " not in text or "script:" not in text.replace(" ", "")
    assert "data:text" not in text


def test_a_file_of_its_own_has_colours_and_only_absolute_links():
    alone = svg_of(standalone=True)
    linked = svg_of(standalone=True, base_url="https://portal.example/processes/credit/")

    assert "prefers-color-scheme: dark" in alone
    assert "@media print" in alone
    assert 'xmlns="http://www.w3.org/2000/svg"' in alone
    assert "<a " not in alone
    assert 'href="https://portal.example/processes/credit/#step-register"' in linked
    assert 'href="https://portal.example/processes/release/"' in linked


def test_corners_are_rounded_only_as_far_as_there_is_room():
    assert rounded_path(((0, 0), (10, 0), (10, 4))) == "M0 0L8 0Q10 0 10 2L10 4"
