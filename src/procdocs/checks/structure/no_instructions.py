"""PROC007: a step does not say how it is done."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import StepType

RULE = Rule(
    code="PROC007",
    name="missing-instructions",
    severity=Severity.INFO,
    summary="Tasks of an effective process do not say how they are done.",
)


def check_no_instructions(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag effective processes whose tasks lack instructions; automated tasks need none.

    Yields:
        One finding per process, at the first such task.
    """
    for process in context.portal.processes.values():
        if process.governed.status != "effective":
            continue
        silent = [
            step
            for step in process.activities
            if step.type is StepType.TASK
            and step.instructions is None
            and step.common.description is None
            and step.automation != "automated"
        ]
        if silent:
            count = len(silent)
            yield finding(
                RULE,
                sentence(
                    "{count} task of process `{process}` has no instructions: {names}"
                    if count == 1
                    else "{count} tasks of process `{process}` have no instructions: {names}",
                    count=count,
                    process=process.id,
                    names=names([step.id for step in silent]),
                ),
                silent[0].place.span,
                help="Write under `instructions` what a newcomer needs to do it alone.",
                subject=f"process:{process.id}",
            )


CHECK = Check(rule=RULE, run=check_no_instructions)
