"""The most likely path: the way of greatest probability from start to end.

Not the greedy choice at each decision: the shortest path with the lengths −log share (Dijkstra
1959). Every branch of a fork belongs to it, and the most likely combination of an inclusive split.
Loops are never taken, since they only lower the probability; ties go by authored order.
"""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.analysis.blocks import Block, Scope
from procdocs.analysis.network import Network, SplitNode

EXIT = -1
MOST_STATES = 5000
"""Routes looked at in a flow that is no block before the search is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way through a flow."""

    nodes: tuple[int, ...]
    """Its nodes in order of the flow."""
    arcs: tuple[tuple[int, int], ...]
    """The ways taken, as pairs of nodes."""
    cost: float
    """−log of its probability."""
    choices: tuple[int, ...]
    """Positions chosen, for ties."""

    @property
    def probability(self) -> float:
        """Product of the shares along it."""
        return math.exp(-self.cost)


NOTHING = Route(nodes=(), arcs=(), cost=0.0, choices=())


def find_likely_route(network: Network, scope: Scope | None) -> Route | None:
    """Find the most likely route.

    Args:
        network: A flow whose shares are all known.
        scope: Its blocks; None where it is not block-structured.

    Returns:
        The route; None where no end can be reached, or there are too many ways.
    """
    if scope is None:
        return _search_freely(network)
    return _through_scope(network, scope)


def _through_scope(network: Network, scope: Scope) -> Route | None:
    if not scope.entry:
        return NOTHING
    blocks = {block.split: block for block in scope.blocks}
    queue: list[tuple[float, tuple[int, ...], int, Route]] = []
    for position, (node, share) in enumerate(scope.entry):
        if share > 0:
            start = Route(nodes=(), arcs=(), cost=-math.log(share), choices=(position,))
            heapq.heappush(queue, (round(start.cost, 9), start.choices, node, start))
    settled: set[int] = set()
    while queue:
        _, _, node, route = heapq.heappop(queue)
        if node == EXIT:
            return route
        if node in settled:
            continue
        settled.add(node)
        for target, onward in _steps_on(network, scope, blocks.get(node), node, route):
            heapq.heappush(queue, (round(onward.cost, 9), onward.choices, target, onward))
    return None


def _steps_on(
    network: Network, scope: Scope, block: Block | None, node: int, route: Route
) -> Iterator[tuple[int, Route]]:
    """Give every way on from a node: where it leads within the scope, and the route so far."""
    if block is not None:
        inner = _through_block(network, block)
        if inner is not None:
            inside = block.exit in scope.arcs
            yield block.exit if inside else EXIT, _append(route, node, inner)
        return
    ways = network.arcs[node]
    if not ways:
        yield EXIT, _append(route, node, NOTHING)
    timers = len(network.events.get(node, ()))
    for position, (target, share) in enumerate(ways):
        # Boundary events stand first among the arcs but come after the branches as authored.
        place = position + len(ways) if position < timers else position
        step = Route(nodes=(), arcs=((node, target),), cost=-math.log(share), choices=(place,))
        yield target if target in scope.arcs else EXIT, _append(route, node, step)


def _append(route: Route, node: int, more: Route) -> Route:
    return Route(
        nodes=(*route.nodes, node, *more.nodes),
        arcs=route.arcs + more.arcs,
        cost=route.cost + more.cost,
        choices=route.choices + more.choices,
    )


def _through_block(network: Network, block: Block) -> Route | None:
    """Find the most likely way through a block: of each branch, and of the combinations."""
    branches = [_through_scope(network, branch) for branch in block.branches]
    costs = [math.inf if branch is None else branch.cost for branch in branches]
    taken, cost = likeliest_combination(block.ways, costs)
    if math.isinf(cost):
        return None
    nodes: list[int] = []
    arcs: list[tuple[int, int]] = []
    for branch in taken:
        route = branches[branch]
        if route is not None:
            arcs.append((block.split, block.ways.targets[branch]))
            nodes += route.nodes
            arcs += route.arcs
    return Route(nodes=tuple(nodes), arcs=tuple(arcs), cost=cost, choices=taken)


