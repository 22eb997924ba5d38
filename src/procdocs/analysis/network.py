"""The company's part of a flow as numbers: nodes, chances, splits and joins.

Everything that is computed of a flow (visits, times, simulation) reads this network and not the
model, so that the meaning of shares, boundary events and pools is settled in one place.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procdocs.model.flow import Edge
from procdocs.model.process import Process
from procdocs.model.steps import Split, Step, StepType

SHARE_TOLERANCE = 1e-6
"""Shares of a decision that miss 100 % by more are no shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitNode:
    """Ways out of a fork or an inclusive split, of which several may be taken at once."""

    targets: tuple[int, ...]
    """Where each branch leads, in authored order."""
    marginals: tuple[float, ...]
    """Probability that the branch is taken: 1 each of a fork, qᵢ of an inclusive split."""
    shares: tuple[float, ...] | None
    """Own probability of each branch, independent given that one is taken; None otherwise."""
    combinations: tuple[tuple[tuple[int, ...], float], ...]
    """Branches (by position) taken together and how often; of a fork all at once."""

    @property
    def arrivals(self) -> float:
        """Expected branches taken: k of a fork, Σqᵢ of an inclusive split."""
        return math.fsum(self.marginals)

    @property
    def is_choice(self) -> bool:
        """Whether it may be taken in more than one way."""
        return any(0.0 < marginal < 1.0 for marginal in self.marginals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A flow as numbers. Nodes are counted from 0 in authored order, helper nodes last."""

    ids: tuple[str, ...]
    """Id of the step behind each node; a helper node has that of the step it belongs to."""
    steps: tuple[Step | None, ...]
    """The step itself; None of a helper node, which takes no time."""
    arcs: tuple[tuple[tuple[int, float], ...], ...]
    """Exclusive ways out of each node with their chance, interrupting boundary events too."""
    events: Mapping[int, tuple[float | None, ...]]
    """Nodes whose first arcs are interrupting events: minutes until each, None of no timer."""
    splits: Mapping[int, SplitNode]
    """Nodes that start several branches; they have no arcs."""
    spawns: Mapping[int, tuple[tuple[int, float], ...]]
    """Handlers of boundary events that do not interrupt, with their share."""
    joins: frozenset[int]
    """Nodes that wait for the branches of their split."""
    ends: frozenset[int]
    """Nodes where a token ends."""
    terminates: frozenset[int]
    """Ends that stop everything."""
    entry: tuple[tuple[int, float], ...]
    """Starts and their shares."""
    missing_shares: tuple[str, ...]
    """Steps whose shares are unknown or do not add up to 100 %."""
    left_out_events: tuple[str, ...]
    """Steps with a boundary event of unknown share, taken as never happening."""

    def successors(self, node: int, *, spawned: bool = True) -> list[int]:
        """Give every node that can follow one."""
        found = [target for target, _ in self.arcs[node]]
        if node in self.splits:
            split = self.splits[node]
            found += [
                target
                for target, marginal in zip(split.targets, split.marginals, strict=True)
                if marginal > 0
            ]
        if spawned:
            found += [target for target, _ in self.spawns.get(node, ())]
        return found

    def reachable(self, sources: Sequence[int], *, spawned: bool = True) -> set[int]:
        """Find every node that can be reached, the sources among them."""
        seen = set(sources)
        stack = list(sources)
        while stack:
            for target in self.successors(stack.pop(), spawned=spawned):
                if target not in seen:
                    seen.add(target)
                    stack.append(target)
        return seen


def company_steps(process: Process) -> tuple[Step, ...]:
    """Give the steps, implied ones too, that are no outside party's."""
    outside = {participant.id for participant in process.participants}
    return tuple(
        step for step in process.flow.steps if step.party is None and step.lane not in outside
    )


def read_network(process: Process) -> Network:
    """Read the company's part of a process as a network.

    Args:
        process: Any process; what it leaves unknown is listed, never guessed.

    Returns:
        Its network. With `missing_shares` the chances are not to be used.
    """
    steps = company_steps(process)
    index = {step.id: number for number, step in enumerate(steps)}
    builder = _Builder(process, steps, index)
    for step in steps:
        builder.add(step)
    starts = [step for step in steps if step.type is StepType.START]
    entry = builder.read_entry(starts)
    network = builder.finish(entry)
    reached = {network.ids[node] for node in network.reachable([node for node, _ in entry])}
    return builder.finish(entry, reached)


class _Builder:
    """Collects the parts of a network, step by step."""

    def __init__(self, process: Process, steps: tuple[Step, ...], index: dict[str, int]) -> None:
        self.process = process
        self.steps: list[Step | None] = list(steps)
        self.ids = [step.id for step in steps]
        self.index = index
        self.arcs: list[list[tuple[int, float]]] = [[] for _ in steps]
        self.events: dict[int, tuple[float | None, ...]] = {}
        self.splits: dict[int, SplitNode] = {}
        self.spawns: dict[int, tuple[tuple[int, float], ...]] = {}
        self.missing: list[str] = []
        self.left_out: list[str] = []

    def add(self, step: Step) -> None:
        """Add the ways out of one step."""
        node = self.index[step.id]
        edges = [edge for edge in self.process.flow.out_edges(step.id) if edge.target in self.index]
        onward = [edge for edge in edges if edge.boundary is None]
        stays = 1.0 - self._add_events(node, step, edges)
        if step.split in (Split.PARALLEL, Split.INCLUSIVE) and onward:
            if stays < 1.0:
                self.steps.append(None)
                self.ids.append(step.id)
                self.arcs.append([])
                if stays > 0:
                    self.arcs[node].append((len(self.ids) - 1, stays))
                node = len(self.ids) - 1
            self._add_split(node, step, onward)
        else:
            self._add_choice(node, step, onward, stays)

    def _add_events(self, node: int, step: Step, edges: list[Edge]) -> float:
        """Add the boundary events; give the part of the visits that is interrupted."""
        interrupted = 0.0
        spawned: list[tuple[int, float]] = []
        after: list[float | None] = []
        for edge in edges:
            if edge.boundary is None:
                continue
            if edge.share is None:
                if step.id not in self.left_out:
                    self.left_out.append(step.id)
            elif edge.boundary.interrupting:
                share = min(float(edge.share), 1.0 - interrupted)
                interrupted += share
                if share > 0:
                    self.arcs[node].append((self.index[edge.target], share))
                    timer = edge.boundary.after
                    after.append(None if timer is None else timer.total_seconds() / 60.0)
            elif edge.share > 0:
                spawned.append((self.index[edge.target], float(edge.share)))
        if spawned:
            self.spawns[node] = tuple(spawned)
        if after:
            self.events[node] = tuple(after)
        return interrupted

    def _add_choice(self, node: int, step: Step, onward: list[Edge], stays: float) -> None:
        if not onward:
            return
        shares = [edge.share for edge in onward]
        known = [float(share) for share in shares if share is not None]
        total = math.fsum(known)
        if len(known) < len(shares) or abs(total - 1.0) > SHARE_TOLERANCE:
            self.missing.append(step.id)
            # An even chance keeps the structure readable; figures are not computed from it.
            known, total = [1.0] * len(shares), float(len(shares))
        for edge, share in zip(onward, known, strict=True):
            if share * stays > 0:
                self.arcs[node].append((self.index[edge.target], share / total * stays))

    def _add_split(self, node: int, step: Step, onward: list[Edge]) -> None:
        targets = tuple(self.index[edge.target] for edge in onward)
        everything = tuple(range(len(targets)))
        if step.split is Split.PARALLEL:
            ones = (1.0,) * len(targets)
            self.splits[node] = SplitNode(
                targets=targets, marginals=ones, shares=None, combinations=((everything, 1.0),)
            )
            return
        found = _read_inclusive(step, onward, targets)
        if found is None:
            self.missing.append(step.id)
            ones = (1.0,) * len(targets)
            found = SplitNode(
                targets=targets, marginals=ones, shares=None, combinations=((everything, 1.0),)
            )
        self.splits[node] = found

    def read_entry(self, starts: list[Step]) -> tuple[tuple[int, float], ...]:
        """Read the shares of the starts; one alone may leave its share out and gets the rest."""
        if len(starts) <= 1:
            return tuple((self.index[start.id], 1.0) for start in starts)
        unknown = [start for start in starts if start.share is None]
        known = math.fsum(float(start.share) for start in starts if start.share is not None)
        rest = max(0.0, 1.0 - known)
        if len(unknown) > 1 or (not unknown and abs(known - 1.0) > SHARE_TOLERANCE):
            self.missing.extend(start.id for start in unknown or starts)
            return tuple((self.index[start.id], 1.0 / len(starts)) for start in starts)
        total = known + (rest if unknown else 0.0)
        return tuple(
            (self.index[start.id], (rest if start.share is None else float(start.share)) / total)
            for start in starts
        )

    def finish(
        self, entry: tuple[tuple[int, float], ...], reached: set[str] | None = None
    ) -> Network:
        """Make the network; what is unknown counts only in steps that can be reached."""

        def kept(ids: list[str]) -> tuple[str, ...]:
            wanted = [name for name in ids if reached is None or name in reached]
            return tuple(sorted(wanted, key=self.index.__getitem__))

        ends = [n for n, step in enumerate(self.steps) if step and step.type is StepType.END]
        return Network(
            ids=tuple(self.ids),
            steps=tuple(self.steps),
            arcs=tuple(tuple(found) for found in self.arcs),
            events=self.events,
            splits=self.splits,
            spawns=self.spawns,
            joins=frozenset(
                n for n, step in enumerate(self.steps) if step and step.type is StepType.JOIN
            ),
            ends=frozenset(ends),
            terminates=frozenset(
                n for n in ends if (step := self.steps[n]) and step.event == "terminate"
            ),
            entry=entry,
            missing_shares=kept(self.missing),
            left_out_events=kept(self.left_out),
        )


def _read_inclusive(step: Step, onward: list[Edge], targets: tuple[int, ...]) -> SplitNode | None:
    """Read an inclusive split; None where its shares are unknown or cannot be."""
    if step.combinations:
        position = {edge.target: number for number, edge in enumerate(onward)}
        total = math.fsum(float(found.share) for found in step.combinations)
        if abs(total - 1.0) > SHARE_TOLERANCE:
            return None
        combinations = tuple(
            (tuple(position[to] for to in found.of if to in position), float(found.share) / total)
            for found in step.combinations
        )
        marginals = tuple(
            math.fsum(share for taken, share in combinations if number in taken)
            for number in range(len(targets))
        )
        return SplitNode(
            targets=targets, marginals=marginals, shares=None, combinations=combinations
        )
    if any(edge.share is None for edge in onward):
        return None
    shares = tuple(float(edge.share or 0.0) for edge in onward)
    some = 1.0 - math.prod(1.0 - share for share in shares)
    if some <= 0.0:
        return None
    return SplitNode(
        targets=targets,
        marginals=tuple(share / some for share in shares),
        shares=shares,
        combinations=(),
    )
