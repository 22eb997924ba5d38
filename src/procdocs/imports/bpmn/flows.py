"""The nodes and flows of a scope as a graph of steps, before gateways are mended."""

from procdocs.imports.bpmn.drafts import Arrow, BoundaryDraft, Draft, Graph, Log
from procdocs.imports.bpmn.elements import BpmnFile, Node, Scope
from procdocs.imports.bpmn.own import AddedGateway, added_gateways
from procdocs.imports.bpmn.reading import local
from procdocs.imports.bpmn.steps import add_note, boundary_values, draft_step
from procdocs.imports.bpmn.xml_reader import Element

_ELSE = "else"
_HOSTS = ("task", "subprocess")
_OWN_HOSTS = ("decision", "wait")
"""In the format these may take time, and so may be interrupted."""


def draft_graph(scope: Scope, file: BpmnFile, log: Log) -> Graph:
    """Make the graph of a process or of the inside of a sub-process.

    Event sub-processes stand in no flow and are left to the caller.

    Args:
        scope: What to draft.
        file: The file, for references.
        log: Where to say what was not taken as it is.
    """
    graph = Graph(scope=scope)
    boundaries: dict[str, Node] = {}
    added = added_gateways(scope) if file.own else {}
    for node in scope.nodes:
        if node.key in added:
            log.simplified(node.element, "an export adds it; the format does without")
        elif node.tag == "boundaryEvent":
            boundaries[node.key] = node
        elif node.element.get("triggeredByEvent") != "true":
            graph.steps[node.key] = draft_step(node, file, log)
    _add_arrows(graph, boundaries, added, log)
    _attach(graph, boundaries, file, log)
    _join_links(graph, log)
    _mend_ends(graph, log)
    return graph


def _add_arrows(
    graph: Graph, boundaries: dict[str, Node], added: dict[str, AddedGateway], log: Log
) -> None:
    defaults = {
        local(node.element.get("default"))
        for node in graph.scope.nodes
        if node.element.get("default")
    }
    between = {found.flow for found in added.values()}
    for flow in graph.scope.flows:
        if flow.key in between:
            log.simplified(flow.element, "it is one with the flows of the gateway that is left out")
            continue
        source, target = (
            added[key].step if key in added else key for key in (flow.source, flow.target)
        )
        known = source in graph.steps or source in boundaries
        if not known or target not in graph.steps:
            missing = target if known else source
            log.lost(flow.element, f"its end “{missing}” is no step of this process")
            continue
        label = flow.name
        default = flow.key in defaults
        if not label and flow.condition:
            label = flow.condition
            log.simplified(flow.element, "its condition is written as its label")
        graph.arrows.append(
            Arrow(
                source=source,
                target=target,
                label=label or (_ELSE if default else ""),
                conditional=default or flow.element.first("conditionExpression") is not None,
                keys=(flow.key,),
            )
        )


def _attach(graph: Graph, boundaries: dict[str, Node], file: BpmnFile, log: Log) -> None:
    for key, node in boundaries.items():
        host = graph.steps.get(local(node.element.get("attachedToRef")))
        arrows = graph.out(key)
        graph.arrows = [arrow for arrow in graph.arrows if arrow.source != key]
        if host is None or not (host.type in _HOSTS or (host.settled and host.type in _OWN_HOSTS)):
            log.lost(node.element, "it is attached to no activity")
            _lose(arrows, log, graph)
            continue
        kind = node.events[0].kind if node.events else ""
        targets = [arrow.target for arrow in arrows]
        if not targets and kind == "compensate":
            targets = _compensation(key, graph, file)
        if not targets:
            end = graph.add("end", key, "end", node.name)
            log.added("end", node.name, "the boundary event led nowhere; it ends there")
            targets = [end.key]
        target = targets[0]
        if len(targets) > 1:
            fork = graph.add("fork", key, "fork")
            log.added("fork", node.name, "the ways from the boundary event start together there")
            target = fork.key
            graph.arrows += [Arrow(source=target, target=a.target, keys=a.keys) for a in arrows]
        for arrow in arrows:
            if arrow.label:
                _say_label(arrow, graph, log)
        kind_key, values = boundary_values(node, log)
        if kind == "compensate":
            values["interrupting"] = False
        host.boundaries.append(
            BoundaryDraft(
                node=node,
                key=kind_key,
                values=values,
                target=target,
                flows=arrows[0].keys if len(targets) == 1 and arrows else (),
            )
        )


def _compensation(key: str, graph: Graph, file: BpmnFile) -> list[str]:
    return [
        local(found.get("targetRef"))
        for found in graph.scope.element.all("association")
        if local(found.get("sourceRef")) == key and local(found.get("targetRef")) in graph.steps
    ]


def _lose(arrows: list[Arrow], log: Log, graph: Graph) -> None:
    for arrow in arrows:
        for element in flow_elements(graph, arrow):
            log.lost(element, "it leaves an event that is lost")


def flow_elements(graph: Graph, arrow: Arrow) -> list[Element]:
    """Give the elements of the sequence flows a way stands for."""
    return [flow.element for flow in graph.scope.flows if flow.key in arrow.keys]


def _say_label(arrow: Arrow, graph: Graph, log: Log) -> None:
    for element in flow_elements(graph, arrow):
        if id(element) not in log.said:
            log.simplified(element, f"its label “{arrow.label}” has no place: it is no branch")


def drop_label(arrow: Arrow, graph: Graph, log: Log) -> None:
    """Take the label from a way that is no branch, and say so where it was written."""
    if arrow.label and not (arrow.label == _ELSE and arrow.conditional):
        _say_label(arrow, graph, log)
    arrow.label = ""


def _join_links(graph: Graph, log: Log) -> None:
    """Lead from a link event that throws to those that catch it."""
    caught: dict[str, Draft] = {}
    for step in graph.steps.values():
        if step.node is not None and _is_link(step, "intermediateCatchEvent"):
            caught.setdefault(_link_name(step), step)
    for step in list(graph.steps.values()):
        if not _is_link(step, "intermediateThrowEvent") or graph.out(step.key):
            continue
        target = caught.get(_link_name(step))
        assert step.node is not None
        if target is not None:
            graph.arrows.append(Arrow(source=step.key, target=target.key))
            log.simplified(step.node.element, "the link becomes a milestone that leads on")
        else:
            log.simplified(step.node.element, "the link leads nowhere; it becomes a milestone")


def _is_link(step: Draft, tag: str) -> bool:
    node = step.node
    return node is not None and node.tag == tag and any(e.kind == "link" for e in node.events)


def _link_name(step: Draft) -> str:
    assert step.node is not None
    return step.node.events[0].name or step.name


def _mend_ends(graph: Graph, log: Log) -> None:
    """Make starts that are led into, and ends that lead on, events on the way."""
    for step in graph.steps.values():
        if step.node is None:
            continue
        if step.type == "start" and graph.into(step.key):
            step.type = "wait" if step.values.get("event") else "milestone"
            log.simplified(step.node.element, f"flows lead into it: it becomes a {step.type}")
        elif step.type == "end" and graph.out(step.key):
            event = step.values.pop("event", None)
            step.type = "milestone"
            if event:
                add_note(step, f"Event: {event}.")
            log.simplified(step.node.element, "flows lead on from it: it becomes a milestone")
