"""Participants and lanes: who does each step, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from procdocs.diagnostics import Related
from procdocs.model.places import Ref
from procdocs.model.process import Participant
from procdocs.source.cursor import Cursor
from procdocs.source.documents.process import ProcessDocument
from procdocs.source.documents.step import StepDocument
from procdocs.source.resolve.context import Context
from procdocs.source.rules import (
    BAD_PARTICIPANT,
    DUPLICATE_ID,
    NO_LANE,
    PARTY_IS_ROLE,
    UNKNOWN_REFERENCE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSource:
    """A step as typed, with who does it."""

    document: StepDocument
    """As typed."""
    cursor: Cursor
    """Where."""
    subject: str
    """`process:ID#STEP`."""
    role: Ref | None = None
    """The role that does it."""
    party: str | None = None
    """The participant that does it, written or inherited."""
    lane: str | None = None
    """Role or participant in whose lane it stands, written or inherited."""

    @property
    def dropped(self) -> frozenset[str]:
        """Keys that were faulty and reported."""
        return self.cursor.dropped

    @property
    def type(self) -> str:
        """Its type, as typed."""
        return self.document.type or "task"


def resolve_participants(
    document: ProcessDocument, cursor: Cursor, context: Context, subject: str
) -> tuple[Participant, ...]:
    """Resolve the outside parties of a process; whether they are open is decided later."""
    made: dict[str, Participant] = {}
    here = cursor.at("participants")
    written = document.participants
    entries: list[tuple[str, object]] = []
    if isinstance(written, dict):
        entries = list(written.items())
    elif written is not None:
        entries = [(id_, None) for id_ in written]
    for number, (id_, described) in enumerate(entries):
        at = here.at(id_) if isinstance(written, dict) else here.at(number)
        found = _participant(id_, described, at, context, subject)
        if found is None:
            continue
        if found.id in made:
            context.report(
                DUPLICATE_ID,
                f"the participant `{id_}` is named twice",
                at,
                subject,
                "Take one of the two away.",
            )
            continue
        if context.registry.find("role", found.id):
            context.findings.add(
                PARTY_IS_ROLE,
                f"the participant `{id_}` has the id of a role",
                at.key_span,
                help="A participant is an outside party; give it another id, or use the role.",
                subject=subject,
            )
        made[found.id] = found
    return tuple(made.values())


def _participant(
    id_: str, described: object, at: Cursor, context: Context, subject: str
) -> Participant | None:
    party_id = context.registry.find("party", id_)
    party = Ref(id=party_id, span=at.key_span) if party_id else None
    if described is not None:
        name = context.need_text(described.name, at.at("name"))  # type: ignore[attr-defined]
        return Participant(id=id_, name=name, party=party, open=False, place=at.place())
    if party is None and context.registry.may_exist("party", id_):
        return None
    if party is None:
        message, mend = context.registry.explain("party", id_)
        context.findings.add(
            BAD_PARTICIPANT,
            message,
            at.key_span,
            help=f"{mend or ''} Write it under `parties` in organisation.yml, or give it a "
            f"name here: {{{id_}: {{name: …}}}}.".strip(),
            subject=subject,
        )
        return None
    # The name is that of the party, which is filled in when parties are resolved.
    name = context.party_names[party.id]
    return Participant(id=party.id, name=name, party=party, open=False, place=at.place())


def place_steps(
    process_id: str,
    documents: Sequence[StepDocument],
    cursor: Cursor,
    participants: tuple[Participant, ...],
    context: Context,
) -> list[StepSource]:
    """Find out who does each step and in whose lane it stands.

    A step of an id that another has before is reported and left out. Events and gateways without
    a role stand in the lane of the step before, a start in that of the step after.
    """
    parties = {found.id for found in participants}
    steps: dict[str, StepSource] = {}
    for number, document in enumerate(documents):
        here = cursor.at(number)
        subject = f"process:{process_id}#{document.id}"
        source = StepSource(document=document, cursor=here, subject=subject)
        if document.id in steps:
            _report_twice(source, steps[document.id], context)
            continue
        steps[document.id] = _with_role(source, parties, context)
    return _inherit_lanes(list(steps.values()))


def _report_twice(source: StepSource, first: StepSource, context: Context) -> None:
    context.findings.add(
        DUPLICATE_ID,
        f"two steps have the id `{source.document.id}`",
        source.cursor.at("id").span,
        help="Rename one of the two.",
        related=(Related(span=first.cursor.at("id").span, message="the first one"),),
        subject=source.subject,
    )


def _with_role(source: StepSource, parties: set[str], context: Context) -> StepSource:
    written = source.document.role
    if written is None:
        if source.type in ("task", "subprocess") and not source.dropped & {"role", "type"}:
            context.findings.add(
                NO_LANE,
                f"the {source.type} `{source.document.id}` has no role",
                source.cursor.at("id").span,
                help="Write `role:`, the role that does it.",
                subject=source.subject,
            )
        return source
    at = source.cursor.at("role")
    party = written if written in parties else context.registry.find("party", written)
    if party in parties:
        return replace(source, party=party, lane=party)
    if party is not None and context.registry.find("role", written) is None:
        _report_stranger(written, party, at, context, source.subject)
        return source
    if party is None and context.registry.may_exist("party", written):
        return source
    role = context.ref("role", written, at, source.subject)
    return replace(source, role=role, lane=role.id if role else None)


def _report_stranger(written: str, party: str, at: Cursor, context: Context, subject: str) -> None:
    context.report(
        UNKNOWN_REFERENCE,
        f"`{written}` is an outside party that is no participant of this process",
        at,
        subject,
        f"Add it: `participants: [{party}]`.",
    )


def _inherit_lanes(steps: list[StepSource]) -> list[StepSource]:
    made: list[StepSource] = []
    before: StepSource | None = None
    for number, step in enumerate(steps):
        if step.lane is None:
            giver = before
            if step.type == "start" or before is None:
                after = steps[number + 1 :]
                giver = next((found for found in after if found.lane is not None), before)
            if giver is not None:
                step = replace(step, lane=giver.lane, party=giver.party)
        made.append(step)
        if step.lane is not None:
            before = step
    return made


def resolve_lanes(
    written: Sequence[str] | None,
    cursor: Cursor,
    steps: Sequence[StepSource],
    participants: tuple[Participant, ...],
    context: Context,
    subject: str,
) -> tuple[str, ...]:
    """Order the lanes: as written, then in order of appearance.

    A black box appears where the first step sends to it or receives from it; a step without a
    role of its own brings no lane.
    """
    parties: Mapping[str, Participant] = {found.id: found for found in participants}
    lanes: dict[str, None] = {}
    for number, lane in enumerate(written or ()):
        party = lane if lane in parties else context.registry.find("party", lane)
        if party is not None and party in parties:
            lanes[party] = None
            continue
        if party is not None and context.registry.find("role", lane) is None:
            _report_stranger(lane, party, cursor.at(number), context, subject)
            continue
        found = context.ref("role", lane, cursor.at(number), subject)
        if found is not None:
            lanes[found.id] = None
    for step in steps:
        for message in step.document.receives or ():
            if message.from_ in parties:
                lanes.setdefault(message.from_)
        if step.lane is not None and step.document.role is not None:
            lanes.setdefault(step.lane)
        for sent in step.document.sends or ():
            if sent.to in parties:
                lanes.setdefault(sent.to)
    for id_ in parties:
        lanes.setdefault(id_)
    return tuple(lanes)
