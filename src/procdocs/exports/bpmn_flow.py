"""A process as BPMN: nodes, sequence flows, lanes, and the insides of sub-processes."""

from collections.abc import Iterator

from procdocs.exports.bpmn_data import write_data
from procdocs.exports.bpmn_gateways import (
    AddedGateway,
    added_gateways,
    merge_before,
    split_behind,
    twice,
)
from procdocs.exports.bpmn_own import extend, own_boundary, own_flow, own_inside, own_step
from procdocs.exports.bpmn_timers import (
    boundary_timer,
    event_definition,
    wait_timer,
    working_text,
)
from procdocs.exports.bpmn_xml import Tag
from procdocs.model.flow import Edge
from procdocs.model.places import Text
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import Boundary, Split, Step, StepType

_TASKS = {
    "user": "userTask",
    "manual": "manualTask",
    "service": "serviceTask",
    "script": "scriptTask",
    "rule": "businessRuleTask",
    "send": "sendTask",
    "receive": "receiveTask",
}
_NODES = {
    StepType.START: "startEvent",
    StepType.END: "endEvent",
    StepType.WAIT: "intermediateCatchEvent",
    StepType.MILESTONE: "intermediateThrowEvent",
    StepType.DECISION: "exclusiveGateway",
    StepType.FORK: "parallelGateway",
    StepType.JOIN: "parallelGateway",
    StepType.INCLUSIVE: "inclusiveGateway",
    StepType.EVENT_CHOICE: "eventBasedGateway",
}
_BORDER = {"timeout": "timer", "error": "error", "message": "message", "escalation": "escalation"}
_ELSE = ("else", "otherwise", "sonst", "否则", "其他")


