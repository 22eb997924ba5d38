"""What the drawing in a BPMN file shows: the picture of the page, and the gateways added for it."""

from dataclasses import replace

from procdocs.exports.bpmn_gateways import AddedGateway, added_gateways
from procdocs.model.process import Process
from procdocs.views.context import ViewContext
from procdocs.views.links import process_page
from procdocs.views.process_flow import view_swimlane
from procdocs.views.swimlane import EdgeView, NodeView, SwimlaneView


def file_view(context: ViewContext, process: Process) -> SwimlaneView:
    """Give the picture of a process as its BPMN file shows it, flowing left to right.

    An added gateway and the flow between it and its step both go by the name
    `AddedGateway.flow`; a process without added gateways has the picture of its page.

    Args:
        context: Words and names.
        process: What is exported.
    """
    view = view_swimlane(
        context, context.links(process_page(context.portal, process)), process, "lr"
    )
    # Elsewhere the ring of an inclusive gateway stands where we write its question: it stays small.
    nodes = (
        replace(node, kind="event-choice") if node.kind == "inclusive" else node
        for node in view.nodes
    )
    view = replace(view, nodes=tuple(nodes))
    added = [each for step in process.flow.steps for each in added_gateways(process, step)]
    for each in added:
        view = _with_gateway(view, each)
    return view


def _with_gateway(view: SwimlaneView, added: AddedGateway) -> SwimlaneView:
    """Put a gateway before or behind its step and lead the flows over it."""
    at = next((i for i, node in enumerate(view.nodes) if node.id == added.step), None)
    led = {f"flow-{edge.index}" for edge in added.edges}
    if at is None or not any(edge.id in led for edge in view.edges):
        return view
    merge = added.kind == "merge"
    gateway = NodeView(id=added.flow, lane=view.nodes[at].lane, kind="join" if merge else "fork")
    if not merge:
        at += 1
    edges = [
        edge
        if edge.id not in led
        else replace(edge, target=added.flow)
        if merge
        else replace(edge, source=added.flow)
        for edge in view.edges
    ]
    ends = (added.flow, added.step) if merge else (added.step, added.flow)
    edges.append(EdgeView(id=added.flow, source=ends[0], target=ends[1]))
    return replace(view, nodes=(*view.nodes[:at], gateway, *view.nodes[at:]), edges=tuple(edges))
