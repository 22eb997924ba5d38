"""A process: all its parts, resolved and put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from procdocs.model.places import Ref, Text
from procdocs.model.process import Participant, Process, Purpose
from procdocs.model.raci import SCHEMES
from procdocs.model.steps import Step
from procdocs.source.cursor import Cursor
from procdocs.source.documents.process import ProcessDocument, PurposeDocument
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.flow import resolve_flow
from procdocs.source.resolve.messages import resolve_messages
from procdocs.source.resolve.pools import (
    StepSource,
    place_steps,
    resolve_lanes,
    resolve_participants,
)
from procdocs.source.resolve.raci import TableSource, merge_matrix
from procdocs.source.resolve.step import resolve_layout, resolve_step
from procdocs.source.resolve.ways import share_out
from procdocs.source.rules import (
    BAD_VARIANT,
    EMBEDDED,
    MISPLACED_KEY,
    REPLACED_STEP,
    SHARES_SUM,
    UNKNOWN_REFERENCE,
)
from procdocs.source.scalars import ID

_OF_PARENT = (
    "group",
    "owner",
    "status",
    "version",
    "effective",
    "review_by",
    "audience",
    "lanes",
    "participants",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessSource:
    """A process as typed; a local variant is already laid over its base."""

    id: str
    """The file's stem."""
    document: ProcessDocument
    """As typed."""
    cursor: Cursor
    """Its tree."""
    dropped: frozenset[str] = frozenset()
    """Of a local variant: steps of the base that it drops."""
    parent: "ProcessSource | None" = None
    """Of an embedded sub-process: the process that gives it owner, lanes and the rest."""

    @property
    def giver(self) -> "ProcessSource":
        """The process whose group, owner, review, lanes and participants count."""
        return self if self.parent is None else self.parent.giver


def resolve_process(
    source: ProcessSource,
    tables: Sequence[TableSource],
    sources: Mapping[str, ProcessSource],
    context: Context,
) -> Process:
    """Resolve a process.

    Args:
        source: As typed.
        tables: RACI tables that complete it.
        sources: All processes as typed, by id.
        context: What to resolve with.
    """
    document, cursor = source.document, source.cursor
    subject = f"process:{source.id}"
    giver = source.giver
    if source.parent is not None:
        _check_embedded(source, context, subject)
    common = context.common(document, cursor, subject, audience=_audience(giver, context))
    if source.parent is not None:
        common = replace(common, audience=_audience(giver, context))
    participants = resolve_participants(giver.document, giver.cursor, context, subject)
    placed = place_steps(source.id, document.steps or (), cursor.at("steps"), participants, context)
    lanes = resolve_lanes(
        giver.document.lanes, giver.cursor.at("lanes"), placed, participants, context, subject
    )
    if source.parent is not None:
        lanes = _lanes_in_use(lanes, placed)
    steps = _resolve_steps(source, placed, participants, tables, common.audience, context)
    if document.extends is None:
        _check_after(placed, context)
    by_id = {step.document.id: step for step in placed}
    governed = context.governed(giver.document, giver.cursor, f"process:{giver.id}")
    if source.parent is not None:
        own = context.governed(document, cursor, subject)
        governed = replace(governed, changes=own.changes)
    trigger, result = document.trigger, document.result
    trigger_text = context.text(trigger.text if trigger else None, cursor.at("trigger", "text"))
    result_text = context.text(result.text if result else None, cursor.at("result", "text"))
    scheme = next(
        (table.document.scheme for table in tables if table.document.scheme),
        context.settings.scheme,
    )
    variant = context.ref("process", document.variant_of, cursor.at("variant_of"), subject)
    variant = _check_variant(source, variant, sources, placed, context, subject)
    return Process(
        id=source.id,
        name=context.need_text(document.name, cursor.at("name")),
        group=_group(giver, context, subject),
        part_of=context.ref("process", document.part_of, cursor.at("part_of"), subject),
        variant_of=variant,
        extends=context.ref("process", document.extends, cursor.at("extends"), subject),
        state=_state(document) if document.state else _state(giver.document),
        purpose=_purpose(document.purpose, cursor.at("purpose"), context, subject),
        trigger=trigger_text,
        trigger_from=context.refs(
            "process", trigger.from_ if trigger else None, cursor.at("trigger", "from"), subject
        ),
        result=result_text,
        result_to=context.refs(
            "process", result.to if result else None, cursor.at("result", "to"), subject
        ),
        volume=document.volume,
        success_factors=_factors(document, cursor, context, subject),
        cost_impact=document.cost_impact,
        performance=document.performance,
        kpis=context.refs("kpi", document.kpis, cursor.at("kpis"), subject),
        policies=context.refs(
            "policy", document.policies, cursor.at("policies"), subject, part="may"
        ),
        risks=context.refs("risk", document.risks, cursor.at("risks"), subject),
        lanes=lanes,
        lanes_written=giver.document.lanes is not None,
        participants=tuple(
            replace(found, open=any(step.party == found.id for step in placed))
            for found in participants
        ),
        steps=steps,
        flow=resolve_flow(steps, by_id, trigger_text, result_text, context, source.dropped),
        raci=merge_matrix(SCHEMES[scheme], lanes, steps, by_id, tables, governed.owner, context),
        layout=resolve_layout(document.layout),
        governed=governed,
        common=common,
        place=cursor.place("name"),
    )


def _state(document: ProcessDocument) -> str:
    return document.state or ("to-be" if document.variant_of else "as-is")


def _audience(giver: ProcessSource, context: Context) -> str:
    return context.audience(
        giver.document.audience, giver.cursor.at("audience"), context.settings.default_audience
    )


