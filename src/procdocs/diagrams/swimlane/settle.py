"""From the grid of the search, where rows and columns may be empty, to the one that is drawn."""

from collections.abc import Sequence

from procdocs.diagrams.swimlane.field import Field
from procdocs.diagrams.swimlane.patterns import Corners, Way, priced
from procdocs.diagrams.swimlane.spec import Drawing, GridPath, Placement

_PASSES = 2


def settle(
    drawing: Drawing,
    field: Field,
    columns: list[int],
    rows: list[int],
    ways: Sequence[tuple[Way | None, int]],
) -> tuple[Placement, tuple[GridPath, ...]]:
    """Drop empty rows and columns, carry the ways over and choose better ones where there are.

    Args:
        drawing: What is laid out.
        field: The grid of the search.
        columns: Column of each box on it.
        rows: Row of each box in its strip.
        ways: The way of each wire on it, and the line from which it runs.

    Returns:
        The placement and the way of each wire; an empty one where there is none.
    """
    kept_columns = _kept(columns, any(box.column is not None for box in drawing.boxes))
    kept_rows = []
    for strip in range(len(drawing.strips)):
        inside = [i for i, box in enumerate(drawing.boxes) if box.strip == strip]
        pinned = any(drawing.boxes[i].row is not None for i in inside)
        kept_rows.append(_kept([rows[i] for i in inside], pinned))
    placement = Placement(
        columns=tuple(kept_columns.index(column) for column in columns),
        rows=tuple(
            kept_rows[box.strip].index(row) for box, row in zip(drawing.boxes, rows, strict=True)
        ),
        depths=tuple(len(kept) for kept in kept_rows),
        loops=field.loops,
    )
    tidy = Field(drawing, placement)
    across = _lines(kept_columns, field.wide)
    down: list[int] = []
    for strip, kept in enumerate(kept_rows):
        first, last = field.edges[strip]
        down += [tidy.edges[strip][0] + line for line in _lines(kept, last - first + 1)]
    for index, (way, origin) in enumerate(ways):
        if way is None:
            continue
        corners = _straightened([(across[x + origin], down[y]) for x, y in way.corners])
        again = priced(corners, way.out, way.into, way.sides, field.loops[index])
        if again is not None:
            tidy.enter(index, again, 0)
    for _ in range(_PASSES):
        _improve(drawing, tidy)
    return placement, tuple(
        _points(way, origin) for way, origin in zip(tidy.ways, tidy.origin, strict=True)
    )


def _kept(used: list[int], pinned: bool) -> list[int]:
    """List the rows or columns to keep: those with a box; all up to the last if any is pinned."""
    if pinned:
        return list(range(max(used) + 1))
    return sorted(set(used)) or [0]


def _lines(kept: list[int], count: int) -> list[int]:
    """Map lines (channel, cell, channel, and so on) to those that are kept."""
    found = []
    for line in range(count):
        at, cell = divmod(line, 2)
        before = sum(each < at for each in kept)
        found.append(2 * before + (1 if cell and at in kept else 0))
    return found


def _straightened(points: list[tuple[int, int]]) -> Corners:
    """Leave out the points at which a way does not turn."""
    found: list[tuple[int, int]] = []
    for point in points:
        while found and found[-1] == point:
            found.pop()
        while len(found) > 1 and (
            found[-2][0] == found[-1][0] == point[0] or found[-2][1] == found[-1][1] == point[1]
        ):
            found.pop()
        if not found or found[-1] != point:
            found.append(point)
    return tuple(found)


def _improve(drawing: Drawing, field: Field) -> None:
    """Take each wire up once and choose a better way for it if there is one."""
    for index in sorted(range(len(drawing.wires)), key=field.urgency):
        old, origin = field.ways[index], field.origin[index]
        now = float("inf")
        if old is not None:
            field.take_up(index)
            now = field.cost(index, old)
        cost, new = field.choose(index)
        if new is not None and cost < now - 1e-6:
            field.enter(index, new)
        elif old is not None:
            field.enter(index, old, origin)


def _points(way: Way | None, origin: int) -> GridPath:
    """List every grid point of a way."""
    if way is None:
        return ()
    corners = [(x + origin, y) for x, y in way.corners]
    points = corners[:1]
    for x, y in corners[1:]:
        px, py = points[-1]
        step = ((x > px) - (x < px), (y > py) - (y < py))
        while points[-1] != (x, y):
            px, py = px + step[0], py + step[1]
            points.append((px, py))
    return tuple(points)
