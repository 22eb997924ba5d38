"""How often an item visits each step, and with which probability at all.

Visits: an absorbing Markov chain on the flow graph. A fork visits every branch once, an inclusive
split branch i with its marginal probability qᵢ, and an edge into the join that closes them weighs
1/k or 1/Σqᵢ, so that the join is visited as often as its split, in loops too.

Probability of a visit: N₀ⱼ/Nⱼⱼ in the chain where each split follows only the branch that holds j.
It is put together from the inside out: within its branch first, then per passage of the split.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.blocks import SINK, Block, Scope, ScopeVisits, find_span
from procdocs.analysis.linear import solve_visits
from procdocs.analysis.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Visits of the nodes of a network; nodes that are not reached have 0."""

    expected: tuple[float, ...]
    """Expected visits per item."""
    reached: tuple[float, ...]
    """Probability of at least one."""


def find_visits(network: Network, scope: Scope, solved: ScopeVisits) -> Visits:
    """Find expected visits and the probability of a visit, exactly.

    Args:
        network: A flow whose shares are all known.
        scope: Its blocks.
        solved: Visits within them.

    Returns:
        By node.

    Raises:
        NoWayOutError: A loop cannot be left.
    """
    if scope.blocks or network.spawns:
        expected, _ = solve_visits(_weighted_arcs(network), dict(network.entry))
    else:
        expected, _ = solved.of(scope)
    reached: dict[int, float] = {}
    _reach_scope(scope, reached, solved)
    for node in sorted(network.spawns):
        _reach_handlers(network, node, reached, expected)
    count = len(network.ids)
    return Visits(
        expected=tuple(expected.get(node, 0.0) for node in range(count)),
        reached=tuple(
            min(1.0, reached.get(node, 0.0), expected.get(node, 0.0)) for node in range(count)
        ),
    )


def _weighted_arcs(network: Network) -> dict[int, tuple[tuple[int, float], ...]]:
    """Give every node's ways out with the weights of splits, joins and handlers."""
    weights: dict[int, list[tuple[int, float]]] = {}
    for node, ways in enumerate(network.arcs):
        found = list(ways)
        if node in network.splits:
            split = network.splits[node]
            found += list(zip(split.targets, split.marginals, strict=True))
        weights[node] = found + list(network.spawns.get(node, ()))
    _weigh_joins(network, weights)
    return {node: tuple(ways) for node, ways in weights.items()}


def _weigh_joins(network: Network, weights: dict[int, list[tuple[int, float]]]) -> None:
    """Weigh every edge into a join, in handlers too, with 1 ÷ expected branches of its split."""
    nodes = network.reachable([node for node, _ in network.entry])
    for split in sorted(nodes & set(network.splits)):
        span = find_span(network, split)
        if span is None or span.exit == SINK:
            continue
        inside = {split, *span.inside}
        # A handler that flows into the branch's join arrives there like the branch itself.
        stack = [target for node in inside for target, _ in network.spawns.get(node, ())]
        while stack:
            current = stack.pop()
            if current not in inside and current != span.exit:
                inside.add(current)
                stack += network.successors(current)
        arrivals = network.splits[split].arrivals
        for node in inside:
            weights[node] = [
                (target, weight / arrivals if target == span.exit else weight)
                for target, weight in weights[node]
            ]


def _reach_scope(scope: Scope, reached: dict[int, float], solved: ScopeVisits) -> None:
    """Put in the probability of a visit, per passage of the scope, of all nodes within."""
    if not scope.entry:
        return
    visits, returns = solved.of(scope)
    for node, expected in visits.items():
        reached[node] = expected / returns[node]
    for block in scope.blocks:
        if block.split in visits:
            _reach_block(block, reached[block.split], returns[block.split], reached, solved)


def _reach_block(
    block: Block,
    arrive: float,
    returns: float,
    reached: dict[int, float],
    solved: ScopeVisits,
) -> None:
    for branch, marginal in zip(block.branches, block.ways.marginals, strict=True):
        inner: dict[int, float] = {}
        _reach_scope(branch, inner, solved)
        for node, chance in inner.items():
            reached[node] = max(reached.get(node, 0.0), once_in(arrive, returns, marginal * chance))


def once_in(arrive: float, returns: float, chance: float) -> float:
    """Give the probability that something happens at least once at a place passed repeatedly.

    Args:
        arrive: Probability that the place is passed at all.
        returns: Expected passages once it is.
        chance: Probability that it happens in one passage.
    """
    again = 1.0 - 1.0 / returns
    return arrive * chance / (1.0 - again * (1.0 - chance)) if chance > 0 else 0.0


def _reach_handlers(
    network: Network,
    node: int,
    reached: dict[int, float],
    expected: Mapping[int, float],
) -> None:
    """Put in the probability of a visit of steps that only a handler leads to."""
    arrive = reached.get(node, 0.0)
    if arrive <= 0:
        return
    returns = max(1.0, expected.get(node, 0.0) / arrive)
    for handler, share in network.spawns[node]:
        only = network.reachable([handler]) - set(reached)
        arcs = {
            inner: tuple(
                way
                for way in (
                    *network.arcs[inner],
                    *(
                        zip(
                            network.splits[inner].targets,
                            network.splits[inner].marginals,
                            strict=True,
                        )
                        if inner in network.splits
                        else ()
                    ),
                )
                if way[0] in only
            )
            for inner in only
        }
        if handler not in only:
            continue
        visits, again = solve_visits(arcs, {handler: 1.0})
        found = {
            inner: once_in(arrive, returns, min(1.0, share * count / again[inner]))
            for inner, count in visits.items()
        }
        reached.update(found)
