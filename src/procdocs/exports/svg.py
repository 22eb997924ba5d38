"""The swimlane of a process as an SVG file that stands on its own."""

from procdocs.diagrams.svg import render_swimlane_svg
from procdocs.diagrams.swimlane.layout import layout_swimlane
from procdocs.project import Project
from procdocs.views.context import make_context
from procdocs.views.links import process_page
from procdocs.views.process_flow import view_swimlane


def export_svg(project: Project, ids: tuple[str, ...] = ()) -> dict[str, str]:
    """Draw processes from left to right.

    Args:
        project: A project with a model.
        ids: Processes to draw; none: all.

    Returns:
        `<process-id>.svg` for each; colours, fonts and print rules are in the file.

    Raises:
        ValueError: The project has no model.
    """
    if project.portal is None or project.analysis is None:
        raise ValueError("only a project with a model can be exported")
    context = make_context(project.portal, project.analysis, project.shown, today=project.today)
    drawn = {}
    for process in project.portal.processes.values():
        if not ids or process.id in ids:
            links = context.links(process_page(project.portal, process))
            view = view_swimlane(context, links, process, "lr")
            scene = layout_swimlane(view, "lr")
            drawn[f"{process.id}.svg"] = render_swimlane_svg(
                view, scene, process.id, standalone=True
            )
    return drawn
