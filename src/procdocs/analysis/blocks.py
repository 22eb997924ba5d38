"""The blocks of a flow: which split belongs to which join, and what lies between.

A flow is block-structured where every fork or inclusive split has a join that all its branches
reach, the branches share no step, none may be left or entered but at its ends, and no end lies in
one. Branches that run to ends of their own, without a join, are a block that closes with the
process. What lies within a branch, or outside all blocks, may be any graph of choices and loops.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.linear import solve_visits
from procdocs.analysis.network import Network, SplitNode

SINK = -1
"""Exit of a block that closes with the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A stretch with one way in and one way out: the whole flow, or one branch of a block."""

    entry: tuple[tuple[int, float], ...]
    """Where it is entered and with which chance; empty where a branch holds nothing."""
    arcs: Mapping[int, tuple[tuple[int, float], ...]]
    """Its own nodes and their chances; an inner block goes from its split to its join."""
    blocks: tuple["Block", ...]
    """Inner blocks, in order of their splits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A split, the join where its branches meet, and the branches."""

    split: int
    """The node that starts the branches."""
    exit: int
    """The join, or SINK."""
    ways: SplitNode
    """How the branches are taken."""
    branches: tuple[Scope, ...]
    """In authored order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A split with its join and the nodes of each branch, before nesting."""

    split: int
    """The node that starts the branches."""
    exit: int
    """The join, or SINK."""
    branches: tuple[frozenset[int], ...]
    """Nodes of each branch, those of inner blocks too."""

    @property
    def inside(self) -> frozenset[int]:
        """Nodes of all branches."""
        return frozenset().union(*self.branches)


class ScopeVisits:
    """Visits within scopes, each solved once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Scope, dict[int, float], dict[int, float]]] = {}

    def of(self, scope: Scope) -> tuple[dict[int, float], dict[int, float]]:
        """Give visits per passage of a scope, and Nⱼⱼ; see `solve_visits`.

        Raises:
            NoWayOutError: A loop within cannot be left.
        """
        found = self._known.get(id(scope))
        if found is None:
            found = (scope, *solve_visits(scope.arcs, dict(scope.entry)))
            self._known[id(scope)] = found
        return found[1], found[2]


def find_blocks(network: Network) -> Scope | None:
    """Decompose a flow into blocks.

    Args:
        network: The flow; boundary events that do not interrupt play no part.

    Returns:
        The whole flow as a scope; None where it is not block-structured.
    """
    nodes = network.reachable([node for node, _ in network.entry], spawned=False)
    before = _predecessors(network, nodes)
    spans: list[Span] = []
    for split in sorted(node for node in nodes if node in network.splits):
        span = find_span(network, split)
        if span is None or not _is_closed(network, span, before):
            return None
        if any(node in span.inside for node, _ in network.entry):
            return None
        spans.append(span)
    return _nest(network, frozenset(nodes), network.entry, SINK, spans)


def _predecessors(network: Network, nodes: set[int]) -> dict[int, list[int]]:
    before: dict[int, list[int]] = {node: [] for node in nodes}
    for node in sorted(nodes):
        for target in network.successors(node, spawned=False):
            before[target].append(node)
    return before


def _reach(network: Network, source: int, stop: int) -> frozenset[int]:
    """Find what can be reached from a node without passing another one."""
    if source == stop:
        return frozenset()
    seen = {source}
    stack = [source]
    while stack:
        for target in network.successors(stack.pop(), spawned=False):
            if target != stop and target not in seen:
                seen.add(target)
                stack.append(target)
    return frozenset(seen)


def find_span(network: Network, split: int) -> Span | None:
    """Find the nearest join that every branch must pass, or else none where all run to ends.

    Returns:
        The span; None where a branch may get past every join, but not all run to ends.
    """
    best: Span | None = None
    for join in _joins_ahead(network, split):
        # A nearer join than the best so far can only lie within its branches.
        if best is None or join in best.inside:
            span = _span_to(network, split, join)
            if span is not None and (best is None or len(span.inside) < len(best.inside)):
                best = span
    return best or _span_to(network, split, SINK)


def _span_to(network: Network, split: int, leave: int) -> Span | None:
    """Make the span from a split to a join or the sink; None where a branch may leave it."""
    branches: list[frozenset[int]] = []
    ways = network.splits[split]
    for target, marginal in zip(ways.targets, ways.marginals, strict=True):
        branch = _reach(network, target, leave) if marginal > 0 else frozenset[int]()
        if split in branch or (leave != SINK and branch & network.ends):
            return None
        branches.append(branch)
    return Span(split=split, exit=leave, branches=tuple(branches))


def _joins_ahead(network: Network, split: int) -> list[int]:
    """List the joins that can be reached from a split, nearest first."""
    seen = {split}
    queue = [split]
    for node in queue:
        for target in network.successors(node, spawned=False):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return [node for node in queue if node in network.joins]


def _is_closed(network: Network, span: Span, before: dict[int, list[int]]) -> bool:
    """Tell whether the branches share nothing and are entered only at their heads."""
    if span.exit == SINK and span.inside & network.terminates:
        return False
    shared: set[int] = set()
    for branch, head in zip(span.branches, network.splits[span.split].targets, strict=True):
        own = branch - network.ends
        if own & shared:
            return False
        shared |= own
        for node in own:
            for source in before[node]:
                if source not in branch and not (source == span.split and node == head):
                    return False
    return True


def _nest(
    network: Network,
    nodes: frozenset[int],
    entry: tuple[tuple[int, float], ...],
    leave: int,
    spans: list[Span],
) -> Scope:
    """Make a scope of some nodes, and scopes of the branches of the splits within."""
    within = [span for span in spans if span.split in nodes]
    deeper = {inner.split for outer in within for inner in within if inner.split in outer.inside}
    direct = [span for span in within if span.split not in deeper]
    hidden = frozenset().union(*(span.inside for span in direct)) if direct else frozenset()
    shown = nodes - hidden
    exits = {span.split: span.exit for span in direct}
    arcs: dict[int, tuple[tuple[int, float], ...]] = {}
    for node in sorted(shown):
        ways = network.arcs[node]
        if node in exits:
            ways = ((exits[node], 1.0),)
        arcs[node] = tuple(way for way in ways if way[0] in shown)
    blocks = []
    for span in direct:
        ways_out = network.splits[span.split]
        branches = tuple(
            _nest(
                network,
                branch,
                ((head, 1.0),) if branch else (),
                span.exit,
                [other for other in within if other is not span],
            )
            for branch, head in zip(span.branches, ways_out.targets, strict=True)
        )
        blocks.append(Block(split=span.split, exit=span.exit, ways=ways_out, branches=branches))
    return Scope(entry=entry, arcs=arcs, blocks=tuple(blocks))
