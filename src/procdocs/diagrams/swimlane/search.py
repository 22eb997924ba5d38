"""Phase 4b: better places for the boxes, by simulated annealing over likely ways.

Before: a placement. After: one at least as good by the cost of likely ways, and these ways.
Kirkpatrick, Gelatt and Vecchi (1983): a change for the worse is taken too, the less likely the
worse it is and the later it comes. The changes are drawn from a generator with a fixed seed, so
that the same drawing is always placed alike.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from procdocs.diagrams.swimlane.changes import Change, Changes
from procdocs.diagrams.swimlane.field import LOST, Field
from procdocs.diagrams.swimlane.patterns import Way
from procdocs.diagrams.swimlane.settle import settle
from procdocs.diagrams.swimlane.spec import Drawing, GridPath, Placement

_COLUMN = 70.0
_ROW = 90.0
_WARM = 150.0
_LUKEWARM = 60.0
_COLD = 12.0
_RECOUNT = 64
_SPARE_COLUMNS = 2
_COSTLY = 200.0
_SLACK = 60.0
_MARGIN = 40.0


class _Best(NamedTuple):
    """What has cost least so far."""

    total: float
    places: tuple[Sequence[int], Sequence[int]]
    """Column and row of each box."""


class Search:
    """The search for the places of one drawing; it can be run more than once."""

    def __init__(self, drawing: Drawing, placement: Placement) -> None:
        """Start from a placement.

        Args:
            drawing: What is laid out.
            placement: Where the boxes stand; what the author pinned stays.
        """
        self.drawing = drawing
        self.start = placement
        self.depths = tuple(
            depth if strip.black_box else depth + 1
            for depth, strip in zip(placement.depths, drawing.strips, strict=True)
        )
        pinned = any(box.column is not None for box in drawing.boxes)
        self.width = placement.width + (0 if pinned else _SPARE_COLUMNS)
        self.field = Field(drawing, replace(placement, depths=self.depths), self.width)
        order = sorted(range(len(drawing.wires)), key=self.field.urgency)
        self.rank = [0] * len(order)
        for at, index in enumerate(order):
            self.rank[index] = at
        self.random = Random(0)
        self.changes = Changes(drawing, self.field, self.depths, self.width, self.random)
        self.columns_used: list[int] = []
        self.rows_used: list[list[int]] = []
        self.total = 0.0
        self.best = _Best(math.inf, (placement.columns, placement.rows))
        self.paid: list[float] = []

    def _begin(self, seed: int, fresh: bool) -> None:
        """Put everything back to where the search starts, or to the best it has found."""
        self.random.seed(seed)
        columns, rows = (self.start.columns, self.start.rows) if fresh else self.best.places
        self.field.columns[:] = columns
        self.field.rows[:] = rows
        self.field.reset()
        self.columns_used = [0] * self.width
        self.rows_used = [[0] * depth for depth in self.depths]
        for box in range(len(self.drawing.boxes)):
            self._use(box, 1)
        wires = sorted(range(len(self.rank)), key=self.rank.__getitem__)
        self._enter(wires, math.inf, [0.0] * len(wires))
        self.total = self._recount()
        self.paid = [math.nan] * len(wires)

    def _use(self, box: int, sign: int) -> None:
        self.columns_used[self.field.columns[box]] += sign
        self.rows_used[self.drawing.boxes[box].strip][self.field.rows[box]] += sign

    def _frame(self) -> float:
        """Price the rows and columns that hold anything."""
        rows = sum(len(uses) - uses.count(0) for uses in self.rows_used)
        return _COLUMN * (len(self.columns_used) - self.columns_used.count(0)) + _ROW * rows

    def _enter(self, wires: Sequence[int], limit: float, least: Sequence[float]) -> float:
        """Enter ways for wires that were taken up; stop where they must cost more than a limit.

        Args:
            wires: The wires.
            limit: The limit.
            least: What the way of each costs at least.

        Returns:
            What their ways cost; if more than the limit, at least that.
        """
        total = sum(least)
        for index, low in zip(wires, least, strict=True):
            if total > limit:
                break
            cost, way = self.field.choose(index, limit - total + low)
            total += cost - low
            if way is not None:
                self.field.enter(index, way)
        return total

    def _price(self, index: int) -> float:
        """Take a wire up, and say what its way cost."""
        way = self.field.ways[index]
        if way is None:
            return LOST
        self.field.take_up(index)
        return self.field.cost(index, way)

    def _recount(self) -> float:
        """Add up the cost of everything; note the boxes at the ends of costly ways."""
        field = self.field
        ways = list(field.ways)
        for index in range(len(ways)):
            field.take_up(index)
        total = self._frame()
        hot: dict[int, None] = {}
        for index, way in enumerate(ways):
            cost, own = LOST, 0.0
            if way is not None:
                cost, own = field.cost(index, way), way.worth
                field.enter(index, way)
            total += cost
            if cost - own > _COSTLY or own > _COSTLY:
                wire = self.drawing.wires[index]
                hot.update(dict.fromkeys(end for end in (wire.source, wire.target) if end >= 0))
        self.changes.hot = list(hot)
        return total

    def run(
        self, steps: int, seed: int, fresh: bool = True
    ) -> tuple[Placement, tuple[GridPath, ...]]:
        """Try changes.

        Args:
            steps: How many.
            seed: Of the random changes.
            fresh: Whether to begin from the first placement, rather than, with smaller changes,
                from the best that earlier runs have found.

        Returns:
            The best placement found, without empty rows and columns, and its ways; a wire for
            which there was no likely way has an empty one.
        """
        self._begin(seed, fresh)
        warm = _WARM if fresh else _LUKEWARM
        best, kept = self.total, self._state()
        for step in range(steps):
            heat = warm * (_COLD / warm) ** (step / steps)
            if step % _RECOUNT == _RECOUNT - 1:
                self.total = self._recount()
                self.paid = [math.nan] * len(self.paid)
            change = self.changes.draw()
            worse = -heat * math.log(1.0 - self.random.random())
            if change is None or self._least_gain(change) > worse + _MARGIN:
                continue
            if self._try(change, worse) and self.total < best - 1e-6:
                best, kept = self.total, self._state()
        if best < self.best.total:
            self.best = _Best(best, (kept[0], kept[1]))
        columns, rows, ways = kept
        return settle(self.drawing, self.field, columns, rows, ways)

    def _state(self) -> tuple[list[int], list[int], list[tuple[Way | None, int]]]:
        field = self.field
        ways = list(zip(field.ways, field.origin, strict=True))
        return list(field.columns), list(field.rows), ways

    def _touched(self, change: Change) -> list[int]:
        """List the wires of the boxes that move, and those that run over their new cells."""
        field = self.field
        found = {index: None for box in change for index in field.incident[box]}
        for box, (column, row) in change.items():
            x, y = field.point(box, column, row)
            for low, high, _, _, index in field.level[y]:
                if low <= x <= high:
                    found[index] = None
            for low, high, _, _, index in field.upright[x]:
                if low <= y <= high:
                    found[index] = None
        return sorted(found, key=self.rank.__getitem__)

    def _least_gain(self, change: Change) -> float:
        """Say what a change may make worse at least, by what its wires cost at least."""
        field = self.field
        wires = self._touched(change)
        old = {box: (field.columns[box], field.rows[box]) for box in change}
        frame = self._frame()
        self._place(change)
        more = self._frame() - frame
        least = [field.least(index) for index in wires]
        self._place(old)
        return more + sum(least) - sum(self._paid(index) for index in wires)

    def _try(self, change: Change, worse: float) -> bool:
        """Make a change and keep it, or take it back."""
        field = self.field
        wires = self._touched(change)
        old = {box: (field.columns[box], field.rows[box]) for box in change}
        frame = self._frame()
        ways = [(field.ways[index], field.origin[index]) for index in wires]
        gone = sum(self._price(index) for index in wires)
        self._put(change)
        more = self._frame() - frame
        least = [field.least(index) for index in wires]
        delta = more - gone + self._enter(wires, gone - more + worse + _SLACK, least)
        if delta <= worse:
            self.total += delta
            for index in wires:
                self.paid[index] = math.nan
            return True
        for index in wires:
            field.take_up(index)
        self._put(old)
        for index, (way, origin) in zip(wires, ways, strict=True):
            if way is not None:
                field.enter(index, way, origin)
        return False

    def _paid(self, index: int) -> float:
        """Say what the way of a wire cost when last asked, everything else in its place."""
        paid = self.paid[index]
        if math.isnan(paid):
            field = self.field
            way, origin = field.ways[index], field.origin[index]
            paid = self.paid[index] = self._price(index)
            if way is not None:
                field.enter(index, way, origin)
        return paid

    def _place(self, change: Change) -> None:
        """Note where boxes stand, their cells apart."""
        field = self.field
        for box, (column, row) in change.items():
            self._use(box, -1)
            field.columns[box], field.rows[box] = column, row
            field.spot[box] = field.point(box, column, row)
            self._use(box, 1)

    def _put(self, change: Change) -> None:
        for box in change:
            self._use(box, -1)
            self.field.lift(box)
        for box, (column, row) in change.items():
            self.field.put(box, column, row)
            self._use(box, 1)
