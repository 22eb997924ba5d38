"""A step of a process file."""

from typing import Annotated

from pydantic import Field

from procdocs.source.documents.base import (
    Authored,
    Automation,
    Basis,
    Common,
    Strain,
    ValueClass,
    Waste,
    under,
)
from procdocs.source.fields import (
    Boolean,
    Duration,
    Id,
    Money,
    OneOrMany,
    Plain,
    Position,
    Positive,
    Reference,
    RoleName,
    Scalar,
    Share,
    Text,
    Wait,
    choice,
)
from procdocs.source.rules import WRONG_SHAPE
from procdocs.source.scalars import ScalarError, describe
from procdocs.source.yaml_scalars import source_text

STEP_TYPES = (
    "task",
    "start",
    "end",
    "decision",
    "fork",
    "join",
    "inclusive",
    "event-choice",
    "wait",
    "subprocess",
    "milestone",
)
EVENTS = ("timer", "message", "signal", "error", "conditional", "escalation", "terminate")
TASK_KINDS = ("user", "manual", "service", "script", "rule", "send", "receive")


class TimeDocument(Authored):
    """Times per visit: any two of process, wait and lead."""

    process: Duration | None = None
    """Hands-on work."""
    wait: Wait | None = None
    """Waiting before it; also a range 2h..3d or {from, to, mean}."""
    lead: Duration | None = None
    """Both together."""
    basis: Basis | None = None
    """measured, survey or estimate; left out: estimate."""


class ItemDocument(Authored):
    """An input or output: a document in a state, or free text."""

    document: Plain
    """Id of a document, or free text."""
    state: Plain | None = None
    """State of the document, such as signed."""


class SendsDocument(Authored):
    """A message that the step sends."""

    to: Reference
    """A participant, a step of one, or a step elsewhere as process#step."""
    name: Text | None = None
    """What is sent."""


class ReceivesDocument(Authored):
    """A message that the step receives."""

    from_: Reference = Field(alias="from")
    """A participant, a step of one, or a step elsewhere as process#step."""
    name: Text | None = None
    """What is received."""


class BranchDocument(Authored):
    """A way out."""

    to: Id
    """The step it leads to."""
    when: Text | None = None
    """The condition."""
    share: Share | None = None
    """Part of the visits that take it."""


class CombinationDocument(Authored):
    """Branches of an inclusive split that are taken together."""

    of: OneOrMany[Id]
    """The branches by the step they lead to."""
    share: Share
    """How often just these are taken."""


class _BoundaryDocument(Authored):
    to: Id
    """The step that handles it."""
    share: Share | None = None
    """Part of the visits in which it happens."""
    interrupting: Boolean | None = None
    """Whether the step is left; left out: true."""


class TimeoutDocument(_BoundaryDocument):
    """A timer at the border of a step."""

    after: Duration
    """Working time until it happens."""
    every: Duration | None = None
    """Repetition of a timer that does not interrupt."""


class ErrorDocument(_BoundaryDocument):
    """An error at the border of a step."""

    when: Text | None = None
    """The condition."""


class MessageEventDocument(_BoundaryDocument):
    """A message that comes while the step is done."""

    name: Text | None = None
    """What comes."""
    from_: Reference | None = Field(default=None, alias="from")
    """The participant that sends it."""


class EscalationDocument(_BoundaryDocument):
    """An escalation at the border of a step."""

    when: Text | None = None
    """The condition."""


def _read_cell(value: object) -> str:
    if isinstance(value, list | dict):
        raise ScalarError(
            WRONG_SHAPE, f"{describe(value)} where a cell of a decision table belongs"
        )
    return source_text(value).strip()


class TableDocument(Authored):
    """Rules of a decision."""

    inputs: OneOrMany[Plain]
    """Heads of the columns but the last."""
    rows: list[list[Annotated[str, Scalar(_read_cell, {"type": ["string", "number", "boolean"]})]]]
    """Rules, first one that fits; the last cell is the `when` of a branch."""


