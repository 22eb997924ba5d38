"""The likely ways of every wire, kept by where its ends stand from each other.

Before: nothing. At any time: ways that were asked for once, for all wires of the same sort.
"""

from procdocs.diagrams.swimlane.net import HALF_COLUMN, HALF_ROW
from procdocs.diagrams.swimlane.patterns import (
    NATURAL,
    UNUSUAL,
    UNUSUAL_PRICE,
    Sides,
    Way,
    floor_price,
    shortest,
    side_pairs,
    ways_between,
)
from procdocs.diagrams.swimlane.spec import Drawing

Ahead = tuple[int, int, int]
"""How far across the target of a wire stands from its source, and the lines of the two."""
_THREE_BENDS = 240.0


class LikelyWays:
    """The ways that the wires of a drawing are likely to take, from their origin across."""

    def __init__(
        self, drawing: Drawing, loops: tuple[bool, ...], channels: list[tuple[int, ...]]
    ) -> None:
        """Sort the wires.

        Args:
            drawing: What is laid out.
            loops: Which of its wires lead back.
            channels: For each line the channels across that a detour from it may use.
        """
        self.drawing = drawing
        self.loops = loops
        self.channels = channels
        self.sort = self._sorts()
        self.known: dict[tuple[int, int, int, int, int], tuple[Way, ...]] = {}
        self.sides: dict[tuple[int, int, int], tuple[Sides, ...]] = {}
        self.floors: dict[tuple[int, int, int], float] = {}

    def _sorts(self) -> list[int]:
        """Number the wires so that those with one number have the same likely ways."""
        boxes = self.drawing.boxes

        def kind(end: int) -> tuple[object, ...]:
            return (boxes[end].kind, boxes[end].shape, boxes[end].caption_across > 0)

        numbers: dict[tuple[object, ...], int] = {}
        return [
            numbers.setdefault(
                (
                    wire.message,
                    wire.boundary,
                    self.loops[index],
                    wire.source == wire.target,
                    kind(wire.source) if wire.source >= 0 else None,
                    kind(wire.target) if wire.target >= 0 else None,
                ),
                len(numbers),
            )
            for index, wire in enumerate(self.drawing.wires)
        ]

    def ways(self, index: int, ahead: Ahead, effort: int) -> tuple[Way, ...]:
        """List the likely ways of a wire, cheapest first; as `ways_between`."""
        key = (self.sort[index], *ahead, effort)
        found = self.known.get(key)
        if found is None:
            across, first, last = ahead
            lines = dict.fromkeys(self.channels[first] + self.channels[last])
            found = self.known[key] = ways_between(
                self._sides(index, _signs(ahead)),
                (0, first),
                (across, last),
                self.loops[index],
                lines,
                effort,
            )
        return found

    def least(self, index: int, ahead: Ahead) -> float:
        """Say what the way of a wire costs the reader at least."""
        signs = _signs(ahead)
        key = (self.sort[index], *signs)
        floor = self.floors.get(key)
        if floor is None:
            loop = self.loops[index]
            floor = self.floors[key] = floor_price(self._sides(index, signs), signs, loop)
        return floor + shortest(ahead[0], ahead[2] - ahead[1])

    def _sides(self, index: int, signs: tuple[int, int]) -> tuple[Sides, ...]:
        key = (self.sort[index], *signs)
        found = self.sides.get(key)
        if found is None:
            wire, boxes = self.drawing.wires[index], self.drawing.boxes
            source = boxes[wire.source] if wire.source >= 0 else None
            target = boxes[wire.target] if wire.target >= 0 else None
            found = side_pairs(wire, (source, target), signs, self.loops[index])
            self.sides[key] = found
        return found


def at_least(effort: int, ahead: Ahead) -> float:
    """Say what a way that is found by an effort costs the router at least."""
    if effort == NATURAL:
        return 0.0
    across, first, last = ahead
    more = UNUSUAL_PRICE if effort == UNUSUAL else _THREE_BENDS
    return more + abs(across) * HALF_COLUMN + abs(last - first) * HALF_ROW


def detour_worth(ahead: Ahead) -> float:
    """Say what a detour costs the reader at least."""
    return _THREE_BENDS + shortest(ahead[0], ahead[2] - ahead[1])


def _signs(ahead: Ahead) -> tuple[int, int]:
    across, first, last = ahead
    return ((across > 0) - (across < 0), (last > first) - (last < first))
