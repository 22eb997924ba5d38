"""Value streams: stages, stock, information flows."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from procdocs.diagnostics import Related, Span
from procdocs.model.steps import ValueClass
from procdocs.model.value_stream import (
    Burst,
    Information,
    Inventory,
    Stage,
    StreamCustomer,
    ValueStream,
    WorkingTime,
)
from procdocs.source.cursor import Cursor
from procdocs.source.documents.value_stream import (
    StageDocument,
    StreamCustomerDocument,
    ValueStreamDocument,
    WorkingTimeDocument,
)
from procdocs.source.markdown_policy import slug
from procdocs.source.nearest import nearest
from procdocs.source.resolve.context import Context
from procdocs.source.rules import (
    BAD_STAGE,
    BAD_VARIANT,
    BAD_WORKING_TIME,
    DUPLICATE_ID,
    MISPLACED_KEY,
    UNKNOWN_REFERENCE,
)

_ENDS = ("customer", "supplier", "production-control")
_FLOOR_KEYS = ("cycle_time", "changeover", "uptime", "operators")
_MONTHS = 12


def resolve_value_stream(
    id_: str, document: ValueStreamDocument, cursor: Cursor, context: Context
) -> ValueStream:
    """Resolve a value stream."""
    subject = f"value-stream:{id_}"
    common = context.common(document, cursor, subject)
    names: dict[str, Span] = {}
    stages = _chain(document.stages, cursor.at("stages"), names, common.audience, context, subject)
    variant = context.ref("stream", document.variant_of, cursor.at("variant_of"), subject)
    if variant is not None and variant.id == id_:
        context.report(
            BAD_VARIANT,
            "a value stream cannot be a variant of itself",
            cursor.at("variant_of"),
            subject,
            "Name the stream as it is today.",
        )
        variant = None
    if document.variant_of is not None and document.state == "as-is":
        context.report(
            BAD_VARIANT,
            "a value stream with `variant_of` is a to-be",
            cursor.at("state"),
            subject,
            "Write `state: to-be`, or take `variant_of` away.",
        )
    supplier = document.supplier
    return ValueStream(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        state=document.state or ("to-be" if document.variant_of else "as-is"),
        variant_of=variant,
        customer=_customer(document.customer, cursor.at("customer"), context, subject),
        supplier=context.text(supplier.name if supplier else None, cursor.at("supplier", "name")),
        working_time=_working_time(
            document.working_time, cursor.at("working_time"), context, subject
        ),
        stages=stages,
        information=tuple(_information(document, cursor, names, context, subject)),
        bursts=tuple(_bursts(document, cursor, names, context, subject)),
        governed=context.governed(document, cursor, subject),
        common=common,
        place=cursor.place("name"),
    )


def _customer(
    document: StreamCustomerDocument | None, cursor: Cursor, context: Context, subject: str
) -> StreamCustomer | None:
    if document is None:
        return None
    return StreamCustomer(
        name=context.need_text(document.name, cursor.at("name")),
        need=context.text(document.need, cursor.at("need")),
        satisfaction=context.ref("kpi", document.satisfaction, cursor.at("satisfaction"), subject),
        demand=document.demand,
    )


def _working_time(
    document: WorkingTimeDocument | None, cursor: Cursor, context: Context, subject: str
) -> WorkingTime | None:
    if document is None:
        return None
    shift = context.duration(document.shift, cursor.at("shift"), subject)
    breaks = context.duration(document.breaks, cursor.at("breaks"), subject) or timedelta()
    assert shift is not None
    shifts = 1.0 if document.shifts is None else document.shifts
    day = timedelta(hours=24)
    if breaks >= shift or shift * shifts > day:
        context.findings.add(
            BAD_WORKING_TIME,
            "the breaks are as long as the shift"
            if breaks >= shift
            else "the shifts of a day are longer than 24 hours",
            cursor.at("breaks" if breaks >= shift else "shifts").span,
            help="`breaks` is the sum of all breaks of one shift."
            if breaks >= shift
            else "`shifts` is how many follow each other on one day.",
            subject=subject,
        )
        return None
    days = document.days_per_month
    if days is None:
        days = context.settings.calendar.days_per_year / _MONTHS
    return WorkingTime(shift=shift, breaks=breaks, shifts=shifts, days_per_month=days)


def _chain(
    documents: Sequence[StageDocument],
    cursor: Cursor,
    names: dict[str, Span],
    audience: str,
    context: Context,
    subject: str,
) -> tuple[Stage, ...]:
    made = []
    for number, document in enumerate(documents):
        stage = _stage(document, cursor.at(number), names, audience, context, subject)
        if stage is not None:
            made.append(stage)
    return tuple(made)


def _stage(
    document: StageDocument,
    cursor: Cursor,
    names: dict[str, Span],
    audience: str,
    context: Context,
    subject: str,
) -> Stage | None:
    place = cursor.place("id", "name", "process")
    id_ = _stage_id(document)
    if id_ is None:
        context.findings.add(
            BAD_STAGE,
            "the stage has no id and no name with a Latin letter to make one of"
            if document.name
            else "the stage has neither a name nor a process",
            place.span,
            help="Write `id:`." if document.name else "Write `name:`.",
            subject=subject,
        )
        return None
    if id_ in names:
        context.findings.add(
            DUPLICATE_ID,
            f"two stages have the id `{id_}`",
            place.span,
            help="Give one of them an id of its own.",
            related=(Related(span=names[id_], message="the first one"),),
            subject=subject,
        )
        return None
    names[id_] = place.span
    process = context.ref("process", document.process, cursor.at("process"), subject)
    _check_kind(document, cursor, context, subject)
    return Stage(
        id=id_,
        name=context.text(document.name, cursor.at("name")),
        inventory_before=_inventory(document, cursor, context, subject),
        wait_before=context.wait(document.wait_before, cursor.at("wait_before"), subject),
        cycle_time=context.duration(document.cycle_time, cursor.at("cycle_time"), subject),
        changeover=context.duration(document.changeover, cursor.at("changeover"), subject),
        uptime=document.uptime,
        operators=document.operators,
        flow=document.flow,
        value=ValueClass(document.value) if document.value else None,
        waste=tuple(dict.fromkeys(document.waste or ())),
        complete_accurate=document.complete_accurate,
        process=process,
        parallel=tuple(
            _chain(chain, cursor.at("parallel", number), names, audience, context, subject)
            for number, chain in enumerate(document.parallel or ())
        ),
        common=context.common(document, cursor, subject, audience=audience),
        place=place,
    )


def _stage_id(document: StageDocument) -> str | None:
    if document.id is not None:
        return document.id
    for _, text in document.name or ():
        if made := slug(text):
            return made
    return document.process


def _check_kind(document: StageDocument, cursor: Cursor, context: Context, subject: str) -> None:
    kinds = [key for key in ("process", "parallel") if getattr(document, key) is not None]
    if len(kinds) > 1:
        context.findings.add(
            BAD_STAGE,
            "a stage is a process or parallel chains, not both",
            cursor.key_of("parallel"),
            help="Make two stages of it.",
            subject=subject,
        )
    for key in _FLOOR_KEYS if kinds else ():
        if getattr(document, key) is not None:
            context.findings.add(
                MISPLACED_KEY,
                f"a stage with `{kinds[0]}` has no `{key}` of its own",
                cursor.key_of(key),
                help="Its figures are those of what it stands for.",
                subject=subject,
            )


def _inventory(
    document: StageDocument, cursor: Cursor, context: Context, subject: str
) -> Inventory | None:
    stock = document.inventory_before
    if stock is None:
        return None
    at = cursor.at("inventory_before")
    if stock.days is not None and stock.pieces is not None:
        context.findings.add(
            BAD_STAGE,
            "the stock is given in days and in pieces",
            at.key_span,
            help="Keep one of the two; the other follows from the demand.",
            subject=subject,
        )
    pieces = tuple(stock.pieces or ()) if stock.days is None else ()
    return Inventory(days=stock.days, pieces=pieces, span=at.span)


def _known(
    id_: str,
    names: Mapping[str, Span],
    ends: Sequence[str],
    cursor: Cursor,
    context: Context,
    subject: str,
) -> bool:
    if id_ in names or id_ in ends:
        return True
    meant = nearest(id_, (*ends, *names))
    context.report(
        UNKNOWN_REFERENCE,
        f"unknown stage `{id_}`" + (f", did you mean `{meant}`?" if meant else ""),
        cursor,
        subject,
        "Known are " + ", ".join(f"`{name}`" for name in (*ends, *names)) + ".",
    )
    return False


def _information(
    document: ValueStreamDocument,
    cursor: Cursor,
    names: Mapping[str, Span],
    context: Context,
    subject: str,
) -> Sequence[Information]:
    made = []
    for number, flow in enumerate(document.information or ()):
        at = cursor.at("information", number)
        known = [
            _known(end, names, _ENDS, at.at(key), context, subject)
            for key, end in (("from", flow.from_), ("to", flow.to))
        ]
        if all(known):
            name = context.text(flow.name, at.at("name"))
            made.append(Information(source=flow.from_, target=flow.to, name=name, by=flow.by))
    return made


def _bursts(
    document: ValueStreamDocument,
    cursor: Cursor,
    names: Mapping[str, Span],
    context: Context,
    subject: str,
) -> Sequence[Burst]:
    made = []
    for number, burst in enumerate(document.bursts or ()):
        at = cursor.at("bursts", number)
        if _known(burst.at, names, (), at.at("at"), context, subject):
            text = context.need_text(burst.text, at.at("text"))
            made.append(Burst(at=burst.at, text=text, waste=burst.waste))
    return made
