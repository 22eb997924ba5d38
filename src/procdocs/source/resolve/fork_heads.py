"""Falling through: one branch of a fork that runs into the head of another."""

from collections.abc import Mapping, Sequence

from procdocs.diagnostics import Related
from procdocs.model.flow import Edge
from procdocs.model.steps import Split, Step
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.pools import StepSource
from procdocs.source.rules import FALLING_THROUGH


def check_falling_through(
    steps: Sequence[Step],
    edges: Sequence[Edge],
    sources: Mapping[str, StepSource],
    context: Context,
) -> None:
    """Report implicit ways from one branch of a fork into the first step of another.

    Args:
        steps: The steps of a process.
        edges: Their ways, implied starts and ends not among them.
        sources: As typed, by id.
        context: Where to report.
    """
    out: dict[str, list[str]] = {step.id: [] for step in steps}
    implicit = {edge.target: edge for edge in edges if edge.implied}
    for edge in edges:
        out[edge.source].append(edge.target)
    for fork in steps:
        if fork.split not in (Split.PARALLEL, Split.INCLUSIVE):
            continue
        heads = [edge.target for edge in edges if edge.source == fork.id and edge.boundary is None]
        if len(heads) < 2 or not any(head in implicit for head in heads):
            continue
        reached = {head: _reach(head, fork.id, out) for head in dict.fromkeys(heads)}
        for head in reached:
            way = implicit.get(head)
            if way is None or way.source == fork.id:
                continue
            others = [other for other in reached if other != head]
            if any(way.source in reached[other] for other in others):
                _report(way, fork, sources, context)


def _reach(start: str, without: str, out: Mapping[str, list[str]]) -> set[str]:
    seen = {start}
    stack = [start]
    while stack:
        for target in out[stack.pop()]:
            if target not in seen and target != without:
                seen.add(target)
                stack.append(target)
    return seen


def _report(way: Edge, fork: Step, sources: Mapping[str, StepSource], context: Context) -> None:
    source, target = sources[way.source], sources[way.target]
    context.findings.add(
        FALLING_THROUGH,
        f"`{way.source}` falls through into `{way.target}`, which starts another branch of "
        f"`{fork.id}`",
        source.cursor.at("id").span,
        help=f"Write the `next` of `{way.source}`.",
        related=(Related(span=target.cursor.at("id").span, message="the other branch"),),
        subject=source.subject,
    )
