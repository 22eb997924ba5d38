"""The changes that the search for places tries, drawn at random.

Every change keeps two boxes from sharing a cell, a wire that is no loop from turning back, and
what the author pinned where it is.
"""

from random import Random

from procdocs.diagrams.swimlane.field import Field
from procdocs.diagrams.swimlane.spec import Drawing

Change = dict[int, tuple[int, int]]
"""New column and row of each box that moves."""
_HOT = 0.6
_FAR = 2


class Changes:
    """Draws changes to what stands on a field."""

    def __init__(
        self, drawing: Drawing, field: Field, depths: tuple[int, ...], width: int, random: Random
    ) -> None:
        self.boxes = drawing.boxes
        self.field = field
        self.depths = depths
        self.width = width
        self.random = random
        self.hot: list[int] = []
        self.members: list[list[int]] = [[] for _ in drawing.strips]
        for index, box in enumerate(drawing.boxes):
            self.members[box.strip].append(index)
        self.before: list[list[int]] = [[] for _ in drawing.boxes]
        self.after: list[list[int]] = [[] for _ in drawing.boxes]
        for index, wire in enumerate(drawing.wires):
            inner = wire.source >= 0 and wire.target >= 0 and wire.source != wire.target
            if inner and not field.loops[index]:
                self.after[wire.source].append(wire.target)
                self.before[wire.target].append(wire.source)
        self.pinned = any(box.column is not None for box in drawing.boxes)

    def draw(self) -> Change | None:
        """Draw a change; None if the one drawn is not possible."""
        if not self.boxes:
            return None
        random = self.random
        if self.hot and random.random() < _HOT:
            box = random.choice(self.hot)
        else:
            box = random.randrange(len(self.boxes))
        kind = random.random()
        if kind < 0.30:
            return self._other_row(box)
        if kind < 0.50:
            return self._other_row_of_chain(box)
        if kind < 0.53:
            return self._exchanged_rows(box)
        if self.pinned:
            return None
        if kind < 0.84:
            return self._other_column(box)
        if kind < 0.985:
            return self._pushed(box)
        return self._pulled(box)

    def _row(self, box: int) -> int | None:
        """Draw another row for a box."""
        depth = self.depths[self.boxes[box].strip]
        row = self.random.randrange(depth)
        pinned = self.boxes[box].row is not None
        return None if pinned or row == self.field.rows[box] else row

    def _other_row(self, box: int) -> Change | None:
        row = self._row(box)
        return None if row is None else self._exchanged({box: (self.field.columns[box], row)})

    def _other_row_of_chain(self, box: int) -> Change | None:
        """Move all that hangs together with a box in its row."""
        row = self._row(box)
        if row is None:
            return None
        chain = self._chain(box)
        return self._exchanged({each: (self.field.columns[each], row) for each in chain})

    def _chain(self, box: int) -> list[int]:
        rows, strip = self.field.rows, self.boxes[box].strip
        chain, stack = {box: None}, [box]
        while stack:
            each = stack.pop()
            for mate in (*self.after[each], *self.before[each]):
                fits = self.boxes[mate].strip == strip and rows[mate] == rows[box]
                if mate not in chain and fits and self.boxes[mate].row is None:
                    chain[mate] = None
                    stack.append(mate)
        return list(chain)

    def _exchanged_rows(self, box: int) -> Change | None:
        """Exchange two whole rows of a lane."""
        other = self._row(box)
        if other is None:
            return None
        columns, rows, here = self.field.columns, self.field.rows, self.field.rows[box]
        change: Change = {}
        for each in self.members[self.boxes[box].strip]:
            if rows[each] in (here, other):
                if self.boxes[each].row is not None:
                    return None
                change[each] = (columns[each], other if rows[each] == here else here)
        return change

    def _other_column(self, box: int) -> Change | None:
        """Move a box between those before and after it, to another row if it must."""
        columns, rows = self.field.columns, self.field.rows
        low = max((columns[each] for each in self.before[box]), default=0)
        high = min((columns[each] for each in self.after[box]), default=self.width - 1)
        here = columns[box]
        low, high = max(low, here - _FAR), min(high, here + _FAR)
        if high < low:
            return None
        column = self.random.randint(low, high)
        if column == here:
            return None
        there = self.field.cell.get(self.field.point(box, column, rows[box]))
        if there is None:
            return {box: (column, rows[box])}
        if self.boxes[box].row is not None:
            return None
        row = self.random.randrange(self.depths[self.boxes[box].strip])
        return self._exchanged({box: (column, row)})

    def _pushed(self, box: int) -> Change | None:
        """Move a box a column on, and what follows it as far as it must."""
        columns, rows = self.field.columns, self.field.rows
        change = {box: (columns[box] + 1, rows[box])}
        stack = [box]
        while stack:
            each = stack.pop()
            for after in self.after[each]:
                apart = 1 if columns[after] > columns[each] else 0
                reached = change[after][0] if after in change else columns[after]
                if reached < change[each][0] + apart:
                    change[after] = (change[each][0] + apart, rows[after])
                    stack.append(after)
        if max(column for column, _ in change.values()) >= self.width:
            return None
        return self._fitted(change)

    def _pulled(self, box: int) -> Change | None:
        """Move everything from the column of a box onwards a column back."""
        columns, rows = self.field.columns, self.field.rows
        here = columns[box]
        if here == 0:
            return None
        boxes = range(len(self.boxes))
        return self._fitted({i: (columns[i] - 1, rows[i]) for i in boxes if columns[i] >= here})

    def _fitted(self, change: Change) -> Change | None:
        """Give boxes that come into a taken cell another row; None if that does not do."""
        columns, rows, boxes = self.field.columns, self.field.rows, self.boxes
        taken = {
            (boxes[i].strip, rows[i], columns[i]) for i in range(len(boxes)) if i not in change
        }
        for box, (column, row) in list(change.items()):
            strip = boxes[box].strip
            free = row
            if (strip, row, column) in taken:
                if boxes[box].row is not None:
                    return None
                others = sorted(range(self.depths[strip]), key=lambda each: (abs(each - row), each))
                free = next((each for each in others if (strip, each, column) not in taken), -1)
                if free < 0:
                    return None
                change[box] = (column, free)
            taken.add((strip, free, column))
        for box, (column, _) in change.items():
            if any(self._column(change, each) > column for each in self.before[box]):
                return None
            if any(self._column(change, each) < column for each in self.after[box]):
                return None
        return change

    def _column(self, change: Change, box: int) -> int:
        return change[box][0] if box in change else self.field.columns[box]

    def _exchanged(self, change: Change) -> Change | None:
        """Put the boxes that are in the way where those come from that take their cells."""
        field = self.field
        whole = dict(change)
        for box, (column, row) in change.items():
            there = field.cell.get(field.point(box, column, row))
            if there is not None and there not in change:
                if self.boxes[there].row is not None:
                    return None
                whole[there] = (column, field.rows[box])
        cells = set()
        for box, (column, row) in whole.items():
            point = field.point(box, column, row)
            if point in cells:
                return None
            cells.add(point)
            there = field.cell.get(point)
            if there is not None and there not in whole:
                return None
        return whole
