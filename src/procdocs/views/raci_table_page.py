"""A RACI table that stands on its own: a committee, a project."""

from collections.abc import Iterable
from dataclasses import dataclass

from procdocs.model.raci import RaciTable
from procdocs.views.catalogue import object_entry, view_crumbs, view_object_head
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.governed import HeadView
from procdocs.views.links import RESPONSIBILITIES, object_path
from procdocs.views.page import Html, LinkView, Picture, SearchEntry
from procdocs.views.raci_matrix import RaciView, view_raci


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciTableView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Its title."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """Pages above."""
    hide: tuple[str, ...]
    """What the theme leaves out."""
    search: tuple[SearchEntry, ...]
    """The page."""
    pictures: tuple[Picture, ...]
    """None."""
    head: HeadView
    """What one can do."""
    text: Html
    """Its description."""
    raci: RaciView
    """The matrix."""
    findings: tuple[FindingView, ...]
    """What is wrong in it."""


def own_tables(context: ViewContext) -> Iterable[RaciTable]:
    """Give the tables that belong to no process."""
    return (table for table in context.portal.raci_tables.values() if table.process is None)


def view_raci_table(context: ViewContext, table: RaciTable) -> RaciTableView:
    """Make the page of a table."""
    t = context.words
    path = object_path("raci", table.id)
    links = context.links(path)
    text = text_renderer(context, links)
    name = context.say(table.name) or table.id
    entries: tuple[SearchEntry, ...] = ()
    if table.name is not None:
        activities = " ".join(context.say(row.name) for row in table.matrix.rows)
        entries = (object_entry(context, text, table.name, table.common, activities),)
    return RaciTableView(
        path=path,
        title=name,
        description=t("Who does, answers for, is asked and is told"),
        source_path=table.place.span.file,
        crumbs=view_crumbs(context, links, ("Responsibilities", RESPONSIBILITIES)),
        hide=("navigation", "toc"),
        search=entries,
        pictures=(),
        head=view_object_head(context, table.place, name, ()),
        text=text.block(table.common.description),
        raci=view_raci(context, links, table.matrix),
        findings=view_findings(context, links, context.findings.get(f"raci:{table.id}", ())),
    )
