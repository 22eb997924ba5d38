"""Last phase: small moves of boxes, each judged by the finished picture.

Before: a placement and its picture. After: a placement whose picture is at least as good.
"""

from collections.abc import Iterator

from procdocs.diagrams.swimlane.score import Quality
from procdocs.diagrams.swimlane.spec import Drawing, Placement, Routing, directions


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
        bends = sum(one != two for one, two in zip(ways, ways[1:], strict=False))
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
        if wire.source >= 0 and wire.target >= 0 and not placement.loops[index]:
            if columns[wire.source] > columns[wire.target]:
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
    for above in range(placement.depths[strip] + 1):
        rows = list(placement.rows)
        for mate in mates:
            if rows[mate] >= above:
                rows[mate] += 1
        rows[box] = above
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
    yield _tidied(drawing, placement, columns, list(placement.rows))
    alone = list(placement.columns)
    alone[box] += 1
    yield _tidied(drawing, placement, alone, list(placement.rows))
    if placement.columns[box] > 0:
        back = list(placement.columns)
        back[box] -= 1
        yield _tidied(drawing, placement, back, list(placement.rows))
    spread = [c + 1 if c >= placement.columns[box] else c for c in placement.columns]
    yield _tidied(drawing, placement, spread, list(placement.rows))


def moves(drawing: Drawing, placement: Placement, box: int) -> Iterator[Placement]:
    """List the placements that differ by the move of one box.

    Args:
        drawing: What is laid out.
        placement: Where the boxes stand.
        box: The box to move; one that the author pinned stays.
    """
    pinned = drawing.boxes[box]
    if pinned.row is None:
        for found in _row_moves(drawing, placement, box):
            if found is not None and found != placement:
                yield found
    if pinned.column is None and all(each.column is None for each in drawing.boxes):
        for found in _column_moves(drawing, placement, box):
            if found is not None and found != placement:
                yield found
