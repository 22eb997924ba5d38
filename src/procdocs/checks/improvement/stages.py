"""Stages of value streams with their figures."""

from collections.abc import Iterator

from procdocs.analysis.portal_figures import StageFigures, StreamFigures
from procdocs.checks.context import CheckContext
from procdocs.diagnostics import Price
from procdocs.diagnostics.price import Stake, factor
from procdocs.diagnostics.sentence import sentence
from procdocs.model.portal import Portal
from procdocs.model.value_stream import Stage, ValueStream


def figured_stages(
    context: CheckContext,
) -> Iterator[tuple[ValueStream, StreamFigures, Stage, StageFigures]]:
    """Give the stages of every present value stream, those of parallel chains too."""
    for stream in context.portal.value_streams.values():
        figures = context.analysis.streams.get(stream.id)
        if figures is None or stream.state == "to-be":
            continue
        by_id = {found.id: found for found in _flat(figures.stages)}
        for stage in every_stage(stream.stages):
            found = by_id.get(stage.id)
            if found is not None:
                yield stream, figures, stage, found


def every_stage(stages: tuple[Stage, ...]) -> Iterator[Stage]:
    """Give stages and those of their parallel chains, from first to last."""
    for stage in stages:
        yield stage
        for chain in stage.parallel:
            yield from every_stage(chain)


def stock_price(
    portal: Portal, stream: ValueStream, figures: StreamFigures, stage: StageFigures
) -> Price:
    """Give the waiting of the stock before a stage: so many pieces lie there all the year."""
    days, demand = stage.inventory_days, figures.demand_per_day
    if days is None or demand is None:
        return Price(currency=portal.currency, basis=sentence("no amount: the demand is unknown"))
    hours = figures.available_seconds_per_day / 3600
    year = _days_per_year(portal, stream)
    basis = sentence(
        "waiting: {pieces} pieces × {days} days/year × {hours}\u00a0h/day",
        pieces=factor(days * demand),
        days=factor(year),
        hours=factor(hours),
    )
    # No stake: pieces that lie in stock are not added to items that wait in a process.
    return Price(
        wait_hours=days * demand * year * hours,
        currency=portal.currency,
        basis=basis,
    )


def overtime_price(
    portal: Portal, stream: ValueStream, figures: StreamFigures, stage: Stage, found: StageFigures
) -> Price:
    """Give the hours of the stage's operators beyond the shifts that the demand would take."""
    demand, capacity, cycle = figures.demand_per_day, found.capacity_per_shift, found.cycle_seconds
    shifts = stream.working_time.shifts if stream.working_time else 1.0
    uptime = 1.0 if stage.uptime is None else float(stage.uptime)
    if demand is None or capacity is None or cycle is None or stage.operators is None or not uptime:
        basis = sentence("no amount: its operators, demand or uptime are unknown")
        return Price(currency=portal.currency, basis=basis)
    missing = demand - capacity * shifts
    year = _days_per_year(portal, stream)
    basis = sentence(
        "({demand} − {capacity}) pieces/day × {days} days/year × {cycle}\u00a0s ÷ "
        "{uptime}\u00a0% uptime × {operators} operators",
        demand=factor(demand),
        capacity=factor(capacity * shifts),
        days=factor(year),
        cycle=factor(cycle),
        uptime=factor(uptime * 100),
        operators=factor(stage.operators),
    )
    work = missing * year * cycle / uptime * stage.operators / 3600
    return Price(
        work_hours=work,
        currency=portal.currency,
        basis=basis,
        stakes=(Stake(step=f"stream:{stream.id}#{stage.id}", work_hours=work),),
    )


def _days_per_year(portal: Portal, stream: ValueStream) -> float:
    if stream.working_time is None:
        return portal.calendar.days_per_year
    return 12 * stream.working_time.days_per_month


def _flat(stages: tuple[StageFigures, ...]) -> Iterator[StageFigures]:
    for stage in stages:
        yield stage
        for chain in stage.chains:
            yield from _flat(chain)
