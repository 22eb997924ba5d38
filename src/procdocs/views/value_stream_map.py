"""A value-stream map: supplier, stages and customer, decided; no geometry.

After Rother and Shook, Learning to See (1999): data boxes, stock before each stage, push and pull,
information flows, the ladder, kaizen bursts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from procdocs.analysis.portal_figures import StageFigures, StreamFigures
from procdocs.model.value_stream import Stage, ValueStream
from procdocs.views.context import ViewContext
from procdocs.views.format import NBSP, format_number, format_share, measure_duration
from procdocs.views.links import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStage:
    """A stage of the map."""

    id: str
    """Its id."""
    name: str
    """What it is called."""
    href: str | None
    """The process that it is, or its row in the table."""
    operators: str
    """How many people; empty if nothing is known."""
    data: tuple[tuple[str, str], ...]
    """The data box: label and value."""
    stock: tuple[str, ...]
    """Stock before it: pieces, days; empty without stock."""
    waits: str
    """Waiting before it where it is no stock; empty without."""
    flow: str | None
    """How it hands on: `push`, `pull`, `fifo`, `supermarket` or `continuous`."""
    ladder_wait: str
    """Upper level of the ladder."""
    ladder_work: str
    """Lower level of the ladder."""
    bottleneck: bool
    """Whether it cannot meet the demand."""
    bursts: tuple[str, ...]
    """Numbers of the kaizen bursts at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFlow:
    """An information flow."""

    source: str
    """`customer`, `supplier`, `production-control` or a stage's id."""
    target: str
    """The same kinds of ends."""
    name: str
    """What is told."""
    by: str
    """`electronic`, `paper` or `spoken`; paper where nothing was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamMapView:
    """The whole map."""

    stages: tuple[MapStage, ...]
    """From first to last."""
    flows: tuple[MapFlow, ...]
    """Information flows whose ends exist."""
    customer: tuple[str, ...]
    """Name, demand, takt; empty without a customer."""
    supplier: str
    """Name; empty without a supplier."""
    control: str
    """Production control; empty where no information passes it."""
    totals: tuple[tuple[str, str], ...]
    """Lead time, processing time, share of it."""
    bottleneck_text: str
    """What stands at a bottleneck."""
    description: str
    """The same in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstView:
    """A place to improve."""

    number: str
    """As in the picture."""
    stage: str
    """Id of the stage."""
    text: str
    """What to do."""
    waste: str | None
    """Kind of waste."""


def view_stream_map(
    context: ViewContext,
    links: Links,
    stream: ValueStream,
    figures: StreamFigures,
    bursts: tuple[BurstView, ...],
    anchors: str = "#stage-",
) -> StreamMapView:
    """Make the picture of a value stream.

    Args:
        context: Words and names.
        links: Links of the page.
        stream: The stream.
        figures: Its figures.
        bursts: Places to improve, written and found.
        anchors: What stands before a stage's id in the address of its row.
    """
    t = context.words
    stages = tuple(
        _stage(context, links, stage, found, bursts, anchors)
        for stage, found in zip(stream.stages, figures.stages, strict=True)
    )
    inner = {
        each.id: stage.id for stage in stream.stages for chain in stage.parallel for each in chain
    }
    known = {*(stage.id for stage in stages), "production-control"}
    known |= {"customer"} if stream.customer else set()
    known |= {"supplier"} if stream.supplier else set()
    flows = tuple(
        MapFlow(source=source, target=target, name=context.say(each.name), by=each.by or "paper")
        for each in stream.information
        if (source := inner.get(each.source, each.source)) in known
        and (target := inner.get(each.target, each.target)) in known
        and source != target
    )
    controlled = any("production-control" in (flow.source, flow.target) for flow in flows)
    totals = tuple(map_totals(context, figures))
    return StreamMapView(
        stages=stages,
        flows=flows,
        customer=tuple(_customer(context, stream, figures)),
        supplier=context.say(stream.supplier),
        control=t("Production control") if controlled else "",
        totals=totals,
        bottleneck_text=t("Bottleneck"),
        description=t(
            "Value-stream map of {name}: {n} stages; {totals}. The table below says the same."
        ).format(
            name=context.say(stream.name),
            n=len(stages),
            totals=", ".join(f"{label} {value}" for label, value in totals),
        ),
    )


def _customer(context: ViewContext, stream: ValueStream, figures: StreamFigures) -> Iterator[str]:
    t = context.words
    if stream.customer is None:
        return
    yield context.say(stream.customer.name)
    if figures.demand_per_day is not None:
        yield t("{n} a day").format(n=format_number(figures.demand_per_day, 1))
    if figures.takt_seconds is not None:
        yield t("takt {time}").format(time=seconds_text(context, figures.takt_seconds))


