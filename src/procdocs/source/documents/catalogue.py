"""The catalogues: systems, documents, KPIs, risks with controls, glossary."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from procdocs.source.documents.base import (
    Authored,
    Automation,
    Basis,
    Common,
    Governed,
    under,
)
from procdocs.source.fields import (
    Asset,
    Boolean,
    Date,
    Id,
    Number,
    OneOrMany,
    Period,
    Plain,
    Rating,
    Reference,
    RoleName,
    Text,
    Url,
    choice,
)


class RolloutDocument(Authored):
    """How far a system is in use."""

    status: Annotated[str, choice("planned", "live", "leaving", "retired")] | None = None
    """planned, live, leaving or retired."""
    go_live: Date | None = None
    """When it goes or went live."""


class SystemDocument(Common):
    """A software system."""

    name: Text
    """What it is called."""
    vendor: Plain | None = None
    """Who makes it."""
    owner: RoleName | None = None
    """A role."""
    url: Url | None = None
    """Where it is opened."""
    replaces: OneOrMany[Plain] | None = None
    """Systems it takes over from."""
    rollout: RolloutDocument | None = None
    """How far it is in use."""
    synonyms: OneOrMany[Plain] | None = None
    """Other names, for search."""


class DocumentDocument(Governed):
    """A form, record, template, instruction, training, law or set of data."""

    name: Text
    """What it is called."""
    kind: (
        Annotated[
            str, choice("form", "record", "template", "instruction", "training", "law", "data")
        ]
        | None
    ) = None
    """form, record, template, instruction, training, law or data."""
    template: Asset | None = None
    """Path of the file to download."""
    system: Reference | None = None
    """Where it lives."""
    fields: OneOrMany[Plain] | None = None
    """What is filled in."""
    retention: Period | None = None
    """How long it is kept."""


class BenchmarkDocument(Authored):
    """What others reach."""

    value: Number
    """In the KPI's unit."""
    source: Text | None = None
    """Who says so."""


class KpiSourceDocument(Authored):
    """Where a KPI's numbers come from."""

    system: Reference | None = None
    """The system."""
    note: Text | None = None
    """How they are got."""


def _actuals_form(value: Any) -> str:
    return "(mapping)" if isinstance(value, Mapping) else "(file)"


Actuals = Annotated[
    Annotated[dict[str, Number], Tag("(mapping)")] | Annotated[Asset, Tag("(file)")],
    Discriminator(_actuals_form),
]


class KpiDocument(Common):
    """A measure with a target."""

    name: Text
    """What it is called."""
    definition: Text | None = None
    """How it is computed."""
    unit: Plain | None = None
    """Unit of every number here."""
    better: Annotated[str, choice("lower", "higher")] | None = None
    """lower or higher; left out: higher."""
    target: Number | None = None
    """What is aimed at."""
    floor: Number | None = None
    """What scores 0; left out: twice (lower) or half (higher) the target."""
    benchmark: Annotated[BenchmarkDocument, under("value", "source")] | None = None
    """What others reach."""
    frequency: Annotated[str, choice("weekly", "monthly", "quarterly", "yearly")] | None = None
    """weekly, monthly, quarterly or yearly."""
    basis: Basis | None = None
    """measured, survey or estimate."""
    owner: RoleName | None = None
    """A role."""
    source: KpiSourceDocument | None = None
    """Where the numbers come from."""
    actuals: Actuals | None = None
    """Values by period, or the path of a CSV file with the columns period and value."""


class TestDocument(Authored):
    """The last test of a control."""

    __test__ = False

    date: Date
    """When."""
    result: Annotated[str, choice("passed", "failed")] | None = None
    """passed or failed."""


class ControlDocument(Common):
    """What keeps a risk from coming true, or shows that it did."""

    name: Text
    """What is done."""
    kind: Annotated[str, choice("preventive", "detective", "corrective")] | None = None
    """preventive, detective or corrective."""
    automation: Automation | None = None
    """manual, assisted or automated."""
    owner: RoleName | None = None
    """A role."""
    frequency: Text | None = None
    """How often, in words."""
    evidence: Text | None = None
    """What proves it."""
    key: Boolean | None = None
    """Whether auditors count on it."""
    tested: TestDocument | None = None
    """The last test."""
    also_covers: OneOrMany[Reference] | None = None
    """Other risks."""


class ResidualDocument(Authored):
    """A risk after its controls."""

    likelihood: Rating | None = None
    """1..5."""
    impact: Rating | None = None
    """1..5."""


class RiskDocument(Common):
    """What may go wrong."""

    name: Text
    """What it is called."""
    cause: Text | None = None
    """Why it may happen."""
    effect: Text | None = None
    """What it does."""
    likelihood: Rating | None = None
    """1..5, before controls."""
    impact: Rating | None = None
    """1..5, before controls."""
    residual: ResidualDocument | None = None
    """After controls."""
    owner: RoleName | None = None
    """A role."""
    policies: OneOrMany[Reference] | None = None
    """Policies and clauses."""
    controls: dict[Id, ControlDocument] | None = None
    """Controls, by id; unique over all risks."""


class TermDocument(Common):
    """A word of the glossary."""

    name: Text
    """The word."""
    definition: Text | None = None
    """What it means."""
    synonyms: OneOrMany[Plain] | None = None
    """Other words for it, in any language."""
    abbreviation: Plain | None = None
    """Its short form."""
    avoid: OneOrMany[Plain] | None = None
    """Words that should not be used for it."""
    see: OneOrMany[Reference] | None = None
    """Other terms."""
    source: Reference | None = None
    """A policy clause."""
