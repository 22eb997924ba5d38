"""The index of processes: by group of the landscape, with status, owner and key figures."""

from dataclasses import dataclass

from procdocs.model.portal import Group
from procdocs.model.process import Process
from procdocs.views.context import ViewContext
from procdocs.views.format import minutes_measure
from procdocs.views.governed import review_state
from procdocs.views.graph_maps import interaction_section
from procdocs.views.landscape import LandscapeView, is_key, view_landscape
from procdocs.views.links import HOME, PROCESSES, Links
from procdocs.views.page import LinkView, Picture, SearchEntry
from procdocs.views.table import Section, section_pictures
from procdocs.views.words import STATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRow:
    """One process."""

    link: LinkView
    """Its name; the note says what it is a variant of."""
    key: bool
    """Whether it is a key process."""
    status: str | None
    """Status code."""
    status_text: str
    """The status in words."""
    version: str
    """Its version."""
    owner: LinkView | None
    """Its owner."""
    lead_time: str
    """Expected lead time; empty if unknown."""
    review: str
    """When the review is due; empty if no date is known."""
    review_state: str | None
    """`bad` or `warn`."""
    purpose: str
    """What the customer has when it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSection:
    """A group and its processes."""

    id: str
    """Anchor."""
    name: str
    """What it is called."""
    description: str
    """One line."""
    rows: tuple[ProcessRow, ...]
    """In order of the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessesIndexView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Title."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """Pages above."""
    hide: tuple[str, ...]
    """Nothing beside the page."""
    search: tuple[SearchEntry, ...]
    """The page, and each group."""
    pictures: tuple[Picture, ...]
    """The map of who feeds whom."""
    landscape: LandscapeView
    """The landscape."""
    sections: tuple[GroupSection, ...]
    """Groups in order of the landscape; processes without a group last."""
    interaction: Section | None
    """Who feeds whom; None where nobody says so."""


def view_processes_index(context: ViewContext) -> ProcessesIndexView:
    """Make the page."""
    t = context.words
    links = context.links(PROCESSES)
    sections = tuple(_section(context, links, group) for group in context.portal.groups)
    loose = _rows(context, links, None)
    if loose:
        sections += (
            GroupSection(id="no-group", name=t("Without a group"), description="", rows=loose),
        )
    interaction = interaction_section(context, links)
    return ProcessesIndexView(
        path=PROCESSES,
        title=t("Processes"),
        description=t("All processes, by group of the landscape"),
        source_path=context.portal.place.span.file,
        crumbs=(LinkView(text=t("Home"), href=links.page(HOME)),),
        hide=("navigation",),
        search=(
            SearchEntry(anchor=None, title=t("Processes"), text="", boost=2.0),
            *(
                SearchEntry(anchor=each.id, title=each.name, text=each.description, boost=2.0)
                for each in sections
            ),
        ),
        pictures=section_pictures((interaction,)) if interaction else (),
        interaction=interaction,
        landscape=view_landscape(context, links),
        sections=sections,
    )


def _section(context: ViewContext, links: Links, group: Group) -> GroupSection:
    return GroupSection(
        id=group.id,
        name=context.say(group.name),
        description=context.say(group.description),
        rows=_rows(context, links, group.id),
    )


def _rows(context: ViewContext, links: Links, group: str | None) -> tuple[ProcessRow, ...]:
    known = {found.id for found in context.portal.groups}
    return tuple(
        _row(context, links, process)
        for process in context.portal.processes.values()
        if process.part_of is None
        and (process.group == group if group else process.group not in known)
    )


def _row(context: ViewContext, links: Links, process: Process) -> ProcessRow:
    t = context.words
    governed = process.governed
    figures = context.analysis.processes.get(process.id)
    minutes = figures.cycle_time_minutes if figures else None
    link = links.process(process.id)
    assert link is not None
    base = process.variant_of or process.extends
    note = None
    if base is not None:
        what = t("to-be") if process.state == "to-be" else t("variant")
        found = links.process(base.id)
        note = f"{what}{t(': ')}{found.text}" if found else what
    return ProcessRow(
        link=LinkView(text=link.text, href=link.href, id=link.id, note=note),
        key=is_key(context, process),
        status=governed.status,
        status_text=t(STATUS[governed.status]) if governed.status else "",
        version=governed.version or "",
        owner=links.role(governed.owner.id) if governed.owner else None,
        lead_time=str(minutes_measure(minutes, context.portal.calendar))
        if minutes is not None
        else "",
        review=context.due(governed.review_by) if governed.review_by else "",
        review_state=review_state(context, governed.review_by) if governed.review_by else None,
        purpose=context.say(process.purpose.outcome) if process.purpose else "",
    )
