"""A role's page: what is mine, in one place."""

from collections.abc import Iterator
from dataclasses import replace

from procdocs.model.organisation import Role
from procdocs.views.catalogue import (
    findings_section,
    object_entry,
    role_fact,
    see_also,
    text_fact,
    view_crumbs,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.format import format_hours, format_number, format_share
from procdocs.views.governed import ActionView, FactView, HeadView, view_actions
from procdocs.views.index_pages import index_page
from procdocs.views.links import ROLES, Links, object_path
from procdocs.views.page import LinkView
from procdocs.views.role_duties import (
    decisions_section,
    handovers_section,
    letters_section,
    steps_section,
)
from procdocs.views.role_knowledge import goals_section, know_section
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
from procdocs.views.words import ROLE_KIND

ROLE_BOOST = 3.0
"""A role comes before the steps that name it, which do not hold its name at all."""


def view_role_page(context: ViewContext, role: Role) -> ObjectPageView:
    """Make the page of a role."""
    t = context.words
    path = object_path("role", role.id)
    links = context.links(path)
    text = text_renderer(context, links)
    name = context.say(role.name)
    below = _below(context, links, role)
    return ObjectPageView(
        path=path,
        title=name,
        description=t("What a {name} does, decides and must know").format(
            name=context.inside(name)
        ),
        source_path=role.place.span.file,
        crumbs=view_crumbs(context, links, ("Roles", ROLES)),
        search=(object_entry(context, text, role.name, role.common, boost=ROLE_BOOST),),
        head=_head(context, links, role, name),
        lead=_lead(context, role),
        text=text.block(role.common.description),
        note=text.block(role.common.note),
        sections=_sided(
            (
                letters_section(context, links, role),
                steps_section(context, links, role),
                decisions_section(context, links, role),
                goals_section(context, links, role),
                know_section(context, links, role),
                handovers_section(context, links, role),
                below,
                findings_section(context, links, f"role:{role.id}"),
            )
        ),
    )


def _sided(sections: tuple[Section | None, ...]) -> tuple[Section, ...]:
    """Keep what has something to say; without a left side the right one takes the whole width."""
    kept = shown(sections)
    if any(section.side == "left" for section in kept):
        return kept
    return tuple(replace(section, side="") for section in kept)


def _head(context: ViewContext, links: Links, role: Role, name: str) -> HeadView:
    t = context.words
    mine = ActionView(kind="setrole", text=t("Make this my role"), href=None, value=role.id)
    actions = view_actions(context, role.place, name, None)
    return HeadView(
        facts=tuple(fact for fact in _facts(context, links, role) if fact),
        actions=(mine, *actions) if role.kind != "system" else actions,
        document=name,
    )


def _facts(context: ViewContext, links: Links, role: Role) -> Iterator[FactView | None]:
    t = context.words
    unit = links.unit(role.unit.id) if role.unit else None
    yield FactView(label=t("Unit"), links=(unit,)) if unit else None
    yield role_fact(context, links, "Reports to", role.reports_to)
    if role.kind != "person":
        yield text_fact(context, "Kind", t(ROLE_KIND[role.kind]))
    yield text_fact(context, "Held by", ", ".join(role.held_by))
    if role.cost_rate:
        rate = f"{format_number(role.cost_rate.amount, 2)}\u00a0{role.cost_rate.currency}/h"
        yield text_fact(context, "Rate", rate)
    load = context.analysis.loads.get(role.id)
    if load and load.hours is not None:
        use = load.utilisation
        note = None
        if use is not None and role.capacity is not None:
            note = t("{share} of {n} full-time").format(
                share=format_share(use, 0), n=format_number(role.capacity, 1)
            )
        state = "bad" if use is not None and use > 1 else None
        yield FactView(
            label=t("Load"),
            text=t("{hours} a year").format(hours=format_hours(load.hours)),
            note=note,
            state=state,
        )


def _lead(context: ViewContext, role: Role) -> str:
    t = context.words
    steps = context.uses.by_role.get(role.id, [])
    if steps:
        processes = {use.process.id for use in steps}
        text = t("Does {a} {a:step|steps} in {b} {b:process|processes}.").format(
            a=len(steps), b=len(processes)
        )
    elif context.uses.rows.get(role.id):
        text = t("Does no step, and has letters in matrices.")
    else:
        return t("No process names this role yet.")
    load = context.analysis.loads.get(role.id)
    if load and load.unknown_processes:
        text += t(" ") + t(
            "The load leaves out {n} {n:process|processes} whose volume or times are unknown."
        ).format(n=len(load.unknown_processes))
    return text


def _below(context: ViewContext, links: Links, role: Role) -> Section | None:
    t = context.words
    reports = linked(
        *(
            links.role(each.id)
            for each in context.portal.roles.values()
            if each.reports_to and each.reports_to.id == role.id
        ),
        chips="role",
    )
    owned = linked(
        *(
            links.process(each.id)
            for each in context.portal.processes.values()
            if each.governed.owner and each.governed.owner.id == role.id and not each.part_of
        )
    )
    entries = (("Owner of", owned), ("Who reports to me", reports))
    facts = tuple(Fact(label=t(label), cells=(cell,)) for label, cell in entries if not cell.empty)
    return Section(
        anchor="more",
        title=t("Answers for"),
        facts=(*facts, *see_also(context, links, role.common)),
    )


def view_roles_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all roles, by unit."""
    t = context.words
    links = context.links(ROLES)
    rows = []
    units = [*context.portal.units, None]
    for unit in units:
        group = links.unit(unit) if unit else None
        for role in context.portal.roles.values():
            if (role.unit.id if role.unit else None) != unit:
                continue
            rows.append(_row(context, links, role, group))
            group = None
    return index_page(
        context,
        ROLES,
        "Roles",
        TableView(
            columns=(
                Column(name=t("Role")),
                Column(name=t("Reports to")),
                Column(name=t("Processes"), number=True),
                Column(name=t("Steps"), number=True),
                Column(name=t("Answers for"), number=True),
                Column(name=t("Hours / year"), number=True),
                Column(name=t("Of capacity"), number=True),
            ),
            rows=tuple(rows),
        ),
    )


def _row(context: ViewContext, links: Links, role: Role, group: LinkView | None) -> Row:
    t = context.words
    steps = context.uses.by_role.get(role.id, [])
    load = context.analysis.loads.get(role.id)
    use = load.utilisation if load else None
    accountable = sum(
        use_row.matrix.scheme.accountable in use_row.row.letters(role.id)
        for use_row in context.uses.rows.get(role.id, ())
    )
    kind = "" if role.kind == "person" else context.inside(t(ROLE_KIND[role.kind]))
    return Row(
        group=group,
        cells=(
            linked(links.role(role.id), chips="role", note=kind),
            linked(links.role(role.reports_to.id) if role.reports_to else None),
            Cell(text=str(len({each.process.id for each in steps}))),
            Cell(text=str(len(steps))),
            Cell(text=str(accountable)),
            Cell(text=format_hours(load.hours) if load and load.hours else ""),
            Cell(
                text=format_share(use, 0) if use is not None else "",
                state="bad" if use is not None and use > 1 else None,
            ),
        ),
    )
