"""What the phases of the layout hand to one another.

The engine always thinks left to right. A picture that flows downwards is measured with width and
height exchanged, laid out the same way, and turned over at the very end.

Boxes, wires and strips are known by their index in the drawing; a wire's end at a black-box pool
is the negative number `-1 - strip`.
"""

import itertools
from dataclasses import dataclass, field
from typing import Literal

RIGHT, DOWN, LEFT, UP = range(4)
"""Directions on the grid; also the side of a box that a wire leaves by."""
STEP_X = (1, 0, -1, 0)
"""Grid step across, by direction."""
STEP_Y = (0, 1, 0, -1)
"""Grid step down, by direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A lane, or a black-box pool, which is a lane that holds nothing."""

    id: str
    """Id of the lane or pool."""
    name: str
    """Words in its head."""
    pool: int
    """Index of its pool in the drawing; -1 for none."""
    black_box: bool
    """Whether it is a pool that shows nothing inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node with its measures."""

    id: str
    """Id of the node."""
    strip: int
    """Index of its lane."""
    kind: str
    """Kind of the node, as in the view."""
    shape: Literal["box", "diamond", "circle"]
    """Outline."""
    width: float
    """Extent along the flow."""
    height: float
    """Extent across the flow."""
    lines: tuple[str, ...] = ()
    """Text inside."""
    text_top: float = 0.0
    """From the top of the box to the top of the text, in the drawn direction; 0 centres it."""
    lift: float = 0.0
    """How far the signs in its foot are raised, to be clear of events on its border."""
    wait: str = ""
    """Waiting time."""
    caption: tuple[str, ...] = ()
    """Text outside: below the box, or to its right when the picture flows downwards."""
    caption_along: float = 0.0
    """Extent of the caption along the flow."""
    caption_across: float = 0.0
    """Extent of the caption across the flow, with its distance from the box."""
    column: int | None = None
    """Author's column, from 0."""
    row: int | None = None
    """Author's row in its lane, from 0."""

    def slots(self, side: int) -> int:
        """Say how many separate wires a side can take."""
        if side in (LEFT, RIGHT):
            return 1
        if self.kind == "tag" or (self.caption_across and side == DOWN):
            return 0
        if self.shape == "box":
            return 1 + int((self.width - 16) // 20)
        return 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """A flow with the measures of its label."""

    id: str
    """Id of the edge."""
    source: int
    """Box, or `-1 - strip`."""
    target: int
    """Box, or `-1 - strip`."""
    message: bool = False
    """Whether it is a message."""
    boundary: bool = False
    """Whether it starts at an event on the border of its source."""
    back: bool | None = None
    """Author's word on whether it is rework."""
    label: tuple[str, ...] = ()
    """Lines of its label."""
    label_along: float = 0.0
    """Extent of the label along the flow."""
    label_across: float = 0.0
    """Extent of the label across the flow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything to lay out, measured; the same for every variant tried."""

    boxes: tuple[Box, ...]
    """In authored order, then the boxes that hold a label."""
    wires: tuple[Wire, ...]
    """In authored order, then the second halves of wires led through a label."""
    strips: tuple[Strip, ...]
    """From top to bottom."""
    pools: tuple[str, ...] = ()
    """Ids of the pools."""
    turned: bool = False
    """Whether the picture flows downwards."""
    whole: dict[int, int] = field(default_factory=dict)
    """Second half of a wire led through a label, by its first half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where each box stands on the grid of columns and rows."""

    columns: tuple[int, ...]
    """Column of each box."""
    rows: tuple[int, ...]
    """Row of each box within its strip."""
    depths: tuple[int, ...]
    """Number of rows of each strip; at least one."""
    loops: tuple[bool, ...]
    """Whether each wire leads back."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return 1 + max(self.columns, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The lines wires run on: channels between columns and rows, and the middles of both.

    Across, even lines are channels and odd lines middles of columns. Down, each strip has a
    channel, then a row and a channel for each of its rows; so two channels meet at a lane's edge.
    """

    width: int
    """Number of lines across."""
    strip_of: tuple[int, ...]
    """Strip of each line down."""
    is_row: tuple[bool, ...]
    """Whether a line down is the middle of a row."""
    row_line: dict[tuple[int, int], int]
    """Line of each strip and row."""

    @property
    def height(self) -> int:
        """Number of lines down."""
        return len(self.is_row)


GridPath = tuple[tuple[int, int], ...]
"""Every grid point a wire passes, ends included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """The way of every wire on the grid."""

    grid: Grid
    """The grid."""
    paths: tuple[GridPath, ...]
    """The way of each wire; empty if none was found."""


def directions(path: GridPath) -> tuple[int, ...]:
    """Return the direction of each step of a way."""
    found = []
    for (x, y), (next_x, next_y) in itertools.pairwise(path):
        if next_x != x:
            found.append(RIGHT if next_x > x else LEFT)
        else:
            found.append(DOWN if next_y > y else UP)
    return tuple(found)


def make_grid(placement: Placement) -> Grid:
    """Lay the grid lines for a placement."""
    strip_of: list[int] = []
    is_row: list[bool] = []
    row_line: dict[tuple[int, int], int] = {}
    for strip, depth in enumerate(placement.depths):
        strip_of.append(strip)
        is_row.append(False)
        for row in range(depth):
            row_line[(strip, row)] = len(is_row)
            strip_of.extend((strip, strip))
            is_row.extend((True, False))
    return Grid(
        width=2 * placement.width + 1,
        strip_of=tuple(strip_of),
        is_row=tuple(is_row),
        row_line=row_line,
    )
