"""The grid with boxes and likely ways on it, and what a further way would cost.

Before: nothing. At any time: the ways entered, counted by the points they pass, so that the
crossings of another are a sum.
"""

import math

from procdocs.diagrams.swimlane.channel import order_cost
from procdocs.diagrams.swimlane.likely import Ahead, LikelyWays, at_least, detour_worth
from procdocs.diagrams.swimlane.net import relate
from procdocs.diagrams.swimlane.patterns import DETOURS, NATURAL, UNUSUAL, Way
from procdocs.diagrams.swimlane.ports import IMPOSSIBLE, entering_company, leaving_company
from procdocs.diagrams.swimlane.spec import Drawing, Placement, make_grid

_SEQUENCE = 3
_MESSAGE = 2
_CROSSING = 600.0
_STRETCH = tuple[int, int, int, int, int]
LOST = 4000.0
_CLASH = 2500.0
_BONUS = 60.0


class Field:
    """Boxes in cells and the way of every wire."""

    def __init__(self, drawing: Drawing, placement: Placement, width: int = 0) -> None:
        """Enter the boxes.

        Args:
            drawing: What is laid out.
            placement: Where the boxes stand.
            width: Number of columns, if more than the placement has.
        """
        self.drawing = drawing
        self.loops = placement.loops
        self.kin = relate(drawing)
        self.grid = make_grid(placement)
        self.wide = max(self.grid.width, 2 * width + 1)
        self.high = self.grid.height
        self.columns = list(placement.columns)
        self.rows = list(placement.rows)
        self.weight = [_MESSAGE if wire.message else _SEQUENCE for wire in drawing.wires]
        self.incident: list[list[int]] = [[] for _ in drawing.boxes]
        for index, wire in enumerate(drawing.wires):
            for end in dict.fromkeys((wire.source, wire.target)):
                if end >= 0:
                    self.incident[end].append(index)
        self.pool_line = [self.grid.row_line[(strip, 0)] for strip in range(len(drawing.strips))]
        self.room = [[box.slots(side) for side in range(4)] for box in drawing.boxes]
        self.black = [drawing.strips[strip].black_box for strip in self.grid.strip_of]
        self._lines_of_strip()
        self.likely = LikelyWays(drawing, self.loops, self._channels())
        self.order = sorted(range(len(drawing.wires)), key=self.urgency)
        self.reset()

    def _lines_of_strip(self) -> None:
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for line, strip in enumerate(self.grid.strip_of):
            first.setdefault(strip, line)
            last[strip] = line
        self.edges = [(first[s], last[s]) for s in range(len(self.drawing.strips))]

    def _channels(self) -> list[tuple[int, ...]]:
        """List for each line the channels across that a detour from it may use."""
        found = []
        for y, strip in enumerate(self.grid.strip_of):
            low, high = self.edges[strip]
            lines = (each for each in (y - 1, y + 1, low, high) if 0 <= each < self.high)
            found.append(tuple(each for each in dict.fromkeys(lines) if not self.black[each]))
        return found

    def reset(self) -> None:
        """Clear the books and enter all boxes; ways are then to be entered."""
        wide, high = self.wide, self.high
        self.row_cells = [bytearray(wide) for _ in range(high)]
        self.column_cells = [bytearray(high) for _ in range(wide)]
        self.cell: dict[tuple[int, int], int] = {}
        self.across = [[0] * high for _ in range(wide)]
        self.down = [[0] * wide for _ in range(high)]
        self.level: list[list[_STRETCH]] = [[] for _ in range(high)]
        self.upright: list[list[_STRETCH]] = [[] for _ in range(wide)]
        self.turns: dict[tuple[int, int], list[int]] = {}
        self.turns_in_row: list[list[tuple[int, int]]] = [[] for _ in range(high)]
        self.turns_in_column: list[list[tuple[int, int]]] = [[] for _ in range(wide)]
        self.company: dict[tuple[int, int], list[tuple[int, bool]]] = {}
        count = len(self.drawing.wires)
        self.ways: list[Way | None] = [None] * count
        self.origin = [0] * count
        self.spot = [(0, 0)] * len(self.drawing.boxes)
        for box in range(len(self.drawing.boxes)):
            self.put(box, self.columns[box], self.rows[box])

    def point(self, box: int, column: int, row: int) -> tuple[int, int]:
        """Give the grid point of a column and a row in the lane of a box."""
        return (2 * column + 1, self.grid.row_line[(self.drawing.boxes[box].strip, row)])

    def put(self, box: int, column: int, row: int) -> None:
        """Enter a box."""
        self.columns[box], self.rows[box] = column, row
        self.spot[box] = x, y = self.point(box, column, row)
        self.cell[(x, y)] = box
        self.row_cells[y][x] = 1
        self.column_cells[x][y] = 1

    def lift(self, box: int) -> None:
        """Strike a box from its cell."""
        x, y = self.spot[box]
        if self.cell.get((x, y)) == box:
            del self.cell[(x, y)]
            self.row_cells[y][x] = 0
            self.column_cells[x][y] = 0

    def _ends(self, index: int) -> tuple[tuple[int, int], tuple[int, int]]:
        wire = self.drawing.wires[index]
        start = (
            self.spot[wire.source] if wire.source >= 0 else (1, self.pool_line[-1 - wire.source])
        )
        goal = self.spot[wire.target] if wire.target >= 0 else (1, self.pool_line[-1 - wire.target])
        return start, goal

    def urgency(self, index: int) -> tuple[bool, bool, int, int]:
        """Order wires: forward before back, flow before messages, short before long."""
        wire = self.drawing.wires[index]
        if wire.source < 0 or wire.target < 0:
            return (self.loops[index], wire.message, 0, index)
        across = abs(self.columns[wire.source] - self.columns[wire.target])
        return (self.loops[index], wire.message, across, index)

    def ahead(self, index: int) -> Ahead:
        """Say how far across the target of a wire stands, and on which lines the two stand."""
        wire = self.drawing.wires[index]
        (sx, sy), (tx, ty) = self._ends(index)
        return (tx - sx if wire.source >= 0 and wire.target >= 0 else 0, sy, ty)

    def least(self, index: int) -> float:
        """Say what the way of a wire costs the reader at least, from where its boxes stand."""
        return self.likely.least(index, self.ahead(index))

    def origin_of(self, index: int) -> int:
        """Give the line across from which the likely ways of a wire run."""
        wire = self.drawing.wires[index]
        if wire.source >= 0:
            return self.spot[wire.source][0]
        return self.spot[wire.target][0] if wire.target >= 0 else 0

    def choose(self, index: int, most: float = math.inf) -> tuple[float, Way | None]:
        """Find the likely way the router would take; returns what it costs the reader.

        Detours are not looked at where they and all else cost more than `most`.
        """
        best, worth, chosen = IMPOSSIBLE, LOST, None
        leaving: list[float | None] = [None, None, None, None, 0.0]
        entering: list[float | None] = [None, None, None, None, 0.0]
        origin = self.origin[index] = self.origin_of(index)
        room = self.wide - origin
        ahead = self.ahead(index)
        for effort in (NATURAL, UNUSUAL, DETOURS):
            if best < at_least(effort, ahead):
                break
            if effort == DETOURS and worth > most and detour_worth(ahead) > most:
                break
            for way in self.likely.ways(index, ahead, effort):
                limit = best - way.price + _BONUS
                if limit <= 0:
                    break
                if way.high >= room or way.low < -origin:
                    continue
                leave = leaving[way.out]
                if leave is None:
                    leave = leaving[way.out] = self.leaving(index, way.out)
                enter = entering[way.into]
                if enter is None:
                    enter = entering[way.into] = self.entering(index, way.into)
                more = leave + enter
                if more >= limit:
                    continue
                more += self.meeting(index, way, limit - more)
                cost = way.price + more
                if cost < best:
                    best, worth, chosen = cost, way.worth + more, way
        return worth, chosen

    def cost(self, index: int, way: Way) -> float:
        """Say what a way costs the reader if a wire, which must be taken up, is given it."""
        return (
            way.worth
            + self.leaving(index, way.out)
            + self.entering(index, way.into)
            + self.meeting(index, way)
        )

    def meeting(self, index: int, way: Way, limit: float = IMPOSSIBLE) -> float:
        """Say what a way costs because of the boxes and the ways that are there."""
        cost = crossing = 0.0
        kin = self.kin[index]
        is_row = self.grid.is_row
        origin = self.origin[index]
        factor = self.weight[index] * _CROSSING / 9.0
        for run in way.runs or way.straight():
            level, line, low, high, side_low, side_high, bx, by = run
            if level:
                low += origin
                high += origin
                if high - low > 1:
                    if self.row_cells[line].find(1, low + 1, high) >= 0:
                        return IMPOSSIBLE
                    crossing += sum(self.down[line][low + 1 : high])
                others, middle = self.level[line], is_row[line]
            else:
                line += origin
                if high - low > 1:
                    if self.column_cells[line].find(1, low + 1, high) >= 0:
                        return IMPOSSIBLE
                    crossing += sum(self.across[line][low + 1 : high])
                others, middle = self.upright[line], line % 2 == 1
            for low2, high2, side_low2, side_high2, other in others:
                if low2 >= high or low >= high2:
                    continue
                if other in kin:
                    if self.loops[other] != self.loops[index]:
                        cost += 140.0
                    else:
                        cost -= 16.0 * (min(high, high2) - max(low, low2))
                elif middle:
                    common = min(high, high2) - max(low, low2)
                    if (
                        level
                        or common > 1
                        or not self._at_one_box(index, other, line, max(low, low2))
                    ):
                        cost += _CLASH
                else:
                    cost += 6.0
                    crossing += self.weight[other] * order_cost(
                        low, high, side_low, side_high, low2, high2, side_low2, side_high2
                    )
            if by >= 0 and is_row[by]:
                bx += origin
                if bx % 2:
                    if (bx, by) in self.cell:
                        return IMPOSSIBLE
                    if self.across[bx][by] or self.down[by][bx] or (bx, by) in self.turns:
                        cost += _CLASH * self._turns_on(bx, by, kin)
            if middle:
                for at, other in (self.turns_in_row if level else self.turns_in_column)[line]:
                    if low < at < high and other not in kin:
                        cost += _CLASH
            if cost + crossing * factor >= limit:
                return IMPOSSIBLE
        return cost + crossing * factor

    def _turns_on(self, x: int, y: int, kin: frozenset[int]) -> int:
        """Count the others that run straight over a cell, or turn there."""
        count = sum(other not in kin for other in self.turns.get((x, y), ()))
        for low, high, _, _, other in self.level[y]:
            count += low < x < high and other not in kin
        for low, high, _, _, other in self.upright[x]:
            count += low < y < high and other not in kin
        return count

    def _at_one_box(self, index: int, other: int, x: int, low: int) -> bool:
        """Tell whether two wires share only the stub at a box, where they are attached apart."""
        one, two = self.drawing.wires[index], self.drawing.wires[other]
        for end in (one.source, one.target):
            if end >= 0 and end in (two.source, two.target):
                column, line = self.spot[end]
                if column == x and line - low in (0, 1):
                    return True
        return False

    def leaving(self, index: int, side: int) -> float:
        """Say what the company costs where a wire leaves its source; nothing at a pool."""
        wire = self.drawing.wires[index]
        there = self.company.get((wire.source, side))
        if not there or side < 0:
            return 0.0
        box = self.drawing.boxes[wire.source]
        loop = self.loops[index]
        cost = self._crowd(index, side, self.room[wire.source][side], there)
        for other, leaves in there:
            mate = self.drawing.wires[other]
            cost += leaving_company(wire, box, mate, leaves, self.loops[other] != loop)
        return cost

    def entering(self, index: int, side: int) -> float:
        """Say what the company costs where a wire enters its target; nothing at a pool."""
        wire = self.drawing.wires[index]
        there = self.company.get((wire.target, side))
        if not there or side < 0:
            return 0.0
        loop = self.loops[index]
        cost = self._crowd(index, side, self.room[wire.target][side], there)
        for other, leaves in there:
            mate = self.drawing.wires[other]
            cost += entering_company(wire, mate, leaves, self.loops[other] != loop)
        return cost

    def _crowd(self, index: int, side: int, room: int, there: list[tuple[int, bool]]) -> float:
        kin = self.kin[index]
        if any(other in kin for other, _ in there):
            alone = side % 2 == 1 or all(other in kin for other, _ in there)
            return 0.0 if alone else _CLASH
        if len(there) < room:
            return 0.0
        nets: list[int] = []
        for other, _ in there:
            if not any(other in self.kin[known] for known in nets):
                nets.append(other)
        return 0.0 if len(nets) < room else _CLASH

    def enter(self, index: int, way: Way, origin: int | None = None) -> None:
        """Write a way into the books; from where it was last if no origin is given."""
        self.ways[index] = way
        if origin is not None:
            self.origin[index] = origin
        self._count(index, way, 1)
        wire = self.drawing.wires[index]
        if way.out >= 0:
            self.company.setdefault((wire.source, way.out), []).append((index, True))
        if way.into >= 0:
            self.company.setdefault((wire.target, way.into), []).append((index, False))

    def take_up(self, index: int) -> None:
        """Strike a way from the books."""
        way = self.ways[index]
        if way is None:
            return
        self._count(index, way, -1)
        self.ways[index] = None
        wire = self.drawing.wires[index]
        if way.out >= 0:
            self.company[(wire.source, way.out)].remove((index, True))
        if way.into >= 0:
            self.company[(wire.target, way.into)].remove((index, False))

    def _count(self, index: int, way: Way, sign: int) -> None:
        weight = sign * self.weight[index]
        origin = self.origin[index]
        is_row = self.grid.is_row
        for level, line, low, high, side_low, side_high, bx, by in way.runs or way.straight():
            if level:
                low += origin
                high += origin
                for x in range(low + 1, high):
                    self.across[x][line] += weight
                home = self.level[line]
            else:
                line += origin
                for y in range(low + 1, high):
                    self.down[y][line] += weight
                home = self.upright[line]
            stretch = (low, high, side_low, side_high, index)
            if sign > 0:
                home.append(stretch)
            else:
                home.remove(stretch)
            if by >= 0 and is_row[by] and (bx + origin) % 2:
                bx += origin
                if sign > 0:
                    self.turns.setdefault((bx, by), []).append(index)
                    self.turns_in_row[by].append((bx, index))
                    self.turns_in_column[bx].append((by, index))
                else:
                    self.turns[(bx, by)].remove(index)
                    self.turns_in_row[by].remove((bx, index))
                    self.turns_in_column[bx].remove((by, index))
                    if not self.turns[(bx, by)]:
                        del self.turns[(bx, by)]