class RepeatDocument(Authored):
    """A step done several times for one item."""

    for_: Text | None = Field(default=None, alias="for")
    """For each of what."""
    times: Positive
    """How often on average."""
    parallel: Boolean | None = None
    """Whether the times overlap: the work adds, the lead time does not."""


class AuthorityDocument(Authored):
    """What may be decided at a step."""

    limit: Money | None = None
    """Up to this amount."""
    escalate_to: RoleName | None = None
    """The role that decides above it."""


class LayoutDocument(Authored):
    """Hints for the diagram."""

    column: Position | None = None
    """Column, from 1."""
    row: Position | None = None
    """Row within its lane, from 1."""
    direction: Annotated[str, choice("LR", "TB")] | None = None
    """LR or TB; of a process only."""


class StepDocument(Common):
    """A step: an activity, event or gateway."""

    id: Id
    """Unique within the process."""
    name: Text | None = None
    """What it is called."""
    type: Annotated[str, choice(*STEP_TYPES)] | None = None
    """Left out: task."""
    kind: Annotated[str, choice(*TASK_KINDS)] | None = None
    """Of a task, where it matters."""
    event: Annotated[str, choice(*EVENTS)] | None = None
    """Of a start, wait or end."""
    role: RoleName | None = None
    """The lane, and the R of the step unless `raci` names one."""
    instructions: Text | None = None
    """How it is done, in Markdown."""
    system: OneOrMany[Reference] | None = None
    """Systems used."""
    inputs: OneOrMany[Annotated[ItemDocument, under("document", "state")]] | None = None
    """What it needs."""
    outputs: OneOrMany[Annotated[ItemDocument, under("document", "state")]] | None = None
    """What it makes."""
    sends: OneOrMany[Annotated[SendsDocument, under("to", "name")]] | None = None
    """Messages to other pools."""
    receives: OneOrMany[Annotated[ReceivesDocument, under("from", "name")]] | None = None
    """Messages from other pools."""
    time: TimeDocument | None = None
    """Times per visit."""
    complete_accurate: Share | None = None
    """Share of the output that its receiver can use without asking or mending."""
    value: ValueClass | None = None
    """VA, BVA or NVA; left out: not yet judged."""
    waste: OneOrMany[Waste] | None = None
    """Kinds of waste."""
    strain: OneOrMany[Strain] | None = None
    """What makes the work hard on people: dirty, dangerous, dull."""
    automation: Automation | None = None
    """manual, assisted or automated."""
    raci: dict[str, OneOrMany[RoleName]] | None = None
    """Roles by letter."""
    authority: AuthorityDocument | None = None
    """What may be decided here."""
    policies: OneOrMany[Reference] | None = None
    """Policies and clauses that govern it."""
    controls: OneOrMany[Reference] | None = None
    """Controls carried out here."""
    branches: OneOrMany[BranchDocument] | None = None
    """Ways out with conditions."""
    combinations: OneOrMany[CombinationDocument] | None = None
    """Of an inclusive split: which branches are taken together how often."""
    next: OneOrMany[Id] | None = None
    """The step that follows; several are parallel. Left out: the next one in the list."""
    on_timeout: OneOrMany[TimeoutDocument] | None = None
    """Timers at its border."""
    on_error: OneOrMany[ErrorDocument] | None = None
    """Errors at its border."""
    on_message: OneOrMany[MessageEventDocument] | None = None
    """Messages that come meanwhile."""
    on_escalation: OneOrMany[EscalationDocument] | None = None
    """Escalations at its border."""
    table: TableDocument | None = None
    """Rules of a decision."""
    repeat: RepeatDocument | None = None
    """Repetition for one item."""
    process: Reference | None = None
    """Of a subprocess: the process it stands for."""
    outcome: Annotated[str, choice("success", "failure")] | None = None
    """Of an end: success or failure."""
    share: Share | None = None
    """Of a start among several: its part of the items."""
    replaces: OneOrMany[Id] | None = None
    """Of a to-be step: steps of the as-is whose place it takes."""
    after: Id | None = None
    """Of a step that a local variant adds: the step behind which it comes."""
    layout: LayoutDocument | None = None
    """Hints for the diagram."""
