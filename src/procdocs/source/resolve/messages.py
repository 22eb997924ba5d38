"""Messages between pools: what a step sends to and receives from outside."""

from collections.abc import Mapping, Sequence

from procdocs.model.steps import Message
from procdocs.source.cursor import Cursor
from procdocs.source.documents.step import ReceivesDocument, SendsDocument
from procdocs.source.nearest import nearest
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.pools import StepSource
from procdocs.source.rules import BAD_MESSAGE, UNKNOWN_REFERENCE


def resolve_messages(
    process_id: str, steps: Sequence[StepSource], parties: frozenset[str], context: Context
) -> dict[str, tuple[Message, ...]]:
    """Resolve the messages of all steps of a process.

    A message that is told at both ends is kept where it is sent.

    Args:
        process_id: The process.
        steps: Its steps.
        parties: Ids of its participants.
        context: What to resolve with.

    Returns:
        Messages by step, in the order in which they were written.
    """
    by_id = {step.document.id: step for step in steps}
    made: dict[str, list[Message]] = {}
    for step in steps:
        found = made.setdefault(step.document.id, [])
        for key, document, at in _written(step):
            other = document.to if isinstance(document, SendsDocument) else document.from_
            end = at.at("to" if key == "sends" else "from")
            message = _resolve(
                key, other, end, at, document, step, process_id, by_id, parties, context
            )
            if message is not None:
                found.append(message)
    return {id_: tuple(_once(id_, found, made)) for id_, found in made.items()}


def _written(
    step: StepSource,
) -> list[tuple[str, SendsDocument | ReceivesDocument, Cursor]]:
    """List a step's messages in the order in which their keys were written."""
    raw = step.cursor.raw
    keys = [key for key in raw if key in ("sends", "receives")] if isinstance(raw, dict) else []
    return [
        (key, document, step.cursor.at(key, number))
        for key in keys
        for number, document in enumerate(getattr(step.document, key) or ())
    ]


def _resolve(
    key: str,
    other: str,
    end: Cursor,
    at: Cursor,
    document: SendsDocument | ReceivesDocument,
    step: StepSource,
    process_id: str,
    by_id: Mapping[str, StepSource],
    parties: frozenset[str],
    context: Context,
) -> Message | None:
    name = context.text(document.name, at.at("name"))
    here, _, part = other.partition("#")
    if part and context.registry.find("process", here) != process_id:
        elsewhere = context.ref("process", other, end, step.subject, part="must")
        if elsewhere is None:
            return None
        return Message(
            direction=key, party=None, step=None, elsewhere=elsewhere, name=name, span=end.span
        )
    wanted = part or here
    party = wanted if wanted in parties else context.registry.find("party", wanted)
    if party in parties and not part:
        if party == step.party:
            _report_own(step, end, context)
            return None
        return Message(
            direction=key, party=party, step=None, elsewhere=None, name=name, span=end.span
        )
    target = by_id.get(wanted)
    if target is None:
        _report_unknown(wanted, end, step, by_id, parties, context)
        return None
    if target.party == step.party:
        _report_own(step, end, context)
        return None
    return Message(direction=key, party=None, step=wanted, elsewhere=None, name=name, span=end.span)


def _report_own(step: StepSource, end: Cursor, context: Context) -> None:
    context.report(
        BAD_MESSAGE,
        "the message stays within one pool",
        end,
        step.subject,
        "Messages go between the company and an outside party; use `next` within a pool.",
    )


def _report_unknown(
    wanted: str,
    end: Cursor,
    step: StepSource,
    by_id: Mapping[str, StepSource],
    parties: frozenset[str],
    context: Context,
) -> None:
    registry = context.registry
    if registry.find("party", wanted):
        message = f"the outside party `{wanted}` is no participant of this process"
        mend = f"Add it: `participants: [{wanted}]`."
    elif registry.find("role", wanted):
        message = f"`{wanted}` is a role, which is no pool of its own"
        mend = "Messages go to and from outside parties; use `next` within the company."
    elif registry.find("process", wanted):
        message = f"`{wanted}` is a process, a message needs one of its steps"
        mend = f"Write `{wanted}#step`."
    else:
        meant = nearest(wanted, (*sorted(parties), *by_id))
        message = f"unknown participant or step `{wanted}`"
        message += f", did you mean `{meant}`?" if meant else ""
        mend = "Name a participant, a step of one, or a step elsewhere as process#step."
        context.report(UNKNOWN_REFERENCE, message, end, step.subject, mend)
        return
    context.report(BAD_MESSAGE, message, end, step.subject, mend)


def _once(
    step_id: str, messages: list[Message], made: Mapping[str, list[Message]]
) -> list[Message]:
    """Leave out what is received from a step that tells itself that it sends it."""

    def told_there(message: Message) -> bool:
        if message.direction != "receives" or message.step is None:
            return False
        return any(
            sent.direction == "sends"
            and sent.step == step_id
            and (
                sent.name is None or message.name is None or sent.name.values == message.name.values
            )
            for sent in made.get(message.step, ())
        )

    return [message for message in messages if not told_there(message)]