def map_totals(context: ViewContext, figures: StreamFigures) -> Iterator[tuple[str, str]]:
    """Give lead time, processing time and their ratio, as far as they are known."""
    t = context.words
    if figures.lead_time_days is not None:
        yield t("Lead time"), days_text(figures.lead_time_days)
    if figures.processing_seconds is not None:
        yield t("Processing"), seconds_text(context, figures.processing_seconds)
    if figures.processing_ratio is not None:
        yield t("Processing share"), ratio_text(figures.processing_ratio)


def ratio_text(share: float) -> str:
    """Write a small share with as many digits as it needs: `0.0144 %`."""
    percent = share * 100
    if percent >= 1 or percent == 0:
        return format_share(share, 1)
    digits = 2
    while percent * 10**digits < 100 and digits < 6:
        digits += 1
    return f"{format_number(percent, digits)}{NBSP}%"


def days_text(days: float) -> str:
    """Write working days: `7.6 d`."""
    return f"{format_number(days, 1 if days >= 0.95 or days == 0 else 2)}{NBSP}d"


def seconds_text(context: ViewContext, seconds: float) -> str:
    """Write a time per piece: seconds below two minutes, and below ten where none are lost."""
    if seconds < 120 or (seconds < 600 and seconds % 60):
        return f"{format_number(seconds, 0 if seconds >= 10 else 1)}{NBSP}s"
    return str(measure_duration(timedelta(seconds=seconds), context.portal.calendar))


def stage_name(context: ViewContext, links: Links, stage: Stage) -> str:
    """Give a stage's name, that of its process where it has none."""
    if stage.name is not None:
        return context.say(stage.name)
    link = links.process(stage.process.id) if stage.process else None
    return link.text if link else stage.id


def _stage(
    context: ViewContext,
    links: Links,
    stage: Stage,
    figures: StageFigures,
    bursts: tuple[BurstView, ...],
    anchors: str,
) -> MapStage:
    link = links.process(stage.process.id) if stage.process else None
    members = {stage.id, *(each.id for chain in stage.parallel for each in chain)}
    return MapStage(
        id=stage.id,
        name=stage_name(context, links, stage),
        href=link.href if link else f"{anchors}{stage.id}",
        operators=format_number(stage.operators, 1) if stage.operators else "",
        data=tuple(_data(context, links, stage, figures)),
        stock=tuple(_stock(context, figures)),
        waits=days_text(figures.wait_days) if figures.wait_days else "",
        flow=stage.flow,
        ladder_wait=_wait_text(figures),
        ladder_work=""
        if figures.cycle_seconds is None
        else seconds_text(context, figures.cycle_seconds),
        bottleneck=bool(figures.bottleneck)
        or any(each.bottleneck for chain in figures.chains for each in chain),
        bursts=tuple(each.number for each in bursts if each.stage in members),
    )


def waiting_days(figures: StageFigures) -> float | None:
    """Give what a stage adds to the ladder without its own processing, in days."""
    if figures.lead_days is None:
        return None
    if not figures.cycle_seconds or not figures.lead_seconds:
        return figures.lead_days
    return figures.lead_days * max(0.0, 1 - figures.cycle_seconds / figures.lead_seconds)


def _wait_text(figures: StageFigures) -> str:
    days = waiting_days(figures)
    return "" if days is None or days < 0.0005 else days_text(days)


def _stock(context: ViewContext, figures: StageFigures) -> Iterator[str]:
    if figures.inventory_pieces is not None:
        yield context.words("{n} pcs").format(n=format_number(figures.inventory_pieces, 0))
    if figures.inventory_days is not None:
        yield days_text(figures.inventory_days)


def _data(
    context: ViewContext, links: Links, stage: Stage, figures: StageFigures
) -> Iterator[tuple[str, str]]:
    t = context.words
    for number, (chain, found) in enumerate(zip(stage.parallel, figures.chains, strict=True)):
        names = " → ".join(stage_name(context, links, each) for each in chain)
        seconds = sum(each.cycle_seconds or 0 for each in found)
        mark = "● " if number == figures.determining else ""
        yield names, ""
        yield "", f"{mark}{seconds_text(context, seconds)}"
    if stage.parallel:
        return
    if figures.cycle_seconds is not None:
        label = t("Work") if stage.process else "C/T"
        yield label, seconds_text(context, figures.cycle_seconds)
    if stage.changeover is not None:
        yield "C/O", seconds_text(context, stage.changeover.total_seconds())
    if stage.uptime is not None:
        yield t("Uptime"), format_share(stage.uptime, 0)
    if figures.complete_accurate is not None:
        yield "%C&A", format_share(figures.complete_accurate, 0)
    if figures.capacity_per_shift is not None:
        yield t("Per shift"), format_number(figures.capacity_per_shift, 1)
