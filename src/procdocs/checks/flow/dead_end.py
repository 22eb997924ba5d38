"""FLOW002: a split or start leads nowhere."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW002",
    name="dead-end",
    severity=Severity.ERROR,
    summary="A start, decision, fork or other split leads nowhere.",
)
LEADING = (
    StepType.START,
    StepType.DECISION,
    StepType.FORK,
    StepType.INCLUSIVE,
    StepType.EVENT_CHOICE,
)
"""Types whose only sense is to lead on."""


def check_dead_end(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag splits and starts without a way out.

    Any other step at the end of a list ends its way; what looks forgotten there is `FLOW003`.

    Yields:
        One finding per step, at its id.
    """
    for process in context.portal.processes.values():
        for step in process.flow.steps:
            if step.type not in LEADING or step.implied:
                continue
            ways = [edge for edge in process.flow.out_edges(step.id) if edge.boundary is None]
            if any(not process.flow.step(edge.target).implied for edge in ways):
                continue
            yield finding(
                RULE,
                sentence("{step} leads nowhere", step=step_label(step)),
                step.place.span,
                help="Say where it goes on with `next`, or end the way with a step of type `end`.",
                subject=step_subject(process, step),
            )


CHECK = Check(rule=RULE, run=check_dead_end)
