"""A step: what it says of itself, resolved."""

from procdocs.model.places import Ref
from procdocs.model.steps import (
    Authority,
    Item,
    Layout,
    Message,
    Repeat,
    Step,
    StepType,
    ValueClass,
)
from procdocs.source.cursor import Cursor
from procdocs.source.documents.step import ItemDocument, LayoutDocument
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.pools import StepSource
from procdocs.source.resolve.shape import WORK, check_shape
from procdocs.source.resolve.step_time import resolve_time
from procdocs.source.resolve.ways import (
    resolve_boundaries,
    resolve_branches,
    resolve_combinations,
    resolve_table,
)
from procdocs.source.scalars import ID


def resolve_step(
    source: StepSource,
    number: int,
    *,
    has_duties: bool,
    parties: frozenset[str],
    messages: tuple[Message, ...],
    audience: str,
    context: Context,
) -> Step:
    """Resolve a step.

    Args:
        source: As typed, with who does it.
        number: Its place among the steps, from 1.
        has_duties: Whether a row of a RACI table is about it.
        parties: Ids of the participants.
        messages: Its messages.
        audience: Audience of the process.
        context: What to resolve with.
    """
    document, cursor, subject = source.document, source.cursor, source.subject
    check_shape(source, context)
    step_type = StepType(source.type)
    branches = resolve_branches(source, context)
    if step_type in (StepType.END, StepType.START, StepType.JOIN, StepType.MILESTONE):
        branches = ()
    written_next = () if step_type in (StepType.END, StepType.EVENT_CHOICE) else document.next or ()
    process = context.ref("process", document.process, cursor.at("process"), subject)
    return Step(
        id=document.id,
        number=number,
        name=context.text(document.name, cursor.at("name")),
        type=step_type,
        kind=document.kind if step_type is StepType.TASK else None,
        event=document.event,
        role=source.role,
        party=source.party,
        lane=source.lane,
        is_activity=_is_activity(source, has_duties),
        implied=False,
        instructions=context.prose(document.instructions, cursor.at("instructions"), subject),
        systems=context.refs("system", document.system, cursor.at("system"), subject),
        inputs=_items(document.inputs, cursor.at("inputs"), context, subject),
        outputs=_items(document.outputs, cursor.at("outputs"), context, subject),
        messages=messages,
        time=resolve_time(document.time, cursor.at("time"), context, subject, step_type),
        complete_accurate=document.complete_accurate,
        value=ValueClass(document.value) if document.value else None,
        waste=tuple(dict.fromkeys(document.waste or ())),
        strain=tuple(dict.fromkeys(document.strain or ())),
        automation=document.automation,
        authority=_authority(source, context),
        policies=context.refs(
            "policy", document.policies, cursor.at("policies"), subject, part="may"
        ),
        controls=context.refs("control", document.controls, cursor.at("controls"), subject),
        branches=branches,
        combinations=resolve_combinations(source, context),
        next=tuple(
            Ref(id=target, span=cursor.at("next", position).span)
            for position, target in enumerate(dict.fromkeys(written_next))
            if not branches
        ),
        boundaries=resolve_boundaries(source, parties, context),
        table=resolve_table(source, branches, context),
        repeat=_repeat(source, context),
        process=process if step_type is StepType.SUBPROCESS else None,
        outcome=document.outcome if step_type is StepType.END else None,
        share=document.share if step_type is StepType.START else None,
        replaces=tuple(document.replaces or ()),
        layout=resolve_layout(document.layout),
        common=context.common(document, cursor, subject, audience=audience),
        place=cursor.place("id"),
    )


def _is_activity(source: StepSource, has_duties: bool) -> bool:
    if source.party is not None:
        return False
    if source.type in ("task", "subprocess"):
        return True
    judged = source.document.time is not None or bool(source.document.raci) or has_duties
    return source.type in ("decision", "wait") and judged


def _items(
    documents: list[ItemDocument] | None, cursor: Cursor, context: Context, subject: str
) -> tuple[Item, ...]:
    """Resolve inputs or outputs: what cannot be an id is free text, all else must exist."""
    made: list[Item] = []
    for number, item in enumerate(documents or ()):
        at = cursor.at(number, "document")
        ref, text = None, None
        if ID.fullmatch(item.document):
            ref = context.ref("document", item.document, at, subject)
            if ref is None:
                continue
        else:
            text = item.document
        made.append(Item(document=ref, text=text, state=item.state, span=at.span))
    return tuple(made)


def _authority(source: StepSource, context: Context) -> Authority | None:
    document = source.document.authority
    if document is None:
        return None
    at = source.cursor.at("authority", "escalate_to")
    return Authority(
        limit=document.limit.money(context.settings.currency) if document.limit else None,
        escalate_to=context.ref("role", document.escalate_to, at, source.subject),
    )


def _repeat(source: StepSource, context: Context) -> Repeat | None:
    document = source.document.repeat
    if document is None or source.type not in WORK:
        return None
    return Repeat(
        per=context.text(document.for_, source.cursor.at("repeat", "for")),
        times=document.times,
        parallel=bool(document.parallel),
    )


def resolve_layout(document: LayoutDocument | None) -> Layout | None:
    """Resolve hints for the diagram."""
    if document is None:
        return None
    return Layout(column=document.column, row=document.row, direction=document.direction)
