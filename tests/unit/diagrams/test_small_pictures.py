from xml.etree import ElementTree

import pytest

from procdocs.diagrams.ladder import draw_ladder
from procdocs.diagrams.scale import draw_scale
from procdocs.diagrams.sparkline import draw_sparkline
from procdocs.views.sparkline import SparklineView
from procdocs.views.value_ladder import LadderView, Rung, ScaleView

HOSTILE = '"><script>alert(1)</script>&\x00'


def rung(value=None, name=HOSTILE):
    return Rung(wait="2 h", work="10 min", name=name, number="1", value=value)


PICTURES = {
    "ladder": draw_ladder(
        LadderView(
            rungs=tuple(rung(value) for value in ("va", "bva", "nva", None)), description=HOSTILE
        )
    ),
    "ladder without a rung": draw_ladder(LadderView(rungs=(), description="")),
    "scale": draw_scale(
        ScaleView(segments=(("wait", 90.0), ("va", 0.001)), total_minutes=100, description=HOSTILE)
    ),
    "sparkline": draw_sparkline(SparklineView(values=(3, 3), target=None, description=HOSTILE)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_one_safe_element_without_style(name):
    picture = PICTURES[name]
    root = ElementTree.fromstring(picture)
    assert root.tag == "svg"
    tags = {element.tag for element in root.iter()}
    assert tags <= {"svg", "rect", "path", "polyline", "circle", "text", "g"}
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not {key for key in attributes if key.startswith("on") or key == "style"}
    assert root.get("aria-label") is not None


def test_every_rung_is_drawn_and_value_is_told_by_letters():
    root = ElementTree.fromstring(PICTURES["ladder"])
    texts = [element.text for element in root.iter("text")]
    assert [text for text in texts if text in ("VA", "BVA", "NVA")] == ["VA", "BVA", "NVA"]
    assert texts.count("2 h") == 4


def test_a_long_ladder_is_wider_than_the_page_and_says_so():
    drawn = draw_ladder(LadderView(rungs=tuple(rung("va", "A") for _ in range(12)), description=""))
    assert "pd-ladder--long" in drawn


def test_a_scale_keeps_its_proportions_and_shows_the_thinnest_work():
    root = ElementTree.fromstring(PICTURES["scale"])
    widths = [float(rect.get("width")) for rect in root.iter("rect")]
    assert widths == [1080, 2]


def test_a_sparkline_puts_the_highest_value_on_top():
    root = ElementTree.fromstring(
        draw_sparkline(SparklineView(values=(1, 5, 3), target=8, description="x"))
    )
    points = root.find("polyline").get("points").split()
    heights = [float(point.split(",")[1]) for point in points]
    assert heights[1] < heights[2] < heights[0]
    target = float(root.find("path").get("d").split()[1].split("h")[0])
    assert target < heights[1]
