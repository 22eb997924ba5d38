"""A process: why it exists, how it flows, who is responsible."""

from dataclasses import dataclass

from procdocs.model.flow import Flow
from procdocs.model.places import Common, Governed, Place, Ref, Text
from procdocs.model.quantities import Volume
from procdocs.model.raci import RaciMatrix
from procdocs.model.steps import Layout, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why a process exists."""

    customer: Text | None
    """Who is served."""
    need: Text | None
    """What the customer needs when it starts."""
    outcome: Text | None
    """What the customer has when it ends."""
    satisfaction: Ref | None
    """The KPI by which the customer would judge it."""
    satisfaction_text: Text | None
    """The same in words, where no KPI is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An outside party in a process."""

    id: str
    """Id in this process; a party of the organisation has the same id."""
    name: Text
    """What it is called."""
    party: Ref | None
    """The party of organisation.yml, where it is one."""
    open: bool
    """True where it has steps of its own: an open pool."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process with its flow, responsibilities and references."""

    id: str
    """The file's stem."""
    name: Text
    """What it is called."""
    group: str | None
    """Group of the landscape."""
    part_of: Ref | None
    """The parent of an embedded sub-process."""
    variant_of: Ref | None
    """The as-is process of which this is the to-be."""
    extends: Ref | None
    """The process of which this is a local variant."""
    state: str
    """`as-is` or `to-be`."""
    purpose: Purpose | None
    """Why it exists."""
    trigger: Text | None
    """What starts it."""
    trigger_from: tuple[Ref, ...]
    """Processes upstream."""
    result: Text | None
    """What it ends in."""
    result_to: tuple[Ref, ...]
    """Processes downstream."""
    volume: Volume | None
    """Items per period."""
    success_factors: tuple[tuple[str, float], ...]
    """Success factor and score 0..5."""
    cost_impact: float | None
    """0..5."""
    performance: float | None
    """0..5 as stated; None: from its KPIs."""
    kpis: tuple[Ref, ...]
    """KPIs that measure it."""
    policies: tuple[Ref, ...]
    """Policies and clauses."""
    risks: tuple[Ref, ...]
    """Risks."""
    lanes: tuple[str, ...]
    """Lanes from top to bottom: as written, else in order of appearance."""
    lanes_written: bool
    """Whether `lanes` was written."""
    participants: tuple[Participant, ...]
    """Outside parties."""
    steps: tuple[Step, ...]
    """Authored steps in authored order."""
    flow: Flow
    """Steps and edges with every implied part filled in."""
    raci: RaciMatrix
    """Who does what: written, from tables, and implied."""
    layout: Layout | None
    """Hints for the diagram."""
    governed: Governed
    """Owner, status, version, review, history."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written; keys as in the file."""

    @property
    def activities(self) -> tuple[Step, ...]:
        """The steps that are counted in RACI, value classes and figures."""
        return tuple(step for step in self.steps if step.is_activity)

    def step(self, step_id: str) -> Step | None:
        """Find a step, implied ones too."""
        return self.flow.find(step_id)
