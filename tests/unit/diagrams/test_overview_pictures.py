import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from procdocs.diagrams.course import draw_course
from procdocs.diagrams.key_processes import draw_key_processes
from procdocs.diagrams.organisation import draw_organisation
from procdocs.diagrams.value_stream_map import MOST_IN_ROW, draw_value_stream_map
from procdocs.views.course import CourseView
from procdocs.views.key_processes import KeyProcessesView, KeyProcessPoint
from procdocs.views.organisation_map import OrganisationView, UnitBox
from procdocs.views.value_stream_map import MapFlow, MapStage, StreamMapView

HOSTILE = '"><script>alert(1)</script>&\x00'


def stage(number, **changed):
    values = {
        "id": f"s{number}",
        "name": HOSTILE,
        "href": "javascript:alert(1)",
        "operators": "2",
        "data": (("C/T", "62 s"), (HOSTILE, "1")),
        "stock": ("1 400 pcs", "3 d"),
        "waits": "",
        "flow": ("push", "pull", "fifo", "supermarket", "continuous")[number % 5],
        "ladder_wait": "3 d",
        "ladder_work": "62 s",
        "bottleneck": number == 1,
        "bursts": ("1",),
    }
    return MapStage(**{**values, **changed})


def stream(count, flows=()):
    return StreamMapView(
        stages=tuple(stage(number) for number in range(count)),
        flows=flows,
        customer=(HOSTILE, "20 a day", "takt 60 s"),
        supplier=HOSTILE,
        control="Production control",
        totals=(("Lead time", "8 d"),),
        bottleneck_text="Bottleneck",
        description=HOSTILE,
    )


def matrix(points):
    return KeyProcessesView(
        points=points,
        importance_limit=3.5,
        performance_limit=2.5,
        key_text="Key",
        performance_text="Performance",
        importance_text="Importance",
        description=HOSTILE,
    )


def point(importance, performance, name=HOSTILE, key=False):
    return KeyProcessPoint(
        name=name, href="../a/", importance=importance, performance=performance, key=key
    )


def box(id_, parent):
    return UnitBox(id=id_, name=HOSTILE, line=HOSTILE, href=None, parent=parent, here=id_ == "a")


FLOWS = (
    MapFlow(source="customer", target="production-control", name=HOSTILE, by="electronic"),
    MapFlow(source="production-control", target="s9", name="Plan", by="paper"),
    MapFlow(source="s9", target="s0", name="Back", by="spoken"),
    MapFlow(source="s1", target="supplier", name="Call-off", by="electronic"),
)
PICTURES = {
    "map": draw_value_stream_map(stream(10, FLOWS)),
    "map without a stage": draw_value_stream_map(stream(0)),
    "matrix": draw_key_processes(matrix((point(4, 2, key=True), point(9, -1)))),
    "organisation": draw_organisation(
        OrganisationView(boxes=(box("root", None), box("a", "root")), description=HOSTILE)
    ),
    "course": draw_course(
        CourseView(
            points=(("2026-09", 1.0, HOSTILE), ("2026-10", 1.0, "1")),
            levels=(("target", 1.0, HOSTILE), ("benchmark", 1.0, "1")),
            description=HOSTILE,
        )
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_one_safe_element_without_style(name):
    picture = PICTURES[name]
    root = ElementTree.fromstring(picture)
    assert root.tag == "svg"
    assert "nan" not in picture
    assert {element.tag for element in root.iter()} <= {
        "svg",
        "a",
        "g",
        "rect",
        "path",
        "polyline",
        "circle",
        "text",
        "title",
    }
    for element in root.iter():
        assert not {key for key in element.attrib if key.startswith("on") or key == "style"}
        assert not element.get("href", "").startswith("javascript")


def boxes(picture):
    root = ElementTree.fromstring(picture)
    groups = [each for each in root.iter() if "pd-vsm__stage" in each.get("class", "").split()]
    return [group.find("rect") for group in groups]


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (MOST_IN_ROW, 1), (9, 2), (17, 3)])
def test_stages_wrap_into_even_rows_inside_the_picture(count, rows):
    picture = draw_value_stream_map(stream(count))
    placed = boxes(picture)
    assert len(placed) == count
    levels = sorted({float(each.get("y")) for each in placed})
    assert len(levels) == rows
    root = ElementTree.fromstring(picture)
    width, height = float(root.get("width")), float(root.get("height"))
    for each in placed:
        assert 0 <= float(each.get("x")) <= width - float(each.get("width"))
        assert 0 <= float(each.get("y")) <= height - float(each.get("height"))


def test_every_information_flow_has_a_line_and_a_name_of_its_own():
    root = ElementTree.fromstring(PICTURES["map"])
    lines = [each for each in root.iter("path") if "pd-vsm__info" in each.get("class", "")]
    assert len(lines) == len(FLOWS)
    assert len({each.get("d") for each in lines}) == len(FLOWS)


def test_names_in_the_matrix_never_cover_each_other():
    points = tuple(point(2 + 0.05 * n, 2 + 0.03 * n, name=f"Process {n}") for n in range(20))
    root = ElementTree.fromstring(draw_key_processes(matrix(points)))
    names = [each for each in root.iter("text") if each.get("class") == "pd-kpm__t"]
    assert len(names) > 3
    spots = [(float(each.get("x")), float(each.get("y"))) for each in names]
    for at, (x, y) in enumerate(spots):
        for other_x, other_y in spots[at + 1 :]:
            assert abs(y - other_y) >= 12 or abs(x - other_x) >= 40


def test_units_below_one_another_share_the_level_of_their_line():
    view = OrganisationView(
        boxes=(box("root", None), box("a", "root"), box("b", "root"), box("c", "a")), description=""
    )
    root = ElementTree.fromstring(draw_organisation(view))
    wires = [each.get("d") for each in root.iter("path")]
    levels = [wire.split("V")[1].split("H")[0] for wire in wires]
    assert levels[0] == levels[1] != levels[2]


def test_no_information_flow_runs_through_a_row_of_stages():
    flows = (
        MapFlow(source="s0", target="s9", name="Plan", by="paper"),
        MapFlow(source="s16", target="s1", name="Returns", by="spoken"),
        MapFlow(source="s8", target="s14", name="Rework", by="electronic"),
        MapFlow(source="customer", target="s15", name="Call-off", by="electronic"),
    )
    picture = draw_value_stream_map(stream(17, flows))
    root = ElementTree.fromstring(picture)
    placed = boxes(picture)
    right = max(float(each.get("x")) + float(each.get("width")) for each in placed)
    tops = {float(each.get("y")) for each in placed}
    lines = [each for each in root.iter("path") if "pd-vsm__info" in each.get("class", "")]
    assert len(lines) == len(flows)
    for line in lines:
        spots = re.findall(r"[ML](\S+?) ([\d.-]+)", line.get("d"))
        points = [(float(x), float(y)) for x, y in spots]
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2 or abs(y1 - y2) < 15
            low, high = sorted((y1, y2))
            if min(x1, x2) < right:
                assert not any(low < top + 40 < high for top in tops)
