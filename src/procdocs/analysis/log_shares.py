"""Shares of branches as a log has them."""

from collections.abc import Sequence
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
    the flow has behind it is looked for, since others may come between. A choice with no step of
    the log on one of its branches shows that branch by the end of the case.

    Args:
        flow: The flow as the log sees it.
        traces: The steps of each case, in order.

    Returns:
        The choices that were made at least once, in authored order.
    """
    made = []
    for choice in flow.choices():
        counts = [0] * len(choice.seen)
        undecided = 0
        for trace in traces:
            for place, step in enumerate((START, *trace)):
                if step not in choice.sources:
                    continue
                taken = _taken(choice, flow, step, trace[place:])
                if taken is not None:
                    counts[taken] += 1
                elif not _passes_by(choice, flow, step, trace[place:]):
                    undecided += 1
        if any(counts):
            branches = tuple((to, n) for (to, _), n in zip(choice.seen, counts, strict=True))
            made.append(ChoiceShares(step=choice.step.id, branches=branches, undecided=undecided))
    return tuple(made)


def _next(flow: LoggedFlow, step: str, later: Sequence[str]) -> str:
    """Find what comes behind a step, `END` where nothing does."""
    if flow.parallel and step != START:
        follows = flow.follows(step)
        return next((each for each in later if each in follows), END)
    return later[0] if later else END


def _taken(choice: Choice, flow: LoggedFlow, step: str, later: Sequence[str]) -> int | None:
    found = _next(flow, step, later)
    fitting = [number for number, (_, steps) in enumerate(choice.seen) if found in steps]
    return fitting[0] if len(fitting) == 1 else None


def _passes_by(choice: Choice, flow: LoggedFlow, step: str, later: Sequence[str]) -> bool:
    """Tell whether the case went on without coming to the choice, by another way out."""
    found = _next(flow, step, later)
    onwards = flow.starts if step == START else flow.follows(step)
    return found in onwards and all(found not in steps for _, steps in choice.seen)
