"""What it costs a wire to leave or enter a box by one of its sides.

The figures are in the unit of the router, about one px of line. They say what people do: in from
the left, out to the right, branches of a decision out of its corners, rework around the top.
"""

from procdocs.diagrams.swimlane.spec import DOWN, LEFT, RIGHT, UP, Box, Wire

IMPOSSIBLE = 1e9
"""Cost of what may not be done."""


def leaving_cost(wire: Wire, box: Box, side: int, ahead: tuple[int, int], loop: bool) -> float:
    """Say what it costs to leave a box by a side.

    Args:
        wire: The wire.
        box: Its source.
        side: Side it leaves by.
        ahead: Grid columns and lines from the source to the target, signed.
        loop: Whether it leads back.
    """
    across, down = ahead
    if (box.caption_across and side == DOWN) or (box.kind == "tag" and side != RIGHT):
        return IMPOSSIBLE
    if box.kind == "tag":
        return 0.0
    if wire.boundary:
        return {DOWN: 0.0, UP: 60.0, RIGHT: 420.0, LEFT: 480.0}[side]
    if box.kind == "start" and side in (UP, DOWN):
        return 300.0
    if loop:
        return {RIGHT: 90.0, DOWN: 15.0, LEFT: 140.0 if across < 0 else 260.0, UP: 0.0}[side]
    if across == 0:
        return 0.0 if side == (DOWN if down > 0 else UP) else 110.0
    if box.shape == "diamond":
        return {RIGHT: 0.0, DOWN: 12.0, UP: 12.0, LEFT: 260.0}[side]
    if wire.message:
        return {RIGHT: 40.0, DOWN: 20.0, UP: 20.0, LEFT: 300.0}[side]
    return {RIGHT: 0.0, DOWN: 75.0, UP: 75.0, LEFT: 300.0}[side]


def entering_cost(wire: Wire, box: Box, side: int, ahead: tuple[int, int], loop: bool) -> float:
    """Say what it costs to enter a box by a side; arguments as in `leaving_cost`."""
    across, down = ahead
    if (box.caption_across and side == DOWN) or (box.kind == "tag" and side != LEFT):
        return IMPOSSIBLE
    if loop:
        cost = {LEFT: 45.0, RIGHT: 110.0, UP: 0.0, DOWN: 5.0}[side]
    elif across == 0:
        near, far = (UP, DOWN) if down > 0 else (DOWN, UP)
        cost = {near: 0.0, far: 160.0, LEFT: 60.0, RIGHT: 140.0}[side]
    elif wire.message:
        cost = {LEFT: 30.0, UP: 10.0, DOWN: 10.0, RIGHT: 200.0}[side]
    else:
        cost = {LEFT: 0.0, UP: 40.0, DOWN: 40.0, RIGHT: 300.0}[side]
    if box.kind in ("decision", "inclusive", "event-choice", "fork") and side in (UP, DOWN):
        cost += 20.0
    return cost


def leaving_company(wire: Wire, box: Box, other: Wire, other_leaves: bool, loops: bool) -> float:
    """Say what it costs to leave by a side that another wire uses already.

    Args:
        wire: The wire.
        box: Its source.
        other: The wire that is there.
        other_leaves: Whether that one leaves too.
        loops: Whether exactly one of the two leads back.
    """
    if not other_leaves:
        return 260.0
    if wire.boundary or other.boundary:
        return 60.0 if wire.boundary and other.boundary else 90.0
    if box.shape == "diamond":
        return 420.0 if wire.label or other.label else 60.0
    return 60.0 if loops or wire.message != other.message else 0.0


def entering_company(wire: Wire, other: Wire, other_leaves: bool, loops: bool) -> float:
    """Say what it costs to enter by a side that another wire uses; as `leaving_company`."""
    if other_leaves:
        return 260.0
    return 150.0 if loops or wire.message != other.message else 0.0