def likeliest_combination(ways: SplitNode, costs: list[float]) -> tuple[tuple[int, ...], float]:
    """Find the branches that are most likely taken together, with the cost of the ways in them.

    Args:
        ways: The split.
        costs: −log probability of the likeliest way through each branch.

    Returns:
        Branches by position, and −log of the whole probability.
    """
    if ways.shares is None:
        found = [
            (-math.log(share) + math.fsum(costs[branch] for branch in taken), number, taken)
            for number, (taken, share) in enumerate(ways.combinations)
            if share > 0
        ]
        cost, _, taken = min(found, key=lambda one: (round(one[0], 9), one[1]))
        return taken, cost
    some = 1.0 - math.prod(1.0 - share for share in ways.shares)
    cost = math.log(some)
    chosen: list[int] = []
    penalties: list[tuple[float, int]] = []
    for branch, share in enumerate(ways.shares):
        with_it = math.inf if share <= 0 else -math.log(share) + costs[branch]
        without = math.inf if share >= 1 else -math.log(1.0 - share)
        if with_it <= without + 1e-12:
            chosen.append(branch)
            cost += with_it
        else:
            cost += without
            penalties.append((with_it - without, branch))
    if not chosen:
        penalty, branch = min(penalties)
        return (branch,), cost + penalty
    return tuple(chosen), cost


def _search_freely(network: Network) -> Route | None:
    """Search a flow that is no block: routes in order of their probability, the first whole one."""
    queue: list[tuple[float, tuple[int, ...], tuple[int, ...], Route]] = []
    for position, (node, share) in enumerate(network.entry):
        if share > 0:
            start = Route(nodes=(), arcs=(), cost=-math.log(share), choices=(position,))
            heapq.heappush(queue, (round(start.cost, 9), start.choices, (node,), start))
    for _ in range(MOST_STATES):
        if not queue:
            return None
        _, _, pending, route = heapq.heappop(queue)
        if not pending:
            return _in_flow_order(route)
        node, rest = pending[0], pending[1:]
        if node in route.nodes:
            heapq.heappush(queue, (round(route.cost, 9), route.choices, rest, route))
            continue
        for onward, targets in _free_steps(network, node, route):
            key = (round(onward.cost, 9), onward.choices, rest + targets, onward)
            heapq.heappush(queue, key)
    return None


def _free_steps(
    network: Network, node: int, route: Route
) -> Iterator[tuple[Route, tuple[int, ...]]]:
    split = network.splits.get(node)
    if split is not None:
        taken, cost = likeliest_combination(split, [0.0] * len(split.targets))
        targets = tuple(split.targets[branch] for branch in taken)
        arcs = tuple((node, target) for target in targets)
        if not any(_leads_back(route, target, node) for target in targets):
            step = Route(nodes=(), arcs=arcs, cost=cost, choices=taken)
            yield _append(route, node, step), targets
        return
    if not network.arcs[node]:
        yield _append(route, node, NOTHING), ()
    for position, (target, share) in enumerate(network.arcs[node]):
        if not _leads_back(route, target, node):
            step = Route(
                nodes=(), arcs=((node, target),), cost=-math.log(share), choices=(position,)
            )
            yield _append(route, node, step), (target,)


def _leads_back(route: Route, target: int, node: int) -> bool:
    """Tell whether a way from node to target would close a loop in the route."""
    onward: dict[int, list[int]] = {}
    for source, end in route.arcs:
        onward.setdefault(source, []).append(end)
    stack, seen = [target], {target}
    while stack:
        current = stack.pop()
        if current == node:
            return True
        for end in onward.get(current, ()):
            if end not in seen:
                seen.add(end)
                stack.append(end)
    return False


def _in_flow_order(route: Route) -> Route:
    """Sort the nodes so that each stands after all that lead to it; ties as found."""
    waiting = dict.fromkeys(route.nodes, 0)
    for _, target in route.arcs:
        waiting[target] += 1
    order: list[int] = []
    left = list(route.nodes)
    while left:
        node = next(found for found in left if waiting[found] == 0)
        left.remove(node)
        order.append(node)
        for source, target in route.arcs:
            if source == node:
                waiting[target] -= 1
    return Route(nodes=tuple(order), arcs=route.arcs, cost=route.cost, choices=route.choices)
