"""Cycle time of a block-structured flow, by recursion over its blocks.

Method: Dumas, La Rosa, Mendling, Reijers: Fundamentals of Business Process Management, 2nd ed.,
7.1: a sequence adds, a choice weighs with its shares, a parallel block takes the longest of its
branches' expectations, an inclusive block the longest of each combination, rework T/(1 − r). Where
the book needs blocks for choices and loops too, the Markov chain of each scope solves any graph.

The value-adding time follows the branches that set the cycle time; the theoretical cycle time
takes the longest by work alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.blocks import Block, Scope, ScopeVisits
from procdocs.analysis.network import Network, SplitNode
from procdocs.analysis.step_times import VisitTime


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTime:
    """Expected times through a scope or block, in minutes."""

    lead: float = 0.0
    """Cycle time."""
    va: float = 0.0
    """Value-adding time along what sets the cycle time."""
    work: float = 0.0
    """Theoretical cycle time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTimes:
    """Times of a flow and of its blocks."""

    total: FlowTime
    """Of the whole."""
    slack: Mapping[int, float]
    """Slack of each node in minutes, against expected times."""
    ranks: Mapping[int, tuple[int, ...]]
    """By split: place of each branch by expected lead time, 0 the longest; ties as authored."""


def find_flow_times(
    scope: Scope,
    times: Sequence[VisitTime],
    first_visit: Sequence[float],
    solved: ScopeVisits,
) -> FlowTimes:
    """Find the expected times through a flow.

    Args:
        scope: The flow.
        times: Of one visit, by node.
        first_visit: Part of a node's visits that are first ones (reached ÷ visits): only these
            add value.
        solved: Visits within the scopes.

    Returns:
        Its times; 0 where no step has any.

    Raises:
        NoWayOutError: A loop cannot be left.
    """
    recursion = _Recursion(times, first_visit, solved)
    total = recursion.of_scope(scope)
    recursion.add_slack(scope, 0.0)
    return FlowTimes(total=total, slack=recursion.slack, ranks=recursion.ranks)


class _Recursion:
    def __init__(
        self, times: Sequence[VisitTime], first_visit: Sequence[float], solved: ScopeVisits
    ) -> None:
        self.times = times
        self.solved = solved
        self.first_visit = first_visit
        self.slack: dict[int, float] = {}
        self.ranks: dict[int, tuple[int, ...]] = {}
        self.branch_leads: dict[int, tuple[float, ...]] = {}

    def of_scope(self, scope: Scope) -> FlowTime:
        if not scope.entry:
            return FlowTime()
        visits, _ = self.solved.of(scope)
        parts = [
            (
                count,
                FlowTime(
                    lead=self.times[node].lead or 0.0,
                    va=self.times[node].path_va * self.first_visit[node],
                    work=self.times[node].path_work,
                ),
            )
            for node, count in visits.items()
        ]
        parts += [
            (visits[block.split], self.of_block(block))
            for block in scope.blocks
            if block.split in visits
        ]
        return _add(parts)

    def of_block(self, block: Block) -> FlowTime:
        branches = [self.of_scope(branch) for branch in block.branches]
        leads = tuple(branch.lead for branch in branches)
        by_lead = chances_of_longest(block.ways, leads)
        by_work = chances_of_longest(block.ways, [branch.work for branch in branches])
        found = FlowTime(
            lead=math.fsum(c * branch.lead for c, branch in zip(by_lead, branches, strict=True)),
            va=math.fsum(c * branch.va for c, branch in zip(by_lead, branches, strict=True)),
            work=math.fsum(c * branch.work for c, branch in zip(by_work, branches, strict=True)),
        )
        order = longest_first(leads)
        self.ranks[block.split] = tuple(order.index(branch) for branch in range(len(leads)))
        self.branch_leads[block.split] = leads
        return found

    def add_slack(self, scope: Scope, slack: float) -> None:
        """Put in how much longer each node may take before the whole does."""
        for node in scope.arcs:
            self.slack[node] = slack
        for block in scope.blocks:
            if block.split not in self.branch_leads:
                continue
            found = branch_slacks(block.ways, self.branch_leads[block.split])
            for branch, room in zip(block.branches, found, strict=True):
                self.add_slack(branch, slack + room)


def _add(parts: Sequence[tuple[float, FlowTime]]) -> FlowTime:
    return FlowTime(
        lead=math.fsum(count * part.lead for count, part in parts),
        va=math.fsum(count * part.va for count, part in parts),
        work=math.fsum(count * part.work for count, part in parts),
    )


def chances_of_longest(ways: SplitNode, times: Sequence[float]) -> tuple[float, ...]:
    """Find how often each branch is the longest of those that are taken.

    Args:
        ways: The split.
        times: Time of each branch; of equal ones the first authored counts as the longest.

    Returns:
        By branch; they add up to 1 where at least one branch is always taken.
    """
    order = longest_first(times)
    chances = [0.0] * len(times)
    if ways.shares is not None:
        longer_ones_left_out = 1.0
        some = 1.0 - math.prod(1.0 - share for share in ways.shares)
        for branch in order:
            chances[branch] = ways.shares[branch] * longer_ones_left_out / some
            longer_ones_left_out *= 1.0 - ways.shares[branch]
        return tuple(chances)
    rank = {branch: place for place, branch in enumerate(order)}
    for taken, share in ways.combinations:
        if taken:
            chances[min(taken, key=rank.__getitem__)] += share
    return tuple(chances)


def branch_slacks(ways: SplitNode, times: Sequence[float]) -> tuple[float, ...]:
    """Find how much longer each branch may take before the block does.

    Args:
        ways: The split. What may be taken alone has no slack, since it is then all there is to
            wait for.
        times: Time of each branch.

    Returns:
        By branch: the least distance to the longest, over the combinations that hold it.
    """
    if ways.shares is None:
        together = [taken for taken, share in ways.combinations if share > 0]
    else:
        # Beside a branch stand at least those that are always taken.
        always = [number for number, share in enumerate(ways.shares) if share >= 1.0]
        together = [(*always, branch) for branch in range(len(times)) if ways.shares[branch] > 0]
    return tuple(
        min(
            (max(times[n] for n in taken) - own for taken in together if branch in taken),
            default=0.0,
        )
        for branch, own in enumerate(times)
    )


def longest_first(times: Sequence[float]) -> list[int]:
    """Give the branches from the longest to the shortest; equal ones as authored."""
    return sorted(range(len(times)), key=lambda branch: (-round(times[branch], 9), branch))


def is_exact(network: Network, scope: Scope, random_inside: Sequence[bool]) -> bool:
    """Tell whether flow analysis gives the true mean: no parallel branch holds anything random.

    Args:
        network: The flow.
        scope: Its blocks.
        random_inside: By node, whether the time of a visit is drawn: a range, or a subprocess
            with choices of its own.
    """
    return all(
        _is_fixed(network, branch, random_inside)
        for block in scope.blocks
        for branch in block.branches
    )


def _is_fixed(network: Network, scope: Scope, random_inside: Sequence[bool]) -> bool:
    if any(random_inside[node] for node in scope.arcs):
        return False
    if any(chance < 1.0 for node in scope.arcs for _, chance in scope.arcs[node]):
        return False
    # A way out of the scope is no arc of it, so that a choice shows as missing chance.
    if any(0.0 < chance < 1.0 for node in scope.arcs for _, chance in network.arcs[node]):
        return False
    return all(
        not block.ways.is_choice
        and all(_is_fixed(network, branch, random_inside) for branch in block.branches)
        for block in scope.blocks
    )
