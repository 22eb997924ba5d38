"""Where the branches of a parallel or inclusive split go, and where they come together."""

from dataclasses import dataclass

from procdocs.model.flow import Edge, Flow
from procdocs.model.steps import Split, Step, StepType


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelSplit:
    """A split whose branches run side by side."""

    step: Step
    """The fork, inclusive split, or step with several `next`."""
    heads: tuple[Edge, ...]
    """The first edge of each branch."""
    reach: tuple[frozenset[str], ...]
    """Per branch: the steps that it may reach, as far as the joins in which it meets another."""
    joins: tuple[str, ...]
    """Joins that at least two of its branches reach, in authored order."""


def parallel_splits(flow: Flow) -> tuple[ParallelSplit, ...]:
    """Find every split of a flow whose branches run side by side.

    A step with an event at its border that does not interrupt is no such split: its handler does
    not belong to the main flow.
    """
    return tuple(
        _follow(flow, step, heads)
        for step in flow.steps
        if step.split in (Split.PARALLEL, Split.INCLUSIVE)
        and len(heads := _own_edges(flow, step.id)) > 1
    )


def _own_edges(flow: Flow, step_id: str) -> tuple[Edge, ...]:
    return tuple(edge for edge in flow.out_edges(step_id) if edge.boundary is None)


def _onward(flow: Flow, step_id: str) -> tuple[str, ...]:
    return tuple(
        edge.target
        for edge in flow.out_edges(step_id)
        if edge.boundary is None or edge.boundary.interrupting
    )


def _follow(flow: Flow, split: Step, heads: tuple[Edge, ...]) -> ParallelSplit:
    stops = {step.id for step in flow.steps if step.type is StepType.JOIN}
    while True:
        reach = tuple(_walk(flow, head.target, split.id, stops) for head in heads)
        # A join that only one branch leads to is inside that branch: go through it.
        inner = {stop for stop in stops if len(_leading(flow, stop, reach, heads)) == 1}
        if not inner:
            break
        stops -= inner
    joins = tuple(
        step.id
        for step in flow.steps
        if step.id in stops and sum(step.id in one for one in reach) > 1
    )
    return ParallelSplit(
        step=split, heads=heads, reach=tuple(frozenset(one) for one in reach), joins=joins
    )


def _leading(
    flow: Flow, join: str, reach: tuple[set[str], ...], heads: tuple[Edge, ...]
) -> set[int]:
    """Tell which branches lead into a join, by the steps before it and by the split itself."""
    sources = {edge.source for edge in flow.in_edges(join)}
    return {
        index
        for index, (one, head) in enumerate(zip(reach, heads, strict=True))
        if head.target == join or sources & one
    }


def _walk(flow: Flow, head: str, split: str, stops: set[str]) -> set[str]:
    seen = {head}
    stack = [head]
    while stack:
        current = stack.pop()
        if current in stops:
            continue
        for target in _onward(flow, current):
            if target != split and target not in seen:
                seen.add(target)
                stack.append(target)
    return seen
