"""PROC003: nothing says what a process ends in."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="PROC003",
    name="missing-result",
    severity=Severity.WARNING,
    summary="A process has neither a result nor a named end.",
)


def check_no_result(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes of which nobody can tell when they are done; embedded ones are not asked.

    Yields:
        One finding per process, at its name.
    """
    for process in context.portal.processes.values():
        named = any(step.type is StepType.END and step.name for step in process.steps)
        if process.part_of is None and process.result is None and not named:
            yield finding(
                RULE,
                sentence("nothing says what process `{process}` ends in", process=process.id),
                process.place.span,
                help="Add `result`: what is different when it is done.",
                subject=f"process:{process.id}",
            )


CHECK = Check(rule=RULE, run=check_no_result)
