"""Systems, documents, KPIs, risks with controls, and the glossary."""

import datetime
from dataclasses import dataclass

from procdocs.model.places import Common, Governed, Place, Ref, Text
from procdocs.model.quantities import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A software system."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    vendor: str | None
    """Who makes it."""
    owner: Ref | None
    """A role."""
    url: str | None
    """Where it is opened."""
    replaces: tuple[str, ...]
    """Systems it takes over from: ids, or names of systems that are not listed."""
    rollout_status: str | None
    """`planned`, `live`, `leaving` or `retired`."""
    go_live: datetime.date | None
    """When it goes or went live."""
    synonyms: tuple[str, ...]
    """Other names, for search."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A form, record, template, instruction, training, law or set of data."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    kind: str | None
    """`form`, `record`, `template`, `instruction`, `training`, `law` or `data`."""
    template: str | None
    """Path of the file to download, under content/."""
    system: Ref | None
    """Where it lives."""
    fields: tuple[str, ...]
    """What is filled in."""
    retention: Period | None
    """How long it is kept."""
    governed: Governed
    """Owner, version, review."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """A KPI's value in one period."""

    period: str
    """As written: 2026, 2026-Q3, 2026-09, 2026-W36 or 2026-09-01."""
    start: datetime.date
    """First day of the period."""
    value: float
    """In the KPI's unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A measure with a target; every number is in `unit`."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    definition: Text | None
    """How it is computed."""
    unit: str | None
    """Unit of every number here."""
    better: str
    """`lower` or `higher`."""
    target: float | None
    """What is aimed at."""
    floor: float | None
    """What scores 0, as written; left out: twice (lower) or half (higher) the target."""
    benchmark: float | None
    """What others reach."""
    benchmark_source: Text | None
    """Who says so."""
    frequency: str | None
    """`weekly`, `monthly`, `quarterly` or `yearly`."""
    basis: str | None
    """As for step times."""
    owner: Ref | None
    """A role."""
    source_system: Ref | None
    """Where the numbers come from."""
    source_note: Text | None
    """How they are got."""
    actuals: tuple[Actual, ...]
    """In order of time."""
    actuals_file: str | None = None
    """Path under content/ of the CSV file that holds them; None where the catalogue does."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""

    @property
    def latest(self) -> Actual | None:
        """The latest actual value."""
        return self.actuals[-1] if self.actuals else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What keeps a risk from coming true, or shows that it did."""

    id: str
    """Unique over all risks."""
    name: Text
    """What is done."""
    risk: str
    """Id of the risk under which it was written."""
    kind: str | None
    """`preventive`, `detective` or `corrective`."""
    automation: str | None
    """`manual`, `assisted` or `automated`."""
    owner: Ref | None
    """A role."""
    frequency: Text | None
    """Free text."""
    evidence: Text | None
    """What proves it."""
    key: bool
    """Whether auditors count on it."""
    tested: datetime.date | None
    """Last test."""
    result: str | None
    """`passed` or `failed`."""
    also_covers: tuple[Ref, ...]
    """Other risks."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What may go wrong."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    cause: Text | None
    """Why it may happen."""
    effect: Text | None
    """What it does."""
    likelihood: int | None
    """1..5, before controls."""
    impact: int | None
    """1..5, before controls."""
    residual_likelihood: int | None
    """1..5, after controls."""
    residual_impact: int | None
    """1..5, after controls."""
    owner: Ref | None
    """A role."""
    policies: tuple[Ref, ...]
    """Policies and clauses."""
    controls: tuple[str, ...]
    """Ids of the controls written under it."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the glossary."""

    id: str
    """Its id."""
    name: Text
    """The word."""
    definition: Text | None
    """What it means."""
    synonyms: tuple[str, ...]
    """Other words for it, in any language."""
    abbreviation: str | None
    """Its short form."""
    avoid: tuple[str, ...]
    """Words that should not be used for it."""
    see: tuple[Ref, ...]
    """Other terms."""
    source: Ref | None
    """A policy clause."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""
