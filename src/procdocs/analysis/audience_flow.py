"""A flow without the steps that an audience may not see: its ways are led past them."""

from collections.abc import Callable, Collection
from dataclasses import replace

from procdocs.model.flow import Edge, Flow
from procdocs.model.quantities import Share
from procdocs.model.steps import Step


def restrict_flow(
    flow: Flow,
    hidden: Collection[str],
    parties: Collection[str],
    lane_shown: Callable[[str], bool],
) -> Flow:
    """Leave steps out of a flow.

    A way into a hidden step goes on to each step behind it, with the product of the shares; one
    that would lead back to where it came from goes.

    Args:
        flow: The whole flow.
        hidden: Ids of steps that go.
        parties: Participants that stay; messages with others go.
        lane_shown: Tells whether a lane stays.

    Returns:
        The flow of the steps that stay.
    """
    edges = list(flow.edges)
    for id_ in (step.id for step in flow.steps if step.id in hidden):
        edges = _past(id_, edges)
    steps = tuple(
        _without_hidden(step, hidden, parties, lane_shown, edges)
        for step in flow.steps
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
        for way in ways:
            if way.target not in (id_, edge.source):
                made.append(replace(edge, target=way.target, share=_product(edge, way)))
    return made


def _product(edge: Edge, way: Edge) -> Share | None:
    if edge.share is None or way.share is None:
        return None
    return Share(edge.share * way.share)


def _without_hidden(
    step: Step,
    hidden: Collection[str],
    parties: Collection[str],
    lane_shown: Callable[[str], bool],
    edges: list[Edge],
) -> Step:
    """Leave out of a step what names a hidden step, lane or party."""
    targets = {edge.target for edge in edges if edge.source == step.id}
    return replace(
        step,
        lane=step.lane if step.lane is None or lane_shown(step.lane) else None,
        role=step.role if step.role is None or lane_shown(step.role.id) else None,
        messages=tuple(
            message
            for message in step.messages
            if (message.party is None or message.party in parties)
            and (message.step is None or message.step not in hidden)
            and (message.party or message.step or message.elsewhere)
        ),
        branches=tuple(branch for branch in step.branches if branch.to in targets),
        next=tuple(ref for ref in step.next if ref.id in targets),
        boundaries=tuple(found for found in step.boundaries if found.to in targets),
        combinations=tuple(
            found for found in step.combinations if not hidden.__contains__(found.of)
        ),
    )
