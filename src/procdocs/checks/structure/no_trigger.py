"""PROC002: nothing says what starts a process."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="PROC002",
    name="missing-trigger",
    severity=Severity.WARNING,
    summary="A process has neither a trigger nor a named start.",
)


def check_no_trigger(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes of which nobody can tell when they start; embedded ones are not asked.

    Yields:
        One finding per process, at its name.
    """
    for process in context.portal.processes.values():
        named = any(step.type is StepType.START and step.name for step in process.steps)
        if process.part_of is None and process.trigger is None and not named:
            yield finding(
                RULE,
                sentence("nothing says what starts process `{process}`", process=process.id),
                process.place.span,
                help="Add `trigger`: the event at the customer or in another process.",
                subject=f"process:{process.id}",
            )


CHECK = Check(rule=RULE, run=check_no_trigger)
