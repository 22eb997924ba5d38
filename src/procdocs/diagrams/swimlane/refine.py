"""Last phase: small moves of boxes.

Before: a placement, its ways and its picture. After: a picture at least as good. A move is judged
by a sketch; only what promises to be better is drawn, and only what is better is kept.
"""

import itertools
from collections.abc import Callable, Iterator

from procdocs.diagrams.swimlane.books import Costs
from procdocs.diagrams.swimlane.remap import carry_over
from procdocs.diagrams.swimlane.route import Router
from procdocs.diagrams.swimlane.score import Quality
from procdocs.diagrams.swimlane.sketch import sketch_cost
from procdocs.diagrams.swimlane.slots import assign_slots
from procdocs.diagrams.swimlane.spec import Drawing, Placement, Routing, directions, make_grid
from procdocs.diagrams.swimlane.tracks import assign_tracks

Judge = Callable[[Placement, Routing], Quality | None]
"""Draws a placement; returns its quality if it is the best so far, else None."""

_FRESH = 3


def hot_boxes(drawing: Drawing, routing: Routing, quality: Quality) -> list[int]:
    """List the boxes at the ends of wires that cross or bend more than once, worst first."""
    number = {wire.id: index for index, wire in reversed(list(enumerate(drawing.wires)))}
    heat = [0.0] * len(drawing.boxes)
    for pair in quality.crossed:
        for edge in pair:
            first = number[edge]
            for index in (first, drawing.whole.get(first, first)):
                wire = drawing.wires[index]
                for end in dict.fromkeys((wire.source, wire.target)):
                    if end >= 0:
                        heat[end] += 4.0
    for index, wire in enumerate(drawing.wires):
        ways = directions(routing.paths[index])
        bends = sum(one != two for one, two in itertools.pairwise(ways))
        if bends > 1:
            for end in dict.fromkeys((wire.source, wire.target)):
                if end >= 0:
                    heat[end] += bends - 1.0
    hot = [index for index, each in enumerate(heat) if each > 0]
    return sorted(hot, key=lambda index: (-heat[index], index))


def _tidied(
    drawing: Drawing, placement: Placement, columns: list[int], rows: list[int]
) -> Placement | None:
    """Drop empty rows and columns; None if two boxes share a cell or a wire turns back."""
    seen = set()
    for index, box in enumerate(drawing.boxes):
        cell = (box.strip, rows[index], columns[index])
        if cell in seen:
            return None
        seen.add(cell)
    for index, wire in enumerate(drawing.wires):
        inner = wire.source >= 0 and wire.target >= 0 and not placement.loops[index]
        if inner and columns[wire.source] > columns[wire.target]:
            return None
    pinned = any(box.column is not None for box in drawing.boxes)
    if not pinned:
        level = {column: at for at, column in enumerate(sorted(set(columns)))}
        columns = [level[column] for column in columns]
    depths = []
    for strip in range(len(drawing.strips)):
        members = [i for i, box in enumerate(drawing.boxes) if box.strip == strip]
        if any(drawing.boxes[i].row is not None for i in members):
            depths.append(max(rows[i] for i in members) + 1)
            continue
        used = sorted({rows[i] for i in members}) or [0]
        for i in members:
            rows[i] = used.index(rows[i])
        depths.append(len(used))
    return Placement(
        columns=tuple(columns), rows=tuple(rows), depths=tuple(depths), loops=placement.loops
    )


def _row_moves(drawing: Drawing, placement: Placement, box: int) -> Iterator[Placement | None]:
    """Put a box into each other row of its lane, and into a new row above or below its own."""
    strip, here = drawing.boxes[box].strip, placement.rows[box]
    mates = [i for i, each in enumerate(drawing.boxes) if each.strip == strip]
    for row in sorted(range(placement.depths[strip]), key=lambda each: (abs(each - here), each)):
        if row == here:
            continue
        rows = list(placement.rows)
        for mate in mates:
            if rows[mate] == row and placement.columns[mate] == placement.columns[box]:
                rows[mate] = here
        rows[box] = row
        yield _tidied(drawing, placement, list(placement.columns), rows)
    for above in (here, here + 1):
        rows = list(placement.rows)
        for mate in mates:
            if rows[mate] >= above:
                rows[mate] += 1
        rows[box] = above
        yield _tidied(drawing, placement, list(placement.columns), rows)


