"""PROC009: a process has a page and nothing on it."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="PROC009",
    name="no-steps",
    severity=Severity.INFO,
    summary="A process has no steps.",
)


def check_no_steps(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes without steps; one that is retired is not asked.

    Yields:
        One finding per process, at its name.
    """
    for process in context.portal.processes.values():
        if not process.steps and process.governed.status != "retired":
            yield finding(
                RULE,
                sentence("process `{process}` has no steps", process=process.id),
                process.place.span,
                help="Write its `steps`, even if only the three that matter.",
                subject=f"process:{process.id}",
            )


CHECK = Check(rule=RULE, run=check_no_steps)
