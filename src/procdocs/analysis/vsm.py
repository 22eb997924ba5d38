"""Figures of a value stream: takt, stock in days, lead time, capacity and bottlenecks.

Method: Rother & Shook, Learning to See (1999). Takt = available time ÷ demand; stock in days =
pieces ÷ daily demand; capacity per shift = available ÷ cycle time × uptime, changeover not
deducted. A stage that is a process turns its hours into days by portal.calendar, the others by the
stream's working time. Of parallel chains the ladder takes the longest.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.portal_figures import StageFigures, StreamFigures
from procdocs.analysis.summing import add_known, divide
from procdocs.model.portal import Portal
from procdocs.model.quantities import Calendar
from procdocs.model.value_stream import Stage, ValueStream

DAY_SECONDS = 86_400.0
"""A day of 24 hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pace:
    """Demand and working time of a stream."""

    demand_per_day: float | None
    shift_seconds: float
    shifts: float
    calendar_seconds: float
    """Working day of portal.calendar, by which processes are counted."""

    @property
    def day_seconds(self) -> float:
        return self.shift_seconds * self.shifts

    @property
    def demand_per_shift(self) -> float | None:
        return divide(self.demand_per_day, self.shifts)


def analyse_stream(
    stream: ValueStream, portal: Portal, processes: Mapping[str, ProcessFigures]
) -> StreamFigures:
    """Compute the figures of a value stream.

    Args:
        stream: The stream.
        portal: The portal, for its calendar and the names of processes.
        processes: Figures of all processes.
    """
    pace = _pace(stream, portal.calendar)
    stages = tuple(_stage(stage, pace, portal, processes) for stage in stream.stages)
    lead_days = add_known(stage.lead_days for stage in stages)
    lead_seconds = add_known(stage.lead_seconds for stage in stages)
    processing = add_known(stage.cycle_seconds for stage in stages)
    va = add_known(stage.va_seconds for stage in stages)
    flat = every_stage(stages)
    qualities = [stage.complete_accurate for stage in flat if stage.complete_accurate is not None]
    clock = None if lead_days is None else lead_days * DAY_SECONDS
    inside = None
    if pace.demand_per_day is not None and lead_days is not None:
        inside = pace.demand_per_day * lead_days
    return StreamFigures(
        stream=stream.id,
        demand_per_day=pace.demand_per_day,
        demand_per_shift=pace.demand_per_shift,
        available_seconds_per_shift=pace.shift_seconds,
        available_seconds_per_day=pace.day_seconds,
        takt_seconds=divide(pace.day_seconds, pace.demand_per_day),
        stages=stages,
        lead_time_days=lead_days,
        lead_time_seconds=lead_seconds,
        processing_seconds=processing,
        va_seconds=va,
        processing_ratio=divide(processing, lead_seconds),
        processing_ratio_clock=divide(processing, clock),
        process_cycle_efficiency=divide(va, lead_seconds),
        bottlenecks=tuple(stage.id for stage in flat if stage.bottleneck),
        rolled_complete_accurate=math.prod(qualities) if qualities else None,
        complete_accurate_stages=len(qualities),
        unmeasured_stages=tuple(
            stage.id for stage in flat if stage.lead_days is None and not stage.chains
        ),
        pieces_inside=inside,
    )


def every_stage(stages: Sequence[StageFigures]) -> list[StageFigures]:
    """List all stages, those of parallel chains after the stage that holds them."""
    found: list[StageFigures] = []
    for stage in stages:
        found.append(stage)
        for chain in stage.chains:
            found += every_stage(chain)
    return found


def _pace(stream: ValueStream, calendar: Calendar) -> _Pace:
    calendar_seconds = calendar.hours_per_day * 3600.0
    working = stream.working_time
    if working is None:
        shift, shifts, month = calendar_seconds, 1.0, calendar.days_per_year / 12.0
    else:
        shift = working.available_per_shift.total_seconds()
        shifts, month = working.shifts, working.days_per_month
    demand = stream.customer.demand if stream.customer else None
    per_day = None
    if demand is not None:
        days = {
            "hour": 3600.0 / (shift * shifts) if shift * shifts > 0 else 0.0,
            "day": 1.0,
            "week": calendar.days_per_week,
            "month": month,
            "quarter": 3.0 * month,
            "year": 12.0 * month,
        }
        per_day = divide(demand.count, days[demand.per])
    return _Pace(
        demand_per_day=per_day,
        shift_seconds=shift,
        shifts=shifts,
        calendar_seconds=calendar_seconds,
    )


