"""Phase 4: which row of its lane each box stands in.

Before: columns. After: no two boxes share a cell; rows without a box are gone.
"""

from collections.abc import Sequence

from procdocs.diagrams.swimlane.ranks import Ranking
from procdocs.diagrams.swimlane.spec import Drawing, Placement

_BEND = 1.0
_CROSSING = 1.5
_ROW = 0.8
_SWEEPS = 12


class _Rows:
    """The search: boxes change places within their column while that lowers the cost."""

    def __init__(self, drawing: Drawing, ranking: Ranking, spare: int) -> None:
        self.drawing = drawing
        self.column = ranking.columns
        self.strip = [box.strip for box in drawing.boxes]
        count = len(drawing.boxes)
        self.row = [0] * count
        self.members: list[list[int]] = [[] for _ in drawing.strips]
        for index in range(count):
            self.members[self.strip[index]].append(index)
        self.cell: dict[tuple[int, int, int], int] = {}
        self.depth = [self._first_rows(strip, spare) for strip in range(len(drawing.strips))]
        self.base = [0]
        for depth in self.depth:
            self.base.append(self.base[-1] + depth)
        self.taken = {(self.base[strip] + row, column) for strip, row, column in self.cell}
        self._index_wires(ranking)

    def _first_rows(self, strip: int, spare: int) -> int:
        """Fill the columns of a lane from the top, the author's rows first."""
        members = self.members[strip]
        pinned = [i for i in members if self.drawing.boxes[i].row is not None]
        for index in (*pinned, *(i for i in members if self.drawing.boxes[i].row is None)):
            row = self.drawing.boxes[index].row or 0
            while (strip, row, self.column[index]) in self.cell:
                row += 1
            self.row[index] = row
            self.cell[(strip, row, self.column[index])] = index
        used = max((self.row[i] + 1 for i in members), default=1)
        return used + (spare if len(members) > 2 else 0)

    def _index_wires(self, ranking: Ranking) -> None:
        """List, once, which wires a box's move can make better or worse."""
        wires = self.drawing.wires
        count = len(self.drawing.boxes)
        self.ends: list[tuple[int, int]] = []
        self.loop: list[bool] = []
        self.weight: list[float] = []
        self.leave: list[float] = []
        self.boundary: list[bool] = []
        self.incident: list[list[int]] = [[] for _ in range(count)]
        for index, wire in enumerate(wires):
            if wire.source < 0 or wire.target < 0 or wire.source == wire.target:
                continue
            number = len(self.ends)
            source, target = wire.source, wire.target
            if self.column[source] > self.column[target]:
                source, target = target, source
            self.ends.append((source, target))
            self.loop.append(ranking.loops[index])
            same = 0.6 if self.strip[source] == self.strip[target] else 0.0
            side = 0.4 if wire.boundary or wire.message else 0.0
            self.weight.append(1.0 + same - (0.7 if ranking.loops[index] else side))
            free = wire.boundary or self.drawing.boxes[source].shape == "diamond"
            self.leave.append(0.0 if free else 0.9)
            self.boundary.append(wire.boundary)
            self.incident[source].append(number)
            self.incident[target].append(number)
        self.partners = [self._partners_of(number) for number in range(len(self.ends))]
        self.runs: dict[tuple[int, int], list[int]] = {}
        for number, (source, target) in enumerate(self.ends):
            if self.loop[number]:
                continue
            for strip in dict.fromkeys((self.strip[source], self.strip[target])):
                for column in range(self.column[source], self.column[target] + 1):
                    self.runs.setdefault((strip, column), []).append(number)

    def _partners_of(self, number: int) -> list[int]:
        """List the wires that may cross a wire, seen as straight lines."""
        if self.loop[number]:
            return []
        source, target = self.ends[number]
        found = []
        for other, (start, end) in enumerate(self.ends):
            if other == number or self.loop[other] or start == source or end == target:
                continue
            low = max(self.column[source], self.column[start])
            if low < min(self.column[target], self.column[end]):
                found.append(other)
        return found

    def level(self, index: int) -> int:
        """Say how far down a box stands, in rows of the whole picture."""
        return self.base[self.strip[index]] + self.row[index]

    def _run(self, level: int, first: int, last: int) -> int:
        """Count the boxes in a row between two columns, both left out."""
        taken = self.taken
        return sum((level, column) in taken for column in range(first + 1, last))

    def _fall(self, column: int, one: int, two: int) -> int:
        """Count the boxes in a column between two levels, both left out."""
        taken = self.taken
        low, high = (one, two) if one < two else (two, one)
        return sum((level, column) in taken for level in range(low + 1, high))

    def _wire_cost(self, number: int) -> float:
        """Price the likely way of a wire: straight, with one bend, or with two."""
        source, target = self.ends[number]
        start, goal = self.level(source), self.level(target)
        drop = abs(start - goal)
        if self.loop[number]:
            return 0.25 * drop
        first, last = self.column[source], self.column[target]
        if first == last:
            return 0.3 * drop + 4 * self._fall(first, start, goal)
        weight = self.weight[number]
        if drop == 0:
            if self.boundary[number]:
                return weight * 2 * _BEND
            return 5 * weight * self._run(start, first, last)
        along = self._run(start, first, last)
        onto = self._run(goal, first, last)
        best = 2 * _BEND + 0.8 * min(along, onto)
        if onto == 0 and (goal, first) not in self.taken and self._leaves_across(number):
            fall = self._fall(first, start, goal)
            best = min(best, self.leave[number] + _BEND + 1.5 * fall)
        if along == 0 and (start, last) not in self.taken:
            fall = self._fall(last, start, goal)
            best = min(best, 0.5 + _BEND + 1.5 * fall)
        return weight * (0.25 * drop + best)

    def _leaves_across(self, number: int) -> bool:
        """Tell whether the top or bottom of the source is free on the side of the target."""
        source, target = self.ends[number]
        down = self.level(target) > self.level(source)
        return not (down and self.drawing.boxes[source].caption_across)

    def _crosses(self, one: int, two: int) -> bool:
        (a, b), (c, d) = self.ends[one], self.ends[two]
        low = max(self.column[a], self.column[c])
        high = min(self.column[b], self.column[d])
        ya, yc = self.level(a), self.level(c)
        slope_one = (self.level(b) - ya) / (self.column[b] - self.column[a])
        slope_two = (self.level(d) - yc) / (self.column[d] - self.column[c])
        left = ya + slope_one * (low - self.column[a]) - yc - slope_two * (low - self.column[c])
        right = ya + slope_one * (high - self.column[a]) - yc - slope_two * (high - self.column[c])
        return left * right < -1e-9

    def _cost(self, boxes: Sequence[int]) -> float:
        touched: dict[int, None] = {}
        for box in boxes:
            touched.update(dict.fromkeys(self.incident[box]))
        strip = self.strip[boxes[0]]
        near = dict(touched)
        near.update(dict.fromkeys(self.runs.get((strip, self.column[boxes[0]]), ())))
        cost = sum(self._wire_cost(number) for number in near)
        for number in touched:
            for other in self.partners[number]:
                if self._crosses(number, other):
                    cost += _CROSSING * (0.5 if other in touched else 1.0)
        return cost + _ROW * len({self.row[i] for i in self.members[strip]})

    def _put(self, one: int, row: int, other: int | None, other_row: int) -> None:
        strip, column = self.strip[one], self.column[one]
        base = self.base[strip]
        self.cell.pop((strip, self.row[one], column), None)
        self.taken.discard((base + self.row[one], column))
        if other is not None:
            self.cell.pop((strip, self.row[other], column), None)
            self.row[other] = other_row
            self.cell[(strip, other_row, column)] = other
            self.taken.add((base + other_row, column))
        self.row[one] = row
        self.cell[(strip, row, column)] = one
        self.taken.add((base + row, column))

    def search(self) -> None:
        """Move boxes until nothing gets better; the order of trial is fixed."""
        boxes = self.drawing.boxes
        free = [i for i in range(len(boxes)) if boxes[i].row is None]
        for sweep in range(_SWEEPS):
            sign = 1 if sweep % 2 == 0 else -1
            improved = False
            for index in sorted(free, key=lambda i: (sign * self.column[i], i)):
                for row in range(self.depth[self.strip[index]]):
                    if row == self.row[index]:
                        continue
                    other = self.cell.get((self.strip[index], row, self.column[index]))
                    if other is not None and boxes[other].row is not None:
                        continue
                    both = (index,) if other is None else (index, other)
                    before, old = self._cost(both), self.row[index]
                    self._put(index, row, other, old)
                    if self._cost(both) < before - 1e-6:
                        improved = True
                    else:
                        self._put(index, old, other, row)
            if not improved:
                return

    def compact(self) -> tuple[list[int], list[int]]:
        """Drop the rows without a box; return the rows and the depth of each strip."""
        rows, depths = list(self.row), []
        for members in self.members:
            used = sorted({self.row[i] for i in members}) or [0]
            for index in members:
                rows[index] = used.index(self.row[index])
            depths.append(len(used))
        return rows, depths


