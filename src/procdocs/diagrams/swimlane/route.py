"""Phase 5: the way of every wire on the grid.

Before: boxes stand in cells. After: every wire has a way along grid lines that touches no box but
its own two, and no two unrelated wires share the middle of a column or row.

A* over grid point and direction, a wire at a time, short ones first; then wires that cross
something or bend more than they need are taken up and routed again.
"""

import heapq
import itertools
from dataclasses import dataclass

from procdocs.diagrams.swimlane.net import HALF_COLUMN, HALF_ROW, lay_net, relate
from procdocs.diagrams.swimlane.ports import (
    IMPOSSIBLE,
    entering_company,
    entering_cost,
    leaving_company,
    leaving_cost,
)
from procdocs.diagrams.swimlane.remap import Carry, carried_path
from procdocs.diagrams.swimlane.spec import (
    Box,
    Drawing,
    GridPath,
    Placement,
    Routing,
    make_grid,
)

_SHARED = 0.6
_COLUMN_AHEAD = 0.9 * HALF_COLUMN
_ROW_AHEAD = 0.9 * HALF_ROW
_ONWARD = ((0, 1, 3), (1, 2, 0), (2, 3, 1), (3, 0, 2))
_NEIGHBOUR = 6.0
_AGAINST_FLOW = 60.0
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


