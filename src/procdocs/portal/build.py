"""Assemble the whole portal from a project: pages, pictures, downloads, navigation, search."""

from procdocs.model.portal import Portal
from procdocs.pages.registry import PlannedPage, plan_pages
from procdocs.pages.render import render_page
from procdocs.portal.accent import accent_css
from procdocs.portal.downloads import make_downloads
from procdocs.portal.navigation import plan_navigation
from procdocs.portal.pictures import draw_picture
from procdocs.portal.site_extra import site_extra
from procdocs.portal.tree import PortalFile, PortalPage, PortalTree, SearchItem
from procdocs.project import Project
from procdocs.views.context import ViewContext, make_context
from procdocs.views.links import page_url
from procdocs.views.written_page import view_written_page

ACCENT_STYLE = "assets/css/pd-accent.css"


def assemble_portal(project: Project, *, directory_urls: bool = True) -> PortalTree:
    """Make every page, picture and file of a portal.

    Args:
        project: A project with a model; findings do not matter here.
        directory_urls: Whether the host makes `x/` of `x.md`.

    Raises:
        ValueError: The project has no model.
    """
    if project.portal is None or project.analysis is None:
        raise ValueError("a portal is assembled from a project with a model")
    context = make_context(
        project.portal,
        project.analysis,
        project.diagnostics,
        today=project.today,
        directory_urls=directory_urls,
    )
    pages: dict[str, PortalPage] = {}
    search: list[SearchItem] = []
    for plan in plan_pages(context):
        pages[plan.path] = _page(context, plan, search)
    for page in project.portal.pages:
        if page.path not in pages:
            pages[page.path] = PortalPage(
                path=page.path,
                markdown=view_written_page(context, page),
                parts={},
                generated=False,
                source=page.source,
            )
    return PortalTree(
        pages=pages,
        files=(*_assets(project), *_styles(project.portal), *make_downloads(project, context)),
        nav=plan_navigation(pages, context.words),
        search=tuple(search),
        extra=site_extra(context),
    )


def _page(context: ViewContext, plan: PlannedPage, search: list[SearchItem]) -> PortalPage:
    view = plan.view()
    address = page_url(view.path, context.directory_urls)
    search += [
        SearchItem(
            location=f"{address}#{entry.anchor}" if entry.anchor else address,
            title=entry.title,
            text=entry.text,
            boost=entry.boost,
        )
        for entry in view.search
    ]
    drawn = {picture.key: draw_picture(picture) for picture in view.pictures}
    rendered = render_page(plan.kind, view, context.words, context.language)
    return PortalPage(
        path=view.path,
        markdown=rendered.markdown,
        parts={**drawn, **rendered.filled(lambda key: drawn.get(key, ""))},
        generated=True,
        source=view.source_path,
    )


def _assets(project: Project) -> list[PortalFile]:
    assets = project.portal.assets if project.portal else ()
    return [PortalFile(path=path, source=project.content / path) for path in assets]


def _styles(portal: Portal) -> list[PortalFile]:
    return [PortalFile(path=ACCENT_STYLE, content=accent_css(portal.accent))]
