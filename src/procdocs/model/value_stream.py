"""Value streams: chains of shop-floor stages and processes, from customer to customer."""

from dataclasses import dataclass
from datetime import timedelta

from procdocs.diagnostics import Span
from procdocs.model.places import Common, Governed, Place, Ref, Text
from procdocs.model.quantities import Share, Volume, Wait
from procdocs.model.steps import ValueClass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """A stream's own working time."""

    shift: timedelta
    """Length of a shift."""
    breaks: timedelta
    """All breaks of one shift."""
    shifts: float
    """Shifts a day."""
    days_per_month: float
    """Working days a month."""

    @property
    def available_per_shift(self) -> timedelta:
        """Shift less breaks."""
        return self.shift - self.breaks

    @property
    def available_per_day(self) -> timedelta:
        """Available time of all shifts."""
        return self.available_per_shift * self.shifts


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Stock before a stage."""

    days: float | None
    """In days of demand, as written."""
    pieces: tuple[float, ...]
    """In pieces; several are summed."""
    span: Span
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a stream: shop-floor work, a process, or parallel chains."""

    id: str
    """As written, else the slug of the name."""
    name: Text | None
    """As written; a stage that is a process may have none."""
    inventory_before: Inventory | None
    """Stock before it."""
    wait_before: Wait | None
    """Waiting before it, in working time of portal.calendar."""
    cycle_time: timedelta | None
    """Time per piece; None: waiting only."""
    changeover: timedelta | None
    """Time to change over; not deducted from capacity."""
    uptime: Share | None
    """Left out: 100 %."""
    operators: float | None
    """People at the stage."""
    flow: str | None
    """How it hands on: `push`, `pull`, `fifo`, `supermarket` or `continuous`."""
    value: ValueClass | None
    """As on a step."""
    waste: tuple[str, ...]
    """As on a step."""
    complete_accurate: Share | None
    """As on a step."""
    process: Ref | None
    """The process that is this stage."""
    parallel: tuple[tuple["Stage", ...], ...]
    """Chains of stages side by side."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """An information flow of the map."""

    source: str
    """`customer`, `supplier`, `production-control` or a stage's id (`from` in YAML)."""
    target: str
    """The same kinds of ends (`to` in YAML)."""
    name: Text | None
    """What is told."""
    by: str | None
    """`electronic`, `paper` or `spoken`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """A place to improve."""

    at: str
    """A stage's id."""
    text: Text
    """What to do."""
    waste: str | None
    """Kind of waste it removes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamCustomer:
    """Whom the stream serves."""

    name: Text
    """Who."""
    need: Text | None
    """What is needed."""
    satisfaction: Ref | None
    """A KPI."""
    demand: Volume | None
    """Pieces or items per period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueStream:
    """A value stream."""

    id: str
    """The file's stem."""
    name: Text
    """What it is called."""
    state: str
    """`as-is` or `to-be`."""
    variant_of: Ref | None
    """The current state of which this is the future one."""
    customer: StreamCustomer | None
    """Whom it serves."""
    supplier: Text | None
    """Who delivers what it works on."""
    working_time: WorkingTime | None
    """Its own working time; None: portal.calendar."""
    stages: tuple[Stage, ...]
    """From first to last."""
    information: tuple[Information, ...]
    """Information flows."""
    bursts: tuple[Burst, ...]
    """Places to improve."""
    governed: Governed
    """Owner, status, version, review, history."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""
