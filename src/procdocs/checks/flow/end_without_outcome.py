"""FLOW014: several ends, and one does not say whether it is a success."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import own_steps, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW014",
    name="end-without-outcome",
    severity=Severity.INFO,
    summary="A process has several ends, and one does not say whether it is a success.",
)


def check_end_without_outcome(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag ends without an `outcome` where a process has several.

    Yields:
        One finding per end, at its id.
    """
    for process in context.portal.processes.values():
        ends = [step for step in own_steps(process) if step.type is StepType.END]
        for step in ends:
            if len(ends) > 1 and step.outcome is None:
                yield finding(
                    RULE,
                    sentence(
                        "end `{step}` does not say whether it is a success or a failure",
                        step=step.id,
                    ),
                    step.place.span,
                    help="Add `outcome: success` or `outcome: failure`.",
                    subject=step_subject(process, step),
                )


CHECK = Check(rule=RULE, run=check_end_without_outcome)
