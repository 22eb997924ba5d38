"""Carrying ways over from one grid to another whose rows or columns came or went.

Before: ways on the old grid. After: the same ways on the new one, as far as they can be kept.
"""

from collections import Counter
from dataclasses import dataclass

from procdocs.diagrams.swimlane.spec import Drawing, Grid, Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """How the lines of an old grid lie in a new one."""

    x: tuple[int, ...]
    """New line across of each old one."""
    y: tuple[int, ...]
    """New line down of each old one."""
    moved: tuple[int, ...]
    """Boxes that do not stand where their old lines went."""


def _majority(pairs: list[tuple[int, int]], old: int) -> list[int | None] | None:
    """Map old indices to new ones by most boxes; None if that turns the order round."""
    votes: dict[int, Counter[int]] = {}
    for before, after in pairs:
        votes.setdefault(before, Counter())[after] += 1
    found: list[int | None] = [None] * old
    last = -1
    for index in range(old):
        if index not in votes:
            continue
        best = min(votes[index].items(), key=lambda item: (-item[1], item[0]))[0]
        if best <= last:
            if sum(votes[index].values()) > 1:
                return None
            continue
        found[index] = last = best
    return found


def _lines(found: list[int | None], new: int) -> list[int]:
    """Map the lines of a row of cells: channel, cell, channel, and so on."""
    lines = [0] * (2 * len(found) + 1)
    after = 2 * new
    lines[-1] = after
    for index in range(len(found) - 1, -1, -1):
        place = found[index]
        if place is None:
            lines[2 * index + 1] = lines[2 * index] = after
        else:
            after = 2 * place
            lines[2 * index + 1], lines[2 * index] = after + 1, after
    return lines


def carry_over(drawing: Drawing, old: Placement, new: Placement, grid: Grid) -> Carry | None:
    """Find out how the old grid lies in the new one.

    Args:
        drawing: What is laid out.
        old: Where the boxes stood.
        new: Where they stand.
        grid: The new grid.

    Returns:
        The lines and the boxes that moved; None if too much changed.
    """
    columns = _majority(list(zip(old.columns, new.columns, strict=True)), old.width)
    if columns is None:
        return None
    x = _lines(columns, new.width)
    y: list[int] = []
    rows: list[list[int | None]] = []
    for strip, depth in enumerate(old.depths):
        inside = [i for i, box in enumerate(drawing.boxes) if box.strip == strip]
        found = _majority([(old.rows[i], new.rows[i]) for i in inside], depth)
        if found is None:
            return None
        if not inside:
            found = [0]
        rows.append(found)
        base = grid.row_line[(strip, 0)] - 1
        y.extend(base + line for line in _lines(found, new.depths[strip]))
    moved = tuple(
        index
        for index, box in enumerate(drawing.boxes)
        if columns[old.columns[index]] != new.columns[index]
        or rows[box.strip][old.rows[index]] != new.rows[index]
    )
    return Carry(x=tuple(x), y=tuple(y), moved=moved)


def carried_path(path: tuple[int, ...], old_wide: int, wide: int, carry: Carry) -> tuple[int, ...]:
    """Carry a way over; empty if it would run back on itself."""
    found: list[int] = []
    for point in path:
        x, y = carry.x[point % old_wide], carry.y[point // old_wide]
        new = y * wide + x
        if not found:
            found.append(new)
            continue
        last = found[-1]
        if new == last:
            continue
        if last // wide == y:
            step = 1 if new > last else -1
        elif last % wide == x:
            step = wide if new > last else -wide
        else:
            return ()
        if len(found) > 1 and last + step == found[-2]:
            return ()
        while last != new:
            last += step
            found.append(last)
    return tuple(found)
