"""A value stream's page: the map, its figures with their basis, bottlenecks, what will change."""

from collections.abc import Iterator

from procdocs.analysis.portal_figures import StreamFigures
from procdocs.model.value_stream import ValueStream
from procdocs.views.catalogue import (
    findings_section,
    object_entry,
    see_also,
    view_crumbs,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.findings import readable
from procdocs.views.governed import ActionView, FactView, HeadView, view_head, view_history
from procdocs.views.links import VALUE_STREAMS, Links, object_path
from procdocs.views.page import LinkView, Picture
from procdocs.views.sentences import said
from procdocs.views.stream_comparison import comparison_sections
from procdocs.views.stream_stages import (
    name_of_stage,
    stage_columns,
    stage_rows,
    stream_facts,
)
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
    seconds_text,
    view_stream_map,
)
from procdocs.views.words import WASTE

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
                        columns=stage_columns(context),
                        rows=tuple(stage_rows(context, links, stream.stages, figures.stages, "")),
                    ),
                ),
                Section(
                    anchor="figures",
                    title=t("Figures"),
                    facts=tuple(stream_facts(context, stream, figures)),
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
            message = readable(context, said(context, found.message), found.subject)
            yield BurstView(number=str(number), stage=stage, text=message, waste=None)


def _lead(context: ViewContext, links: Links, stream: ValueStream, figures: StreamFigures) -> str:
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
        if (name := name_of_stage(context, links, stream.stages, each))
    ]
    if names:
        parts.append(
            t("It cannot keep pace with the demand at: {names}.").format(names=", ".join(names))
        )
    elif figures.takt_seconds is not None:
        parts.append(t("No stage is below the demand."))
    if figures.unmeasured_stages:
        parts.append(
            t("{n} stages have neither time nor stock; the totals leave them out.").format(
                n=len(figures.unmeasured_stages)
            )
        )
    return t(" ").join(parts)


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
                                text=name_of_stage(context, links, stream.stages, each.stage)
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
        text = ends.get(name) or name_of_stage(context, links, stream.stages, name) or name
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


def _references(context: ViewContext, links: Links, stream: ValueStream) -> Iterator[Fact]:
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
