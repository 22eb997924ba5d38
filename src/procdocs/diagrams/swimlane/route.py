"""Phase 5: the way of every wire on the grid.

Before: boxes stand in cells. After: every wire has a way along grid lines that touches no box but
its own two, and no two unrelated wires share the middle of a column or row.

A* over grid point and direction, a wire at a time, short ones first; then wires that cross
something or bend more than they need are taken up and routed again.
"""

import heapq
import itertools
from dataclasses import dataclass

from procdocs.diagrams.swimlane.ports import (
    IMPOSSIBLE,
    entering_company,
    entering_cost,
    leaving_company,
    leaving_cost,
)
from procdocs.diagrams.swimlane.spec import (
    STEP_X,
    STEP_Y,
    Box,
    Drawing,
    Grid,
    GridPath,
    Placement,
    Routing,
    directions,
    make_grid,
)

_HALF_COLUMN = 83.0
_HALF_ROW = 40.0
_BETWEEN_LANES = 20.0
_SHARED = 0.6
_HEURISTIC = 0.6
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
        self.spot = [
            self.grid.row_line[(box.strip, placement.rows[index])] * self.wide
            + 2 * placement.columns[index]
            + 1
            for index, box in enumerate(drawing.boxes)
        ]
        self._lay_lines()
        self._relate()
        self.use: dict[int, list[int]] = {}
        self.turns: dict[int, list[tuple[int, int, int]]] = {}
        self.company: dict[tuple[int, int], list[tuple[int, bool]]] = {}
        self.paths: list[tuple[int, ...]] = [()] * len(drawing.wires)
        self.ways: list[tuple[int, ...]] = [()] * len(drawing.wires)

    def _lay_lines(self) -> None:
        """Number the points and stretches of the grid and give each stretch its length."""
        grid, wide = self.grid, self.wide
        high = grid.height
        self.points = wide * high
        self.cell = [-1] * self.points
        for index, point in enumerate(self.spot):
            self.cell[point] = index
        self.offset = (1, wide, -1, -wide)
        self.stretch = [-1] * (4 * self.points)
        self.length = [0.0] * (4 * self.points)
        self.middle = [False] * (4 * self.points)
        self.fixed = [False] * self.points
        black = [strip.black_box for strip in self.drawing.strips]
        for y in range(high):
            for x in range(wide):
                point = y * wide + x
                self.fixed[point] = bool(x % 2) and grid.is_row[y]
                for way in range(4):
                    to_x, to_y = x + STEP_X[way], y + STEP_Y[way]
                    if not (0 <= to_x < wide and 0 <= to_y < high):
                        continue
                    if way % 2 == 0 and black[grid.strip_of[y]]:
                        continue
                    state = 4 * point + way
                    first = min(point, to_y * wide + to_x)
                    self.stretch[state] = 2 * first + way % 2
                    self.middle[state] = grid.is_row[y] if way % 2 == 0 else bool(x % 2)
                    self.length[state] = self._plain_length(x, y, way)

    def _plain_length(self, x: int, y: int, way: int) -> float:
        grid, wide = self.grid, self.wide
        to_y = y + STEP_Y[way]
        if way % 2 == 0:
            length = _HALF_COLUMN
            empty = 8.0
            centre = grid.is_row[y]
            if not centre and y in (0, grid.height - 1):
                length += 10.0
        else:
            length = _HALF_ROW if grid.is_row[y] or grid.is_row[to_y] else _BETWEEN_LANES
            empty = 14.0
            centre = bool(x % 2)
        here, there = y * wide + x, to_y * wide + x + STEP_X[way]
        if centre and self.cell[here] < 0 and self.cell[there] < 0:
            length += empty
        return length

    def _relate(self) -> None:
        """Note which wires may run on one line: same target, or same source and no words."""
        wires = self.drawing.wires
        self.related: list[frozenset[int]] = []
        for index, wire in enumerate(wires):
            kin = set()
            for other, each in enumerate(wires):
                if other == index or each.message != wire.message:
                    continue
                merge = each.target == wire.target and wire.target >= 0
                fork = (
                    each.source == wire.source
                    and wire.source >= 0
                    and not (each.label and wire.label)
                    and not each.boundary
                    and not wire.boundary
                )
                if merge or fork:
                    kin.add(other)
            self.related.append(frozenset(kin))

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
        words = 1 if self.drawing.wires[index].label else 0
        for other, leaves in there:
            if leaves and self.drawing.wires[other].label:
                words += 1
            if not any(other in self.related[known] for known in nets):
                nets.append(other)
        return len(nets) < box.slots(side) and words <= 2

    def _step(self, index: int, state: int, stub: bool) -> float:
        """Say what one stretch costs."""
        length = self.length[state]
        users = self.use.get(self.stretch[state])
        if not self.loops[index] and state % 4 == 2:
            length += _AGAINST_FLOW
        if not users:
            return length
        kin = self.related[index]
        shared = [other for other in users if other in kin]
        if len(shared) < len(users):
            if self.middle[state] and not stub:
                return IMPOSSIBLE
            return length + _NEIGHBOUR * len(users)
        if any(self.loops[other] != self.loops[index] for other in shared):
            return length + _MIXED
        return length * _SHARED

    def _pass(self, index: int, point: int, way: int, onward: int) -> float:
        """Say what it costs to go through a point, given who else does."""
        if (index, point, onward) in self.avoid:
            return IMPOSSIBLE
        bend = self.costs.bend if onward != way else 0.0
        others = self.turns.get(point)
        if not others:
            return bend
        cost = bend
        kin = self.related[index]
        if self.fixed[point] and bend and any(other not in kin for other, _, _ in others):
            return IMPOSSIBLE
        upright_middle = point % self.wide % 2 == 1
        for other, into, out in others:
            if other in kin:
                continue
            if onward == way:
                if into == out:
                    if into % 2 != way % 2:
                        cost += self.costs.crossing
                    elif upright_middle and way % 2 == 1:
                        return IMPOSSIBLE
                elif self.fixed[point]:
                    return IMPOSSIBLE
                elif not self._same_stub(index, other, point):
                    cost += self.costs.crossing * 0.45
            elif into == out and into % 2 == way % 2:
                cost += 25.0
        return cost

    def _same_stub(self, index: int, other: int, point: int) -> bool:
        """Tell whether two wires use slots of one side of one box next to a point."""
        if point % self.wide % 2 == 0:
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
                if self.stretch[4 * point + way] >= 0:
                    cost = self._leave(index, way)
                    if cost < IMPOSSIBLE:
                        starts.append((cost, point, way))
            return starts
        line = self._pool_line(wire.source)
        goal = self._pool_line(wire.target)
        way = 1 if goal > line else 3
        for x in range(self.wide):
            point = line * self.wide + x
            if self.stretch[4 * point + way] >= 0:
                starts.append((0.0 if x % 2 else 10.0, point, way))
        return starts

    def find(self, index: int) -> tuple[int, ...]:
        """Find the cheapest way of one wire, or an empty one."""
        wire = self.drawing.wires[index]
        wide, offset, stretch, cell = self.wide, self.offset, self.stretch, self.cell
        to_pool = wire.target < 0
        goal_line = self._pool_line(wire.target)
        goal = -1 if to_pool else self.spot[wire.target]
        goal_x = 0 if to_pool else goal % wide
        bend = self.costs.bend

        def ahead(point: int, way: int) -> float:
            down = goal_line - point // wide
            rest = abs(down) * _HALF_ROW * _HEURISTIC
            if to_pool:
                return rest + (bend if way % 2 == 0 else 0.0)
            across = goal_x - point % wide
            rest += abs(across) * _HALF_COLUMN * _HEURISTIC
            if across and down:
                return rest + bend
            if across:
                return rest + (0.0 if way == (0 if across > 0 else 2) else bend)
            if down:
                return rest + (0.0 if way == (1 if down > 0 else 3) else bend)
            return 0.0

        best: dict[int, float] = {}
        parent: dict[int, int] = {}
        queue: list[tuple[float, int, int]] = []
        counter = 0

        def reach(cost: float, source: int, way: int, before: int) -> None:
            nonlocal counter
            point = source + offset[way]
            if to_pool:
                if cell[point] >= 0:
                    return
            elif point == goal:
                cost += self._enter(index, way)
            elif cell[point] >= 0:
                return
            if cost >= IMPOSSIBLE:
                return
            state = 4 * point + way
            if cost < best.get(state, IMPOSSIBLE) - 1e-9:
                best[state] = cost
                parent[state] = before
                counter += 1
                heapq.heappush(queue, (cost + ahead(point, way), counter, state))

        for cost, point, way in self._starts(index):
            stub = wire.source >= 0 and way % 2 == 1
            reach(cost + self._step(index, 4 * point + way, stub), point, way, -1 - point)
        closed: set[int] = set()
        while queue:
            _, _, state = heapq.heappop(queue)
            if state in closed:
                continue
            closed.add(state)
            point, way = state >> 2, state & 3
            if point == goal or (to_pool and point // wide == goal_line and way % 2 == 1):
                return self._trace(state, parent)
            cost = best[state]
            for onward in range(4):
                if onward == way ^ 2:
                    continue
                following = 4 * point + onward
                if stretch[following] < 0:
                    continue
                passing = self._pass(index, point, way, onward)
                if passing >= IMPOSSIBLE:
                    continue
                stub = onward % 2 == 1 and point + offset[onward] == goal
                step = self._step(index, following, stub)
                if step < IMPOSSIBLE:
                    reach(cost + passing + step, point, onward, state)
        return ()

    def _trace(self, state: int, parent: dict[int, int]) -> tuple[int, ...]:
        path = []
        while state >= 0:
            path.append(state >> 2)
            state = parent[state]
        path.append(-1 - state)
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
            self.use.setdefault(self.stretch[4 * here + way], []).append(index)
        for at in range(1, len(path) - 1):
            self.turns.setdefault(path[at], []).append((index, ways[at - 1], ways[at]))
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
            self.use[self.stretch[4 * here + way]].remove(index)
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

    def run(self) -> None:
        """Route everything, then mend."""
        order = sorted(
            range(len(self.drawing.wires)),
            key=lambda index: (
                self.loops[index],
                self.drawing.wires[index].message,
                abs(self._ahead(index)[0]) + 0.7 * abs(self._ahead(index)[1]),
                index,
            ),
        )
        for index in order:
            self.enter(index, self.find(index))
        for _ in range(self.costs.passes):
            changed = False
            for index in order:
                if not self._uneasy(index):
                    continue
                old = self.paths[index]
                self.take_up(index)
                new = self.find(index) or old
                self.enter(index, new)
                changed = changed or new != old
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
    wide = router.wide
    paths: list[GridPath] = [
        tuple((point % wide, point // wide) for point in path) for path in router.paths
    ]
    return Routing(grid=router.grid, paths=tuple(paths))


__all__ = ["Costs", "Grid", "Routing", "directions", "route"]
