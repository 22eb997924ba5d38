"""Processes as BPMN 2.0 files."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.support.bpmn import bring_in
from tests.support.command import write_portal
from tests.support.portals import TODAY

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


def test_the_example_portal_in_and_out(tmp_path):
    project = open_project(ROOT / "mkdocs.yml", today=TODAY)
    files = export_bpmn(project)
    embedded = {p.id for p in project.portal.processes.values() if p.part_of}
    assert {name.removesuffix(".bpmn") for name in files} | embedded == set(
        project.portal.processes
    )
    made = import_bpmn([(n, t.encode()) for n, t in files.items()], know_portal(project.portal))
    assert made.refused == ()
    assert {file.id for file in made.processes} == set(project.portal.processes)
    for file in made.processes:
        process = project.portal.processes[file.id]
        steps = {step["id"]: step for step in file.values["steps"]}
        assert [step.id for step in process.steps if step.id not in steps] == []
        for step in process.steps:
            assert steps[step.id].get("type", "task") == step.type.value, (file.id, step.id)
            assert len(steps[step.id].get("branches", ())) == len(step.branches)
