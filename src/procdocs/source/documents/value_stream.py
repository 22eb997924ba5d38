"""A value stream."""

from typing import Annotated

from pydantic import Field

from procdocs.source.documents.base import (
    Authored,
    Common,
    Governed,
    State,
    ValueClass,
    Waste,
    under,
)
from procdocs.source.fields import (
    Duration,
    Id,
    NotNegative,
    OneOrMany,
    Positive,
    Reference,
    Share,
    Text,
    Volume,
    Wait,
    choice,
    number,
)


class StreamCustomerDocument(Authored):
    """Whom the stream serves."""

    name: Text
    """Who."""
    need: Text | None = None
    """What is needed."""
    satisfaction: Reference | None = None
    """A KPI."""
    demand: Volume | None = None
    """Pieces or items per period."""


class StreamSupplierDocument(Authored):
    """Who delivers what the stream works on."""

    name: Text
    """Who."""


class WorkingTimeDocument(Authored):
    """The stream's own working time."""

    shift: Duration
    """Length of a shift."""
    breaks: Duration | None = None
    """All breaks of one shift."""
    shifts: Positive | None = None
    """Shifts a day; left out: 1."""
    days_per_month: Annotated[float, number(1, 31)] | None = None
    """Working days a month; left out: those of the portal's calendar."""


class InventoryDocument(Authored):
    """Stock before a stage."""

    days: NotNegative | None = None
    """In days of demand."""
    pieces: OneOrMany[NotNegative] | None = None
    """In pieces; several are summed."""


class StageDocument(Common):
    """A stage: shop-floor work, a process, or parallel chains."""

    id: Id | None = None
    """Left out: the slug of the name."""
    name: Text | None = None
    """What it is called."""
    inventory_before: InventoryDocument | None = None
    """Stock before it."""
    wait_before: Wait | None = None
    """Waiting before it."""
    cycle_time: Duration | None = None
    """Time per piece."""
    changeover: Duration | None = None
    """Time to change over."""
    uptime: Share | None = None
    """Left out: 100 %."""
    operators: NotNegative | None = None
    """People at the stage."""
    flow: Annotated[str, choice("push", "pull", "fifo", "supermarket", "continuous")] | None = None
    """How it hands on."""
    value: ValueClass | None = None
    """VA, BVA or NVA."""
    waste: OneOrMany[Waste] | None = None
    """Kinds of waste."""
    complete_accurate: Share | None = None
    """Share of the output that can be used as it is."""
    process: Reference | None = None
    """The process that is this stage."""
    parallel: list[list["StageDocument"]] | None = None
    """Chains of stages side by side."""


class InformationDocument(Authored):
    """An information flow."""

    from_: Id = Field(alias="from")
    """customer, supplier, production-control or a stage."""
    to: Id
    """customer, supplier, production-control or a stage."""
    name: Text | None = None
    """What is told."""
    by: Annotated[str, choice("electronic", "paper", "spoken")] | None = None
    """electronic, paper or spoken."""


class BurstDocument(Authored):
    """A place to improve."""

    at: Id
    """A stage."""
    text: Text
    """What to do."""
    waste: Waste | None = None
    """The waste it removes."""


class ValueStreamDocument(Governed):
    """A value stream; its id is the stem of the file's name."""

    name: Text
    """What it is called."""
    state: State | None = None
    """as-is or to-be; left out: as-is."""
    variant_of: Reference | None = None
    """Of a to-be: the stream as it is."""
    customer: (
        Annotated[StreamCustomerDocument, under("name", "need", "satisfaction", "demand")] | None
    ) = None
    """Whom it serves."""
    supplier: Annotated[StreamSupplierDocument, under("name")] | None = None
    """Who delivers what it works on."""
    working_time: WorkingTimeDocument | None = None
    """Its own working time; left out: the portal's calendar."""
    stages: OneOrMany[StageDocument]
    """From first to last."""
    information: OneOrMany[InformationDocument] | None = None
    """Information flows."""
    bursts: OneOrMany[BurstDocument] | None = None
    """Places to improve."""
