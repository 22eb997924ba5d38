"""Assemble the whole portal from a project: pages, pictures, downloads, navigation, search."""

from collections.abc import Iterator

from procdocs.model.portal import Portal
from procdocs.pages.registry import plan_pages
from procdocs.portal.accent import accent_css
from procdocs.portal.cache import PictureCache
from procdocs.portal.downloads import file_pictures, make_downloads
from procdocs.portal.kept_pages import KeptPages
from procdocs.portal.navigation import plan_navigation
from procdocs.portal.pictures import draw_picture, swimlanes
from procdocs.portal.site_extra import site_extra
from procdocs.portal.studio import Studio
from procdocs.portal.tree import PortalFile, PortalPage, PortalTree, SearchItem
from procdocs.project import Project
from procdocs.source.kept import CACHE_FOLDER
from procdocs.views.context import ViewContext, make_context, text_renderer
from procdocs.views.links import page_url
from procdocs.views.page import PageView
from procdocs.views.written_page import view_written_page

ACCENT_STYLE = "assets/css/pd-accent.css"


def assemble_portal(
    project: Project, *, directory_urls: bool = True, keep: bool = True
) -> PortalTree:
    """Make every page, picture and file of a portal.

    Args:
        project: A project with a model; findings do not matter here.
        directory_urls: Whether the host makes `x/` of `x.md`.
        keep: Whether finished pictures are kept in `.cache/` for the next build.

    Raises:
        ValueError: The project has no model.
    """
    if project.portal is None or project.analysis is None:
        raise ValueError("a portal is assembled from a project with a model")
    context = make_context(
        project.portal,
        project.analysis,
        project.shown,
        today=project.today,
        directory_urls=directory_urls,
    )
    folder = project.root / CACHE_FOLDER if keep else None
    cache = PictureCache(folder / "pictures" if folder else None)
    kept = KeptPages(folder / "pages" if folder else None)
    studio = Studio(cache)
    pages: dict[str, PortalPage] = {}
    search: list[SearchItem] = []
    planned = [(plan.kind, plan.view()) for plan in plan_pages(context)]
    studio.prepare((*swimlanes(view for _, view in planned), *file_pictures(context)))
    for kind, view in planned:
        pages[view.path] = _page(context, kind, view, studio, kept)
        search += _search_items(view, context.directory_urls)
    for page in project.portal.pages:
        if page.path not in pages:
            pages[page.path] = PortalPage(
                path=page.path,
                markdown=view_written_page(context, page),
                parts={},
                generated=False,
                source=page.source,
                terms=text_renderer(context, context.links(page.path)).terms,
            )
    tree = PortalTree(
        pages=pages,
        files=(
            *_assets(project),
            *_styles(project.portal),
            *make_downloads(project, context, studio, kept),
        ),
        nav=plan_navigation(pages, context.words),
        search=tuple(search),
        extra=site_extra(context),
    )
    cache.tidy()
    kept.tidy()
    return tree


def _page(
    context: ViewContext, kind: str, view: PageView, studio: Studio, kept: KeptPages
) -> PortalPage:
    drawn = {picture.key: draw_picture(picture, studio) for picture in view.pictures}
    rendered = kept.render(kind, view, context.words, context.language)
    return PortalPage(
        path=view.path,
        markdown=rendered.markdown,
        parts={**drawn, **rendered.filled(lambda key: drawn.get(key, ""))},
        generated=True,
        source=view.source_path,
    )


def _search_items(view: PageView, directory_urls: bool) -> Iterator[SearchItem]:
    address = page_url(view.path, directory_urls)
    for entry in view.search:
        yield SearchItem(
            location=f"{address}#{entry.anchor}" if entry.anchor else address,
            title=entry.title,
            text=entry.text,
            boost=entry.boost,
            names=entry.names,
        )


def _assets(project: Project) -> list[PortalFile]:
    assets = project.portal.assets if project.portal else ()
    return [PortalFile(path=path, source=project.content / path) for path in assets]


def _styles(portal: Portal) -> list[PortalFile]:
    return [PortalFile(path=ACCENT_STYLE, content=accent_css(portal.accent))]
