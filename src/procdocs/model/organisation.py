"""Units, roles, outside parties and the segregation of duties."""

import datetime
from dataclasses import dataclass

from procdocs.model.places import Common, Place, Ref, Text
from procdocs.model.quantities import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of the organisation."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    parent: Ref | None
    """The unit above; None only for the root."""
    head: Ref | None
    """The role that leads it."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A duty that people hold; never a person."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    unit: Ref | None
    """The unit it belongs to."""
    reports_to: Ref | None
    """The role above; the chain has no cycle."""
    kind: str
    """`person`, `committee` or `system` (no A, no cost, no segregation, no hand-off)."""
    cost_rate: Rate | None
    """What an hour of its work costs."""
    capacity: float | None
    """Full-time equivalents."""
    held_by: tuple[str, ...]
    """Names of people."""
    goals: tuple[Ref, ...]
    """KPIs."""
    training: tuple[Ref, ...]
    """Documents of kind training."""
    trained: tuple[tuple[Ref, datetime.date], ...]
    """Training and the day it was held."""
    private_audience: str
    """Audience of held_by and cost_rate: the narrowest, unless said otherwise."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An outside party, such as the customer."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    kind: str | None
    """`customer`, `supplier`, `authority` or `partner`."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyException:
    """A role that may hold two of the duties for a while."""

    role: Ref
    """Who."""
    until: datetime.date | None
    """Last day."""
    compensated_by: Ref | None
    """A control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegregationRule:
    """Lists of duties; nobody does or decides (R or A) in two of the lists."""

    name: Text
    """What is kept apart."""
    duties: tuple[tuple[Ref, ...], ...]
    """Lists of process#step."""
    reason: Text | None
    """Why."""
    exceptions: tuple[DutyException, ...]
    """Roles allowed for a while."""
    place: Place
    """Where it was written."""
