"""Parts of a process page that an embedded sub-process has too: its pictures, steps and letters."""

from dataclasses import dataclass

from procdocs.model.process import Process
from procdocs.views.context import TextRenderer, ViewContext
from procdocs.views.links import Links, process_anchor
from procdocs.views.page import Html, LinkView, Picture
from procdocs.views.process_flow import view_swimlane
from procdocs.views.raci_matrix import RaciView, view_raci
from procdocs.views.steps import StepView, view_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView:
    """The picture of a process in both directions."""

    id: str
    """Id of the process."""
    name: str
    """What it is called."""
    lr: Picture
    """Left to right."""
    tb: Picture
    """Top to bottom."""
    first: str
    """`lr` or `tb`: which is shown first."""
    download: str
    """Address of the picture as a file."""
    model: str
    """Address of the process as a BPMN file."""
    workbook: str
    """Address of its tables as an Excel file."""
    has_rework: bool
    """Whether a flow leads back."""
    has_messages: bool
    """Whether messages are drawn."""
    has_documents: bool
    """Whether a step has documents to show on request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedView:
    """An embedded sub-process: drawn and listed on its parent's page only."""

    anchor: str
    """Its anchor."""
    name: str
    """What it is called."""
    description: Html
    """What it is."""
    caller: LinkView | None
    """The step that stands for it."""
    flow: FlowView
    """Its picture."""
    steps: tuple[StepView, ...]
    """Its steps."""
    raci: RaciView
    """Its responsibilities."""


def embedded_processes(context: ViewContext, process: Process) -> tuple[Process, ...]:
    """Give the processes embedded in one, at any depth, outer ones first."""
    found: list[Process] = []
    queue = [process.id]
    while queue:
        parent = queue.pop(0)
        for other in context.uses.embedded.get(parent, ()):
            if other not in found:
                found.append(other)
                queue.append(other.id)
    return tuple(found)


def view_flow(context: ViewContext, links: Links, process: Process) -> FlowView:
    """Make the pictures of a process in both directions."""
    lr = view_swimlane(context, links, process, "lr")
    tb = view_swimlane(context, links, process, "tb")
    suffix = f"-{process.id}" if process.part_of else ""
    order = {step.id: place for place, step in enumerate(process.flow.steps)}
    return FlowView(
        id=process.id,
        name=context.say(process.name),
        lr=Picture(key=f"flow-lr{suffix}", view=lr),
        tb=Picture(key=f"flow-tb{suffix}", view=tb),
        first="tb" if process.layout and process.layout.direction == "TB" else "lr",
        download=links.page(f"downloads/{process.id}.svg"),
        model=links.page(f"downloads/{process.id}.bpmn"),
        workbook=links.page(f"downloads/{process.id}.xlsx"),
        has_rework=any(order[edge.target] < order[edge.source] for edge in process.flow.edges),
        has_messages=any(edge.kind == "message" for edge in lr.edges),
        has_documents=any(node.documents for node in lr.nodes),
    )


def view_embedded(
    context: ViewContext, links: Links, text: TextRenderer, parent: Process, process: Process
) -> EmbeddedView:
    """Show a process that is embedded in `parent`, or in one that is."""
    owner = context.portal.processes.get(process.part_of.id) if process.part_of else None
    caller = next(
        (
            step
            for step in (owner or parent).steps
            if step.process and step.process.id == process.id
        ),
        None,
    )
    return EmbeddedView(
        anchor=process_anchor(process) or process.id,
        name=context.say(process.name),
        description=text.block(process.common.description),
        caller=links.step((owner or parent).id, caller.id) if caller else None,
        flow=view_flow(context, links, process),
        steps=view_steps(context, links, text, process),
        raci=view_raci(context, links, process.raci, process),
    )
