"""Every kind of page there is, one line each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from procdocs.model.process import Process
from procdocs.views.compare_page import view_compare_page
from procdocs.views.context import ViewContext
from procdocs.views.home_page import view_home_page
from procdocs.views.links import HOME, PROCESSES, object_path
from procdocs.views.page import PageView
from procdocs.views.process_page import view_process_page
from procdocs.views.processes_index import view_processes_index


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """A kind of page: which objects have one, where it stands, how it is made."""

    name: str
    """Name of its template, `templates/<name>.md.j2`."""
    objects: Callable[[ViewContext], Iterable[Any]]
    """The objects that have a page of this kind; one `None` for a page without an object."""
    path: Callable[[Any], str]
    """Path of an object's page."""
    view: Callable[[ViewContext, Any], PageView]
    """Makes the view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """A page that can be made: its address is known, its view is made when asked for."""

    kind: str
    """Name of its kind."""
    path: str
    """Path of the Markdown file."""
    object_id: str | None
    """Id of its object."""
    view: Callable[[], PageView]
    """Makes the view."""


def _single(path: str, view: Callable[[ViewContext], PageView], name: str) -> PageKind:
    """A kind with one page."""
    return PageKind(
        name=name,
        objects=lambda context: (None,),
        path=lambda _: path,
        view=lambda context, _: view(context),
    )


def _each(
    name: str,
    folder: str,
    objects: Callable[[ViewContext], Iterable[Any]],
    view: Callable[[ViewContext, Any], PageView],
) -> PageKind:
    """A kind with a page for each object; `folder` is a key of `links.FOLDERS`."""
    return PageKind(
        name=name, objects=objects, path=lambda found: object_path(folder, found.id), view=view
    )


def _processes(context: ViewContext) -> Iterator[Process]:
    """Every process but the embedded ones, which their parents show."""
    for process in context.portal.processes.values():
        if process.part_of is None:
            yield process


def _variants(context: ViewContext) -> Iterator[Process]:
    """Every process that is a variant of another."""
    for process in context.portal.processes.values():
        base = process.variant_of or process.extends
        if base is not None and base.id in context.portal.processes:
            yield process


PAGES: tuple[PageKind, ...] = (
    _single(HOME, view_home_page, "home"),
    _single(PROCESSES, view_processes_index, "processes"),
    _each("process", "process", _processes, view_process_page),
    _each("compare", "compare", _variants, view_compare_page),
)
"""All kinds, in the order in which pages are made."""


def plan_pages(context: ViewContext) -> tuple[PlannedPage, ...]:
    """Name every page of the portal without making any."""
    return tuple(
        PlannedPage(
            kind=kind.name,
            path=kind.path(found),
            object_id=getattr(found, "id", None),
            view=partial(kind.view, context, found),
        )
        for kind in PAGES
        for found in kind.objects(context)
    )