def chain_of(drawing: Drawing, placement: Placement, box: int) -> list[int]:
    """List the boxes that stand in one row of a lane with a box and hang together with it."""
    rows, columns = placement.rows, placement.columns
    strip = drawing.boxes[box].strip
    mates: dict[int, list[int]] = {}
    for index, wire in enumerate(drawing.wires):
        if wire.source < 0 or wire.target < 0 or placement.loops[index]:
            continue
        level = rows[wire.source] == rows[wire.target] == rows[box]
        inside = drawing.boxes[wire.source].strip == drawing.boxes[wire.target].strip == strip
        if level and inside and columns[wire.source] != columns[wire.target]:
            mates.setdefault(wire.source, []).append(wire.target)
            mates.setdefault(wire.target, []).append(wire.source)
    chain, stack = {box: None}, [box]
    while stack:
        for mate in mates.get(stack.pop(), ()):
            if mate not in chain and drawing.boxes[mate].row is None:
                chain[mate] = None
                stack.append(mate)
    return list(chain)


def _chain_moves(drawing: Drawing, placement: Placement, box: int) -> Iterator[Placement | None]:
    """Put a whole chain of boxes into another row of its lane, or into a new one."""
    chain = chain_of(drawing, placement, box)
    after = [i for i in chain if placement.columns[i] >= placement.columns[box]]
    before = [i for i in chain if placement.columns[i] <= placement.columns[box]]
    strip, here = drawing.boxes[box].strip, placement.rows[box]
    mates = [i for i, each in enumerate(drawing.boxes) if each.strip == strip]
    depth = placement.depths[strip]
    groups: list[list[int]] = []
    for group in (chain, after, before):
        if len(group) > 1 and all(set(group) != set(known) for known in groups):
            groups.append(group)
    for group in groups:
        for row in range(depth):
            rows = list(placement.rows)
            taken = {placement.columns[i] for i in group}
            for mate in mates:
                if rows[mate] == row and placement.columns[mate] in taken:
                    rows[mate] = here
            for index in group:
                rows[index] = row
            yield _tidied(drawing, placement, list(placement.columns), rows)
        for above in range(depth + 1):
            rows = list(placement.rows)
            for mate in mates:
                if rows[mate] >= above:
                    rows[mate] += 1
            for index in group:
                rows[index] = above
            yield _tidied(drawing, placement, list(placement.columns), rows)


def _column_moves(drawing: Drawing, placement: Placement, box: int) -> Iterator[Placement | None]:
    """Push a box, and what follows it, a column on; or pull it a column back."""
    out: list[list[int]] = [[] for _ in drawing.boxes]
    for index, wire in enumerate(drawing.wires):
        if wire.source >= 0 and wire.target >= 0 and not placement.loops[index]:
            out[wire.source].append(wire.target)
    columns = list(placement.columns)
    stack = [box]
    columns[box] += 1
    while stack:
        each = stack.pop()
        for after in out[each]:
            apart = 1 if placement.columns[after] > placement.columns[each] else 0
            if columns[after] < columns[each] + apart:
                columns[after] = columns[each] + apart
                stack.append(after)
    alone = list(placement.columns)
    alone[box] += 1
    yield _tidied(drawing, placement, alone, list(placement.rows))
    if columns != alone:
        yield _tidied(drawing, placement, columns, list(placement.rows))
    spread = [c + 1 if c > placement.columns[box] else c for c in placement.columns]
    spread[box] += 1
    yield _tidied(drawing, placement, spread, list(placement.rows))
    if placement.columns[box] > 0:
        back = list(placement.columns)
        back[box] -= 1
        yield _tidied(drawing, placement, back, list(placement.rows))


