"""The stages of a value stream as a table, and its figures with what they rest on."""

from collections.abc import Iterator

from procdocs.analysis.portal_figures import StageFigures, StreamFigures
from procdocs.model.value_stream import Stage, ValueStream
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.format import format_number, format_share
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.table import Cell, Column, Fact, Row, linked
from procdocs.views.value_stream_map import (
    days_text,
    ratio_text,
    seconds_text,
    stage_name,
    waiting_days,
)
from procdocs.views.words import STREAM_FLOW, VALUE, WASTE


def name_of_stage(
    context: ViewContext, links: Links, stages: tuple[Stage, ...], wanted: str
) -> str | None:
    """Give the name of a stage by its id, those of parallel chains too."""
    for stage in stages:
        if stage.id == wanted:
            return stage_name(context, links, stage)
        for chain in stage.parallel:
            if found := name_of_stage(context, links, chain, wanted):
                return found
    return None


def stage_columns(context: ViewContext) -> tuple[Column, ...]:
    """Give the columns of the table."""
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


def stage_rows(
    context: ViewContext,
    links: Links,
    stages: tuple[Stage, ...],
    figures: tuple[StageFigures, ...],
    prefix: str,
) -> Iterator[Row]:
    """Give a row for each stage, those of parallel chains below theirs as `4a.1`."""
    for at, (stage, found) in enumerate(zip(stages, figures, strict=True), 1):
        number = f"{prefix}{at}"
        yield _row(context, links, stage, found, number)
        for letter, chain, inner in zip("abcdefgh", stage.parallel, found.chains, strict=False):
            yield from stage_rows(context, links, chain, inner, f"{number}{letter}.")


def _row(context: ViewContext, links: Links, stage: Stage, found: StageFigures, number: str) -> Row:
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
            Cell(
                text=""
                if found.cycle_seconds is None
                else seconds_text(context, found.cycle_seconds)
            ),
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


def stream_facts(
    context: ViewContext, stream: ValueStream, figures: StreamFigures
) -> Iterator[Fact]:
    """Give every figure that can be had, each with what it rests on."""
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
        entries.append(
            ("Lead time", days_text(figures.lead_time_days), t("stock, waiting and work"))
        )
    if figures.processing_seconds is not None:
        entries.append(
            ("Processing", seconds_text(context, figures.processing_seconds), t("along the ladder"))
        )
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
