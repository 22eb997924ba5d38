"""FLOW003: one way ends without a written end, while others have theirs."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.dead_end import LEADING
from procdocs.checks.flow.subjects import step_label, step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW003",
    name="unwritten-end",
    severity=Severity.WARNING,
    summary="A way stops at the last step of the list, while other ways have an end of their own.",
)


def check_unwritten_end(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag the last step of a list where it is no end though the process has written ends.

    A way may have been forgotten: a reader cannot tell whether the case is closed there.

    Yields:
        One finding per such step, at its id; a written end is the related place.
    """
    for process in context.portal.processes.values():
        flow = process.flow
        for edge in flow.edges:
            target = flow.step(edge.target)
            if not (target.implied and target.type is StepType.END):
                continue
            step = flow.step(edge.source)
            if step.type in LEADING:
                continue
            written = next(
                (
                    one
                    for one in process.steps
                    if one.type is StepType.END and one.party == step.party
                ),
                None,
            )
            if written is None:
                continue
            yield finding(
                RULE,
                sentence(
                    "{step} is the last of the list and leads to none of the written ends",
                    step=step_label(step),
                ),
                step.place.span,
                help=sentence(
                    "Write `next: {written}`, or add an end of its own behind it.",
                    written=written.id,
                ),
                related=(Related(span=written.place.span, message="a written end"),),
                subject=step_subject(process, step),
            )


CHECK = Check(rule=RULE, run=check_unwritten_end)
