"""Whatever a BPMN model draws, it comes in, checks, and goes out and in again as the same."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.bpmn import bring_in, unnamed

from procdocs.exports.bpmn import export_bpmn
from procdocs.imports.bpmn.bring_in import import_bpmn
from procdocs.imports.known import know_portal

SPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"
TAGS = (
    "task",
    "userTask",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "eventBasedGateway",
    "complexGateway",
    "subProcess",
    "callActivity",
    "receiveTask",
)
NAMES = st.sampled_from(["", "Prüfen", "审核", "Yes", "🎉", "order", "1", "a b", "=1+1", "[x](y)"])
EVENTS = st.sampled_from(["", "timer", "message", "signal", "error", "link", "terminate"])
NODES = st.lists(st.tuples(st.sampled_from(TAGS), NAMES, EVENTS), min_size=1, max_size=9)
ENDS = st.tuples(st.integers(0, 9), st.integers(0, 9), NAMES)


def model(nodes, flows, lanes, hosts):
    written = []
    for number, (tag, name, event) in enumerate(nodes):
        inner = f"<{event}EventDefinition/>" if event and tag.endswith("Event") else ""
        written.append(f'<{tag} id="n{number}" name="{name}">{inner}</{tag}>')
    for number, (host, event) in enumerate(hosts):
        inner = f"<{event}EventDefinition/>" if event else ""
        at = f'id="b{number}" attachedToRef="n{host}"'
        written.append(f"<boundaryEvent {at}>{inner}</boundaryEvent>")
    for number, (source, target, name) in enumerate(flows):
        ends = f'sourceRef="n{source}" targetRef="n{target}"'
        written.append(f'<sequenceFlow id="f{number}" name="{name}" {ends}/>')
    listed = "".join(
        f'<lane id="l{lane}" name="Lane {lane}">'
        + "".join(
            f"<flowNodeRef>n{number}</flowNodeRef>"
            for number in range(len(nodes))
            if number % lanes == lane
        )
        + "</lane>"
        for lane in range(lanes)
    )
    lane_set = f'<laneSet id="ls">{listed}</laneSet>' if lanes else ""
    return (
        f'<definitions xmlns="{SPACE}" id="d"><process id="p" name="Work">{lane_set}'
        f"{''.join(written)}</process></definitions>"
    ).encode()


@given(
    NODES,
    st.lists(ENDS, max_size=14),
    st.integers(0, 3),
    st.lists(st.tuples(st.integers(0, 9), EVENTS), max_size=2),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_model(nodes, flows, lanes, hosts):
    data = model(nodes, flows, lanes, hosts)
    with tempfile.TemporaryDirectory() as folder:
        made, project = bring_in(Path(folder), "model.bpmn", data)
        assert made.refused == ()
        assert project.errors == ()
        assert [unnamed(report) for report in made.reports] == [[]]
        files = export_bpmn(project)
        again = import_bpmn(
            [(name, text.encode()) for name, text in files.items()], know_portal(project.portal)
        )
    first = {file.id: file.values for file in made.processes}
    assert {file.id: file.values for file in again.processes} == first