def _lanes_in_use(lanes: tuple[str, ...], placed: Sequence[StepSource]) -> tuple[str, ...]:
    """Keep of the parent's lanes those that the embedded process uses."""
    used = {step.lane for step in placed}
    for step in placed:
        used.update(message.from_ for message in step.document.receives or ())
        used.update(message.to for message in step.document.sends or ())
    return tuple(lane for lane in lanes if lane in used)


def _resolve_steps(
    source: ProcessSource,
    placed: Sequence[StepSource],
    participants: tuple[Participant, ...],
    tables: Sequence[TableSource],
    audience: str,
    context: Context,
) -> tuple[Step, ...]:
    parties = frozenset(found.id for found in participants)
    messages = resolve_messages(source.id, placed, parties, context)
    with_row = {id_ for table in tables for id_ in table.rows}
    made = [
        resolve_step(
            step,
            number,
            has_duties=step.document.id in with_row,
            parties=parties,
            messages=messages[step.document.id],
            audience=audience,
            context=context,
        )
        for number, step in enumerate(placed, 1)
    ]
    return tuple(_share_starts(made, placed, context))


def _share_starts(steps: list[Step], placed: Sequence[StepSource], context: Context) -> list[Step]:
    """Let the shares of several starts of one pool add up; the rest goes to one left out."""
    for party in dict.fromkeys(step.party for step in steps):
        starts = [
            number
            for number, step in enumerate(steps)
            if step.type.value == "start" and step.party == party
        ]
        shares, wrong = share_out([steps[number].share for number in starts])
        if any("share" in placed[number].dropped for number in starts):
            continue
        if wrong is not None:
            last = placed[starts[-1]]
            context.findings.add(
                SHARES_SUM,
                f"the starts: {wrong}",
                last.cursor.at("share" if last.cursor.has("share") else "id").span,
                help="Correct one, or leave one out: it gets the rest.",
                subject=last.subject,
            )
            shares = [None for _ in starts]
        for number, share in zip(starts, shares, strict=True):
            steps[number] = replace(steps[number], share=share)
    return steps


def _check_embedded(source: ProcessSource, context: Context, subject: str) -> None:
    for key in _OF_PARENT:
        if source.cursor.has(key):
            context.findings.add(
                EMBEDDED,
                f"the `{key}` of an embedded sub-process comes from its parent "
                f"`{source.document.part_of}`",
                source.cursor.key_of(key),
                help="Take it away.",
                subject=subject,
            )


def _check_after(placed: Sequence[StepSource], context: Context) -> None:
    for step in placed:
        if step.document.after is not None:
            context.findings.add(
                MISPLACED_KEY,
                "`after` is for the new steps of a local variant",
                step.cursor.key_of("after"),
                help="Write the step where it belongs in the list.",
                subject=step.subject,
            )


def _group(giver: ProcessSource, context: Context, subject: str) -> str | None:
    found = context.ref("group", giver.document.group, giver.cursor.at("group"), subject)
    return found.id if found else None


def _purpose(
    document: PurposeDocument | None, cursor: Cursor, context: Context, subject: str
) -> Purpose | None:
    if document is None:
        return None
    at = cursor.at("satisfaction")
    satisfaction: Ref | None = None
    words: Text | None = None
    if document.satisfaction is not None:
        if ID.fullmatch(document.satisfaction):
            satisfaction = context.ref("kpi", document.satisfaction, at, subject)
        else:
            words = context.text(((None, document.satisfaction),), at)
    return Purpose(
        customer=context.text(document.customer, cursor.at("customer")),
        need=context.text(document.need, cursor.at("need")),
        outcome=context.text(document.outcome, cursor.at("outcome")),
        satisfaction=satisfaction,
        satisfaction_text=words,
    )


def _factors(
    document: ProcessDocument, cursor: Cursor, context: Context, subject: str
) -> tuple[tuple[str, float], ...]:
    made = []
    for factor, score in (document.success_factors or {}).items():
        at = cursor.at("success_factors", factor)
        if context.registry.find("factor", factor) is None:
            message, mend = context.registry.explain("factor", factor)
            context.findings.add(
                UNKNOWN_REFERENCE, message, at.key_span, help=mend, subject=subject
            )
            continue
        made.append((factor, score))
    return tuple(made)


def _check_variant(
    source: ProcessSource,
    variant: Ref | None,
    sources: Mapping[str, ProcessSource],
    placed: Sequence[StepSource],
    context: Context,
    subject: str,
) -> Ref | None:
    """Report a to-be that does not fit its as-is, and steps that replace what is not there."""
    document, cursor = source.document, source.cursor
    if variant is not None and variant.id == source.id:
        context.report(
            BAD_VARIANT,
            "a process cannot be a variant of itself",
            cursor.at("variant_of"),
            subject,
            "Name the process as it is today.",
        )
        variant = None
    if document.variant_of is not None and document.state == "as-is":
        context.report(
            BAD_VARIANT,
            "a process with `variant_of` is a to-be",
            cursor.at("state"),
            subject,
            "Write `state: to-be`, or take `variant_of` away.",
        )
    base = sources.get(variant.id) if variant else None
    for step in placed:
        for number, old in enumerate(step.document.replaces or ()):
            if base is None or context.registry.find_part("process", base.id, old) is None:
                message, mend = (
                    context.registry.explain_part("process", base.id, old)
                    if base
                    else ("only a step of a to-be replaces steps", "Take `replaces` away.")
                )
                if document.variant_of is not None and base is None:
                    continue
                context.report(
                    REPLACED_STEP, message, step.cursor.at("replaces", number), step.subject, mend
                )
    return variant
