"""A process as a BPMN 2.0 file with its drawing."""

from collections.abc import Callable

from procdocs.diagrams.scene import Scene
from procdocs.diagrams.swimlane.layout import layout_swimlane
from procdocs.exports.bpmn_drawing import Sheet, draw_process
from procdocs.exports.bpmn_flow import FlowWriter, Names
from procdocs.exports.bpmn_own import extend, own_party, own_process
from procdocs.exports.bpmn_view import file_view
from procdocs.exports.bpmn_xml import Tag, tag, write_xml
from procdocs.model.process import Process
from procdocs.project import Project
from procdocs.views.context import ViewContext, make_context
from procdocs.views.swimlane import SwimlaneView

EXPORTER = "procdocs"
NAMESPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:procdocs": "urn:procdocs:bpmn:1",
}


def export_bpmn(project: Project, ids: tuple[str, ...] = ()) -> dict[str, str]:
    """Write processes as BPMN 2.0.

    Args:
        project: A project with a model.
        ids: Processes to write; none: all but embedded sub-processes, which are written within
            their parents.

    Returns:
        `<process-id>.bpmn` for each.

    Raises:
        ValueError: The project has no model.
    """
    if project.portal is None or project.analysis is None:
        raise ValueError("only a project with a model can be exported")
    context = make_context(project.portal, project.analysis, project.shown, today=project.today)
    wanted = [
        process
        for process in project.portal.processes.values()
        if (process.id in ids if ids else process.part_of is None)
    ]
    return {f"{process.id}.bpmn": process_bpmn(context, process) for process in wanted}


def process_bpmn(
    context: ViewContext,
    process: Process,
    lay_out: Callable[[SwimlaneView], Scene] = layout_swimlane,
) -> str:
    """Write one process as BPMN 2.0 XML, with pools, lanes, embedded sub-processes and drawing.

    The company is one pool and each outside party another; the same process gives the same bytes.

    Args:
        context: Words and names.
        process: What to write.
        lay_out: Places a picture; a build has done that already.
    """
    writer = FlowWriter(context.portal)
    root = Tag(
        name="bpmn:definitions",
        attributes={
            **NAMESPACES,
            "id": f"definitions_{process.id}",
            "targetNamespace": "urn:procdocs",
            "exporter": EXPORTER,
            "exporterVersion": "1",
        },
    )
    names = Names()
    view = file_view(context, process)
    root.children.append(_collaboration(context, process, view, writer))
    _write_process(root, process, None, writer, names)
    for party in process.participants:
        if party.open:
            _write_process(root, process, party.id, writer, names)
    sheet = Sheet(root, process.id if not process.id[0].isdigit() else f"_{process.id}", "pools")
    draw_process(sheet, process, view, lay_out(view), names, writer, pools=True)
    _draw_embedded(root, context, process, writer, names, lay_out)
    return write_xml(root)


def _collaboration(
    context: ViewContext, process: Process, view: SwimlaneView, writer: FlowWriter
) -> Tag:
    made = tag("bpmn:collaboration", id="pools")
    parties = {party.id: party for party in process.participants}
    order = [lane if lane in parties else "" for lane in process.lanes]
    for id_ in dict.fromkeys((*order, *parties, "")):
        party = parties.get(id_)
        if party is None:
            made.add(
                "bpmn:participant",
                id="pool_company",
                name=writer.say(context.portal.company),
                processRef=f"process_{process.id}",
            )
            continue
        pool = made.add(
            "bpmn:participant",
            id=f"party_{party.id}",
            name=writer.say(party.name),
            processRef=f"process_{process.id}.{party.id}" if party.open else None,
        )
        extend(pool, *own_party(context.portal, party))
    names = Names()
    whole = _whole_pools(context, process)
    black = {pool.id: pool.id.removeprefix("pool-") for pool in view.pools if pool.black_box}
    for edge in view.edges:
        if edge.kind == "message":
            told = (edge.source, edge.target, edge.label or "")
            ends = [
                f"party_{black[end]}"
                if end in black
                else f"party_{process.flow.step(end).party}"
                if whole.get(told) == end
                else names.node(end)
                for end in (edge.source, edge.target)
            ]
            made.add(
                "bpmn:messageFlow",
                id=names.part("message", edge.id.rpartition("-")[2]),
                name=edge.label,
                sourceRef=ends[0],
                targetRef=ends[1],
            )
    for each in process.flow.edges:
        if each.boundary is not None and each.boundary.party:
            made.add(
                "bpmn:messageFlow",
                id=names.part("message", f"on.{each.index}"),
                sourceRef=f"party_{each.boundary.party}",
                targetRef=names.part("on", f"{each.source}.{each.index}"),
            )
    return made


def _whole_pools(context: ViewContext, process: Process) -> dict[tuple[str, str, str], str]:
    """Find messages whose other end is an open pool as a whole, which is drawn at its first step.

    Returns:
        That step, by source, target and name of the message as drawn.
    """
    first: dict[str, str] = {}
    for step in process.flow.steps:
        if step.party:
            first.setdefault(step.party, step.id)
    found: dict[tuple[str, str, str], str] = {}
    exact: set[tuple[str, str, str]] = set()
    for step in process.flow.steps:
        for message in step.messages:
            other = message.step or first.get(message.party or "")
            if other is None:
                continue
            ends = (step.id, other) if message.direction == "sends" else (other, step.id)
            told = (*ends, context.say(message.name))
            if message.step is None:
                found[told] = other
            else:
                exact.add(told)
    return {told: end for told, end in found.items() if told not in exact}


def _write_process(
    root: Tag, process: Process, party: str | None, writer: FlowWriter, names: Names
) -> None:
    id_ = f"process_{process.id}" + (f".{party}" if party else "")
    name = process.name
    if party is not None:
        name = next(found.name for found in process.participants if found.id == party)
    made = root.add("bpmn:process", id=id_, name=writer.say(name), isExecutable="false")
    if party is None:
        writer.texts(made, id_, description=process.common.description, note=process.common.note)
        extend(made, *own_process(writer.portal, process))
    writer.fill(made, process, party, names)


def _draw_embedded(
    root: Tag,
    context: ViewContext,
    process: Process,
    writer: FlowWriter,
    names: Names,
    lay_out: Callable[[SwimlaneView], Scene],
) -> None:
    """Draw each embedded sub-process on a plane of its own."""
    inside = [
        (names.node(step.id), inner)
        for step in process.flow.steps
        if (inner := writer.embedded(process, step)) is not None
    ]
    inside += [(names.part("event", child.id), child) for child in writer.children(process)]
    for element, child in inside:
        inner_names = Names(f"{child.id}.")
        view = file_view(context, child)
        sheet = Sheet(root, element, element)
        draw_process(sheet, child, view, lay_out(view), inner_names, writer, pools=False)
        _draw_embedded(root, context, child, writer, inner_names, lay_out)
