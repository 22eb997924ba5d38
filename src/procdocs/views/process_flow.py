"""A process as a swimlane picture: which lanes, nodes and flows, in which words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, cast

from procdocs.locale import numbers_of
from procdocs.model.flow import Edge
from procdocs.model.process import Process
from procdocs.model.steps import Boundary, Item, Step, StepType
from procdocs.views.context import ViewContext
from procdocs.views.format import format_share
from procdocs.views.links import Links
from procdocs.views.swimlane import (
    Change,
    EdgeView,
    EventKind,
    LaneView,
    NodeView,
    PoolView,
    SheetWords,
    SwimlaneView,
    TaskKind,
)

_COMPANY = "company-pool"
_NO_LANE = "no-lane"
_BOUNDARY: dict[str, EventKind] = {
    "timeout": "timer",
    "error": "error",
    "message": "message",
    "escalation": "escalation",
}


def view_swimlane(
    context: ViewContext,
    links: Links,
    process: Process,
    direction: Literal["lr", "tb"] = "lr",
    changes: Mapping[str, Change] | None = None,
) -> SwimlaneView:
    """Make the picture of a process.

    Args:
        context: Words and names.
        links: Links of the page on which it stands.
        process: What to draw.
        direction: Left to right, or top to bottom.
        changes: How each step differs from the version compared with, by id.

    Returns:
        Lanes in the order of the process, outside parties as pools of their own; nodes in
        authored order; flows in the order of their source, messages last.
    """
    # Downloads ask for it outside of a page.
    with numbers_of(context.words):
        lanes = tuple(_lanes(context, links, process))
        pools = _pools(context, links, process, lanes)
        return SwimlaneView(
            id=process.id if direction == "lr" else f"{process.id}-tb",
            title=context.say(process.name),
            description=_description(context, process, len(lanes)),
            lanes=lanes,
            nodes=tuple(
                _node(context, links, process, step, changes or {}) for step in _drawn(process)
            ),
            edges=(*_flows(context, process), *_messages(context, process, pools, lanes)),
            pools=pools,
            lanes_ordered=process.lanes_written,
            direction=direction,
            sheet_words=SheetWords(
                sheet=context.words("sheet {n} of {m}"),
                onward=context.words("Lines go on at the circle with the same letter."),
            ),
        )


def _drawn(process: Process) -> tuple[Step, ...]:
    return process.flow.steps


def _lane_of(process: Process, step: Step) -> str:
    return step.lane or (process.lanes[0] if process.lanes else _NO_LANE)


def _lanes(context: ViewContext, links: Links, process: Process) -> Iterator[LaneView]:
    closed = {party.id for party in process.participants if not party.open}
    outside = {party.id: party for party in process.participants}
    listed = [lane for lane in process.lanes if lane not in closed]
    listed += [
        lane
        for step in _drawn(process)
        if (lane := _lane_of(process, step)) not in listed and lane not in closed
    ]
    pooled = bool(outside)
    for lane in dict.fromkeys(listed):
        party = outside.get(lane)
        link = links.actor(lane)
        name = context.say(party.name) if party else link.text if link else ""
        yield LaneView(
            id=lane,
            name=name,
            href=link.href if link else None,
            pool=f"pool-{lane}" if party else _COMPANY if pooled else None,
            outside=party is not None,
        )


def _pools(
    context: ViewContext, links: Links, process: Process, lanes: tuple[LaneView, ...]
) -> tuple[PoolView, ...]:
    if not process.participants:
        return ()
    company = PoolView(id=_COMPANY, name=context.say(context.portal.company))
    parties = {party.id: party for party in process.participants}
    order = [*process.lanes, *(party for party in parties if party not in process.lanes)]
    pools: list[PoolView] = []
    for lane in order:
        party = parties.get(lane)
        if party is None:
            if company not in pools:
                pools.append(company)
            continue
        link = links.party(lane)
        pools.append(
            PoolView(
                id=f"pool-{lane}",
                name=context.say(party.name),
                black_box=not party.open,
                href=link.href if link else None,
            )
        )
    if company not in pools and any(lane.pool == _COMPANY for lane in lanes):
        pools.append(company)
    return tuple(pools)


def _node(
    context: ViewContext,
    links: Links,
    process: Process,
    step: Step,
    changes: Mapping[str, Change],
) -> NodeView:
    link = links.step(process.id, step.id)
    wait = step.time.wait if step.time else None
    layout = step.layout
    return NodeView(
        id=step.id,
        lane=_lane_of(process, step),
        kind=step.type.value,
        name=context.say(step.name),
        event=_event(step),
        throwing=step.type is StepType.END and step.event is not None,
        task_kind=cast("TaskKind | None", step.kind),
        automation=cast("Literal['manual', 'assisted', 'automated'] | None", step.automation),
        repeated=step.repeat is not None,
        number=str(step.number) if step.is_activity and step.number else None,
        href=None if step.implied or link is None else link.href,
        title=None,
        value=step.value.value if step.value and step.is_activity else None,
        wait_text=context.wait(wait) if wait and wait.mean else None,
        change=changes.get(step.id),
        documents=len(_documents(links, (*step.inputs, *step.outputs))),
        documents_text=_documents_text(context, links, step),
        column=layout.column if layout else None,
        row=layout.row if layout else None,
    )


def _documents(links: Links, items: Iterable[Item]) -> tuple[str, ...]:
    """Name the documents among inputs or outputs, each once."""
    found = (links.document(item.document.id) for item in items if item.document)
    return tuple(dict.fromkeys(link.text for link in found if link))


def _documents_text(context: ViewContext, links: Links, step: Step) -> str:
    t = context.words
    needs, makes = _documents(links, step.inputs), _documents(links, step.outputs)
    parts = []
    if needs:
        parts.append(t("Needs: {names}").format(names=", ".join(needs)))
    if makes:
        parts.append(t("Makes: {names}").format(names=", ".join(makes)))
    return "; ".join(parts)


def _event(step: Step) -> EventKind | None:
    return cast("EventKind | None", step.event)


def _flows(context: ViewContext, process: Process) -> Iterator[EdgeView]:
    for edge in process.flow.edges:
        share = edge.share if edge.branch or edge.boundary else None
        boundary = edge.boundary
        yield EdgeView(
            id=f"flow-{edge.index}",
            source=edge.source,
            target=edge.target,
            label=_label(context, edge),
            share_text=format_share(share) if share is not None and share < 1 else None,
            boundary=_BOUNDARY.get(boundary.kind) if boundary else None,
            interrupting=boundary.interrupting if boundary else True,
        )


def _label(context: ViewContext, edge: Edge) -> str | None:
    if edge.boundary:
        return boundary_words(context, edge.boundary) or None
    return context.say(edge.when) or None


def boundary_words(context: ViewContext, boundary: Boundary) -> str:
    """Say what a boundary event waits for, in few words."""
    if boundary.after is not None:
        return context.words("after {time}").format(time=context.duration(boundary.after))
    return context.say(boundary.when) or context.say(boundary.name)


def _messages(
    context: ViewContext,
    process: Process,
    pools: tuple[PoolView, ...],
    lanes: tuple[LaneView, ...],
) -> Iterator[EdgeView]:
    """Draw each message once, though both of its ends may tell it."""
    black = {pool.id for pool in pools if pool.black_box}
    opened = {lane.id for lane in lanes if lane.outside}
    seen: set[tuple[str, str, str]] = set()
    number = 0
    for step in process.flow.steps:
        for message in step.messages:
            other = message.step
            if other is None and message.party:
                pool = f"pool-{message.party}"
                if pool in black:
                    other = pool
                elif message.party in opened:
                    other = next(
                        (each.id for each in process.flow.steps if each.party == message.party),
                        None,
                    )
            if other is None:
                continue
            ends = (step.id, other) if message.direction == "sends" else (other, step.id)
            name = context.say(message.name)
            if (*ends, name) in seen:
                continue
            seen.add((*ends, name))
            number += 1
            yield EdgeView(
                id=f"message-{number}",
                source=ends[0],
                target=ends[1],
                kind="message",
                label=name or None,
            )


def _description(context: ViewContext, process: Process, lanes: int) -> str:
    return context.words(
        "Swimlane diagram of {name}: {lanes} lanes, {steps} steps. The steps below say the same."
    ).format(name=context.say(process.name), lanes=lanes, steps=len(process.steps))