def place_rows(drawing: Drawing, ranking: Ranking, spare: int = 0) -> Placement:
    """Choose the rows.

    Minimises bends, blocked runs and crossings of straight lines by local search.

    Args:
        drawing: What to lay out.
        ranking: Its columns.
        spare: Rows to offer beyond the most boxes of a lane in one column.

    Returns:
        Columns and rows of all boxes.
    """
    search = _Rows(drawing, ranking, spare)
    search.search()
    rows, depths = search.compact()
    return Placement(
        columns=ranking.columns, rows=tuple(rows), depths=tuple(depths), loops=ranking.loops
    )


def blocked_uprights(drawing: Drawing, placement: Placement) -> frozenset[int]:
    """Find wires within one column that have another box in their way."""
    where: dict[int, list[tuple[int, int]]] = {}
    spot = [(box.strip, row) for box, row in zip(drawing.boxes, placement.rows, strict=True)]
    for index, column in enumerate(placement.columns):
        where.setdefault(column, []).append(spot[index])
    found = []
    for number, wire in enumerate(drawing.wires):
        if wire.source < 0 or wire.target < 0 or placement.loops[number]:
            continue
        column = placement.columns[wire.source]
        if wire.source == wire.target or column != placement.columns[wire.target]:
            continue
        low, high = sorted((spot[wire.source], spot[wire.target]))
        if any(low < each < high for each in where[column]):
            found.append(number)
    return frozenset(found)