class Names:
    """The ids of a process in the file: unique over everything that the file holds."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix

    def node(self, step_id: str) -> str:
        """Name a step: its id, behind that of the sub-process in which it is."""
        name = f"{self.prefix}{step_id}"
        return f"_{name}" if name[0].isdigit() else name

    def part(self, kind: str, id_: str) -> str:
        """Name anything else; an underscore is in no id of ours."""
        return self.node(f"{kind}_{id_}") if self.prefix else f"{kind}_{id_}"


class FlowWriter:
    """Writes the insides of a process, and of the sub-processes embedded in it."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal

    def say(self, text: Text | None) -> str | None:
        """Give a text in the portal's language."""
        return text.get(self.portal.language) if text is not None else None

    def children(self, process: Process) -> tuple[Process, ...]:
        """Give the embedded sub-processes that no step of the process links."""
        linked = {step.process.id for step in process.steps if step.process}
        return tuple(
            other
            for other in self.portal.processes.values()
            if other.part_of and other.part_of.id == process.id and other.id not in linked
        )

    def embedded(self, process: Process, step: Step) -> Process | None:
        """Give the sub-process that is written within a step; None where it is only called."""
        other = self.portal.processes.get(step.process.id) if step.process else None
        if other is None or other.part_of is None or other.part_of.id != process.id:
            return None
        return other

    def fill(self, into: Tag, process: Process, party: str | None, names: Names) -> None:
        """Write lanes, nodes and flows of one pool of a process."""
        if party is None and not names.prefix:
            self._lanes(into, process, names)
        steps = [step for step in process.flow.steps if step.party == party]
        for step in steps:
            self._node(into, process, step, names)
            for added in added_gateways(process, step):
                _gateway(into, added, names)
            for edge in process.flow.out_edges(step.id):
                if edge.boundary is not None:
                    self._border(into, step, edge, names)
        for child in self.children(process):
            if _party(child) == party:
                self._event_process(into, child, names)
        for step in steps:
            for edge in process.flow.out_edges(step.id):
                self._flow(into, process, edge, names)
            for added in added_gateways(process, step):
                into.add(
                    "bpmn:sequenceFlow",
                    id=names.part("flow", added.flow),
                    sourceRef=_between(added, names)[0],
                    targetRef=_between(added, names)[1],
                )

    def texts(self, into: Tag, id_: str, **texts: Text | None) -> None:
        """Write texts as documentation; the end of its id says which text it is."""
        for kind, text in texts.items():
            said = self.say(text)
            if said:
                into.add("bpmn:documentation", said, id=f"{id_}.{kind}")

    def _lanes(self, into: Tag, process: Process, names: Names) -> None:
        own = [step for step in process.flow.steps if step.party is None]
        outside = {party.id for party in process.participants}
        listed = [lane for lane in process.lanes if lane not in outside]
        listed += [step.lane for step in own if step.lane and step.lane not in listed]
        listed = list(dict.fromkeys(listed))
        if not listed:
            return
        lane_set = into.add("bpmn:laneSet", id=names.part("lanes", "company"))
        for lane in listed:
            role = self.portal.roles.get(lane)
            name = self.say(role.name) if role else lane
            made = lane_set.add("bpmn:lane", id=names.part("lane", lane), name=name)
            for step in own:
                if (step.lane or listed[0]) == lane:
                    made.add("bpmn:flowNodeRef", names.node(step.id))
                    for added in added_gateways(process, step):
                        made.add("bpmn:flowNodeRef", names.part(added.kind, step.id))
                    for edge in process.flow.out_edges(step.id):
                        if edge.boundary is not None:
                            made.add("bpmn:flowNodeRef", border_name(names, step, edge))

    def _node(self, into: Tag, process: Process, step: Step, names: Names) -> None:
        id_ = names.node(step.id)
        inner = self.embedded(process, step) if step.type is StepType.SUBPROCESS else None
        made = into.add(
            f"bpmn:{self._tag(process, step, inner)}",
            id=id_,
            name=self.say(step.name),
            procdocs__type=step.type.value if step.type in _NODES else None,
            procdocs__process=inner.id if inner else None,
            calledElement=f"process_{step.process.id}"
            if step.type is StepType.SUBPROCESS and step.process and inner is None
            else None,
        )
        self.texts(
            made,
            id_,
            instructions=step.instructions,
            description=step.common.description,
            note=step.common.note,
            inside=inner.common.description if inner else None,
            inside_note=inner.common.note if inner else None,
        )
        own = own_step(self.portal, process, step, nested=bool(names.prefix))
        extend(made, *own, *(own_inside(self.portal, inner) if inner else ()))
        self._ends(made, process, step, names)
        if step.type in (StepType.TASK, StepType.SUBPROCESS):
            write_data(made, self.portal, step, id_)
            if step.repeat:
                loop = made.add(
                    "bpmn:multiInstanceLoopCharacteristics",
                    isSequential="false" if step.repeat.parallel else "true",
                )
                loop.add("bpmn:loopCardinality", f"{step.repeat.times:g}")
        if inner is not None:
            self.fill(made, inner, step.party, Names(f"{inner.id}."))
        elif step.event:
            timer = wait_timer(step, self.portal.calendar)
            made.children.append(event_definition(step.event, id_, timer))

    def _tag(self, process: Process, step: Step, inner: Process | None) -> str:
        if step.type is StepType.TASK:
            return _TASKS.get(step.kind or "", "task")
        if step.type is StepType.SUBPROCESS:
            return "subProcess" if inner else "callActivity" if step.process else "task"
        if step.type is StepType.JOIN and _joins_inclusive(process, step):
            return "inclusiveGateway"
        return _NODES[step.type]

    def _ends(self, into: Tag, process: Process, step: Step, names: Names) -> None:
        """Name the flows that reach and leave a node."""
        merge, split = merge_before(process, step), split_behind(process, step)
        out = [edge for edge in process.flow.out_edges(step.id) if edge.boundary is None]
        reach = [str(edge.index) for edge in process.flow.in_edges(step.id)]
        leave = [str(edge.index) for edge in out]
        for flow in [merge.flow] if merge else reach:
            into.add("bpmn:incoming", names.part("flow", flow))
        for flow in [split.flow] if split else leave:
            into.add("bpmn:outgoing", names.part("flow", flow))
        if step.type in (StepType.DECISION, StepType.INCLUSIVE):
            for edge in out:
                if self._otherwise(edge):
                    into.attributes["default"] = names.part("flow", str(edge.index))

    def _otherwise(self, edge: Edge) -> bool:
        """Tell whether an edge is taken where no other is."""
        return (self.say(edge.when) or "").casefold() in _ELSE

    def _border(self, into: Tag, step: Step, edge: Edge, names: Names) -> None:
        boundary = edge.boundary
        assert boundary is not None
        id_ = border_name(names, step, edge)
        made = into.add(
            "bpmn:boundaryEvent",
            id=id_,
            name=self._border_words(boundary),
            attachedToRef=names.node(step.id),
            cancelActivity=None if boundary.interrupting else "false",
        )
        extend(made, *own_boundary(self.portal, boundary))
        made.add("bpmn:outgoing", names.part("flow", str(edge.index)))
        timer = boundary_timer(boundary, self.portal.calendar)
        made.children.append(event_definition(_BORDER[boundary.kind], id_, timer))

    def _border_words(self, boundary: Boundary) -> str | None:
        """Say what a boundary event waits for."""
        if boundary.after is not None:
            return boundary.after_written or working_text(boundary.after)
        return self.say(boundary.when) or self.say(boundary.name)

    def _event_process(self, into: Tag, child: Process, names: Names) -> None:
        """Write a sub-process that no step links: it starts by an event."""
        made = into.add(
            "bpmn:subProcess",
            id=names.part("event", child.id),
            name=self.say(child.name),
            triggeredByEvent="true",
            procdocs__process=child.id,
        )
        self.texts(
            made,
            names.part("event", child.id),
            inside=child.common.description,
            inside_note=child.common.note,
        )
        extend(made, *own_inside(self.portal, child))
        self.fill(made, child, _party(child), Names(f"{child.id}."))

    def _flow(self, into: Tag, process: Process, edge: Edge, names: Names) -> None:
        boundary = edge.boundary
        step, target = process.flow.step(edge.source), process.flow.step(edge.target)
        when = self.say(edge.when) if boundary is None else None
        split = split_behind(process, step) if boundary is None else None
        source = border_name(names, step, edge) if boundary else names.node(step.id)
        merged = merge_before(process, target) is not None
        made = into.add(
            "bpmn:sequenceFlow",
            id=names.part("flow", str(edge.index)),
            name=when,
            sourceRef=names.part("split", step.id) if split else source,
            targetRef=names.part("merge", target.id) if merged else names.node(target.id),
        )
        decides = step.split is Split.EXCLUSIVE and step.type is not StepType.DECISION
        if step.type in (StepType.DECISION, StepType.INCLUSIVE):
            # Beside a default all flows need conditions; and two flows between the same nodes are
            # told apart by their conditions only.
            told = any(self._otherwise(each) for each in process.flow.out_edges(step.id))
            decides = (told or twice(process, step)) and not self._otherwise(edge)
        extend(made, *own_flow(self.portal, edge))
        if edge.branch is not None and decides:
            made.add("bpmn:conditionExpression", when or "", xsi__type="bpmn:tFormalExpression")