def _stage(
    stage: Stage, pace: _Pace, portal: Portal, processes: Mapping[str, ProcessFigures]
) -> StageFigures:
    chains = tuple(
        tuple(_stage(inner, pace, portal, processes) for inner in chain) for chain in stage.parallel
    )
    figures = processes.get(stage.process.id) if stage.process else None
    day = pace.day_seconds if stage.process is None else pace.calendar_seconds
    own = _own_time(stage, figures, chains, day)
    pieces, days = _inventory(stage, pace)
    waits = stage.wait_before.mean.total_seconds() if stage.wait_before else None
    wait_days = divide(waits, day)
    capacity = _capacity(stage, pace)
    bottleneck = None
    if capacity is not None and pace.demand_per_shift is not None:
        bottleneck = capacity < pace.demand_per_shift * (1 - 1e-9)
    process = portal.processes.get(stage.process.id) if stage.process else None
    return StageFigures(
        id=stage.id,
        name=stage.name or (process.name if process else None),
        process=stage.process.id if stage.process else None,
        inventory_pieces=pieces,
        inventory_days=days,
        wait_days=wait_days,
        cycle_seconds=own.processing,
        lead_days=add_known((days, wait_days, own.lead_days)),
        lead_seconds=add_known((None if days is None else days * day, waits, own.lead_seconds)),
        va_seconds=own.va,
        capacity_per_shift=capacity,
        bottleneck=bottleneck,
        complete_accurate=_quality(stage, figures),
        chains=chains,
        determining=own.determining,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnTime:
    """Time of a stage without what waits before it."""

    processing: float | None = None
    lead_days: float | None = None
    lead_seconds: float | None = None
    va: float | None = None
    determining: int | None = None


def _own_time(
    stage: Stage,
    figures: ProcessFigures | None,
    chains: tuple[tuple[StageFigures, ...], ...],
    day: float,
) -> _OwnTime:
    if chains:
        return _longest_chain(chains)
    if figures is not None:
        if figures.cycle_time_minutes is None:
            return _OwnTime()
        lead = figures.cycle_time_minutes * 60.0
        work, va = figures.theoretical_cycle_time_minutes, figures.va_time_minutes
        return _OwnTime(
            processing=None if work is None else work * 60.0,
            lead_days=divide(lead, day),
            lead_seconds=lead,
            va=None if va is None else va * 60.0,
        )
    if stage.cycle_time is None:
        return _OwnTime()
    cycle = stage.cycle_time.total_seconds()
    adds_value = stage.value is not None and stage.value.value == "VA"
    return _OwnTime(
        processing=cycle,
        lead_days=divide(cycle, day),
        lead_seconds=cycle,
        va=None if stage.value is None else (cycle if adds_value else 0.0),
    )


def _longest_chain(chains: tuple[tuple[StageFigures, ...], ...]) -> _OwnTime:
    leads = [add_known(stage.lead_days for stage in chain) for chain in chains]
    longest = max(range(len(chains)), key=lambda number: (leads[number] or 0.0, -number))
    chain = chains[longest]
    return _OwnTime(
        processing=add_known(stage.cycle_seconds for stage in chain),
        lead_days=leads[longest],
        lead_seconds=add_known(stage.lead_seconds for stage in chain),
        va=add_known(stage.va_seconds for stage in chain),
        determining=longest,
    )


def _inventory(stage: Stage, pace: _Pace) -> tuple[float | None, float | None]:
    """Give the stock before a stage in pieces and in days of demand, as far as each is known."""
    stock = stage.inventory_before
    if stock is None:
        return None, None
    pieces = math.fsum(stock.pieces) if stock.pieces else None
    days = add_known((stock.days, divide(pieces, pace.demand_per_day)))
    if pieces is None and stock.days is not None and pace.demand_per_day is not None:
        pieces = stock.days * pace.demand_per_day
    return pieces, days


def _capacity(stage: Stage, pace: _Pace) -> float | None:
    if stage.cycle_time is None or stage.process is not None:
        return None
    uptime = 1.0 if stage.uptime is None else float(stage.uptime)
    found = divide(pace.shift_seconds, stage.cycle_time.total_seconds())
    return None if found is None else found * uptime


def _quality(stage: Stage, figures: ProcessFigures | None) -> float | None:
    if stage.complete_accurate is not None:
        return float(stage.complete_accurate)
    path = figures.likely_path if figures is not None else None
    if path is None or path.complete_accurate_steps < len(path.activities):
        return None
    return path.rolled_complete_accurate
