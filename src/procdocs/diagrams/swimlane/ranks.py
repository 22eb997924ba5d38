"""Phase 3: which column each box stands in.

Before: a drawing and its loops. After: every wire that is no loop leads to a later column, or
straight down or up within one column.
"""

from dataclasses import dataclass

from procdocs.diagrams.graphviz import RankEdge, rank_columns
from procdocs.diagrams.swimlane.spec import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Columns, and which wires stay within one."""

    columns: tuple[int, ...]
    """Column of each box, from 0."""
    upright: tuple[int, ...]
    """Wires allowed to stay within a column."""
    loops: tuple[bool, ...]
    """Whether each wire leads back; more of them where the author pinned columns."""


def _may_drop(
    drawing: Drawing, loops: tuple[bool, ...], banned: frozenset[int], within_lane: bool
) -> list[int]:
    """Choose the wires that may go straight across the lanes in one column.

    The target has one way in, and the source is a decision or has one way out; at most one such
    wire a source and direction; a chain keeps its direction.
    """
    boxes, wires = drawing.boxes, drawing.wires
    inner = [
        index
        for index, wire in enumerate(wires)
        if wire.source >= 0 and wire.target >= 0 and not loops[index]
    ]
    out: list[list[int]] = [[] for _ in boxes]
    into: list[list[int]] = [[] for _ in boxes]
    for index in inner:
        out[wires[index].source].append(index)
        into[wires[index].target].append(index)
    returns = {wire.source for index, wire in enumerate(wires) if loops[index]}
    chosen: dict[int, int] = {}
    for index in inner:
        wire = wires[index]
        source, target = boxes[wire.source], boxes[wire.target]
        way = (target.strip > source.strip) - (target.strip < source.strip)
        if index in banned or wire.source == wire.target:
            continue
        if way == 0:
            fits = (
                within_lane
                and source.shape == "diamond"
                and len(into[wire.target]) == 1
                and len(out[wire.source]) > 1
                and index != out[wire.source][0]
                and not wire.message
            )
            if not fits or any(
                chosen.get(other) == 1 for other in out[wire.source] if other != index
            ):
                continue
            chosen[index] = 1
            continue
        rework = not out[wire.target] and wire.target in returns
        single = len(into[wire.target]) == 1 and (
            source.shape == "diamond" or len(out[wire.source]) == 1 or wire.message
        )
        if not rework and not (single and source.kind != "start"):
            continue
        if (target.caption and way < 0) or (source.caption and way > 0 and not wire.boundary):
            continue
        if any(chosen.get(other) == way for other in out[wire.source]):
            continue
        before = [chosen[other] for other in into[wire.source] if other in chosen]
        if before and before[0] != way:
            continue
        chosen[index] = way
    return list(chosen)


def _weight(drawing: Drawing, index: int) -> int:
    wire = drawing.wires[index]
    if wire.message:
        return 1
    same = drawing.boxes[wire.source].strip == drawing.boxes[wire.target].strip
    return 4 if same else 2


def longest_path_columns(count: int, edges: list[RankEdge]) -> tuple[int, ...]:
    """Give every node a column without Graphviz: longest path, then pull together.

    Args:
        count: Number of nodes.
        edges: Wishes without a cycle.

    Returns:
        A column for each node, from 0 and without gaps.
    """
    out: list[list[RankEdge]] = [[] for _ in range(count)]
    into: list[list[RankEdge]] = [[] for _ in range(count)]
    for edge in edges:
        out[edge.source].append(edge)
        into[edge.target].append(edge)
    waiting = [len(each) for each in into]
    order = [node for node in range(count) if waiting[node] == 0]
    column = [0] * count
    for node in order:
        for edge in out[node]:
            column[edge.target] = max(column[edge.target], column[node] + edge.length)
            waiting[edge.target] -= 1
            if waiting[edge.target] == 0:
                order.append(edge.target)
    for _ in range(count):
        moved = False
        for node in reversed(order):
            latest = min((column[e.target] - e.length for e in out[node]), default=column[node])
            earliest = max((column[e.source] + e.length for e in into[node]), default=0)
            pull = sum(e.weight for e in out[node]) - sum(e.weight for e in into[node])
            goal = latest if pull > 0 else earliest if pull < 0 else column[node]
            if goal != column[node]:
                column[node], moved = goal, True
        if not moved:
            break
    levels = {value: index for index, value in enumerate(sorted(set(column)))}
    return tuple(levels[value] for value in column)


def _pinned(drawing: Drawing, columns: list[int], edges: list[RankEdge]) -> None:
    """Move boxes to the author's columns and push what follows them."""
    pins = {i: box.column for i, box in enumerate(drawing.boxes) if box.column is not None}
    if not pins:
        return
    for index, column in pins.items():
        columns[index] = column
    for _ in drawing.boxes:
        moved = False
        for edge in edges:
            least = columns[edge.source] + edge.length
            if edge.target not in pins and columns[edge.target] < least:
                columns[edge.target], moved = least, True
        if not moved:
            return


def rank(
    drawing: Drawing,
    loops: tuple[bool, ...],
    banned: frozenset[int] = frozenset(),
    within_lane: bool = False,
    early: bool = False,
) -> Ranking:
    """Choose the columns.

    Args:
        drawing: What to lay out.
        loops: Which wires lead back.
        banned: Wires that may not stay within a column, because another box is in their way.
        within_lane: Whether a decision's branch may stand below it in its own lane.
        early: Whether boxes stand as early as they can, rather than where lines are shortest.

    Returns:
        Columns from 0 without gaps, unless the author pinned some.
    """
    upright = _may_drop(drawing, loops, banned, within_lane)
    level = set(upright)
    edges = []
    for index, wire in enumerate(drawing.wires):
        if wire.source < 0 or wire.target < 0 or loops[index] or wire.source == wire.target:
            continue
        edges.append(
            RankEdge(
                source=wire.source,
                target=wire.target,
                length=0 if index in level else 1,
                weight=_weight(drawing, index),
            )
        )
    count = len(drawing.boxes)
    found = None if early else rank_columns(count, tuple(edges))
    columns = list(longest_path_columns(count, edges) if found is None else found)
    _pinned(drawing, columns, edges)
    turned_back = tuple(
        loops[index]
        or (wire.source >= 0 and wire.target >= 0 and columns[wire.target] < columns[wire.source])
        for index, wire in enumerate(drawing.wires)
    )
    return Ranking(columns=tuple(columns), upright=tuple(upright), loops=turned_back)
