"""The books of the router: which wire uses which line, and what a further one would pay.

Before: boxes on a grid. At any time: the ways that were entered, and the prices that follow.
"""

import itertools
from dataclasses import dataclass

from procdocs.diagrams.swimlane.net import lay_net, relate
from procdocs.diagrams.swimlane.ports import (
    IMPOSSIBLE,
    entering_company,
    entering_cost,
    leaving_company,
    leaving_cost,
)
from procdocs.diagrams.swimlane.spec import (
    Box,
    Drawing,
    GridPath,
    Placement,
    Routing,
    make_grid,
)

_SHARED = 0.6
_NEIGHBOUR = 6.0
_MIXED = 140.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the variants of a layout try."""

    bend: float = 80.0
    """A bend, in px of line."""
    crossing: float = 220.0
    """A crossing, in px of line."""
    passes: int = 3
    """How often wires may be taken up again."""


class Books:
    """Which wire uses which stretch of which line, and what another would pay there."""

    def __init__(
        self,
        drawing: Drawing,
        placement: Placement,
        costs: Costs,
        avoid: frozenset[tuple[int, int, int]],
    ) -> None:
        self.drawing = drawing
        self.loops = placement.loops
        self.costs = costs
        self.avoid = avoid
        self.grid = make_grid(placement)
        self.wide = self.grid.width
        self.spot = [self.point(placement, index) for index in range(len(drawing.boxes))]
        self.net = lay_net(
            self.wide,
            self.grid.is_row,
            tuple(drawing.strips[strip].black_box for strip in self.grid.strip_of),
        )
        points = self.wide * self.grid.height
        self.cell = [-1] * points
        for index, point in enumerate(self.spot):
            self.cell[point] = index
        self.related = relate(drawing)
        self.use: list[list[int]] = [[] for _ in range(2 * points)]
        self.turns: list[list[tuple[int, int, int]]] = [[] for _ in range(points)]
        self.clock = 0
        self.seen = [-1] * len(drawing.wires)
        self.company: dict[tuple[int, int], list[tuple[int, bool]]] = {}
        self.paths: list[tuple[int, ...]] = [()] * len(drawing.wires)
        self.ways: list[tuple[int, ...]] = [()] * len(drawing.wires)

    def point(self, placement: Placement, box: int) -> int:
        """Return the grid point of a box in a placement of the same shape."""
        line = self.grid.row_line[(self.drawing.boxes[box].strip, placement.rows[box])]
        return line * self.wide + 2 * placement.columns[box] + 1

    def ahead(self, index: int) -> tuple[int, int]:
        """Return the grid columns and lines from a wire's source to its target, signed."""
        wire = self.drawing.wires[index]
        if wire.source < 0 or wire.target < 0:
            return (0, self.pool_line(wire.target) - self.pool_line(wire.source))
        start, goal = self.spot[wire.source], self.spot[wire.target]
        return (goal % self.wide - start % self.wide, goal // self.wide - start // self.wide)

    def pool_line(self, end: int) -> int:
        """Return the line of a box, or of the single row of a black box."""
        if end >= 0:
            return self.spot[end] // self.wide
        return self.grid.row_line[(-1 - end, 0)]

    def leaving(self, index: int, way: int) -> float:
        """Say what it costs a wire to leave its source that way."""
        wire = self.drawing.wires[index]
        box = self.drawing.boxes[wire.source]
        cost = leaving_cost(wire, box, way, self.ahead(index), self.loops[index])
        for other, leaves in self.company.get((wire.source, way), ()):
            cost += leaving_company(
                wire,
                box,
                self.drawing.wires[other],
                leaves,
                self.loops[other] != self.loops[index],
            )
        return cost if self._fits(index, wire.source, way, box) else IMPOSSIBLE

    def entering(self, index: int, way: int) -> float:
        """Say what it costs a wire to come into its target going that way."""
        wire = self.drawing.wires[index]
        side = (way + 2) % 4
        box = self.drawing.boxes[wire.target]
        cost = entering_cost(wire, box, side, self.ahead(index), self.loops[index])
        for other, leaves in self.company.get((wire.target, side), ()):
            cost += entering_company(
                wire, self.drawing.wires[other], leaves, self.loops[other] != self.loops[index]
            )
        return cost if self._fits(index, wire.target, side, box) else IMPOSSIBLE

    def _fits(self, index: int, end: int, side: int, box: Box) -> bool:
        """Tell whether a side of a box has room for one more separate wire."""
        there = self.company.get((end, side))
        if not there:
            return box.slots(side) > 0
        kin = self.related[index]
        if any(other in kin for other, _ in there):
            return all(other in kin for other, _ in there) or side % 2 == 1
        nets: list[int] = []
        wire = self.drawing.wires[index]
        words = 1 if wire.label and (end == wire.source or wire.source < 0) else 0
        for other, leaves in there:
            mate = self.drawing.wires[other]
            if mate.label and (leaves or mate.source < 0):
                words += 1
            if not any(other in self.related[known] for known in nets):
                nets.append(other)
        return len(nets) < box.slots(side) and words <= 2

    def shared_step(self, index: int, state: int, stub: bool) -> float:
        """Say what one stretch costs that others use too."""
        net = self.net
        length = net.length[state]
        users = self.use[net.stretch[state]]
        kin = self.related[index]
        shared = [other for other in users if other in kin]
        if len(shared) < len(users):
            if net.middle[state] and not stub:
                return IMPOSSIBLE
            return length + _NEIGHBOUR * len(users)
        if any(self.loops[other] != self.loops[index] for other in shared):
            return length + _MIXED
        return length * _SHARED

    def passing(self, index: int, point: int, way: int, onward: int) -> float:
        """Say what it costs to go through a point that others go through too."""
        turning = onward != way
        fixed = self.net.fixed[point]
        kin = self.related[index]
        upright_middle = self.net.x[point] % 2 == 1
        cost = 0.0
        for other, into, out in self.turns[point]:
            if other in kin:
                continue
            if fixed and (turning or into != out):
                return IMPOSSIBLE
            if not turning:
                if into == out:
                    if into % 2 != way % 2:
                        cost += self.costs.crossing
                    elif upright_middle and way % 2 == 1:
                        return IMPOSSIBLE
                elif not self._same_stub(index, other, point):
                    cost += self.costs.crossing * 0.45
            elif into == out and into % 2 == way % 2:
                cost += 25.0
        return cost

    def _same_stub(self, index: int, other: int, point: int) -> bool:
        """Tell whether two wires use slots of one side of one box next to a point."""
        if self.net.x[point] % 2 == 0:
            return False
        one, two = self.drawing.wires[index], self.drawing.wires[other]
        return any(
            end >= 0
            and end in (two.source, two.target)
            and abs(self.spot[end] - point) == self.wide
            for end in (one.source, one.target)
        )

    def enter(self, index: int, path: tuple[int, ...]) -> None:
        """Write a wire's way into the books."""
        self.paths[index] = path
        if not path:
            self.ways[index] = ()
            return
        wide = self.wide
        ways = []
        for here, there in itertools.pairwise(path):
            step = there - here
            ways.append(0 if step == 1 else 2 if step == -1 else 1 if step == wide else 3)
        self.ways[index] = tuple(ways)
        for here, way in zip(path, ways, strict=False):
            self.use[self.net.stretch[4 * here + way]].append(index)
        for at in range(1, len(path) - 1):
            self.turns[path[at]].append((index, ways[at - 1], ways[at]))
        wire = self.drawing.wires[index]
        if wire.source >= 0:
            self.company.setdefault((wire.source, ways[0]), []).append((index, True))
        if wire.target >= 0:
            side = (ways[-1] + 2) % 4
            self.company.setdefault((wire.target, side), []).append((index, False))

    def take_up(self, index: int) -> None:
        """Strike a wire's way from the books."""
        path, ways = self.paths[index], self.ways[index]
        if not path:
            return
        for here, way in zip(path, ways, strict=False):
            self.use[self.net.stretch[4 * here + way]].remove(index)
        for at in range(1, len(path) - 1):
            self.turns[path[at]].remove((index, ways[at - 1], ways[at]))
        wire = self.drawing.wires[index]
        if wire.source >= 0:
            self.company[(wire.source, ways[0])].remove((index, True))
        if wire.target >= 0:
            self.company[(wire.target, (ways[-1] + 2) % 4)].remove((index, False))

    def routing(self) -> Routing:
        """Return the ways as grid points."""
        xs, ys = self.net.x, self.net.y
        paths: list[GridPath] = [
            tuple((xs[point], ys[point]) for point in path) for path in self.paths
        ]
        return Routing(grid=self.grid, paths=tuple(paths))
