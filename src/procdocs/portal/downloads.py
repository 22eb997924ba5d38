"""Files that pages offer: pictures of processes, tables, the whole portal as JSON."""

from collections.abc import Iterator
from dataclasses import replace

from procdocs.exports.bpmn import process_bpmn
from procdocs.exports.bpmn_gateways import added_gateways
from procdocs.exports.bpmn_view import file_view
from procdocs.exports.csv_ import responsibilities_csv
from procdocs.exports.json_ import export_json
from procdocs.exports.sheets import portal_sheets
from procdocs.exports.values import say
from procdocs.portal.kept_pages import KeptPages
from procdocs.portal.studio import FlowRequest, Studio
from procdocs.portal.tree import PortalFile
from procdocs.project import Project
from procdocs.views.context import ViewContext
from procdocs.views.links import process_page
from procdocs.views.process_flow import view_swimlane
from procdocs.views.responsibilities_page import CSV_PATH, WORKBOOK_PATH


def make_downloads(
    project: Project, context: ViewContext, studio: Studio, kept: KeptPages
) -> tuple[PortalFile, ...]:
    """Make every file that a page links and nobody wrote.

    Args:
        project: A project with a model.
        context: What the pages were made from.
        studio: Draws swimlanes; those of the pages are drawn already.
        kept: Workbooks of former builds.
    """
    return (
        *_flows(context, studio),
        *_workbooks(project, context, kept),
        PortalFile(path=CSV_PATH, content=responsibilities_csv(project)),
        *(PortalFile(path=name, content=text) for name, text in export_json(project).items()),
    )


def file_pictures(context: ViewContext) -> Iterator[FlowRequest]:
    """Give the pictures of BPMN files that are on no page, to be drawn at once with those."""
    for process in context.portal.processes.values():
        if any(added_gateways(process, step) for step in process.flow.steps):
            view = file_view(context, process)
            yield FlowRequest(view=view, prefix=view.id)


def _flows(context: ViewContext, studio: Studio) -> Iterator[PortalFile]:
    """Draw each process as a file of its own; its links are left out, they would lead nowhere."""
    for process in context.portal.processes.values():
        links = context.links(process_page(context.portal, process))
        view = view_swimlane(context, links, process, "lr")
        yield PortalFile(path=f"downloads/{process.id}.svg", content=studio.standalone(view))
        written = process_bpmn(context, process, studio.scene)
        yield PortalFile(path=f"downloads/{process.id}.bpmn", content=written)


def _workbooks(project: Project, context: ViewContext, kept: KeptPages) -> Iterator[PortalFile]:
    """Write the tables of each process, and of all, as workbooks."""
    title = say(context.portal, context.portal.name) or ""
    for id_ in context.portal.processes:
        # Looking through all findings for each process would grow with the square of them.
        own = replace(project, shown=context.findings.get(f"process:{id_}", ()))
        data = kept.workbook(portal_sheets(own, (id_,)), title)
        yield PortalFile(path=f"downloads/{id_}.xlsx", content=data)
    data = kept.workbook(portal_sheets(project), title)
    yield PortalFile(path=WORKBOOK_PATH, content=data)
