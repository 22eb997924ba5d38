"""FLOW019: two steps of one process have the same name."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import Step, StepType

RULE = Rule(
    code="FLOW019",
    name="same-step-name",
    severity=Severity.WARNING,
    summary="Two activities of one process in one lane have the same name.",
)
_NAMED = (StepType.TASK, StepType.SUBPROCESS, StepType.DECISION)


def check_same_name(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag activities that a reader cannot tell apart.

    Yields:
        One finding per repeated name, at it; the first is the related place.
    """
    for process in context.portal.processes.values():
        first: dict[tuple[str | None, str], Step] = {}
        for step in process.steps:
            if step.type not in _NAMED or step.name is None:
                continue
            key = (step.lane, " ".join(str(step.name).casefold().split()))
            earlier = first.setdefault(key, step)
            if earlier is not step:
                yield finding(
                    RULE,
                    sentence(
                        "steps `{earlier}` and `{step}` have the same name “{name}”",
                        earlier=earlier.id,
                        step=step.id,
                        name=step.name,
                    ),
                    step.name.span,
                    help="Say what differs, or lead both ways to one step.",
                    related=(Related(span=earlier.place.at("name"), message="first used here"),),
                    subject=step_subject(process, step),
                )


CHECK = Check(rule=RULE, run=check_same_name)
