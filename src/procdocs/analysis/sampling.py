"""Random draws for the simulation: the same flow always draws the same.

Draws are stratified: over the runs of one batch the first draw at each place takes every slice of
0..1 once, in random order (Latin hypercube sampling: McKay, Beckman, Conover 1979). The interval
computed as if the draws were independent is then a careful one.
"""

import hashlib
import random
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Protocol

from procdocs.analysis.network import Network
from procdocs.analysis.step_times import VisitTime, minutes
from procdocs.model.quantities import Wait


class Draws:
    """Uniform draws for a batch of runs."""

    def __init__(self, seed: int, runs: int) -> None:
        self._random = random.Random(seed)
        self._runs = runs
        self._strata: dict[Hashable, list[float]] = {}
        self._seen: set[Hashable] = set()
        self._run = 0

    def start(self, run: int) -> None:
        """Begin a run of the batch, 0 ≤ run < runs."""
        self._run = run
        self._seen.clear()

    def uniform(self, place: Hashable) -> float:
        """Draw from 0..1 at a place of the flow."""
        if place in self._seen:
            return self._random.random()
        self._seen.add(place)
        strata = self._strata.get(place)
        if strata is None:
            drawn = self._random.random
            strata = [(number + drawn()) / self._runs for number in range(self._runs)]
            self._random.shuffle(strata)
            self._strata[place] = strata
        return strata[self._run]

    def wait(self, wait: Wait, place: Hashable) -> float:
        """Draw a wait in minutes: uniform, or a beta with α + β = 6 where the mean is given."""
        low, high = minutes(wait.low), minutes(wait.high)
        if wait.shape != "beta":
            return low + (high - low) * self.uniform(place)
        alpha = 6.0 * (minutes(wait.mean) - low) / (high - low)
        if not 0.0 < alpha < 6.0:
            return minutes(wait.mean)
        return low + (high - low) * self._random.betavariate(alpha, 6.0 - alpha)


class Sampler(Protocol):
    """A flow that can be run once."""

    @property
    def content(self) -> str:
        """What its draws depend on, as text: the seed is derived from it."""

    @property
    def cost(self) -> float:
        """Expected visits of one run, those within subprocesses too."""

    def draw_lead(self, draws: Draws) -> tuple[float, float]:
        """Run it once.

        Returns:
            Its lead time in minutes, and the part of it that flow analysis counts: the way over
            the branches that are longest by expectation.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTime:
    """How the time of one visit is drawn: fixed + factor × (wait + inner)."""

    fixed: float
    """Minutes that do not vary, before any boundary event cuts them."""
    factor: float = 0.0
    """What drawn minutes are multiplied with: repetitions in sequence."""
    wait: Wait | None = None
    """A range to draw from."""
    inner: Sampler | None = None
    """The process of a subprocess that varies."""

    @property
    def varies(self) -> bool:
        """Whether two visits may differ."""
        return self.wait is not None or self.inner is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeProgram:
    """One node, ready to run."""

    time: NodeTime
    """How its time is drawn."""
    ways: tuple[tuple[int, float, float], ...]
    """Target, chance up to and with this one, and the part of the time spent when it is taken."""
    place: tuple[str, int]
    """Names its draws."""

    def draw_time(self, draws: Draws) -> tuple[float, float]:
        """Draw the time of a visit, whole, and the same as flow analysis counts it."""
        time = self.time
        if not time.varies:
            return time.fixed, time.fixed
        drawn = counted = 0.0
        if time.wait is not None:
            drawn = counted = draws.wait(time.wait, ("wait", *self.place))
        if time.inner is not None:
            lead, part = time.inner.draw_lead(draws)
            drawn += lead
            counted += part
        return time.fixed + time.factor * drawn, time.fixed + time.factor * counted

    def draw_way(self, draws: Draws) -> tuple[int, float]:
        """Draw the way out: target and part of the time that is spent; target -1 ends."""
        ways = self.ways
        if not ways:
            return -1, 1.0
        if len(ways) == 1:
            return ways[0][0], ways[0][2]
        number = draws.uniform(self.place)
        for target, limit, part in ways:
            if number < limit:
                return target, part
        return ways[-1][0], ways[-1][2]


def node_time(time: VisitTime, inner: Sampler | None, mean_inner: float) -> NodeTime:
    """Prepare drawing the time of a visit.

    Args:
        time: Its expected times.
        inner: The process of a subprocess, where its time varies.
        mean_inner: The expected time of that process in minutes.
    """
    if time.lead is None or time.cut <= 0:
        return NodeTime(fixed=0.0)
    factor = time.wait_factor / time.cut
    whole = time.lead / time.cut
    if time.random_wait is not None:
        whole -= factor * minutes(time.random_wait.mean)
    if inner is not None:
        whole -= factor * mean_inner
    varies = time.random_wait is not None or inner is not None
    return NodeTime(
        fixed=max(0.0, whole),
        factor=factor if varies else 0.0,
        wait=time.random_wait,
        inner=inner,
    )


def node_programs(
    name: str, network: Network, times: tuple[NodeTime, ...]
) -> tuple[NodeProgram, ...]:
    """Prepare every node of a network for running."""
    return tuple(
        NodeProgram(time=times[node], ways=_ways(network, node, times[node]), place=(name, node))
        for node in range(len(network.ids))
    )


def _ways(network: Network, node: int, time: NodeTime) -> tuple[tuple[int, float, float], ...]:
    timers = network.events.get(node, ())
    mean = time.fixed
    if time.wait is not None:
        mean += time.factor * minutes(time.wait.mean)
    limit = 0.0
    ways = []
    for position, (target, chance) in enumerate(network.arcs[node]):
        limit += chance
        timer = timers[position] if position < len(timers) else None
        part = min(timer, mean) / mean if timer is not None and mean > 0 else 1.0
        ways.append((target, limit, part))
    return tuple(ways)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of a flow as text, and the seed that follows from it."""

    text: str
    """Every number that the simulation reads."""
    seed: int = field(init=False)
    """Derived from the text, so that the same flow always draws the same."""

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.text.encode()).digest()
        object.__setattr__(self, "seed", int.from_bytes(digest[:8], "big"))


def describe(network: Network, times: tuple[NodeTime, ...]) -> Content:
    """Describe a flow by its numbers alone, without any name."""
    parts = [repr((network.arcs, sorted(network.joins), network.entry, sorted(network.terminates)))]
    parts += [repr((node, split)) for node, split in sorted(network.splits.items())]
    parts += [repr(("event", node, timers)) for node, timers in sorted(network.events.items())]
    parts += [repr(("spawn", node, ways)) for node, ways in sorted(network.spawns.items())]
    for time in times:
        inner = time.inner.content if time.inner else ""
        parts.append(repr((time.fixed, time.factor, time.wait, inner)))
    return Content(text="\n".join(parts))


def choose(entry: tuple[tuple[int, float], ...], draws: Draws, name: str) -> int:
    """Draw the start."""
    if len(entry) == 1:
        return entry[0][0]
    number = draws.uniform(("entry", name))
    for node, share in entry:
        number -= share
        if number < 0:
            return node
    return entry[-1][0]
