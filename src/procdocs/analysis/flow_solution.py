"""Visits and times of one flow, by the method that its structure allows.

Blocks, or no parallel parts at all: exact visits and flow analysis, with a simulation beside where
a parallel branch holds a choice, a loop or a range, or a wait is a range. Parallel parts that are
no blocks: everything comes from the simulation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from procdocs.analysis.block_sampling import BlockSampler
from procdocs.analysis.blocks import Scope, ScopeVisits, find_blocks
from procdocs.analysis.figures import Method, ProcessFigures, SimulatedTime
from procdocs.analysis.flow_time import FlowTime, FlowTimes, find_flow_times, is_exact
from procdocs.analysis.linear import NoWayOutError
from procdocs.analysis.network import Network
from procdocs.analysis.sampling import NodeTime, Sampler, describe, node_programs, node_time
from procdocs.analysis.simulation import TokenResult, simulate_blocks, simulate_tokens
from procdocs.analysis.step_times import VisitTime
from procdocs.analysis.tokens import EndlessRunError, TokenSampler, find_feeds
from procdocs.analysis.visits import find_visits
from procdocs.diagnostics.sentence import sentence

MOST_VISITS = 5000.0
"""Expected visits of an item beyond which it is not simulated: each run would take too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """The process of a subprocess step, as far as the time of the step needs it."""

    figures: ProcessFigures
    """Its figures."""
    sampler: Sampler | None
    """How to draw its time; None where it does not vary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Visits and times of a flow; None where they cannot be had."""

    method: Method | None
    """How the cycle time was found."""
    reason: str | None
    """Why there is none."""
    visits: tuple[float, ...] | None
    """Expected visits by node."""
    reached: tuple[float, ...] | None
    """Probability of a visit by node."""
    total: FlowTime | None
    """Cycle time, value-adding time and theoretical cycle time in minutes."""
    slack: Mapping[int, float]
    """Slack by node, of block-structured flows with parallel parts."""
    simulated: SimulatedTime | None
    """Cycle time by simulation, where it is asked for."""
    sampler: Sampler | None
    """How to draw a time of the whole; None where it does not vary."""
    scope: Scope | None
    """Its blocks; None where it is not block-structured."""


def solve_flow(
    name: str, network: Network, times: Sequence[VisitTime], inner: Mapping[int, Inner]
) -> Solution:
    """Find visits and times of a flow.

    Args:
        name: Id of the process; names its draws.
        network: The flow.
        times: Of one visit, by node.
        inner: The processes of its subprocess steps, by node.
    """
    scope = find_blocks(network)
    if network.missing_shares:
        return _unknown("The shares of some branches are unknown", scope)
    if not network.entry:
        return _unknown("No start belongs to the company", scope)
    node_times = tuple(_node_time(node, time, inner) for node, time in enumerate(times))
    try:
        if scope is None:
            return _solve_by_tokens(name, network, times, node_times, inner)
        return _solve_by_blocks(name, network, scope, times, node_times, inner)
    except NoWayOutError as error:
        steps = ", ".join(dict.fromkeys(network.ids[node] for node in error.nodes))
        return _unknown(sentence("A loop has no way out: {steps}", steps=steps), scope)
    except EndlessRunError:
        return _unknown("The flow multiplies its tokens and does not end", scope)


def _unknown(reason: str, scope: Scope | None) -> Solution:
    return Solution(
        method=None,
        reason=reason,
        visits=None,
        reached=None,
        total=None,
        slack={},
        simulated=None,
        sampler=None,
        scope=scope,
    )


def _node_time(node: int, time: VisitTime, inner: Mapping[int, Inner]) -> NodeTime:
    within = inner.get(node)
    if within is None or within.sampler is None:
        return node_time(time, None, 0.0)
    return node_time(time, within.sampler, within.figures.cycle_time_minutes or 0.0)


