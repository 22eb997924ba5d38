"""Events at the borders of activities in the drawing of a BPMN file."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest
from tests.support.command import write_portal
from tests.support.portals import TODAY

from procdocs.diagrams.scene import Rect
from procdocs.exports.bpmn import export_bpmn
from procdocs.project import open_project

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
PROCESS = """
name: X
owner: cfo
lanes: LANES
participants: [customer]
steps:
  - id: order
    name: Order the goods
    role: sales-rep
    sends: {to: customer, name: Order}
    on_timeout:
      - {after: 1d, to: late, interrupting: false}
      - {after: 3d, to: late}
    on_message: {name: Cannot deliver, from: customer, to: late}
  - {id: check, name: Check, role: cfo}
  - {id: done, type: end, name: Done}
  - {id: late, type: end, name: Late, role: sales-rep}
"""


def drawn(tmp_path, lanes):
    files = {"processes/x.yml": PROCESS.replace("LANES", lanes)}
    project = open_project(write_portal(tmp_path, **files) / "mkdocs.yml", today=TODAY)
    root = ET.fromstring(export_bpmn(project, ("x",))["x.bpmn"])
    rects, ways = {}, {}
    for shape in root.iter(f"{DI}BPMNShape"):
        box = shape.find(f"{DC}Bounds")
        rects[shape.get("bpmnElement")] = Rect(
            **{key: float(box.get(key)) for key in ("x", "y", "width", "height")}
        )
    for edge in root.iter(f"{DI}BPMNEdge"):
        points = [point for point in edge if point.tag.endswith("waypoint")]
        ways[edge.get("bpmnElement")] = [(float(p.get("x")), float(p.get("y"))) for p in points]
    return root, rects, ways


@pytest.mark.parametrize(
    "lanes",
    ["[sales-rep, cfo, customer]", "[customer, cfo, sales-rep]", "[customer, sales-rep, cfo]"],
)
def test_events_at_a_border_stand_apart_and_ways_leave_their_rims(tmp_path, lanes):
    root, rects, ways = drawn(tmp_path, lanes)
    events = {id_: rect for id_, rect in rects.items() if id_.startswith("on_")}
    assert len(events) == 3
    for one, other in combinations(events.values(), 2):
        assert not one.overlaps(other, 0.1)
    for flow in root.iter():
        if flow.get("sourceRef") in events:
            event = events[flow.get("sourceRef")]
            x, y = ways[flow.get("id")][0]
            middle = event.x + event.width / 2, event.y + event.height / 2
            assert abs(x - middle[0]) + abs(y - middle[1]) == pytest.approx(
                event.width / 2, abs=0.2
            )


@pytest.mark.parametrize(
    "lanes",
    ["[sales-rep, cfo, customer]", "[customer, cfo, sales-rep]", "[customer, sales-rep, cfo]"],
)
def test_a_message_reaches_its_event_past_all_steps(tmp_path, lanes):
    root, rects, ways = drawn(tmp_path, lanes)
    (id_,) = (found for found in ways if re.match(r"message_on\.", found))
    way = ways[id_]
    event = next(e.get("targetRef") for e in root.iter() if e.get("id") == id_)
    pool = rects["party_customer"]
    assert way[0][1] in (pytest.approx(pool.y, abs=0.2), pytest.approx(pool.bottom, abs=0.2))
    assert rects[event].contains(Rect(x=way[-1][0], y=way[-1][1], width=0, height=0), 0.2)
    for (ax, ay), (bx, by) in pairwise(way):
        assert ax == pytest.approx(bx, abs=0.1) or ay == pytest.approx(by, abs=0.1)
        line = Rect(x=min(ax, bx), y=min(ay, by), width=abs(ax - bx), height=abs(ay - by))
        wide = Rect(x=line.x - 1, y=line.y - 1, width=line.width + 2, height=line.height + 2)
        for step in ("order", "check", "done", "late"):
            assert not rects[step].overlaps(wide, 0.5), step
