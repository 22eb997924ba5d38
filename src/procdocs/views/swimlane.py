"""What a swimlane picture shows: lanes, steps and flows, decided; no geometry.

A view holds words that are already in the reader's language and links that are already relative
to the reader's page. Its order is the authored order; the layout reads meaning from it (a flow
that leads backwards in it is rework).
"""

from dataclasses import dataclass
from typing import Literal

NodeKind = Literal[
    "task",
    "subprocess",
    "start",
    "end",
    "decision",
    "fork",
    "join",
    "inclusive",
    "event-choice",
    "wait",
    "milestone",
]
"""What a node is. `decision` is exclusive, `fork` and `join` are parallel."""

EventKind = Literal[
    "timer",
    "message",
    "signal",
    "error",
    "escalation",
    "conditional",
    "terminate",
    "link",
    "compensation",
    "cancel",
    "multiple",
]
"""What an event waits for or does."""

TaskKind = Literal["user", "manual", "service", "script", "rule", "send", "receive"]
"""Who or what carries a task out."""

Change = Literal["added", "removed", "changed"]
"""How a part differs from the version it is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """A lane: one role, party or system."""

    id: str
    """Unique within the picture; becomes `data-role`."""
    name: str
    """The words in its head."""
    href: str | None = None
    """Link of its head, relative to the page."""
    pool: str | None = None
    """Id of the pool it lies in."""
    outside: bool = False
    """Whether it stands for a party outside the organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolView:
    """A participant: the organisation, or a party outside it."""

    id: str
    """Unique among pools, lanes and nodes of the picture."""
    name: str
    """The words in its head."""
    black_box: bool = False
    """Whether nothing inside is shown: it has no lanes, and messages end at its border."""
    href: str | None = None
    """Link of its head, relative to the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """A step, event or gateway."""

    id: str
    """Unique within the picture; becomes `data-step`."""
    lane: str
    """Id of its lane."""
    kind: NodeKind
    """Its shape."""
    name: str = ""
    """The words in or below it."""
    event: EventKind | None = None
    """The sign in an event."""
    throwing: bool = False
    """Whether an event sends; its sign is then filled."""
    task_kind: TaskKind | None = None
    """The sign of a task."""
    automation: Literal["manual", "assisted", "automated"] | None = None
    """How much of it a machine does; gives a task without a kind its sign."""
    repeated: bool = False
    """Whether it is done once for each of several things."""
    number: str | None = None
    """Step number, shown in a corner."""
    href: str | None = None
    """Link, such as `#step-register`, relative to the page."""
    title: str | None = None
    """Tooltip; its name if none."""
    value: Literal["VA", "BVA", "NVA"] | None = None
    """Value class: value-adding, business value-adding, not value-adding."""
    wait_text: str | None = None
    """Waiting before it, formatted, such as `2 h`."""
    change: Change | None = None
    """How it differs from the version compared with."""
    documents: int = 0
    """How many documents it needs and makes; shown where the reader asks."""
    documents_text: str = ""
    """Which these are, in words."""
    column: int | None = None
    """Author's column, counted from 1; None lets the layout choose."""
    row: int | None = None
    """Author's row within its lane, counted from 1; None lets the layout choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeView:
    """A flow between two nodes, or a message to or from a pool."""

    id: str
    """Unique among the edges of the picture."""
    source: str
    """Id of a node; of a black-box pool for a message."""
    target: str
    """Id of a node; of a black-box pool for a message."""
    kind: Literal["sequence", "message"] = "sequence"
    """Messages are dashed and are the only flows between pools."""
    label: str | None = None
    """Condition of a branch, or what a message carries."""
    share_text: str | None = None
    """How often it is taken, formatted, such as `15 %`; follows the label."""
    back: bool | None = None
    """True for rework by the author's word; None lets the authored order decide."""
    boundary: EventKind | None = None
    """The flow starts at an event of this kind on the border of its source."""
    interrupting: bool = True
    """Whether that event ends the step; otherwise its rings are dashed."""
    change: Change | None = None
    """How it differs from the version compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """Words of a picture that is printed on several sheets."""

    sheet: str = "sheet {n} of {m}"
    """Which of them it is."""
    onward: str = "Lines go on at the circle with the same letter."
    """How to read cut lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwimlaneView:
    """Everything a swimlane picture shows."""

    id: str
    """Id of the process; the base of every id in the picture."""
    title: str
    """Name of the picture."""
    description: str
    """What a reader who cannot see it should know first."""
    lanes: tuple[LaneView, ...]
    """Lanes from top to bottom; lanes of one pool stand together."""
    nodes: tuple[NodeView, ...]
    """Nodes in authored order."""
    edges: tuple[EdgeView, ...]
    """Flows in authored order."""
    pools: tuple[PoolView, ...] = ()
    """Participants from top to bottom; a black box stands where it is named."""
    lanes_ordered: bool = True
    """Whether the author gave the order of the lanes; if not, the layout may change it."""
    direction: Literal["lr", "tb"] = "lr"
    """Which way the work flows: left to right or top to bottom."""
    sheet_words: SheetWords = SheetWords()
    """Words for print."""
