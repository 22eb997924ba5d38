"""A value stream's page: the map, its figures with their basis, bottlenecks, what will change."""

from collections.abc import Iterator

from procdocs.analysis.portal_figures import StageFigures, StreamFigures
from procdocs.model.value_stream import Stage, ValueStream
from procdocs.views.catalogue import (
    findings_section,
    object_entry,
    see_also,
    view_crumbs,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.format import format_number, format_share
from procdocs.views.governed import ActionView, FactView, HeadView, view_head, view_history
from procdocs.views.index_pages import index_page
from procdocs.views.links import VALUE_STREAMS, Links, object_path
from procdocs.views.page import LinkView, Picture
from procdocs.views.stream_comparison import comparison_sections
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
from procdocs.views.value_stream_map import (
    BurstView,
    days_text,
    ratio_text,
    seconds_text,
    stage_name,
    view_stream_map,
    waiting_days,
)
from procdocs.views.words import STATUS, STREAM_FLOW, VALUE, WASTE

STREAM_BOOST = 3.0
"""A value stream comes after processes of the same name."""


def view_value_stream_page(context: ViewContext, stream: ValueStream) -> ObjectPageView:
    """Make the page of a value stream."""
    t = context.words
    path = object_path("value-stream", stream.id)
    links = context.links(path)
    text = text_renderer(context, links)
    name = context.say(stream.name)
    figures = context.analysis.streams[stream.id]
    bursts = tuple(stream_bursts(context, stream))
    return ObjectPageView(
        path=path,
        title=name,
        description=t("{name}: from customer to customer, where the time goes").format(name=name),
        source_path=stream.place.span.file,
        crumbs=view_crumbs(context, links, ("Value streams", VALUE_STREAMS)),
        hide=("navigation", "toc"),
        search=(object_entry(context, text, stream.name, stream.common, boost=STREAM_BOOST),),
        head=_head(context, links, stream, name),
        lead=_lead(context, links, stream, figures),
        text=text.block(stream.common.description),
        note=text.block(stream.common.note),
        sections=shown(
            (
                Section(
                    anchor="map",
                    title=t("Map"),
                    picture=Picture(
                        key="stream-map",
                        view=view_stream_map(context, links, stream, figures, bursts),
                    ),
                ),
                _bursts(context, links, stream, bursts),
                Section(
                    anchor="stages",
                    title=t("Stages"),
                    table=TableView(
                        columns=_columns(context),
                        rows=tuple(
                            _rows(context, links, stream.stages, figures.stages, "")
                        ),
                    ),
                ),
                Section(
                    anchor="figures",
                    title=t("Figures"),
                    facts=tuple(_figures(context, links, stream, figures)),
                ),
                *comparison_sections(context, links, stream),
                _information(context, links, stream),
                Section(
                    anchor="more",
                    title=t("References"),
                    facts=tuple(_references(context, links, stream)),
                ),
                findings_section(context, links, f"value-stream:{stream.id}"),
                Section(
                    anchor="history",
                    title=t("History"),
                    history=view_history(context, links, stream.governed),
                ),
            )
        ),
    )


def _head(context: ViewContext, links: Links, stream: ValueStream, name: str) -> HeadView:
    t = context.words
    head = view_head(context, links, stream.governed, stream.place, name)
    others = tuple(
        ActionView(kind="compare", text=word, href=link.href)
        for word, link in stream_variants(context, links, stream)
    )
    facts = head.facts
    if stream.state == "to-be":
        facts = (FactView(label=t("State"), text=t("To-be")), *facts)
    return HeadView(facts=facts, actions=(*others, *head.actions), document=head.document)


def stream_variants(
    context: ViewContext, links: Links, stream: ValueStream
) -> Iterator[tuple[str, LinkView]]:
    """Give the as-is of a to-be, and each to-be of an as-is."""
    t = context.words
    base = links.value_stream(stream.variant_of.id) if stream.variant_of else None
    if base:
        yield t("As-is"), base
    for other in context.portal.value_streams.values():
        if other.variant_of and other.variant_of.id == stream.id:
            link = links.value_stream(other.id)
            if link:
                yield t("To-be"), link


def stream_bursts(context: ViewContext, stream: ValueStream) -> Iterator[BurstView]:
    """Number the places to improve: those written, then those the checks found."""
    number = 0
    for burst in stream.bursts:
        number += 1
        yield BurstView(
            number=str(number), stage=burst.at, text=context.say(burst.text), waste=burst.waste
        )
    for found in context.findings.get(f"value-stream:{stream.id}", ()):
        stage = (found.subject or "").partition("#")[2]
        if stage:
            number += 1
            message = found.message[:1].upper() + found.message[1:]
            yield BurstView(number=str(number), stage=stage, text=message, waste=None)


def _lead(
    context: ViewContext, links: Links, stream: ValueStream, figures: StreamFigures
) -> str:
    t = context.words
    parts = []
    if figures.lead_time_days is not None and figures.processing_seconds is not None:
        parts.append(
            t("A piece takes {lead} from first to last; {work} of it are processing.").format(
                lead=days_text(figures.lead_time_days),
                work=seconds_text(context, figures.processing_seconds),
            )
        )
    names = [
        name
        for each in figures.bottlenecks
        if (name := _name_of(context, links, stream.stages, each))
    ]
    if names:
        parts.append(t("It cannot keep pace with the demand at: {names}.").format(names=", ".join(names)))
    elif figures.takt_seconds is not None:
        parts.append(t("No stage is below the demand."))
    if figures.unmeasured_stages:
        parts.append(
            t("{n} stages have neither time nor stock; the totals leave them out.").format(
                n=len(figures.unmeasured_stages)
            )
        )
    return " ".join(parts)


def _name_of(
    context: ViewContext, links: Links, stages: tuple[Stage, ...], wanted: str
) -> str | None:
    for stage in stages:
        if stage.id == wanted:
            return stage_name(context, links, stage)
        for chain in stage.parallel:
            if found := _name_of(context, links, chain, wanted):
                return found
    return None


def _columns(context: ViewContext) -> tuple[Column, ...]:
    t = context.words
    return (
        Column(name=t("Stage")),
        Column(name=t("Stock before"), number=True),
        Column(name=t("Waiting"), number=True),
        Column(name=t("Cycle time"), number=True),
        Column(name=t("Change-over"), number=True),
        Column(name=t("Uptime"), number=True),
        Column(name=t("People"), number=True),
        Column(name="%C&A", number=True, title=t("Complete and accurate")),
        Column(name=t("Capacity / shift"), number=True),
        Column(name=t("Hands on by")),
        Column(name=t("Value")),
        Column(name=t("Waste")),
    )


def _rows(
    context: ViewContext,
    links: Links,
    stages: tuple[Stage, ...],
    figures: tuple[StageFigures, ...],
    prefix: str,
) -> Iterator[Row]:
    for at, (stage, found) in enumerate(zip(stages, figures, strict=True), 1):
        number = f"{prefix}{at}"
        yield _row(context, links, stage, found, number)
        for letter, chain, inner in zip("abcdefgh", stage.parallel, found.chains, strict=False):
            yield from _rows(context, links, chain, inner, f"{number}{letter}.")


def _row(
    context: ViewContext, links: Links, stage: Stage, found: StageFigures, number: str
) -> Row:
    t = context.words
    link = links.process(stage.process.id) if stage.process else None
    name = link or LinkView(text=stage_name(context, links, stage))
    stock = []
    if found.inventory_pieces is not None:
        stock.append(t("{n} pcs").format(n=format_number(found.inventory_pieces, 0)))
    if found.inventory_days is not None:
        stock.append(days_text(found.inventory_days))
    waits = waiting_days(found)
    note = text_renderer(context, links).plain(stage.common.note)
    return Row(
        id=f"stage-{stage.id}",
        number=number,
        cells=(
            linked(LinkView(text=name.text, href=name.href, note=note or None)),
            Cell(text=", ".join(stock)),
            Cell(text=days_text(waits) if waits else ""),
            Cell(text="" if found.cycle_seconds is None else seconds_text(context, found.cycle_seconds)),
            Cell(
                text=""
                if stage.changeover is None
                else seconds_text(context, stage.changeover.total_seconds())
            ),
            Cell(text="" if stage.uptime is None else format_share(stage.uptime, 0)),
            Cell(text="" if stage.operators is None else format_number(stage.operators, 1)),
            Cell(
                text=""
                if found.complete_accurate is None
                else format_share(found.complete_accurate)
            ),
            Cell(
                text=""
                if found.capacity_per_shift is None
                else format_number(found.capacity_per_shift, 1),
                state="bad" if found.bottleneck else None,
                note=t("bottleneck") if found.bottleneck else "",
            ),
            Cell(text=t(STREAM_FLOW[stage.flow]) if stage.flow else ""),
            Cell(value=VALUE[stage.value]) if stage.value else Cell(),
            Cell(text=", ".join(t(WASTE[kind]) for kind in stage.waste)),
        ),
    )


def _figures(
    context: ViewContext, links: Links, stream: ValueStream, figures: StreamFigures
) -> Iterator[Fact]:
    t = context.words
    shift = seconds_text(context, figures.available_seconds_per_shift)
    day = seconds_text(context, figures.available_seconds_per_day)
    own = stream.working_time
    entries: list[tuple[str, str, str]] = []
    demand = figures.demand_per_day
    if demand is not None:
        per_shift = figures.demand_per_shift
        note = (
            t("{n} a shift").format(n=format_number(per_shift, 1)) if per_shift is not None else ""
        )
        entries.append(("Demand", t("{n} a day").format(n=format_number(demand, 1)), note))
    source = t("of its own working time") if own else t("of the portal's calendar")
    if figures.takt_seconds is not None:
        entries.append(
            (
                "Takt",
                seconds_text(context, figures.takt_seconds),
                t("{a} a shift ÷ demand").format(a=shift),
            )
        )
    entries.append(("Available time", t("{a} a day").format(a=day), source))
    if figures.lead_time_days is not None:
        entries.append(("Lead time", days_text(figures.lead_time_days), t("stock, waiting and work")))
    if figures.processing_seconds is not None:
        entries.append(("Processing", seconds_text(context, figures.processing_seconds), t("along the ladder")))
    if figures.processing_ratio is not None:
        clock = figures.processing_ratio_clock
        note = t("of lead time, on working time")
        if clock is not None:
            note += "; " + t("{share} on days of 24 hours").format(share=ratio_text(clock))
        entries.append(("Processing share", ratio_text(figures.processing_ratio), note))
    if figures.process_cycle_efficiency is not None:
        entries.append(
            (
                "Process cycle efficiency",
                ratio_text(figures.process_cycle_efficiency),
                t("value-adding time ÷ lead time"),
            )
        )
    if figures.rolled_complete_accurate is not None:
        entries.append(
            (
                "Right first time",
                format_share(figures.rolled_complete_accurate),
                t("product of the {k} stages that are known, of {n}").format(
                    k=figures.complete_accurate_stages, n=len(stream.stages)
                ),
            )
        )
    if figures.pieces_inside is not None:
        entries.append(
            ("Pieces inside", format_number(figures.pieces_inside, 0), t("demand × lead time"))
        )
    for label, value, note in entries:
        yield Fact(label=t(label), cells=(Cell(text=value, note=note),))


def _bursts(
    context: ViewContext, links: Links, stream: ValueStream, bursts: tuple[BurstView, ...]
) -> Section:
    t = context.words
    return Section(
        anchor="bursts",
        title=t("Places to improve"),
        table=TableView(
            columns=(Column(name=t("What")), Column(name=t("Stage")), Column(name=t("Waste"))),
            rows=tuple(
                Row(
                    number=each.number,
                    cells=(
                        Cell(text=each.text),
                        linked(
                            LinkView(
                                text=_name_of(context, links, stream.stages, each.stage)
                                or each.stage,
                                href=f"#stage-{each.stage}",
                            )
                        ),
                        Cell(text=t(WASTE[each.waste]) if each.waste else ""),
                    ),
                )
                for each in bursts
            ),
        ),
    )


def _information(context: ViewContext, links: Links, stream: ValueStream) -> Section:
    t = context.words
    ends = {
        "customer": t("Customer"),
        "supplier": t("Supplier"),
        "production-control": t("Production control"),
    }

    def end(name: str) -> Cell:
        text = ends.get(name) or _name_of(context, links, stream.stages, name) or name
        return linked(LinkView(text=text, href=None if name in ends else f"#stage-{name}"))

    return Section(
        anchor="information",
        title=t("Information"),
        table=TableView(
            columns=(
                Column(name=t("What")),
                Column(name=t("From")),
                Column(name=t("To")),
                Column(name=t("By")),
            ),
            rows=tuple(
                Row(
                    cells=(
                        Cell(text=context.say(each.name) or t("Information")),
                        end(each.source),
                        end(each.target),
                        Cell(text=t(each.by) if each.by else ""),
                    )
                )
                for each in stream.information
            ),
        ),
    )


def _references(
    context: ViewContext, links: Links, stream: ValueStream
) -> Iterator[Fact]:
    t = context.words
    customer = stream.customer
    if customer:
        yield Fact(
            label=t("Customer"),
            cells=(Cell(text=context.say(customer.name), note=context.say(customer.need)),),
        )
        kpi = links.kpi(customer.satisfaction.id) if customer.satisfaction else None
        if kpi:
            yield Fact(label=t("Judged by"), cells=(linked(kpi),))
    if stream.supplier:
        yield Fact(label=t("Supplier"), cells=(Cell(text=context.say(stream.supplier)),))
    yield from see_also(context, links, stream.common)


def view_value_streams_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all value streams."""
    t = context.words
    links = context.links(VALUE_STREAMS)
    rows = []
    for stream in context.portal.value_streams.values():
        figures = context.analysis.streams[stream.id]
        status = stream.governed.status
        note = t("to-be") if stream.state == "to-be" else ""
        rows.append(
            Row(
                cells=(
                    linked(links.value_stream(stream.id), note=note),
                    Cell(text=context.say(stream.customer.name) if stream.customer else ""),
                    Cell(
                        text=""
                        if figures.takt_seconds is None
                        else seconds_text(context, figures.takt_seconds)
                    ),
                    Cell(
                        text=""
                        if figures.lead_time_days is None
                        else days_text(figures.lead_time_days)
                    ),
                    Cell(
                        text=""
                        if figures.processing_seconds is None
                        else seconds_text(context, figures.processing_seconds)
                    ),
                    Cell(text=str(len(figures.bottlenecks))),
                    linked(
                        links.role(stream.governed.owner.id) if stream.governed.owner else None
                    ),
                    Cell(text=t(STATUS[status]), status=status) if status else Cell(),
                )
            )
        )
    return index_page(
        context,
        VALUE_STREAMS,
        "Value streams",
        TableView(
            columns=(
                Column(name=t("Value stream")),
                Column(name=t("Customer")),
                Column(name=t("Takt"), number=True),
                Column(name=t("Lead time"), number=True),
                Column(name=t("Processing"), number=True),
                Column(name=t("Bottlenecks"), number=True),
                Column(name=t("Owner")),
                Column(name=t("Status")),
            ),
            rows=tuple(rows),
        ),
    )
