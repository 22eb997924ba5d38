"""The flow of a process as a graph: steps and edges, with implied parts filled in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from procdocs.diagnostics import Span
from procdocs.model.places import Text
from procdocs.model.quantities import Share
from procdocs.model.steps import Boundary, Branch, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A sequence flow, or the way from a boundary event to its handler."""

    index: int
    """Position in `Flow.edges`: an id that is stable for one flow."""
    source: str
    """Id of the step it leaves."""
    target: str
    """Id of the step it reaches."""
    share: Share | None
    """Part of the source's visits that take it: 1 for a plain edge and each edge of a fork, the
    branch's share of an exclusive or event choice, the branch's own probability of an inclusive
    split before the condition that one is taken, a boundary event's share. None is unknown."""
    branch: Branch | None = None
    """The branch it was made from."""
    boundary: Boundary | None = None
    """The boundary event it leaves from."""
    implied: bool = False
    """True where it is the implicit next, or leads from an implied start or to an implied end."""
    span: Span
    """Where it was written: `to`, `next`, or the step with the implicit next."""

    @property
    def when(self) -> Text | None:
        """The branch's condition."""
        return self.branch.when if self.branch else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """All steps and edges of a process; every pool has its own start and end."""

    steps: tuple[Step, ...]
    """Authored order; an implied start stands before its first step, an implied end at the end."""
    edges: tuple[Edge, ...]
    """In order of their source, then as authored; boundary edges after the step's own."""
    _steps: dict[str, Step] = field(init=False, repr=False, compare=False)
    _out: dict[str, tuple[Edge, ...]] = field(init=False, repr=False, compare=False)
    _in: dict[str, tuple[Edge, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        out: dict[str, list[Edge]] = {step.id: [] for step in self.steps}
        into: dict[str, list[Edge]] = {step.id: [] for step in self.steps}
        for edge in self.edges:
            out[edge.source].append(edge)
            into[edge.target].append(edge)
        object.__setattr__(self, "_steps", {step.id: step for step in self.steps})
        object.__setattr__(self, "_out", {key: tuple(found) for key, found in out.items()})
        object.__setattr__(self, "_in", {key: tuple(found) for key, found in into.items()})

    def find(self, step_id: str) -> Step | None:
        """Find a step by its id."""
        return self._steps.get(step_id)

    def step(self, step_id: str) -> Step:
        """Give a step that is known to exist.

        Raises:
            KeyError: There is no such step.
        """
        return self._steps[step_id]

    def out_edges(self, step_id: str) -> tuple[Edge, ...]:
        """Give every edge that leaves a step, boundary edges last."""
        return self._out[step_id]

    def in_edges(self, step_id: str) -> tuple[Edge, ...]:
        """Give every edge that reaches a step."""
        return self._in[step_id]

    def starts(self) -> tuple[Step, ...]:
        """Give the starts, implied ones too, of the company's own pool and of open pools."""
        return tuple(step for step in self.steps if step.type.value == "start")

    def walk(self, start: str) -> Iterator[Step]:
        """Visit every step that can be reached from one, depth first in authored order."""
        seen = {start}
        stack = [start]
        while stack:
            current = stack.pop()
            yield self._steps[current]
            for edge in reversed(self._out[current]):
                if edge.target not in seen:
                    seen.add(edge.target)
                    stack.append(edge.target)
