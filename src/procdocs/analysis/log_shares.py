"""Shares of branches as a log has them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from procdocs.analysis.logged_flow import END, START, Choice, LoggedFlow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShares:
    """How often each branch of a choice was taken."""

    step: str
    """Id of the step that decides."""
    branches: tuple[tuple[str, int], ...]
    """For each branch in authored order the step it leads to, and how often it was taken."""
    undecided: int
    """How often the log does not show which branch it was, or none fits."""

    @property
    def n(self) -> int:
        """How often a branch could be told."""
        return sum(count for _, count in self.branches)

    def share(self, count: int) -> float:
        """Give the share of a branch that was taken so often."""
        return count / self.n if self.n else 0.0


def count_shares(flow: LoggedFlow, traces: Sequence[Sequence[str]]) -> tuple[ChoiceShares, ...]:
    """Count which branch each choice took.

    Behind a step at which a choice is made, the next step of the case tells the branch, where it
    is the first logged step of one branch only. In a flow with parallel parts the next step that
    one of the branches leads to is looked for, since others may come between. A choice with no
    step of the log on one of its branches shows that branch by the end of the case.

    Args:
        flow: The flow as the log sees it.
        traces: The steps of each case, in order.

    Returns:
        The choices that were made at least once, in authored order.
    """
    made = []
    indexed = [_Trace(trace) for trace in traces]
    for choice in flow.choices():
        counts = [0] * len(choice.seen)
        undecided = 0
        for trace in indexed:
            for step, found in _decided(choice, flow, trace):
                fitting = [i for i, (_, steps) in enumerate(choice.seen) if found in steps]
                if len(fitting) == 1:
                    counts[fitting[0]] += 1
                elif fitting or not _passes_by(flow, step, found):
                    undecided += 1
        if any(counts):
            branches = tuple((to, n) for (to, _), n in zip(choice.seen, counts, strict=True))
            made.append(ChoiceShares(step=choice.step.id, branches=branches, undecided=undecided))
    return tuple(made)


class _Trace:
    """The steps of a case, and the places of each."""

    def __init__(self, steps: Sequence[str]) -> None:
        self.steps = steps
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for place, step in enumerate(steps):
            self.places[step].append(place)

    def first_of(self, wanted: Iterable[str], start: int, stop: int) -> str:
        """Find which of several steps comes first between two places; `END` where none does."""
        found = []
        for step in wanted:
            places = self.places.get(step, [])
            at = bisect_left(places, start)
            if at < len(places) and places[at] < stop:
                found.append(places[at])
        return self.steps[min(found)] if found else END


def _decided(choice: Choice, flow: LoggedFlow, trace: _Trace) -> Iterator[tuple[str, str]]:
    """Yield each step behind which the choice may be made, and what comes behind it."""
    for source in sorted(choice.sources):
        # What comes behind the step at `place` is looked for from the place after it on.
        places = [-1] if source == START else trace.places.get(source, [])
        for place in places:
            if flow.parallel:
                # Steps of other branches of the flow may come first.
                ours = {step for _, steps in choice.seen for step in steps}
                again = trace.places.get(source, [])
                at = bisect_left(again, place + 1)
                stop = again[at] if at < len(again) else len(trace.steps)
                yield source, trace.first_of(ours, place + 1, stop)
            elif place + 1 < len(trace.steps):
                yield source, trace.steps[place + 1]
            else:
                yield source, END


def _passes_by(flow: LoggedFlow, step: str, found: str) -> bool:
    """Tell whether the case went on without coming to the choice, by another way out."""
    return found in (flow.starts if step == START else flow.follows(step))
