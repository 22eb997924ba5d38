"""The flow of a process as a log can see it: steps that are not logged are looked through."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from procdocs.model.flow import Edge
from procdocs.model.process import Process
from procdocs.model.steps import Split, Step, StepType

END = ""
"""Stands for the end of a case among the steps that may come next."""
START = ""
"""Stands for the start of a case among the steps behind which a choice is made."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A step whose branches exclude each other, and what a log sees of each."""

    step: Step
    """The decision, event choice or deciding task."""
    sources: frozenset[str]
    """Logged steps behind which it is decided, or `START`; the step itself where it is logged."""
    seen: tuple[tuple[str, frozenset[str]], ...]
    """For each branch in authored order the step it leads to, and the logged steps (or `END`) of
    which one is next where it is taken."""


class LoggedFlow:
    """Which logged step may follow which."""

    def __init__(self, process: Process, logged: Collection[str]) -> None:
        """Look through the flow.

        Args:
            process: The process.
            logged: Ids of the steps that appear in the log.
        """
        self.process = process
        self.logged = frozenset(logged)
        flow = process.flow
        self.parallel = any(
            step.split in (Split.PARALLEL, Split.INCLUSIVE) for step in flow.steps
        ) or any(not boundary.interrupting for step in flow.steps for boundary in step.boundaries)
        self._follows = {
            step.id: self._first_logged(flow.out_edges(step.id))
            for step in flow.steps
            if step.id in self.logged
        }
        company = [step.id for step in flow.starts() if step.party is None]
        self.starts = frozenset(
            found
            for start in company
            for found in ({start} if start in self.logged else self._first(start))
        )

    def follows(self, step: str) -> frozenset[str]:
        """Give the logged steps that may come next, `END` among them where the case may end."""
        return self._follows.get(step, frozenset())

    def between(self, source: str | None, target: str) -> tuple[str, ...] | None:
        """Find the logged steps that are passed over from one step to a later one.

        Args:
            source: The step that was done; None is the start of the case.
            target: The step that was done next, or `END`.

        Returns:
            The fewest steps that the flow has between them, in its order; None where the flow
            has no way from one to the other.
        """
        first = sorted(self.starts if source is None else self.follows(source))
        queue: deque[tuple[str, tuple[str, ...]]] = deque((step, ()) for step in first)
        seen = set(first)
        while queue:
            step, way = queue.popleft()
            if step == target:
                return way
            for found in sorted(self.follows(step)):
                if found not in seen:
                    seen.add(found)
                    queue.append((found, (*way, step)))
        return None

    def choices(self) -> tuple[Choice, ...]:
        """Find every exclusive choice whose branches a log can tell apart, in authored order."""
        made = []
        for step in self.process.flow.steps:
            edges = [edge for edge in self.process.flow.out_edges(step.id) if edge.branch]
            if step.split not in (Split.EXCLUSIVE, Split.EVENT) or len(edges) < 2 or step.party:
                continue
            seen = tuple((edge.target, self._first_logged((edge,))) for edge in edges)
            sources = {step.id} if step.id in self.logged else self._sources(step.id)
            made.append(Choice(step, frozenset(sources), seen))
        return tuple(made)

    def _first(self, step: str) -> frozenset[str]:
        return self._first_logged(self.process.flow.out_edges(step))

    def _first_logged(self, edges: Collection[Edge]) -> frozenset[str]:
        """Follow edges to the first logged steps."""
        found: set[str] = set()
        seen: set[str] = set()
        stack = [edge.target for edge in edges]
        while stack:
            step = stack.pop()
            if step in seen:
                continue
            seen.add(step)
            if step in self.logged:
                found.add(step)
                continue
            out = self.process.flow.out_edges(step)
            if not out or self.process.flow.step(step).type is StepType.END:
                found.add(END)
            stack += [edge.target for edge in out]
        return frozenset(found)

    def _sources(self, step: str) -> set[str]:
        """Follow edges backwards to the last logged steps."""
        found: set[str] = set()
        seen: set[str] = set()
        stack = [edge.source for edge in self.process.flow.in_edges(step)]
        while stack:
            before = stack.pop()
            if before in seen:
                continue
            seen.add(before)
            if before in self.logged:
                found.add(before)
                continue
            into = self.process.flow.in_edges(before)
            if not into:
                found.add(START)
            stack += [edge.source for edge in into]
        return found
