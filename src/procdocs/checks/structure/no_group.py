"""PROC004: a process has no place in the landscape."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="PROC004",
    name="no-group",
    severity=Severity.WARNING,
    summary="A process belongs to no group of the landscape.",
)


def check_no_group(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes that a reader does not find in the landscape.

    Yields:
        One finding per process, at its name.
    """
    for process in context.portal.processes.values():
        if process.group is None and process.part_of is None:
            yield finding(
                RULE,
                sentence("process `{process}` belongs to no group", process=process.id),
                process.place.span,
                help="Add `group` with the id of a group of the landscape in portal.yml.",
                subject=f"process:{process.id}",
            )


CHECK = Check(rule=RULE, run=check_no_group)
