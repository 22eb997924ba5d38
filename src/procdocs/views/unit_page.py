"""A unit's page: its roles, the processes it owns, what passes between it and other units."""

from collections.abc import Iterator

from procdocs.model.organisation import Unit
from procdocs.views.catalogue import (
    findings_section,
    object_entry,
    process_link,
    role_fact,
    see_also,
    view_crumbs,
    view_object_head,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.format import format_hours, format_share, format_small
from procdocs.views.governed import FactView
from procdocs.views.index_pages import index_page
from procdocs.views.links import UNITS, Links, object_path
from procdocs.views.organisation_map import unit_tree, view_organisation
from procdocs.views.page import Picture
from procdocs.views.table import (
    Cell,
    Column,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)
from procdocs.views.words import ROLE_KIND, STATUS


def view_unit_page(context: ViewContext, unit: Unit) -> ObjectPageView:
    """Make the page of a unit."""
    t = context.words
    path = object_path("unit", unit.id)
    links = context.links(path)
    text = text_renderer(context, links)
    name = context.say(unit.name)
    roles = _roles(context, links, unit)
    processes = _processes(context, links, unit)
    return ObjectPageView(
        path=path,
        title=name,
        description=t("{name}: roles, processes, hand-offs").format(name=name),
        source_path=unit.place.span.file,
        crumbs=view_crumbs(context, links, ("Units", UNITS)),
        search=(object_entry(context, text, unit.name, unit.common),),
        head=view_object_head(context, unit.place, name, _facts(context, links, unit)),
        lead=t("{a} {a:role|roles}; owns {b} {b:process|processes}.").format(
            a=len(roles.rows), b=len(processes.rows)
        ),
        text=text.block(unit.common.description),
        note=text.block(unit.common.note),
        sections=shown(
            (
                Section(anchor="roles", title=t("Roles"), table=roles),
                Section(anchor="processes", title=t("Processes it owns"), table=processes),
                _handoffs(context, links, unit),
                Section(
                    anchor="map",
                    title=t("Organisation"),
                    picture=Picture(
                        key="organisation", view=view_organisation(context, links, unit.id)
                    ),
                ),
                Section(
                    anchor="more",
                    title=t("References"),
                    facts=tuple(see_also(context, links, unit.common)),
                ),
                findings_section(context, links, f"unit:{unit.id}"),
            )
        ),
    )


def _facts(context: ViewContext, links: Links, unit: Unit) -> Iterator[FactView | None]:
    t = context.words
    yield role_fact(context, links, "Head", unit.head) or FactView(
        label=t("Head"), text=t("nobody named")
    )
    above = links.unit(unit.parent.id) if unit.parent else None
    yield FactView(label=t("Part of"), links=(above,)) if above else None
    below = tuple(
        link
        for each in context.portal.units.values()
        if each.parent and each.parent.id == unit.id and (link := links.unit(each.id))
    )
    yield FactView(label=t("Units below"), links=below) if below else None


def _roles(context: ViewContext, links: Links, unit: Unit) -> TableView:
    t = context.words
    rows = []
    for role in context.portal.roles.values():
        if role.unit is None or role.unit.id != unit.id:
            continue
        load = context.analysis.loads.get(role.id)
        use = load.utilisation if load else None
        rows.append(
            Row(
                cells=(
                    linked(
                        links.role(role.id),
                        chips="role",
                        note=""
                        if role.kind == "person"
                        else context.inside(t(ROLE_KIND[role.kind])),
                    ),
                    linked(links.role(role.reports_to.id) if role.reports_to else None),
                    Cell(text=str(len(context.uses.by_role.get(role.id, ())))),
                    Cell(text=format_hours(load.hours) if load and load.hours else ""),
                    Cell(
                        text=format_share(use, 0) if use is not None else "",
                        state="bad" if use is not None and use > 1 else None,
                    ),
                )
            )
        )
    return TableView(
        columns=(
            Column(name=t("Role")),
            Column(name=t("Reports to")),
            Column(name=t("Steps"), number=True),
            Column(name=t("Hours / year"), number=True),
            Column(name=t("Of capacity"), number=True),
        ),
        rows=tuple(rows),
    )


def _processes(context: ViewContext, links: Links, unit: Unit) -> TableView:
    t = context.words
    roles = _members(context, unit.id)
    rows = []
    for process in context.portal.processes.values():
        owner = process.governed.owner
        if owner is None or owner.id not in roles or process.part_of:
            continue
        status = process.governed.status
        rows.append(
            Row(
                cells=(
                    linked(process_link(context, links, process)),
                    linked(links.role(owner.id)),
                    Cell(text=t(STATUS[status]), status=status) if status else Cell(),
                    Cell(text=context.say(process.purpose.outcome) if process.purpose else ""),
                )
            )
        )
    return TableView(
        columns=(
            Column(name=t("Process")),
            Column(name=t("Owner")),
            Column(name=t("Status")),
            Column(name=t("Outcome"), wide=True),
        ),
        rows=tuple(rows),
    )


def _members(context: ViewContext, unit: str) -> set[str]:
    return {role.id for role in context.portal.roles.values() if role.unit and role.unit.id == unit}


def _handoffs(context: ViewContext, links: Links, unit: Unit) -> Section:
    """Count what passes to and from each other unit in a month, over the current processes."""
    t = context.words
    unit_of = {role.id: role.unit.id for role in context.portal.roles.values() if role.unit}
    counts: dict[str, list[float]] = {}
    where: dict[str, dict[str, None]] = {}
    for process in context.portal.current_processes():
        figures = context.analysis.processes.get(process.id)
        if figures is None or figures.items_per_year is None:
            continue
        for handoff in figures.handoffs:
            ends = (unit_of.get(handoff.source_role), unit_of.get(handoff.target_role))
            if handoff.with_system or handoff.expected is None or unit.id not in ends:
                continue
            gives = ends[0] == unit.id
            other = ends[1] if gives else ends[0]
            if other is None or other == unit.id:
                continue
            pair = counts.setdefault(other, [0.0, 0.0])
            pair[1 if gives else 0] += handoff.expected * figures.items_per_year / 12
            where.setdefault(other, {})[process.id] = None
    rows = tuple(
        Row(
            cells=(
                linked(link),
                Cell(text=format_small(gets)),
                Cell(text=format_small(gives)),
                linked(*(links.process(each) for each in where[other])),
            )
        )
        for other, (gets, gives) in sorted(counts.items(), key=lambda each: -sum(each[1]))
        if (link := links.unit(other))
    )
    return Section(
        anchor="handovers",
        title=t("Hand-offs with other units"),
        table=TableView(
            columns=(
                Column(name=t("Unit")),
                Column(name=t("We get / month"), number=True),
                Column(name=t("We give / month"), number=True),
                Column(name=t("In"), wide=True),
            ),
            rows=rows,
        ),
        note=t("Expected per month, from the volumes and shares of the processes that have both.")
        if rows
        else "",
    )


def view_units_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all units with the map of the organisation."""
    t = context.words
    links = context.links(UNITS)
    rows = tuple(
        Row(
            cells=(
                linked(links.unit(unit.id)),
                linked(links.unit(unit.parent.id) if unit.parent else None),
                linked(links.role(unit.head.id) if unit.head else None),
                Cell(text=str(len(_members(context, unit.id)))),
                Cell(text=str(len(_processes(context, links, unit).rows))),
            )
        )
        for unit in context.portal.units.values()
    )
    return index_page(
        context,
        UNITS,
        "Units",
        TableView(
            columns=(
                Column(name=t("Unit")),
                Column(name=t("Part of")),
                Column(name=t("Head")),
                Column(name=t("Roles"), number=True),
                Column(name=t("Processes it owns"), number=True),
            ),
            rows=rows,
        ),
        sections=(
            Section(
                anchor="map",
                title=t("Organisation"),
                picture=Picture(key="organisation", view=view_organisation(context, links, None)),
            ),
            Section(anchor="tree", title=t("Units and roles"), tree=unit_tree(context, links)),
        ),
    )
