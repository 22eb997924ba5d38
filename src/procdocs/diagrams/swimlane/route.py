"""Phase 5: the way of every wire on the grid.

Before: boxes stand in cells. After: every wire has a way along grid lines that touches no box but
its own two, and no two unrelated wires share the middle of a column or row.

A* over grid point and direction, a wire at a time, short ones first; then wires that cross
something or bend more than they need are taken up and routed again.
"""

import heapq
import itertools

from procdocs.diagrams.swimlane.books import Books, Costs
from procdocs.diagrams.swimlane.net import HALF_COLUMN, HALF_ROW
from procdocs.diagrams.swimlane.ports import IMPOSSIBLE
from procdocs.diagrams.swimlane.remap import Carry, carried_path
from procdocs.diagrams.swimlane.spec import Drawing, GridPath, Placement, Routing

_COLUMN_AHEAD = 0.9 * HALF_COLUMN
_ROW_AHEAD = 0.9 * HALF_ROW
_ONWARD = ((0, 1, 3), (1, 2, 0), (2, 3, 1), (3, 0, 2))
_AGAINST_FLOW = 60.0


class Router(Books):
    """The search for ways."""

    def _starts(self, index: int) -> list[tuple[float, int, int]]:
        """List the first points of a wire: cost, the point it comes from, and the way."""
        wire = self.drawing.wires[index]
        starts = []
        if wire.source >= 0:
            point = self.spot[wire.source]
            for way in range(4):
                if self.net.stretch[4 * point + way] >= 0:
                    cost = self.leaving(index, way)
                    if cost < IMPOSSIBLE:
                        starts.append((cost, point, way))
            return starts
        line = self.pool_line(wire.source)
        goal = self.pool_line(wire.target)
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
        goal_y = self.pool_line(wire.target)
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
                cost += self.shared_step(index, state, wire.source >= 0 and way % 2 == 1)
            else:
                cost += length[state]
            if point + offset[way] == goal:
                cost += self.entering(index, way)
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
                    cost += self.passing(index, point, way, onward)
                if avoid and (index, point, onward) in avoid:
                    continue
                if use[used]:
                    cost += self.shared_step(index, following, onward % 2 == 1 and target == goal)
                else:
                    cost += length[following]
                if onward == 2:
                    cost += against
                if target == goal:
                    cost += self.entering(index, onward)
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
        across, down = self.ahead(index)
        message = self.drawing.wires[index].message
        return (self.loops[index], message, abs(across) + 0.7 * abs(down), index)

    def run(self) -> None:
        """Route everything, then mend."""
        for index in sorted(range(len(self.drawing.wires)), key=self._urgency):
            self.enter(index, self.find(index))
        self.mend(self.costs.passes)

    def follow(self, paths: tuple[GridPath, ...]) -> None:
        """Take given ways, and find those of the wires that have none."""
        for index, path in enumerate(paths):
            if path:
                self.enter(index, tuple(y * self.wide + x for x, y in path))
        for index, path in enumerate(paths):
            if not path:
                self.enter(index, self.find(index))

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
