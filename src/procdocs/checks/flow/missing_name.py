"""FLOW018: a step that a reader meets has no name."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import every_step, step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW018",
    name="missing-step-name",
    severity=Severity.WARNING,
    summary="A decision or milestone has no name.",
)
_NAMED = (StepType.DECISION, StepType.MILESTONE)


def check_missing_name(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions and milestones without a name.

    A task without one is reported where it is read; events and gateways may do without.

    Yields:
        One finding per step, at its id.
    """
    for process, step in every_step(context):
        if step.type in _NAMED and step.name is None:
            yield finding(
                RULE,
                sentence("{step} has no name", step=step_label(step)),
                step.place.span,
                help="Add a `name`: verb and object for work, a question for a decision.",
                subject=step_subject(process, step),
            )


CHECK = Check(rule=RULE, run=check_missing_name)