def _solve_by_blocks(
    name: str,
    network: Network,
    scope: Scope,
    times: Sequence[VisitTime],
    node_times: tuple[NodeTime, ...],
    inner: Mapping[int, Inner],
) -> Solution:
    solved = ScopeVisits()
    visits = find_visits(network, scope, solved)
    first = [
        reached / expected if expected > 0 else 0.0
        for reached, expected in zip(visits.reached, visits.expected, strict=True)
    ]
    flow_times = find_flow_times(scope, times, first, solved)
    random_inside = [time.varies for time in node_times]
    method = Method.EXACT if is_exact(network, scope, random_inside) else Method.FLOW_ANALYSIS
    method = weakest_method([method, *(_inner_methods(visits.expected, inner))])
    has_range = any(
        time.random_wait is not None and count > 0
        for time, count in zip(times, visits.expected, strict=True)
    )
    has_inner_simulation = any(
        visits.expected[node] > 0 and within.figures.cycle_time_simulated is not None
        for node, within in inner.items()
    )
    cost = _cost(visits.expected, inner)
    sampler = _block_sampler(name, network, scope, node_times, flow_times, cost)
    varies = _varies(network, visits.expected, node_times)
    simulated = None
    wanted = method is not Method.EXACT or has_range or has_inner_simulation
    if wanted and varies and cost <= MOST_VISITS:
        simulated = simulate_blocks(sampler, flow_times.total.lead, exact=method is Method.EXACT)
    return Solution(
        method=method,
        reason=None,
        visits=visits.expected,
        reached=visits.reached,
        total=flow_times.total,
        slack=flow_times.slack if scope.blocks else {},
        simulated=simulated,
        sampler=sampler if varies else None,
        scope=scope,
    )


def _block_sampler(
    name: str,
    network: Network,
    scope: Scope,
    node_times: tuple[NodeTime, ...],
    flow_times: FlowTimes,
    cost: float,
) -> BlockSampler:
    return BlockSampler(
        scope=scope,
        programs=node_programs(name, network, node_times),
        ranks=flow_times.ranks,
        text=describe(network, node_times).text,
        cost=cost,
    )


def _solve_by_tokens(
    name: str,
    network: Network,
    times: Sequence[VisitTime],
    node_times: tuple[NodeTime, ...],
    inner: Mapping[int, Inner],
) -> Solution:
    _check_way_out(network)
    sampler = TokenSampler(
        network=network,
        programs=node_programs(name, network, node_times),
        works=tuple((time.path_work, time.path_va) for time in times),
        feeds=find_feeds(network),
        text=describe(network, node_times).text,
        # Before it has run, all that is known is what its subprocesses take.
        cost=_cost(None, inner) / len(network.ids) + 1.0,
    )
    everywhere = [1.0] * len(network.ids)
    varies = _varies(network, everywhere, node_times)
    result = simulate_tokens(sampler, varies=varies)
    visits = _by_node(network, result.visits)
    return Solution(
        method=Method.SIMULATED,
        reason=None,
        visits=visits,
        reached=_by_node(network, result.reached),
        total=_total(result),
        slack={},
        simulated=result.time,
        sampler=replace(sampler, cost=_cost(visits, inner)) if varies else None,
        scope=None,
    )


def _cost(visits: Sequence[float] | None, inner: Mapping[int, Inner]) -> float:
    """Find the expected visits of a run; unknown ones of a subprocess count as one."""
    within = sum(
        (1.0 if visits is None else visits[node]) * found.sampler.cost
        for node, found in inner.items()
        if found.sampler is not None
    )
    return within + (0.0 if visits is None else sum(visits))


def _total(result: TokenResult) -> FlowTime:
    return FlowTime(lead=result.time.mean, va=result.va, work=result.work)


def _by_node(network: Network, found: tuple[tuple[int, float], ...]) -> tuple[float, ...]:
    known = dict(found)
    return tuple(known.get(node, 0.0) for node in range(len(network.ids)))


def _check_way_out(network: Network) -> None:
    """Make sure that a token can leave wherever it may come.

    Raises:
        NoWayOutError: It cannot.
    """
    nodes = network.reachable([node for node, _ in network.entry])
    leaving = {node for node in nodes if not network.successors(node, spawned=False)}
    grown = True
    while grown:
        more = {
            node
            for node in nodes - leaving
            if any(target in leaving for target in network.successors(node, spawned=False))
        }
        leaving |= more
        grown = bool(more)
    if nodes - leaving:
        raise NoWayOutError(sorted(nodes - leaving))


def _varies(network: Network, visits: Sequence[float], node_times: Sequence[NodeTime]) -> bool:
    """Tell whether two items may differ in their time."""
    if len(network.entry) > 1:
        return True
    nodes = [node for node, count in enumerate(visits) if count > 0]
    return any(
        node_times[node].varies
        or len(network.arcs[node]) > 1
        or node in network.spawns
        or (node in network.splits and network.splits[node].is_choice)
        for node in nodes
    )


def _inner_methods(visits: Sequence[float], inner: Mapping[int, Inner]) -> list[Method]:
    return [
        within.figures.method
        for node, within in inner.items()
        if visits[node] > 0 and within.figures.method is not None
    ]


def weakest_method(methods: Sequence[Method]) -> Method:
    """Give the least exact of several methods."""
    return max(methods, key=list(Method).index)
