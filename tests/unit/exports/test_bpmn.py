"""Processes as BPMN 2.0 files."""

import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.bpmn import bring_in
from tests.support.command import write_portal
from tests.support.portals import TODAY

from procdocs.diagrams.scene import Rect
from procdocs.exports.bpmn import export_bpmn
from procdocs.imports.bpmn.bring_in import import_bpmn
from procdocs.imports.known import know_portal
from procdocs.project import open_project

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "bpmn"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DRAWN = ("Event", "Gateway", "ask", "subProcess", "callActivity", "participant", "sequenceFlow")


@pytest.fixture
def project(tmp_path):
    return open_project(write_portal(tmp_path) / "mkdocs.yml", today=TODAY)


def test_nodes_flows_and_lanes_are_those_of_the_process(project):
    root = ET.fromstring(export_bpmn(project, ("credit-check",))["credit-check.bpmn"])
    process = root.find(f"{BPMN}process")
    assert process.get("name") == "Credit check"
    assert [lane.get("name") for lane in process.iter(f"{BPMN}lane")] == [
        "Sales representative",
        "Credit clerk",
        "Credit manager",
    ]
    gateway = process.find(f"{BPMN}exclusiveGateway")
    assert gateway.get("id") == "check-limit"
    out = [
        flow.get("name")
        for flow in process.iter(f"{BPMN}sequenceFlow")
        if flow.get("sourceRef") == "check-limit"
    ]
    assert out == ["Yes", "No", "Data missing"]


def everything(tmp_path):
    made, project = bring_in(tmp_path, "order.bpmn", (CASES / "order.bpmn").read_bytes())
    return made, project, export_bpmn(project)


def test_everything_that_is_drawn_has_its_place(tmp_path):
    _, _, files = everything(tmp_path)
    root = ET.fromstring(files["handle-an-order.bpmn"])
    placed = {each.get("bpmnElement") for each in root.iter() if each.tag.startswith(DI)}
    wanted = {
        each.get("id")
        for each in root.iter()
        if each.get("id") and each.tag.removeprefix(BPMN).endswith(DRAWN)
    }
    assert len(wanted) > 20
    assert wanted - placed == set()
    for bounds in root.iter("{http://www.omg.org/spec/DD/20100524/DC}Bounds"):
        assert float(bounds.get("width")) > 0
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_import_export_import_gives_the_same_process(tmp_path):
    made, project, files = everything(tmp_path)
    again = import_bpmn(
        [(name, text.encode()) for name, text in files.items()], know_portal(project.portal)
    )
    assert again.refused == ()
    assert again.roles == {}
    assert {f.id: f.values for f in again.processes} == {f.id: f.values for f in made.processes}


MIXED = """
name: X
owner: cfo
steps:
  - {id: ask, name: Ask, role: cfo, next: [look, weigh]}
  - {id: look, name: Look, role: cfo, next: both}
  - {id: weigh, name: Weigh, role: cfo, next: both}
  - {id: both, type: join}
  - {id: fits, type: decision, name: Fits?, role: cfo, branches: [
      {to: known, when: Small}, {to: known, when: Medium}, {to: change, when: No}]}
  - {id: change, name: Change, role: cfo, next: fits}
  - {id: known, type: decision, name: Known?, role: cfo, branches: [
      {to: done, when: "Yes"}, {to: change, when: "No"}]}
  - {id: done, type: end, name: Done}
"""


def mixed(tmp_path):
    portal = write_portal(tmp_path, **{"processes/x.yml": MIXED})
    project = open_project(portal / "mkdocs.yml", today=TODAY)
    return project, export_bpmn(project, ("x",))["x.bpmn"]


def test_no_gateway_splits_and_joins_and_no_task_splits(tmp_path):
    _, text = mixed(tmp_path)
    process = ET.fromstring(text).find(f"{BPMN}process")
    into, out, told = Counter(), Counter(), Counter()
    for flow in process.iter(f"{BPMN}sequenceFlow"):
        ends = flow.get("sourceRef"), flow.get("targetRef")
        out[ends[0]] += 1
        into[ends[1]] += 1
        told[(*ends, flow.findtext(f"{BPMN}conditionExpression"))] += 1
    assert set(told.values()) == {1}
    gateways = {node.get("id") for node in process if node.tag.endswith("Gateway")}
    assert [id_ for id_ in gateways if into[id_] > 1 and out[id_] > 1] == []
    assert [id_ for id_ in out if out[id_] > 1 and id_ not in gateways] == []
    assert {"merge_fits", "merge_known", "split_ask"} < gateways
    for node in process:
        for tag, counted in (("incoming", into), ("outgoing", out)):
            assert len(node.findall(f"{BPMN}{tag}")) == counted[node.get("id")]


def test_an_import_leaves_the_added_gateways_out_again(tmp_path):
    project, text = mixed(tmp_path)
    made = import_bpmn([("x.bpmn", text.encode())], know_portal(project.portal))
    steps = {step["id"]: step for step in made.processes[0].values["steps"]}
    assert list(steps) == [step.id for step in project.portal.processes["x"].steps]
    assert steps["ask"]["next"] == ["look", "weigh"]
    assert [(each["to"], each["when"]) for each in steps["fits"]["branches"]] == [
        ("known", "Small"),
        ("known", "Medium"),
        ("change", "No"),
    ]


def test_added_gateways_cover_nothing_and_their_flows_reach_them(tmp_path):
    _, text = mixed(tmp_path)
    root = ET.fromstring(text)
    flows = {flow.get("id"): flow for flow in root.iter(f"{BPMN}sequenceFlow")}
    rects = {}
    for shape in root.iter(f"{DI}BPMNShape"):
        bounds = shape.find("{http://www.omg.org/spec/DD/20100524/DC}Bounds")
        rects[shape.get("bpmnElement")] = Rect(
            **{key: float(bounds.get(key)) for key in ("x", "y", "width", "height")}
        )
    added = {id_: rect for id_, rect in rects.items() if id_.startswith(("merge_", "split_"))}
    assert len(added) == 3
    for id_, rect in added.items():
        hit = [other for other in rects if other != id_ and rect.overlaps(rects[other], 0.1)]
        assert [each for each in hit if not each.startswith(("lane", "pool"))] == []
    for edge in root.iter(f"{DI}BPMNEdge"):
        points = [(float(p.get("x")), float(p.get("y"))) for p in edge if p.tag.endswith("point")]
        assert all(abs(a - c) < 0.2 or abs(b - d) < 0.2 for (a, b), (c, d) in pairwise(points))
        flow = flows[edge.get("bpmnElement")]
        for end, at in ((flow.get("sourceRef"), points[0]), (flow.get("targetRef"), points[-1])):
            there = Rect(x=at[0], y=at[1], width=0, height=0)
            assert rects[end].contains(there, 1), (flow.get("id"), end)


def test_hostile_texts_are_only_texts(tmp_path):
    text = "</bpmn:process><x onload='a'>&\u0001\"]]>"
    (tmp_path / "in").mkdir()
    portal = write_portal(
        tmp_path / "in",
        **{
            "processes/x.yml": "name: X\nowner: cfo\nsteps:\n"
            f"  - {{id: 1a, name: {text[:-5]!r}, role: cfo}}\n".replace("\\x01", "")
        },
    )
    project = open_project(portal / "mkdocs.yml", today=TODAY)
    root = ET.fromstring(export_bpmn(project, ("x",))["x.bpmn"])
    assert root.find(f".//{BPMN}task").get("id") == "_1a"
    assert root.find(f".//{BPMN}task").get("name").startswith("</bpmn:process>")
