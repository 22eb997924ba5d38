"""A step of a process and what it says of itself."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from procdocs.diagnostics import Span
from procdocs.model.places import Common, Place, Ref, Text
from procdocs.model.quantities import Basis, Money, Share, Wait


class StepType(StrEnum):
    """The types of FORMAT.md."""

    TASK = "task"
    START = "start"
    END = "end"
    DECISION = "decision"
    FORK = "fork"
    JOIN = "join"
    INCLUSIVE = "inclusive"
    EVENT_CHOICE = "event-choice"
    WAIT = "wait"
    SUBPROCESS = "subprocess"
    MILESTONE = "milestone"


class Split(StrEnum):
    """How the ways out of a step are taken."""

    NONE = "none"
    """At most one way out."""
    EXCLUSIVE = "exclusive"
    """One of the branches: a decision, or a step that decides by itself."""
    EVENT = "event"
    """One of the branches, whichever event comes first."""
    PARALLEL = "parallel"
    """All of them: a fork, or several `next`."""
    INCLUSIVE = "inclusive"
    """One or more of the branches."""


class ValueClass(StrEnum):
    """What the customer would say of a step."""

    VA = "VA"
    BVA = "BVA"
    NVA = "NVA"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTime:
    """Times per visit of a step, in working time; two of the three give the third."""

    process: timedelta | None
    """PT, hands-on."""
    wait: Wait | None
    """WT, before it."""
    lead: timedelta | None
    """LT = WT + PT; None where one of them is unknown."""
    basis: Basis
    """Left out: estimate."""
    written: tuple[tuple[str, str], ...] = ()
    """The durations as typed, by `process`, `lead`, `wait`, or `from`, `to`, `mean` of a wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An input or output: a document in a state, or free text."""

    document: Ref | None
    """The document; None for free text."""
    text: str | None
    """Free text; None for a document."""
    state: str | None
    """State of the document, such as signed."""
    span: Span
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message flow between this step and another pool."""

    direction: str
    """`sends` or `receives`."""
    party: str | None
    """Id of the participant at the other end; None where it is a step."""
    step: str | None
    """Id of the step of this process at the other end."""
    elsewhere: Ref | None
    """Process and step at the other end, in another file."""
    name: Text | None
    """What is sent."""
    span: Span
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One way out of a decision, inclusive split, event choice or deciding task."""

    to: str
    """Id of the step it leads to."""
    when: Text | None
    """The condition."""
    share: Share | None
    """Its share: as written, or the rest where the others of a decision add up; None if unknown."""
    share_written: bool
    """False where the share was derived as the rest."""
    place: Place
    """Where it was written; keys `when`, `to`, `share`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """A set of branches of an inclusive split that are taken together."""

    of: tuple[str, ...]
    """The branches by the step they lead to."""
    share: Share
    """How often just these are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """An event at the border of a step."""

    kind: str
    """`timeout`, `error`, `message` or `escalation`."""
    to: str
    """Id of the step that handles it."""
    after: timedelta | None
    """Working time until a timeout."""
    every: timedelta | None
    """Repetition of a timer that does not interrupt."""
    after_written: str | None = None
    """The timeout as typed: `1d` is no `8h`, though both are eight hours of work."""
    every_written: str | None = None
    """The repetition as typed."""
    when: Text | None
    """The condition of an error or escalation."""
    name: Text | None
    """Name of a message."""
    party: str | None
    """Sender of a message."""
    share: Share | None
    """Part of the visits in which it happens; None is unknown."""
    interrupting: bool
    """Whether the step is left."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A step done several times for one item."""

    per: Text | None
    """For each of what (`for` in YAML)."""
    times: float
    """How often on average."""
    parallel: bool
    """True: the work adds, the lead time does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What a role may decide at a step."""

    limit: Money | None
    """Up to this amount."""
    escalate_to: Ref | None
    """Who decides above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """Rules of a decision: the first row that fits gives the branch."""

    inputs: tuple[str, ...]
    """Heads of the columns."""
    rows: tuple[tuple[str, ...], ...]
    """Cells; the last of a row is a branch's `when`."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Hints for the diagram."""

    column: int | None = None
    """Column, from 1."""
    row: int | None = None
    """Row within its lane, from 1."""
    direction: str | None = None
    """`LR` or `TB`; of a process only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a process: an activity, event or gateway."""

    id: str
    """Unique within the process."""
    number: int
    """Place among the authored steps, from 1; 0 for an implied start or end."""
    name: Text | None
    """What it is called; gateways may have none."""
    type: StepType
    """Its type."""
    kind: str | None
    """Of a task: `user`, `manual`, `service`, `script`, `rule`, `send` or `receive`."""
    event: str | None
    """Of a start, wait or end: `timer`, `message`, …"""
    role: Ref | None
    """A role, or None where it has none or stands with an outside party."""
    party: str | None
    """The participant that does it, in an open pool."""
    lane: str | None
    """Role or participant in whose lane it stands, inherited where it has none."""
    is_activity: bool
    """Task, subprocess, or a decision or wait with time or RACI; never of an outside party."""
    implied: bool
    """True for a start or end that was not written."""
    instructions: Text | None
    """Markdown."""
    systems: tuple[Ref, ...]
    """Systems used."""
    inputs: tuple[Item, ...]
    """What it needs."""
    outputs: tuple[Item, ...]
    """What it makes."""
    messages: tuple[Message, ...]
    """What it sends to and receives from other pools, in authored order."""
    time: StepTime | None
    """Times per visit; None is unknown."""
    complete_accurate: Share | None
    """%C&A; None is unknown, never 100 %."""
    value: ValueClass | None
    """None: not yet judged."""
    waste: tuple[str, ...]
    """Kinds of waste."""
    strain: tuple[str, ...]
    """What makes the work hard on people: dirty, dangerous, dull."""
    automation: str | None
    """`manual`, `assisted` or `automated`."""
    authority: Authority | None
    """What may be decided here."""
    policies: tuple[Ref, ...]
    """Policies and clauses that govern it."""
    controls: tuple[Ref, ...]
    """Controls carried out here."""
    branches: tuple[Branch, ...]
    """Ways out with conditions."""
    combinations: tuple[Combination, ...]
    """Of an inclusive split, where it gives them."""
    next: tuple[Ref, ...]
    """Written `next`; several are parallel."""
    boundaries: tuple[Boundary, ...]
    """Events at its border."""
    table: DecisionTable | None
    """Of a decision."""
    repeat: Repeat | None
    """Repetition for one item."""
    process: Ref | None
    """Of a subprocess: the process it stands for."""
    outcome: str | None
    """Of an end: `success` or `failure`."""
    share: Share | None
    """Of a start among several: its part of the items."""
    replaces: tuple[str, ...]
    """Of a to-be step: steps of the as-is whose place it takes."""
    layout: Layout | None
    """Hints for the diagram."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""

    @property
    def split(self) -> Split:
        """How its ways out are taken."""
        if self.type is StepType.INCLUSIVE:
            return Split.INCLUSIVE
        if self.type is StepType.EVENT_CHOICE:
            return Split.EVENT
        if self.type is StepType.FORK or len(self.next) > 1:
            return Split.PARALLEL
        return Split.EXCLUSIVE if self.branches else Split.NONE
