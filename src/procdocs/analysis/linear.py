"""Expected visits of an absorbing Markov chain, by sparse elimination.

Method: Kemeny & Snell, Finite Markov Chains, ch. III (fundamental matrix N = (I − Q)⁻¹). The
strongly connected parts are solved one after another in order of the flow, so that a chain without
loops costs one pass and a loop only its own size.
"""

import math
from collections.abc import Mapping, Sequence

Arcs = Mapping[int, Sequence[tuple[int, float]]]
"""For each node its targets and their weights."""

SMALLEST_PIVOT = 1e-12
"""A smaller pivot means that a loop has no way out."""


class NoWayOutError(ValueError):
    """A loop cannot be left, or multiplies what runs in it, so that visits have no finite mean."""

    def __init__(self, nodes: Sequence[int]) -> None:
        super().__init__("a loop has no way out")
        self.nodes = tuple(nodes)
        """The nodes of the loop."""


def solve_visits(
    arcs: Arcs, sources: Mapping[int, float]
) -> tuple[dict[int, float], dict[int, float]]:
    """Find how often each node is visited, and how often again once it is.

    Args:
        arcs: Weighted ways out of each node.
        sources: Expected entries from outside, by node.

    Returns:
        Expected visits by node, and Nⱼⱼ by node (1 outside loops): visits of j, started in j. Nodes
        that are not reached are left out.

    Raises:
        NoWayOutError: The system is singular or its solution negative.
    """
    visits: dict[int, float] = {}
    returns: dict[int, float] = {}
    inflow = dict(sources)
    for component in reversed(_components(arcs, list(sources))):
        first = component[0]
        if len(component) == 1 and all(target != first for target, _ in arcs[first]):
            visits[first] = inflow.get(first, 0.0)
            returns[first] = 1.0
        else:
            found, again = _solve_loop(arcs, component, inflow)
            visits.update(found)
            returns.update(again)
        inside = set(component)
        for node in component:
            for target, weight in arcs[node]:
                if target not in inside:
                    inflow[target] = inflow.get(target, 0.0) + visits[node] * weight
    return visits, returns


def _components(arcs: Arcs, sources: list[int]) -> list[list[int]]:
    """Find the strongly connected parts, last ones first (Tarjan 1972, without recursion)."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    components: list[list[int]] = []
    for source in sources:
        if source in order:
            continue
        work = [(source, 0)]
        while work:
            node, position = work.pop()
            if position == 0:
                order[node] = low[node] = len(order)
                stack.append(node)
                on_stack.add(node)
            targets = arcs[node]
            while position < len(targets):
                target = targets[position][0]
                position += 1
                if target not in order:
                    work.append((node, position))
                    work.append((target, 0))
                    break
                if target in on_stack:
                    low[node] = min(low[node], order[target])
            else:
                if low[node] == order[node]:
                    cut = stack.index(node)
                    components.append(sorted(stack[cut:]))
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
    return components


def _solve_loop(
    arcs: Arcs, component: list[int], inflow: Mapping[int, float]
) -> tuple[dict[int, float], dict[int, float]]:
    """Solve (I − Q)ᵀ v = inflow within one strongly connected part."""
    position = {node: number for number, node in enumerate(component)}
    rows: list[dict[int, float]] = [{number: 1.0} for number in range(len(component))]
    for node in component:
        for target, weight in arcs[node]:
            if target in position:
                row = rows[position[target]]
                row[position[node]] = row.get(position[node], 0.0) - weight
    factors = _eliminate(rows, component)
    entries = [inflow.get(node, 0.0) for node in component]
    solved = _substitute(factors, rows, entries)
    if any(not math.isfinite(value) or value < -1e-9 for value in solved):
        raise NoWayOutError(component)
    visits = {node: max(0.0, solved[number]) for node, number in position.items()}
    returns = {}
    for node, number in position.items():
        unit = [0.0] * len(component)
        unit[number] = 1.0
        returns[node] = max(1.0, _substitute(factors, rows, unit)[number])
    return visits, returns


def _eliminate(
    rows: list[dict[int, float]], component: list[int]
) -> list[tuple[int, list[tuple[int, float]]]]:
    """Bring the rows to echelon form in place; give pivots in order with the factors used."""
    columns: list[set[int]] = [set() for _ in rows]
    for number, row in enumerate(rows):
        for column in row:
            columns[column].add(number)
    left = set(range(len(rows)))
    factors: list[tuple[int, list[tuple[int, float]]]] = []
    while left:
        # The cheapest pivot first keeps the fill small; ties by number keep it deterministic.
        pivot = min(left, key=lambda n: (len(columns[n]) * len(rows[n]), n))
        left.remove(pivot)
        row = rows[pivot]
        head = row.get(pivot, 0.0)
        if head < SMALLEST_PIVOT:
            raise NoWayOutError(component)
        used: list[tuple[int, float]] = []
        for other in sorted(columns[pivot] & left):
            factor = rows[other].pop(pivot) / head
            used.append((other, factor))
            for column, value in row.items():
                if column != pivot:
                    rows[other][column] = rows[other].get(column, 0.0) - factor * value
                    columns[column].add(other)
        factors.append((pivot, used))
    return factors


def _substitute(
    factors: list[tuple[int, list[tuple[int, float]]]],
    rows: list[dict[int, float]],
    right: list[float],
) -> list[float]:
    """Solve the eliminated system for one right side."""
    values = list(right)
    for pivot, used in factors:
        if values[pivot]:
            for other, factor in used:
                values[other] -= factor * values[pivot]
    for pivot, _ in reversed(factors):
        row = rows[pivot]
        rest = math.fsum(row[column] * values[column] for column in row if column != pivot)
        values[pivot] = (values[pivot] - rest) / row[pivot]
    return values