def _gateway(into: Tag, added: AddedGateway, names: Names) -> None:
    """Write a gateway that is in the file only."""
    made = into.add(
        f"bpmn:{added.tag}",
        id=names.part(added.kind, added.step),
        gatewayDirection="Converging" if added.kind == "merge" else "Diverging",
        procdocs__added=added.kind,
    )
    many = [names.part("flow", str(edge.index)) for edge in added.edges]
    one = [names.part("flow", added.flow)]
    for flow in many if added.kind == "merge" else one:
        made.add("bpmn:incoming", flow)
    for flow in one if added.kind == "merge" else many:
        made.add("bpmn:outgoing", flow)


def _between(added: AddedGateway, names: Names) -> tuple[str, str]:
    """Name the source and target of the flow between an added gateway and its step."""
    ends = (names.part(added.kind, added.step), names.node(added.step))
    return ends if added.kind == "merge" else (ends[1], ends[0])


def _party(child: Process) -> str | None:
    """Tell which outside party an embedded sub-process belongs to; None: the company."""
    return next((step.party for step in child.flow.steps), None)


def border_name(names: Names, step: Step, edge: Edge) -> str:
    """Name the boundary event that an edge leaves from."""
    return names.part("on", f"{step.id}.{edge.index}")


def _joins_inclusive(process: Process, join: Step) -> bool:
    """Tell whether the nearest split before a join is an inclusive one."""
    seen = {join.id}
    queue = [join.id]
    while queue:
        for edge in process.flow.in_edges(queue.pop(0)):
            split = process.flow.step(edge.source).split
            if split in (Split.INCLUSIVE, Split.PARALLEL):
                return split is Split.INCLUSIVE
            if edge.source not in seen:
                seen.add(edge.source)
                queue.append(edge.source)
    return False


def boundary_edges(process: Process) -> Iterator[tuple[Step, Edge]]:
    """Give the boundary events of a process: the step and the edge that leaves from it."""
    for step in process.flow.steps:
        for edge in process.flow.out_edges(step.id):
            if edge.boundary is not None:
                yield step, edge
