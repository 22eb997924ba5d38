"""A KPI's page: what it measures, where it stands, what it stands for."""

from collections.abc import Iterator

from procdocs.model.catalogue import Kpi
from procdocs.views.catalogue import (
    findings_section,
    object_entry,
    process_link,
    role_fact,
    see_also,
    text_fact,
    view_crumbs,
    view_object_head,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.course import view_course
from procdocs.views.governed import FactView
from procdocs.views.index_pages import index_page
from procdocs.views.links import KPIS, Links, object_path
from procdocs.views.page import LinkView, Picture
from procdocs.views.sparkline import format_kpi, kpi_state, view_sparkline
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
from procdocs.views.words import BASIS

_LAST = 24
"""Values shown in the table."""


def view_kpi_page(context: ViewContext, kpi: Kpi) -> ObjectPageView:
    """Make the page of a KPI."""
    path = object_path("kpi", kpi.id)
    links = context.links(path)
    text = text_renderer(context, links)
    name = context.say(kpi.name)
    return ObjectPageView(
        path=path,
        title=name,
        description=text.plain(kpi.definition) or name,
        source_path=kpi.place.span.file,
        crumbs=view_crumbs(context, links, ("KPIs", KPIS)),
        search=(object_entry(context, text, kpi.name, kpi.common, text.plain(kpi.definition)),),
        head=view_object_head(context, kpi.place, name, _facts(context, links, kpi)),
        lead=_lead(context, kpi),
        text=text.block(kpi.common.description),
        note=text.block(kpi.common.note),
        sections=shown(
            (
                _definition(context, links, kpi),
                _course(context, kpi),
                _measures(context, links, kpi),
                findings_section(context, links, f"kpi:{kpi.id}"),
            )
        ),
    )


def _facts(context: ViewContext, links: Links, kpi: Kpi) -> Iterator[FactView | None]:
    t = context.words
    yield role_fact(context, links, "Owner", kpi.owner) or FactView(
        label=t("Owner"), text=t("nobody yet"), state="bad"
    )
    if kpi.latest:
        state = kpi_state(kpi)
        yield FactView(
            label=t("Actual"),
            text=f"{format_kpi(kpi.latest.value, kpi)} ({kpi.latest.period})",
            state=state if state == "bad" else None,
        )
    yield text_fact(
        context, "Target", format_kpi(kpi.target, kpi) if kpi.target is not None else None
    )
    yield text_fact(context, "Better is", t("lower") if kpi.better == "lower" else t("higher"))
    if kpi.benchmark is not None:
        yield FactView(
            label=t("Benchmark"),
            text=format_kpi(kpi.benchmark, kpi),
            note=context.say(kpi.benchmark_source) or None,
        )


def _lead(context: ViewContext, kpi: Kpi) -> str:
    t = context.words
    state = kpi_state(kpi)
    if state is None or kpi.latest is None or kpi.target is None:
        return "" if kpi.latest else t("There is no figure yet.")
    words = {
        "good": "{a} in {p}: the target of {b} is met.",
        "bad": "{a} in {p}: the target of {b} is missed.",
    }
    return t(words[state]).format(
        a=format_kpi(kpi.latest.value, kpi), p=kpi.latest.period, b=format_kpi(kpi.target, kpi)
    )


def _definition(context: ViewContext, links: Links, kpi: Kpi) -> Section:
    t = context.words
    text = text_renderer(context, links)
    floor = kpi.floor
    if floor is None and kpi.target is not None:
        floor = kpi.target * (2 if kpi.better == "lower" else 0.5)
    entries: list[tuple[str, Cell]] = [
        ("Definition", Cell(html=text.inline(kpi.definition))),
        ("Unit", Cell(text=kpi.unit or "")),
        (
            "Scores 0 at",
            Cell(
                text=format_kpi(floor, kpi) if floor is not None else "",
                note="" if kpi.floor is not None else t("half or twice the target"),
            ),
        ),
        ("Frequency", Cell(text=t(kpi.frequency) if kpi.frequency else "")),
        ("Basis", Cell(text=t(BASIS[kpi.basis]), basis=kpi.basis) if kpi.basis else Cell()),
        (
            "Source",
            linked(
                links.system(kpi.source_system.id) if kpi.source_system else None,
                note=context.say(kpi.source_note),
            ),
        ),
    ]
    facts = [
        Fact(label=t(label), cells=(cell,))
        for label, cell in entries
        if not cell.empty or cell.note
    ]
    if floor is None:
        facts = [fact for fact in facts if fact.label != t("Scores 0 at")]
    return Section(
        anchor="definition",
        title=t("Definition"),
        facts=(*facts, *see_also(context, links, kpi.common)),
    )


def _course(context: ViewContext, kpi: Kpi) -> Section:
    t = context.words
    rows = []
    for actual in reversed(kpi.actuals[-_LAST:]):
        gap = actual.value - kpi.target if kpi.target is not None else None
        met = gap is not None and (gap <= 0 if kpi.better == "lower" else gap >= 0)
        sign = "+" if gap is not None and gap > 0 else ""
        rows.append(
            Row(
                cells=(
                    Cell(text=actual.period),
                    Cell(text=format_kpi(actual.value, kpi)),
                    Cell(
                        text=f"{sign}{format_kpi(gap, kpi)}",
                        state="good" if met else "bad",
                    )
                    if gap is not None
                    else Cell(),
                )
            )
        )
    course = view_course(context, kpi, _LAST)
    return Section(
        anchor="actuals",
        title=t("Actuals"),
        picture=Picture(key="course", view=course) if course else None,
        table=TableView(
            columns=(
                Column(name=t("Period")),
                Column(name=t("Actual"), number=True),
                Column(name=t("Against target"), number=True),
            ),
            rows=tuple(rows),
        ),
    )


def _measures(context: ViewContext, links: Links, kpi: Kpi) -> Section:
    t = context.words
    portal = context.portal
    processes = context.uses.processes_by_kpi.get(kpi.id, [])
    judged = [
        each
        for each in processes
        if each.purpose and each.purpose.satisfaction and each.purpose.satisfaction.id == kpi.id
    ]
    streams = [
        links.value_stream(stream.id)
        for stream in portal.value_streams.values()
        if stream.customer
        and stream.customer.satisfaction
        and stream.customer.satisfaction.id == kpi.id
    ]
    goals = [
        links.role(role.id)
        for role in portal.roles.values()
        if any(ref.id == kpi.id for ref in role.goals)
    ]
    entries = (
        ("Processes", linked(*(process_link(context, links, each) for each in processes))),
        ("Customers judge by it", linked(*(links.process(each.id) for each in judged))),
        ("Value streams", linked(*streams)),
        ("A goal of", linked(*goals, chips="role")),
    )
    return Section(
        anchor="measures",
        title=t("Where it is used"),
        facts=tuple(
            Fact(label=t(label), cells=(cell,)) for label, cell in entries if not cell.empty
        ),
    )


def view_kpis_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all KPIs."""
    t = context.words
    links = context.links(KPIS)
    rows = []
    for kpi in context.portal.kpis.values():
        spark = view_sparkline(context, kpi)
        rows.append(
            Row(
                cells=(
                    linked(links.kpi(kpi.id)),
                    Cell(
                        text=format_kpi(kpi.latest.value, kpi) if kpi.latest else "",
                        state=kpi_state(kpi),
                    ),
                    Cell(text=format_kpi(kpi.target, kpi) if kpi.target is not None else ""),
                    Cell(picture=Picture(key=f"spark-{kpi.id}", view=spark)) if spark else Cell(),
                    Cell(text=kpi.latest.period if kpi.latest else ""),
                    _owner(links, kpi),
                    linked(
                        *(
                            process_link(context, links, each)
                            for each in context.uses.processes_by_kpi.get(kpi.id, ())
                        )
                    ),
                )
            )
        )
    return index_page(
        context,
        KPIS,
        "KPIs",
        TableView(
            columns=(
                Column(name=t("KPI")),
                Column(name=t("Actual"), number=True),
                Column(name=t("Target"), number=True),
                Column(name=t("Course")),
                Column(name=t("Period")),
                Column(name=t("Owner")),
                Column(name=t("Processes"), wide=True),
            ),
            rows=tuple(rows),
        ),
    )


def _owner(links: Links, kpi: Kpi) -> Cell:
    link: LinkView | None = links.role(kpi.owner.id) if kpi.owner else None
    return linked(link)
