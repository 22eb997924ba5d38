"""FLOW002: a step that is no end leads nowhere."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW002",
    name="dead-end",
    severity=Severity.ERROR,
    summary="A step that is no end leads nowhere.",
)


def check_dead_end(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps without a way out that are not an end.

    Yields:
        One finding per step, at its id.
    """
    for process in context.portal.processes.values():
        for step in process.flow.steps:
            if step.type is StepType.END or step.implied:
                continue
            if any(edge.boundary is None for edge in process.flow.out_edges(step.id)):
                continue
            yield finding(
                RULE,
                f"{step_label(step)} leads nowhere",
                step.place.span,
                help="Say where it goes on with `next`, or end the way with a step of type `end`.",
                subject=step_subject(process, step),
            )


CHECK = Check(rule=RULE, run=check_dead_end)
