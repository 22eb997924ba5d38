"""Lists of all objects of a kind: where the navigation leads."""

from procdocs.views.catalogue import INDEX_BOOST, view_crumbs
from procdocs.views.context import ViewContext
from procdocs.views.page import SearchEntry
from procdocs.views.table import ObjectPageView, Section, TableView, shown

_MANY = 12
"""Rows from which a list can be filtered."""


def index_page(
    context: ViewContext,
    path: str,
    title: str,
    table: TableView | None = None,
    *,
    lead: str = "",
    sections: tuple[Section, ...] = (),
) -> ObjectPageView:
    """Make the page of a list.

    Args:
        context: Words.
        path: Path of the page.
        title: Its title in English.
        table: The list.
        lead: The answer in one sentence; left out: how many there are.
        sections: More parts below.
    """
    t = context.words
    name = t(title)
    count = len(table.rows) if table else 0
    alone = not sections
    return ObjectPageView(
        path=path,
        title=name,
        description=t("All of them, with where they are used"),
        source_path=context.portal.place.span.file,
        crumbs=view_crumbs(context, context.links(path)),
        hide=("navigation", "toc") if not sections else ("navigation",),
        search=(SearchEntry(anchor=None, title=name, text="", boost=INDEX_BOOST),),
        lead=lead,
        find=t("Find in the list") if count >= _MANY else "",
        sections=shown(
            (
                Section(
                    anchor="all",
                    title="" if alone else t("All {n}").format(n=count),
                    table=table,
                ),
                *sections,
            )
        ),
    )
