"""A process file."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from procdocs.source.documents.base import Authored, Common, Governed, State, under
from procdocs.source.documents.step import LayoutDocument, StepDocument
from procdocs.source.fields import Id, OneOrMany, Plain, Reference, RoleName, Score, Text, Volume


class PurposeDocument(Authored):
    """Why a process exists."""

    customer: Text | None = None
    """Who is served."""
    need: Text | None = None
    """What the customer needs when it starts."""
    outcome: Text | None = None
    """What the customer has when it ends."""
    satisfaction: Plain | None = None
    """The KPI by which the customer would judge it, or the same in words."""


class TriggerDocument(Authored):
    """What starts a process."""

    text: Text | None = None
    """In words."""
    from_: OneOrMany[Reference] | None = Field(default=None, alias="from")
    """Processes upstream."""


class ResultDocument(Authored):
    """What a process ends in."""

    text: Text | None = None
    """In words."""
    to: OneOrMany[Reference] | None = None
    """Processes downstream."""


class ParticipantDocument(Common):
    """An outside party that only this process has."""

    name: Text
    """What it is called."""


def _participants_form(value: Any) -> str:
    return "(mapping)" if isinstance(value, Mapping) else "(list)"


Participants = Annotated[
    Annotated[dict[Id, ParticipantDocument | None], Tag("(mapping)")]
    | Annotated[OneOrMany[Reference], Tag("(list)")],
    Discriminator(_participants_form),
]


class ProcessDocument(Governed):
    """A process; its id is the stem of the file's name."""

    name: Text
    """What it is called."""
    group: Reference | None = None
    """Group of the landscape."""
    part_of: Reference | None = None
    """Of an embedded sub-process: its parent."""
    variant_of: Reference | None = None
    """Of a to-be: the process as it is."""
    state: State | None = None
    """as-is or to-be; left out: as-is."""
    extends: Reference | None = None
    """Of a local variant: the process of which it holds only what differs."""
    override: dict[Id, dict[str, Any] | None] | None = None
    """Of a local variant: what differs, by the id of the step; null drops a step."""
    purpose: PurposeDocument | None = None
    """Why it exists."""
    trigger: Annotated[TriggerDocument, under("text", "from")] | None = None
    """What starts it."""
    result: Annotated[ResultDocument, under("text", "to")] | None = None
    """What it ends in."""
    volume: Volume | None = None
    """Items per period."""
    success_factors: dict[Reference, Score] | None = None
    """0..5 for each success factor of portal.yml."""
    cost_impact: Score | None = None
    """0..5."""
    performance: Score | None = None
    """0..5; left out: from its KPIs."""
    kpis: OneOrMany[Reference] | None = None
    """KPIs that measure it."""
    policies: OneOrMany[Reference] | None = None
    """Policies and clauses that govern it."""
    risks: OneOrMany[Reference] | None = None
    """Risks."""
    lanes: OneOrMany[RoleName] | None = None
    """Roles and participants from top to bottom; left out: in order of appearance."""
    participants: Participants | None = None
    """Outside parties, drawn as pools."""
    steps: list[StepDocument] | None = None
    """The steps, in order."""
    layout: LayoutDocument | None = None
    """Hints for the diagram."""
