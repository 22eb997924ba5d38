"""FLOW008: a choice between one thing."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import every_step, step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW008",
    name="single-branch",
    severity=Severity.WARNING,
    summary="A decision, fork, inclusive split or event choice has only one way out.",
)
_SPLITS = (StepType.DECISION, StepType.FORK, StepType.INCLUSIVE, StepType.EVENT_CHOICE)


def check_single_branch(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag splits that do not split.

    Yields:
        One finding per step, at its id.
    """
    for process, step in every_step(context):
        if step.type not in _SPLITS:
            continue
        targets = {
            edge.target
            for edge in process.flow.out_edges(step.id)
            if edge.boundary is None and not process.flow.step(edge.target).implied
        }
        if len(targets) == 1:
            yield finding(
                RULE,
                sentence(
                    "{step} has only one way out, to `{target}`",
                    step=step_label(step),
                    target=next(iter(targets)),
                ),
                step.place.span,
                help="Add the missing branch, or make it a task.",
                subject=step_subject(process, step),
            )


CHECK = Check(rule=RULE, run=check_single_branch)
