"""Where on a side of a box each wire is attached.

Before: ways on the grid. After: wires that do not belong together are attached apart.
"""

from dataclasses import dataclass

from procdocs.diagrams.swimlane.spec import DOWN, RIGHT, UP, Box, Drawing, Routing, directions

Port = tuple[int, int]
"""A box and one of its sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Attachments of the wires."""

    leaving: tuple[float, ...]
    """For each wire, how far from the middle of the side it leaves by; down or to the right."""
    entering: tuple[float, ...]
    """The same for the side it enters by."""
    label_before: tuple[bool, ...]
    """Whether a wire's label stands to the left of its stub rather than to the right."""


def _pitch(box: Box, count: int) -> float:
    if box.shape == "circle":
        return min(18.0 / (count - 1), 9.0)
    if box.shape == "diamond":
        return min(28.0, box.width * 0.4) / (count - 1)
    return min(28.0, (box.width - 16.0) / (count - 1))


def _related(drawing: Drawing, one: tuple[int, bool], two: tuple[int, bool]) -> bool:
    """Tell whether two wires at one side may share an attachment."""
    (first, out), (second, also_out) = one, two
    a, b = drawing.wires[first], drawing.wires[second]
    if out != also_out or a.message != b.message:
        return False
    if not out:
        return not (a.label and a.source < 0) and not (b.label and b.source < 0)
    return not (a.boundary or b.boundary or (a.label and b.label))


def _turn(ways: tuple[int, ...], out: bool) -> int:
    """Say where a wire goes after its stub: -1 left, 0 straight on, 1 right."""
    if len(ways) < 2:
        return 0
    onward = ways[1] if out else ways[-2]
    if onward % 2 == 1:
        return 0
    right = (onward == RIGHT) == out
    return 1 if right else -1


def _middle(nets: list[list[tuple[int, bool]]], keys: list[tuple[float, int]]) -> list[int]:
    """Order the nets of a side from left to right."""
    return sorted(range(len(nets)), key=lambda at: keys[at])


def assign_slots(drawing: Drawing, routing: Routing) -> Slots:
    """Attach every wire to its boxes.

    A wire that goes straight on keeps the middle of the side; those that turn left are attached
    to its left, those that turn right to its right.

    Args:
        drawing: What to lay out.
        routing: The ways; empty ones are skipped.

    Returns:
        Attachments, in px.
    """
    count = len(drawing.wires)
    leaving, entering, before = [0.0] * count, [0.0] * count, [False] * count
    ways = [directions(path) for path in routing.paths]
    sides: dict[Port, list[tuple[int, bool]]] = {}
    for index, wire in enumerate(drawing.wires):
        if not ways[index]:
            continue
        if wire.source >= 0 and ways[index][0] in (UP, DOWN):
            sides.setdefault((wire.source, ways[index][0]), []).append((index, True))
        if wire.target >= 0 and ways[index][-1] in (UP, DOWN):
            side = (ways[index][-1] + 2) % 4
            sides.setdefault((wire.target, side), []).append((index, False))
    for (box, _), members in sides.items():
        nets: list[list[tuple[int, bool]]] = []
        for member in members:
            home = next((net for net in nets if _related(drawing, net[0], member)), None)
            if home is None:
                nets.append([member])
            else:
                home.append(member)
        keys = []
        for net in nets:
            turns = [_turn(ways[index], out) for index, out in net]
            straight = 0 in turns
            lean = 0.0 if straight else sum(turns) / len(turns)
            keys.append((lean if lean or straight else 0.1, net[0][0]))
        order = _middle(nets, keys)
        centre = (len(nets) - 1) / 2
        straight_at = next((k for k, at in enumerate(order) if keys[at][0] == 0.0), None)
        if straight_at is not None:
            centre = float(straight_at)
        reach = max(centre, len(nets) - 1 - centre)
        pitch = _pitch(drawing.boxes[box], round(2 * reach) + 1) if len(nets) > 1 else 0.0
        for position, at in enumerate(order):
            shift = (position - centre) * pitch
            first, last = position == 0, position == len(nets) - 1
            left = not (last and not first) if drawing.turned else first and not last
            for index, out in nets[at]:
                if out:
                    leaving[index] = shift
                else:
                    entering[index] = shift
                if out or drawing.wires[index].source < 0:
                    before[index] = left
    return Slots(leaving=tuple(leaving), entering=tuple(entering), label_before=tuple(before))
