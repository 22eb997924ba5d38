"""FLOW015: something is sent or received, and nobody stands at the other end."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import every_step, step_label, step_subject
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import Step, StepType

RULE = Rule(
    code="FLOW015",
    name="message-to-nobody",
    severity=Severity.WARNING,
    summary="A step sends or receives a message and does not say to or from whom.",
)


def check_message_to_nobody(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag message events and send and receive tasks without a message flow.

    A message may also come from a step elsewhere that names this one.

    Yields:
        One finding per step, at its `event` or `kind`.
    """
    told_elsewhere = {
        (message.elsewhere.id, message.elsewhere.part)
        for _, step in every_step(context)
        for message in step.messages
        if message.elsewhere is not None
    }
    for process, step in every_step(context):
        direction = _direction(step)
        if direction is None or (process.id, step.id) in told_elsewhere:
            continue
        told_here = any(
            message.step == step.id for other in process.steps for message in other.messages
        )
        if told_here or any(message.direction == direction for message in step.messages):
            continue
        preposition = "to" if direction == "sends" else "from"
        yield finding(
            RULE,
            sentence(
                "{step} sends a message to nobody"
                if direction == "sends"
                else "{step} receives a message from nobody",
                step=step_label(step),
                direction=direction,
                preposition=preposition,
            ),
            first_span(step.place, "event", "kind"),
            help=sentence(
                "Add `{direction}: {{{preposition}: …, name: …}}` with a participant or a step.",
                direction=direction,
                preposition=preposition,
            ),
            subject=step_subject(process, step),
        )


def _direction(step: Step) -> str | None:
    if step.event == "message":
        return "sends" if step.type is StepType.END else "receives"
    return {"send": "sends", "receive": "receives"}.get(step.kind or "")


CHECK = Check(rule=RULE, run=check_message_to_nobody)
