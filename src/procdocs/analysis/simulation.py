"""Simulated cycle times: seeded by the content of the flow, with a 95 % interval.

Runs come in batches until the interval is narrow or enough were made. The number of runs depends
on the flow alone and never on the clock, so that the same input gives the same figures.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from procdocs.analysis.block_sampling import BlockSampler
from procdocs.analysis.figures import SimulatedTime
from procdocs.analysis.kept_runs import keep, recall
from procdocs.analysis.run_content import run_content
from procdocs.analysis.sampling import Content, Draws
from procdocs.analysis.tokens import EndlessRunError, Run, TokenSampler

BATCH = 1000
"""Runs of one batch, over which draws are stratified."""
MOST_RUNS = 5000
"""Runs after which the interval is taken as it is."""
MOST_WORK = 150_000.0
"""Visits of all runs together; a flow with long runs gets fewer of them."""
FEWEST_RUNS = 100
"""With fewer runs there is no figure."""
NARROW = 0.01
"""Half width of the interval, as a part of the mean, that is narrow enough."""
MANY = 30
"""Runs in which a shorter branch overtakes, fewer than which say little of how often it does."""
TINY = 1e-9
"""Minutes that are rounding."""
Z95 = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenResult:
    """What simulating a flow that is no block gives."""

    time: SimulatedTime
    """Its cycle time."""
    work: float
    """Mean of the work along the longest way: the theoretical cycle time, in minutes."""
    va: float
    """Mean of the value-adding time on the way that ends last, in minutes."""
    visits: tuple[tuple[int, float], ...]
    """Mean visits by node."""
    reached: tuple[tuple[int, float], ...]
    """Part of the runs that visit each node."""


@lru_cache(maxsize=4096)
def _simulate_blocks(key: "_Key") -> SimulatedTime:
    leads: list[float] = []
    excess: list[float] = []
    half = mean = 0.0
    most = _most_runs(key.sampler.cost)
    seed = Content(text=key.sampler.content).seed
    batch = min(BATCH, most)
    while len(leads) < most:
        draws = Draws(seed + len(leads), batch)
        for run in range(batch):
            draws.start(run)
            lead, counted = key.sampler.draw_lead(draws)
            leads.append(lead)
            excess.append(lead - counted)
        overtaken = sum(value > TINY for value in excess)
        mean = key.expected + math.fsum(excess) / len(excess)
        half = _half_width(excess)
        if key.exact or (overtaken == 0 and len(leads) >= 2 * batch):
            break
        if overtaken >= MANY and half <= NARROW * mean:
            break
    if not key.exact and overtaken < MANY:
        half = max(half, 3.0 / len(leads) * (max(leads) - min(leads)))
    return _summary(leads, mean, half)


@dataclass(frozen=True, slots=True)
class _Key:
    """A flow by its content: two flows with the same numbers are simulated once."""

    content: str
    expected: float
    exact: bool
    sampler: BlockSampler

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)


def simulate_blocks(sampler: BlockSampler, expected: float, *, exact: bool) -> SimulatedTime:
    """Simulate a block-structured flow.

    The mean is the flow-analysis figure plus the simulated excess over it (control variate).
    Where a shorter branch hardly ever overtakes, the normal interval says too little; it is then
    no narrower than the rule of three has it (Hanley & Lippman-Hand 1983).

    Args:
        sampler: The flow.
        expected: Its cycle time by flow analysis, in minutes.
        exact: Whether that is the true mean, so that only percentiles are asked for.

    Returns:
        Its cycle time; never below `expected`.
    """
    content = f"{run_content(sampler)}\n{expected!r}\n{exact}"
    kept = recall(content)
    if kept is not None:
        return SimulatedTime(**json.loads(kept))
    found = _simulate_blocks(_Key(content, expected, exact, sampler))
    keep(content, json.dumps(asdict(found)))
    return found


def simulate_tokens(sampler: TokenSampler, *, varies: bool) -> TokenResult:
    """Simulate a flow token by token.

    Args:
        sampler: The flow.
        varies: Whether two runs may differ; one that cannot is run once.

    Returns:
        Its figures.

    Raises:
        EndlessRunError: A run does not end, or takes so long that there are too few of them.
    """
    content = f"{run_content(sampler)}\n{sampler.works!r}\n{varies}"
    kept = _read_result(recall(content))
    if kept is None:
        kept = _run_tokens(sampler, varies=varies)
        keep(content, json.dumps(asdict(kept)))
    return kept


def _read_result(text: str | None) -> TokenResult | None:
    if text is None:
        return None
    held = json.loads(text)
    return TokenResult(
        time=SimulatedTime(**held["time"]),
        work=held["work"],
        va=held["va"],
        visits=tuple((node, mean) for node, mean in held["visits"]),
        reached=tuple((node, part) for node, part in held["reached"]),
    )


def _run_tokens(sampler: TokenSampler, *, varies: bool) -> TokenResult:
    runs: list[Run] = []
    seed = Content(text=sampler.content).seed
    batch = BATCH if varies else 1
    work = 0.0
    enough = False
    while not enough:
        draws = Draws(seed + len(runs), batch)
        for number in range(batch):
            draws.start(number)
            run = sampler.run(draws)
            runs.append(run)
            work += run.effort * max(1.0, sampler.cost)
            if work > MOST_WORK:
                break
        leads = [run.lead for run in runs]
        narrow = _half_width(leads) <= NARROW * _mean(leads)
        enough = not varies or narrow or work > MOST_WORK or len(runs) >= MOST_RUNS
    if varies and len(runs) < FEWEST_RUNS:
        raise EndlessRunError
    nodes = sorted({node for run in runs for node in run.visits})
    count = len(runs)
    return TokenResult(
        time=_summary(leads, _mean(leads), _half_width(leads)),
        work=_mean([run.work for run in runs]),
        va=_mean([run.va for run in runs]),
        visits=tuple((n, sum(run.visits.get(n, 0) for run in runs) / count) for n in nodes),
        reached=tuple((n, sum(n in run.visits for run in runs) / count) for n in nodes),
    )


def _most_runs(cost: float) -> int:
    """Give how many runs a flow is worth, by the visits of one."""
    return min(MOST_RUNS, max(FEWEST_RUNS, int(MOST_WORK / max(1.0, cost))))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _half_width(values: Sequence[float]) -> float:
    """Half the 95 % interval of the mean."""
    if len(values) < 2:
        return 0.0
    mean = _mean(values)
    variance = math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return Z95 * math.sqrt(variance / len(values))


def _summary(leads: Sequence[float], mean: float, half: float) -> SimulatedTime:
    ordered = sorted(leads)
    return SimulatedTime(
        mean=mean,
        low=max(0.0, mean - half),
        high=mean + half,
        p50=quantile(ordered, 0.5),
        p90=quantile(ordered, 0.9),
        runs=len(ordered),
    )


def quantile(ordered: Sequence[float], part: float) -> float:
    """Give a quantile of sorted values, between neighbours by distance (type 7)."""
    position = part * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
