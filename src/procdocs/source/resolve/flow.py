"""The flow of a process: written and implicit ways, implied starts and ends, every pool apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from procdocs.diagnostics import Related
from procdocs.model.flow import Edge, Flow
from procdocs.model.places import Common, Place, Text
from procdocs.model.quantities import Share
from procdocs.model.steps import Split, Step, StepType
from procdocs.source.nearest import nearest
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.fork_heads import check_falling_through
from procdocs.source.resolve.pools import StepSource
from procdocs.source.rules import BAD_TARGET, BAD_WAY_OUT, CROSSING_POOL, UNKNOWN_REFERENCE

_WHOLE = Share(1.0)


def resolve_flow(
    steps: Sequence[Step],
    sources: Mapping[str, StepSource],
    trigger: Text | None,
    result: Text | None,
    context: Context,
    dropped: frozenset[str] = frozenset(),
) -> Flow:
    """Make the flow of a process.

    Args:
        steps: Its steps, in authored order.
        sources: As typed, by id.
        trigger: Name of an implied start of the company's pool.
        result: Name of an implied end of the company's pool.
        context: Where to report.
        dropped: Steps that are known to be gone; ways to them are reported already.

    Returns:
        All steps and edges. A way that leads nowhere, into a start or into another pool is
        reported and left out.
    """
    by_id = {step.id: step for step in steps}
    edges: list[Edge] = []
    for number, step in enumerate(steps):
        written = [
            edge
            for edge in _written(step, sources[step.id])
            if edge.target not in dropped and _may_lead(edge, step, by_id, sources, context)
        ]
        lost = sources[step.id].dropped & {"next", "branches"}
        if not step.branches and not step.next and not lost and step.type is not StepType.END:
            written = [*_implicit(step, steps[number + 1 :]), *written]
        edges += sorted(written, key=lambda edge: edge.boundary is not None)
    check_falling_through(steps, edges, sources, context)
    whole, ways = _with_implied(list(steps), edges, trigger, result)
    order = {step.id: position for position, step in enumerate(whole)}
    ways.sort(key=lambda edge: order[edge.source])
    return Flow(
        steps=tuple(whole),
        edges=tuple(replace(edge, index=index) for index, edge in enumerate(ways)),
    )


def _written(step: Step, source: StepSource) -> Iterable[Edge]:
    parallel = step.type is StepType.FORK
    for branch in step.branches:
        yield Edge(
            index=0,
            source=step.id,
            target=branch.to,
            share=_WHOLE if parallel else branch.share,
            branch=branch,
            span=branch.place.at("to"),
        )
    if not step.branches:
        for ref in step.next:
            yield Edge(index=0, source=step.id, target=ref.id, share=_WHOLE, span=ref.span)
    for boundary in step.boundaries:
        yield Edge(
            index=0,
            source=step.id,
            target=boundary.to,
            share=boundary.share,
            boundary=boundary,
            span=boundary.place.at("to"),
        )


def _may_lead(
    edge: Edge,
    step: Step,
    by_id: Mapping[str, Step],
    sources: Mapping[str, StepSource],
    context: Context,
) -> bool:
    target = by_id.get(edge.target)
    subject = sources[step.id].subject
    if target is None:
        meant = nearest(edge.target, by_id)
        known = ", ".join(f"`{id_}`" for id_ in by_id) if len(by_id) <= 12 else ""
        context.findings.add(
            UNKNOWN_REFERENCE,
            f"unknown step `{edge.target}`" + (f", did you mean `{meant}`?" if meant else ""),
            edge.span,
            help=f"The steps here are {known}." if known else "Name a step of this process.",
            subject=subject,
        )
        return False
    if target.type is StepType.START:
        context.findings.add(
            BAD_TARGET,
            f"no flow leads into the start `{target.id}`",
            edge.span,
            help="Lead to the step behind it.",
            subject=subject,
        )
        return False
    if target.party != step.party:
        context.findings.add(
            CROSSING_POOL,
            f"the flow from `{step.id}` to `{target.id}` crosses from "
            f"{_pool(step)} to {_pool(target)}",
            edge.span,
            help="Only messages connect pools: write `sends: {to: "
            f"{target.id}}}`, and give each pool its own start and end.",
            related=(Related(span=target.place.span, message=f"`{target.id}` is here"),),
            subject=subject,
        )
        return False
    if edge.branch is not None and step.split is Split.EVENT:
        _check_event_target(edge, target, sources, context, subject)
    return True


def _pool(step: Step) -> str:
    return f"the pool of `{step.party}`" if step.party else "the company's pool"


def _check_event_target(
    edge: Edge, target: Step, sources: Mapping[str, StepSource], context: Context, subject: str
) -> None:
    document = sources[target.id].document
    receiving = target.type is StepType.TASK and (target.kind == "receive" or document.receives)
    if target.type is StepType.WAIT or receiving:
        return
    context.findings.add(
        BAD_WAY_OUT,
        f"an event-choice leads to a wait or a receiving task, `{target.id}` is neither",
        edge.span,
        help=f"Make `{target.id}` a wait, or a task of `kind: receive`.",
        subject=subject,
    )


def _implicit(step: Step, following: Sequence[Step]) -> list[Edge]:
    """Lead to the following step of the same pool, starts passed over."""
    for target in following:
        if target.party == step.party and target.type is not StepType.START:
            return [
                Edge(
                    index=0,
                    source=step.id,
                    target=target.id,
                    share=_WHOLE,
                    implied=True,
                    span=step.place.span,
                )
            ]
    return []


def _with_implied(
    steps: list[Step], edges: list[Edge], trigger: Text | None, result: Text | None
) -> tuple[list[Step], list[Edge]]:
    """Add a start to each pool without one, and an end where steps lead nowhere."""
    taken = {step.id for step in steps}
    for party in dict.fromkeys(step.party for step in steps):
        pool = [step for step in steps if step.party == party]
        if not any(step.type is StepType.START for step in pool):
            first = pool[0]
            start = _implied("start", first, trigger if party is None else None, taken)
            steps.insert(steps.index(first), start)
            edges.append(_lead(start, first, first))
        leaving = {edge.source for edge in edges if edge.boundary is None}
        loose = [step for step in pool if step.type is not StepType.END and step.id not in leaving]
        if loose:
            end = _implied("end", loose[-1], result if party is None else None, taken)
            steps.append(end)
            edges += [_lead(step, end, step) for step in loose]
    return steps, edges


def _lead(source: Step, target: Step, where: Step) -> Edge:
    return Edge(
        index=0,
        source=source.id,
        target=target.id,
        share=_WHOLE,
        implied=True,
        span=where.place.span,
    )


def _implied(kind: str, beside: Step, name: Text | None, taken: set[str]) -> Step:
    base = kind if beside.party is None else f"{kind}-{beside.party}"
    id_, number = base, 1
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    taken.add(id_)
    return Step(
        id=id_,
        number=0,
        name=name,
        type=StepType(kind),
        kind=None,
        event=None,
        role=None,
        party=beside.party,
        lane=beside.lane,
        is_activity=False,
        implied=True,
        instructions=None,
        systems=(),
        inputs=(),
        outputs=(),
        messages=(),
        time=None,
        complete_accurate=None,
        value=None,
        waste=(),
        strain=(),
        automation=None,
        authority=None,
        policies=(),
        controls=(),
        branches=(),
        combinations=(),
        next=(),
        boundaries=(),
        table=None,
        repeat=None,
        process=None,
        outcome=None,
        share=None,
        replaces=(),
        layout=None,
        common=Common(audience=beside.common.audience),
        place=Place(span=beside.place.span),
    )
