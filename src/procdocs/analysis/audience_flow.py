"""A flow without the steps that an audience may not see: its ways are led past them."""

from collections.abc import Callable, Collection
from dataclasses import replace

from procdocs.model.flow import Edge, Flow
from procdocs.model.places import Ref
from procdocs.model.process import Process
from procdocs.model.quantities import Share
from procdocs.model.steps import Step


def restrict_flow(
    process: Process,
    hidden: Collection[str],
    parties: Collection[str],
    lane_shown: Callable[[str], bool],
) -> Flow:
    """Leave steps out of a flow.

    A way into a hidden step goes on to each step behind it, with the product of the shares; one
    that would lead back to where it came from goes.

    Args:
        process: The process; what its steps refer to is shown.
        hidden: Ids of steps that go.
        parties: Participants that stay; messages with others go.
        lane_shown: Tells whether a lane stays.

    Returns:
        The flow of the steps that stay.
    """
    edges = list(process.flow.edges)
    for step in process.flow.steps:
        if step.id in hidden:
            edges = _past(step.id, edges)
    authored = {step.id: step for step in process.steps}
    steps = tuple(
        _without_hidden(authored.get(step.id, step), hidden, parties, lane_shown, edges)
        for step in process.flow.steps
        if step.id not in hidden
    )
    return Flow(
        steps=steps, edges=tuple(replace(edge, index=index) for index, edge in enumerate(edges))
    )


def _past(id_: str, edges: list[Edge]) -> list[Edge]:
    ways = [edge for edge in edges if edge.source == id_ and edge.boundary is None]
    made: list[Edge] = []
    for edge in edges:
        if edge.source == id_:
            continue
        if edge.target != id_:
            made.append(edge)
            continue
        made += [_join(edge, way) for way in ways if way.target not in (id_, edge.source)]
    return made


def _join(edge: Edge, way: Edge) -> Edge:
    """Make one way of the way into a hidden step and a way out of it."""
    share = None
    if edge.share is not None and way.share is not None:
        share = Share(edge.share * way.share)
    branch, boundary = edge.branch, edge.boundary
    return replace(
        edge,
        target=way.target,
        share=share,
        branch=replace(branch, to=way.target, share=share) if branch else None,
        boundary=replace(boundary, to=way.target, share=share) if boundary else None,
    )


def _without_hidden(
    step: Step,
    hidden: Collection[str],
    parties: Collection[str],
    lane_shown: Callable[[str], bool],
    edges: list[Edge],
) -> Step:
    """Leave out of a step what names a hidden step, lane or party."""
    ways = [edge for edge in edges if edge.source == step.id]
    whole = all(branch.to not in hidden for branch in step.branches)
    return replace(
        step,
        lane=step.lane if step.lane is None or lane_shown(step.lane) else None,
        messages=tuple(
            message
            for message in step.messages
            if (message.party in parties if message.party else True)
            and message.step not in hidden
            and (message.party or message.step or message.elsewhere)
        ),
        branches=tuple(edge.branch for edge in ways if edge.branch is not None),
        next=tuple(
            Ref(id=edge.target, span=edge.span)
            for edge in ways
            if edge.branch is None and edge.boundary is None and not edge.implied
        ),
        boundaries=tuple(edge.boundary for edge in ways if edge.boundary is not None),
        combinations=step.combinations if whole else (),
    )
