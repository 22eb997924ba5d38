"""How the rules about the flow name steps and walk over processes."""

from collections.abc import Iterator

from procdocs.checks.context import CheckContext
from procdocs.diagnostics.sentence import Sentence, sentence
from procdocs.model.process import Process
from procdocs.model.steps import Step, StepType

TYPE_WORDS = {
    StepType.EVENT_CHOICE: "event choice",
    StepType.INCLUSIVE: "inclusive split",
    StepType.TASK: "step",
    StepType.SUBPROCESS: "subprocess",
}
"""Words for types whose key is not a good word in a sentence."""


def step_subject(process: Process, step: Step) -> str:
    """Name a step as findings name what they are about."""
    return f"process:{process.id}#{step.id}"


def step_label(step: Step) -> Sentence:
    """Name a step in a message, with its type where it is no task."""
    kind = sentence(TYPE_WORDS.get(step.type, step.type.value))
    return sentence("{kind} `{id}`", kind=kind, id=step.id)


def every_step(context: CheckContext) -> Iterator[tuple[Process, Step]]:
    """Give every authored step with its process, those of outside parties too."""
    for process in context.portal.processes.values():
        for step in process.steps:
            yield process, step


def own_steps(process: Process) -> tuple[Step, ...]:
    """Give the authored steps that no outside party does."""
    return tuple(step for step in process.steps if step.party is None)
