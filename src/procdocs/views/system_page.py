"""A system's page: who uses it, for what; before it goes live, whether everything is ready."""

from collections.abc import Iterator

from procdocs.model.catalogue import System
from procdocs.model.process import Process
from procdocs.views.catalogue import (
    findings_section,
    object_entry,
    role_fact,
    see_also,
    steps_table,
    text_fact,
    uses_of,
    view_crumbs,
    view_object_head,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.double_entry import double_entries
from procdocs.views.governed import FactView
from procdocs.views.graph_maps import system_section
from procdocs.views.index_pages import index_page
from procdocs.views.links import SYSTEMS, Links, object_path
from procdocs.views.page import LinkView
from procdocs.views.readiness import readiness_sections
from procdocs.views.table import (
    Cell,
    Column,
    Fact,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)
from procdocs.views.where_used import StepUse
from procdocs.views.words import AUTOMATION, ROLLOUT

SYSTEM_BOOST = 6.0
"""Names of systems are short and stand in many others: who types just that means the system."""


def view_system_page(context: ViewContext, system: System) -> ObjectPageView:
    """Make the page of a system."""
    t = context.words
    path = object_path("system", system.id)
    links = context.links(path)
    text = text_renderer(context, links)
    uses = tuple(context.uses.by_system.get(system.id, ()))
    name = context.say(system.name)
    return ObjectPageView(
        path=path,
        title=name,
        description=t("{name}: who uses it, and for what").format(name=name),
        source_path=system.place.span.file,
        crumbs=view_crumbs(context, links, ("Systems", SYSTEMS)),
        search=(
            object_entry(
                context, text, system.name, system.common, *system.synonyms, boost=SYSTEM_BOOST
            ),
        ),
        head=view_object_head(context, system.place, name, _facts(context, links, system)),
        lead=_lead(context, uses),
        text=text.block(system.common.description),
        note=text.block(system.common.note),
        sections=shown(
            (
                *(
                    readiness_sections(context, links, system, uses)
                    if system.rollout_status == "planned"
                    else ()
                ),
                system_section(context, links, system),
                Section(
                    anchor="steps",
                    title=t("Steps that use it"),
                    table=steps_table(context, links, uses),
                ),
                _roles(context, links, uses),
                _double(context, links, system),
                _manual(context, links, uses),
                _more(context, links, system),
                findings_section(context, links, f"system:{system.id}"),
            )
        ),
    )


def _facts(context: ViewContext, links: Links, system: System) -> Iterator[FactView | None]:
    t = context.words
    yield role_fact(context, links, "Owner", system.owner) or FactView(
        label=t("Owner"), text=t("nobody yet"), state="bad"
    )
    if system.rollout_status:
        yield text_fact(context, "Roll-out", t(ROLLOUT[system.rollout_status]))
    if system.go_live:
        past = system.go_live <= context.today
        yield FactView(
            label=t("Live since") if past else t("Goes live"),
            text=context.date(system.go_live),
            note=None if past else context.due(system.go_live),
        )
    yield text_fact(context, "Vendor", system.vendor)
    if system.url:
        href = links.resolve(system.url)
        yield FactView(label=t("Address"), links=(LinkView(text=t("Open"), href=href),))


def _lead(context: ViewContext, uses: tuple[StepUse, ...]) -> str:
    t = context.words
    if not uses:
        return t("No step of a process uses it.")
    roles = {use.step.role.id for use in uses if use.step.role}
    return t(
        "{a} {a:step|steps} of {b} {b:process|processes} {a:uses|use} it, "
        "done by {c} {c:role|roles}."
    ).format(a=len(uses), b=len(uses_of(uses)), c=len(roles))


def _roles(context: ViewContext, links: Links, uses: tuple[StepUse, ...]) -> Section | None:
    t = context.words
    counts: dict[str, dict[str, Process]] = {}
    steps: dict[str, int] = {}
    for use in uses:
        if use.step.role:
            counts.setdefault(use.step.role.id, {})[use.process.id] = use.process
            steps[use.step.role.id] = steps.get(use.step.role.id, 0) + 1
    rows = tuple(
        Row(
            cells=(
                linked(link, chips="role"),
                Cell(text=str(steps[role])),
                linked(*(links.process(each) for each in processes)),
            )
        )
        for role, processes in counts.items()
        if (link := links.role(role))
    )
    return Section(
        anchor="roles",
        title=t("Roles that use it"),
        table=TableView(
            columns=(
                Column(name=t("Role")),
                Column(name=t("Steps"), number=True),
                Column(name=t("Processes"), wide=True),
            ),
            rows=rows,
        ),
    )


def _double(context: ViewContext, links: Links, system: System) -> Section | None:
    t = context.words
    rows = tuple(
        Row(
            cells=(
                Cell(text=", ".join(entry.fields)),
                linked(links.process(entry.process.id)),
                linked(links.step(entry.process.id, entry.first.id)),
                linked(links.step(entry.process.id, entry.second.id)),
                Cell(
                    links=tuple(
                        link
                        for ref in (*entry.first.systems, *entry.second.systems)
                        if ref.id != system.id and (link := links.system(ref.id))
                    ),
                    chips="system",
                ),
            )
        )
        for entry in double_entries(context, system.id)
    )
    return Section(
        anchor="twice",
        title=t("Data entered twice"),
        table=TableView(
            columns=(
                Column(name=t("Fields")),
                Column(name=t("Process")),
                Column(name=t("First in")),
                Column(name=t("Again in")),
                Column(name=t("Other system")),
            ),
            rows=rows,
        ),
    )


def _manual(context: ViewContext, links: Links, uses: tuple[StepUse, ...]) -> Section | None:
    """Give the steps that people do by hand although the system is at their side."""
    t = context.words
    manual = [use for use in uses if use.step.automation == "manual" or use.step.kind == "manual"]
    return Section(
        anchor="manual",
        title=t("Done by hand"),
        table=TableView(
            columns=(
                Column(name=t("Step")),
                Column(name=t("Process")),
                Column(name=t("Role")),
                Column(name=t("How")),
            ),
            rows=tuple(
                Row(
                    number=str(use.step.number),
                    cells=(
                        linked(links.step(use.process.id, use.step.id)),
                        linked(links.process(use.process.id)),
                        linked(links.role(use.step.role.id) if use.step.role else None),
                        Cell(text=t(AUTOMATION[use.step.automation or "manual"])),
                    ),
                )
                for use in manual
            ),
        ),
    )


def _more(context: ViewContext, links: Links, system: System) -> Section:
    t = context.words
    portal = context.portal
    facts: list[Fact] = []

    def add(label: str, cell: Cell) -> None:
        if not cell.empty:
            facts.append(Fact(label=t(label), cells=(cell,)))

    replaced = (links.system(each) or LinkView(text=each) for each in system.replaces)
    add("Takes over from", linked(*replaced))
    successors = (
        links.system(each.id) for each in portal.systems.values() if system.id in each.replaces
    )
    add("Replaced by", linked(*successors))
    documents = [
        each for each in portal.documents.values() if each.system and each.system.id == system.id
    ]
    add("Documents kept here", linked(*(links.document(each.id) for each in documents)))
    kpis = (
        links.kpi(each.id)
        for each in portal.kpis.values()
        if each.source_system and each.source_system.id == system.id
    )
    add("KPIs read from it", linked(*kpis))
    add("Also called", Cell(text=", ".join(system.synonyms)))
    facts.extend(see_also(context, links, system.common))
    return Section(anchor="more", title=t("References"), facts=tuple(facts))


def view_systems_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all systems."""
    t = context.words
    links = context.links(SYSTEMS)
    rows = []
    for system in context.portal.systems.values():
        uses = context.uses.by_system.get(system.id, [])
        rows.append(
            Row(
                cells=(
                    linked(links.system(system.id)),
                    Cell(text=t(ROLLOUT[system.rollout_status]) if system.rollout_status else ""),
                    linked(links.role(system.owner.id) if system.owner else None),
                    Cell(text=system.vendor or ""),
                    Cell(text=str(len(uses_of(uses)))),
                    Cell(text=str(len(uses))),
                )
            )
        )
    return index_page(
        context,
        SYSTEMS,
        "Systems",
        TableView(
            sortable=True,
            columns=(
                Column(name=t("System")),
                Column(name=t("Roll-out")),
                Column(name=t("Owner")),
                Column(name=t("Vendor")),
                Column(name=t("Processes"), number=True),
                Column(name=t("Steps"), number=True),
            ),
            rows=tuple(rows),
        ),
    )