class Router:
    """The state of the search: which wire uses which stretch of which line."""

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

    def _ahead(self, index: int) -> tuple[int, int]:
        wire = self.drawing.wires[index]
        if wire.source < 0 or wire.target < 0:
            return (0, self._pool_line(wire.target) - self._pool_line(wire.source))
        start, goal = self.spot[wire.source], self.spot[wire.target]
        return (goal % self.wide - start % self.wide, goal // self.wide - start // self.wide)

    def _pool_line(self, end: int) -> int:
        """Return the line of a box, or of the single row of a black box."""
        if end >= 0:
            return self.spot[end] // self.wide
        return self.grid.row_line[(-1 - end, 0)]

    def _leave(self, index: int, way: int) -> float:
        wire = self.drawing.wires[index]
        box = self.drawing.boxes[wire.source]
        cost = leaving_cost(wire, box, way, self._ahead(index), self.loops[index])
        for other, leaves in self.company.get((wire.source, way), ()):
            cost += leaving_company(
                wire,
                box,
                self.drawing.wires[other],
                leaves,
                self.loops[other] != self.loops[index],
            )
        return cost if self._fits(index, wire.source, way, box) else IMPOSSIBLE

    def _enter(self, index: int, way: int) -> float:
        wire = self.drawing.wires[index]
        side = (way + 2) % 4
        box = self.drawing.boxes[wire.target]
        cost = entering_cost(wire, box, side, self._ahead(index), self.loops[index])
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

    def _shared_step(self, index: int, state: int, stub: bool) -> float:
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

    def _pass(self, index: int, point: int, way: int, onward: int) -> float:
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

    def _starts(self, index: int) -> list[tuple[float, int, int]]:
        """List the first points of a wire: cost, the point it comes from, and the way."""
        wire = self.drawing.wires[index]
        starts = []
        if wire.source >= 0:
            point = self.spot[wire.source]
            for way in range(4):
                if self.net.stretch[4 * point + way] >= 0:
                    cost = self._leave(index, way)
                    if cost < IMPOSSIBLE:
                        starts.append((cost, point, way))
            return starts
        line = self._pool_line(wire.source)
        goal = self._pool_line(wire.target)
        way = 1 if goal > line else 3
        labelled = bool(wire.label) and wire.target < 0
        for x in range(1 if labelled else 0, self.wide, 2 if labelled else 1):
            point = line * self.wide + x
            if self.net.stretch[4 * point + way] >= 0:
                starts.append((0.0 if x % 2 else 10.0, point, way))
        return starts

    def find(self, index: int) -> tuple[int, ...]:
        """Find the cheapest way of one wire, or an empty one.

        The loop is written out flat: it is where the time of a layout goes.
        """
        wire = self.drawing.wires[index]
        net, cell, use, turns = self.net, self.cell, self.use, self.turns
        stretch, length, offset, xs, ys = net.stretch, net.length, net.offset, net.x, net.y
        to_pool = wire.target < 0
        goal_y = self._pool_line(wire.target)
        goal = -1 if to_pool else self.spot[wire.target]
        goal_x = -1 if to_pool else goal % self.wide
        bend, avoid = self.costs.bend, self.avoid
        against = 0.0 if self.loops[index] else _AGAINST_FLOW
        best = [IMPOSSIBLE] * len(stretch)
        parent = [-1] * len(stretch)
        done = [False] * len(stretch)
        queue: list[tuple[float, int, int]] = []
        counter = 0
        for cost, point, way in self._starts(index):
            state = 4 * point + way
            if cell[point + offset[way]] >= 0 and point + offset[way] != goal:
                continue
            if use[stretch[state]]:
                cost += self._shared_step(index, state, wire.source >= 0 and way % 2 == 1)
            else:
                cost += length[state]
            if point + offset[way] == goal:
                cost += self._enter(index, way)
            reached = 4 * (point + offset[way]) + way
            if cost < best[reached]:
                best[reached] = cost
                parent[reached] = -2 - point
                counter += 1
                heapq.heappush(queue, (cost, counter, reached))
        while queue:
            _, _, state = heapq.heappop(queue)
            if done[state]:
                continue
            done[state] = True
            point, way = state >> 2, state & 3
            if point == goal or (to_pool and ys[point] == goal_y and way % 2 == 1):
                return self._trace(state, parent)
            so_far = best[state]
            crowded = bool(turns[point])
            for onward in _ONWARD[way]:
                following = 4 * point + onward
                used = stretch[following]
                if used < 0:
                    continue
                target = point + offset[onward]
                if cell[target] >= 0 and target != goal:
                    continue
                cost = so_far if onward == way else so_far + bend
                if crowded:
                    cost += self._pass(index, point, way, onward)
                if avoid and (index, point, onward) in avoid:
                    continue
                if use[used]:
                    cost += self._shared_step(index, following, onward % 2 == 1 and target == goal)
                else:
                    cost += length[following]
                if onward == 2:
                    cost += against
                if target == goal:
                    cost += self._enter(index, onward)
                reached = 4 * target + onward
                if cost >= best[reached] - 1e-9:
                    continue
                best[reached] = cost
                parent[reached] = state
                down = goal_y - ys[target]
                rest = (down if down > 0 else -down) * _ROW_AHEAD
                if to_pool:
                    if onward % 2 == 0:
                        rest += bend
                else:
                    across = goal_x - xs[target]
                    rest += (across if across > 0 else -across) * _COLUMN_AHEAD
                    if across:
                        if down or onward != (0 if across > 0 else 2):
                            rest += bend
                    elif down and onward != (1 if down > 0 else 3):
                        rest += bend
                counter += 1
                heapq.heappush(queue, (cost + rest, counter, reached))
        return ()

    @staticmethod
    def _trace(state: int, parent: list[int]) -> tuple[int, ...]:
        path = []
        while state >= 0:
            path.append(state >> 2)
            state = parent[state]
        path.append(-2 - state)
        path.reverse()
        return tuple(path)

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

    def _uneasy(self, index: int) -> bool:
        """Tell whether a wire crosses something or bends more than once."""
        path, ways = self.paths[index], self.ways[index]
        if not path:
            return True
        if sum(one != two for one, two in itertools.pairwise(ways)) > 1:
            return True
        kin = self.related[index]
        for at in range(1, len(path) - 1):
            for other, into, out in self.turns[path[at]]:
                if other == index or other in kin:
                    continue
                if into != out or into % 2 != ways[at] % 2 or into % 2 != ways[at - 1] % 2:
                    return True
        return False

    def _urgency(self, index: int) -> tuple[bool, bool, float, int]:
        """Order wires: forward before back, flow before messages, short before long."""
        across, down = self._ahead(index)
        message = self.drawing.wires[index].message
        return (self.loops[index], message, abs(across) + 0.7 * abs(down), index)

    def run(self) -> None:
        """Route everything, then mend."""
        for index in sorted(range(len(self.drawing.wires)), key=self._urgency):
            self.enter(index, self.find(index))
        self.mend(self.costs.passes)

    def move(self, spots: dict[int, int]) -> dict[int, tuple[int, ...]]:
        """Move boxes to other points and route again what that touches.

        Args:
            spots: New point of each box that moves.

        Returns:
            The old ways of the wires routed again.
        """
        taken = set(spots.values())
        touched = [
            index
            for index, wire in enumerate(self.drawing.wires)
            if wire.source in spots
            or wire.target in spots
            or not taken.isdisjoint(self.paths[index])
        ]
        old = {index: self.paths[index] for index in touched}
        for index in touched:
            self.take_up(index)
        for box in spots:
            self.cell[self.spot[box]] = -1
        for box, point in spots.items():
            self.spot[box] = point
            self.cell[point] = box
        for index in sorted(touched, key=self._urgency):
            self.enter(index, self.find(index))
        return old

    def take_over(self, old: "Router", carry: Carry) -> None:
        """Keep the ways of another grid where they still fit, and find the others."""
        moved = set(carry.moved)
        lost = []
        for index, wire in enumerate(self.drawing.wires):
            path: tuple[int, ...] = ()
            if wire.source not in moved and wire.target not in moved:
                path = carried_path(old.paths[index], old.wide, self.wide, carry)
                if any(self.cell[point] >= 0 for point in path[1:-1]):
                    path = ()
            if len(path) > 1:
                self.enter(index, path)
            else:
                lost.append(index)
        for index in sorted(lost, key=self._urgency):
            self.enter(index, self.find(index))

    def undo(self, spots: dict[int, int], old: dict[int, tuple[int, ...]]) -> None:
        """Take a move back, given the boxes' old points and the wires' old ways."""
        for index in old:
            self.take_up(index)
        for box in spots:
            self.cell[self.spot[box]] = -1
        for box, point in spots.items():
            self.spot[box] = point
            self.cell[point] = box
        for index, path in old.items():
            self.enter(index, path)

    def routing(self) -> Routing:
        """Return the ways as grid points."""
        xs, ys = self.net.x, self.net.y
        paths: list[GridPath] = [
            tuple((xs[point], ys[point]) for point in path) for path in self.paths
        ]
        return Routing(grid=self.grid, paths=tuple(paths))

    def mend(self, passes: int) -> None:
        """Take up wires that cross or bend and route them again, while that helps."""
        order = sorted(range(len(self.drawing.wires)), key=self._urgency)
        for _ in range(passes):
            changed = False
            for index in order:
                if not self._uneasy(index):
                    continue
                if self.seen[index] == self.clock:
                    continue
                old = self.paths[index]
                self.take_up(index)
                new = self.find(index) or old
                self.enter(index, new)
                if new != old:
                    changed = True
                    self.clock += 1
                self.seen[index] = self.clock
            if not changed:
                return


def route(
    drawing: Drawing,
    placement: Placement,
    costs: Costs,
    avoid: frozenset[tuple[int, int, int]] = frozenset(),
) -> Routing:
    """Find the way of every wire.

    Args:
        drawing: What to lay out.
        placement: Where the boxes stand.
        costs: What bends and crossings cost.
        avoid: Wire, grid point and way onward that gave two wires one line in an earlier attempt.

    Returns:
        The grid and the ways. A wire for which there is no room has an empty way.
    """
    router = Router(drawing, placement, costs, avoid)
    router.run()
    return router.routing()