def moves(drawing: Drawing, placement: Placement, box: int) -> Iterator[Placement]:
    """List the placements that differ by the move of one box.

    Args:
        drawing: What is laid out.
        placement: Where the boxes stand.
        box: The box to move; one that the author pinned stays.
    """
    pinned = drawing.boxes[box]
    sources: list[Iterator[Placement | None]] = []
    free_columns = pinned.column is None and all(b.column is None for b in drawing.boxes)
    if free_columns:
        sources.append(_column_moves(drawing, placement, box))
    if pinned.row is None:
        sources.append(_row_moves(drawing, placement, box))
        sources.append(_chain_moves(drawing, placement, box))
    for source in sources:
        for found in source:
            if found is not None and found != placement:
                yield found


class Refinement:
    """The search for better places, a box at a time."""

    def __init__(
        self, drawing: Drawing, placement: Placement, routing: Routing, costs: Costs, budget: int
    ) -> None:
        self.drawing = drawing
        self.costs = costs
        self.budget = budget
        self.placement = placement
        self.router = Router(drawing, placement, costs, frozenset())
        wide = self.router.wide
        for index, path in enumerate(routing.paths):
            self.router.enter(index, tuple(y * wide + x for x, y in path))
        self.cost = self._sketch(self.router, placement)
        self.tried = {(placement.columns, placement.rows)}

    def _sketch(self, router: Router, placement: Placement) -> float:
        routing = router.routing()
        slots = assign_slots(self.drawing, routing)
        return sketch_cost(
            self.drawing,
            placement,
            assign_tracks(self.drawing, placement, routing, slots, rounds=1),
        )

    def run(self, quality: Quality, judge: Judge) -> None:
        """Move boxes until nothing gets better or the budget is spent.

        Args:
            quality: Of the picture to begin with.
            judge: Draws and keeps what is better.
        """
        improved = True
        while improved and self.budget > 0:
            improved = False
            for box in hot_boxes(self.drawing, self.router.routing(), quality):
                for placement in moves(self.drawing, self.placement, box):
                    if self.budget <= 0:
                        break
                    key = (placement.columns, placement.rows)
                    if key in self.tried:
                        continue
                    self.tried.add(key)
                    found = self._try(placement, judge)
                    if found is not None:
                        quality, improved = found, True
                        break

    def _try(self, placement: Placement, judge: Judge) -> Quality | None:
        """Try a placement; go back to the old one unless it is better."""
        old_router, old_placement, old_cost = self.router, self.placement, self.cost
        back: dict[int, int] = {}
        ways: dict[int, tuple[int, ...]] = {}
        router = old_router
        carry = carry_over(self.drawing, old_placement, placement, make_grid(placement))
        half = len(placement.columns)
        same = placement.depths == old_placement.depths and placement.width == old_placement.width
        self.budget -= 1
        if carry is None or 2 * len(carry.moved) > half:
            self.budget -= _FRESH - 1
            router = Router(self.drawing, placement, self.costs, frozenset())
            router.run()
        elif (
            same
            and all(line == at for at, line in enumerate((*carry.x,)))
            and all(line == at for at, line in enumerate(carry.y))
        ):
            back = {index: router.spot[index] for index in carry.moved}
            ways = router.move({index: router.point(placement, index) for index in carry.moved})
        else:
            router = Router(self.drawing, placement, self.costs, frozenset())
            router.take_over(old_router, carry)
        cost = self._sketch(router, placement)
        if cost < old_cost - 1e-6:
            quality = judge(placement, router.routing())
            if quality is not None:
                self.router, self.placement, self.cost = router, placement, cost
                return quality
        if router is old_router:
            router.undo(back, ways)
        return None

    def polish(self, judge: Judge) -> None:
        """Route again what crosses or bends, now that the boxes stand."""
        self.router.mend(2)
        judge(self.placement, self.router.routing())
