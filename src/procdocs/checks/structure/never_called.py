"""PROC008: an embedded sub-process that its parent does not call."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="PROC008",
    name="embedded-never-called",
    severity=Severity.WARNING,
    summary="No step of the parent stands for an embedded sub-process.",
)


def check_never_called(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag embedded sub-processes that no step calls: no reader finds the way to them.

    Yields:
        One finding per sub-process, at its `part_of`; the parent is the related place.
    """
    for process in context.portal.processes.values():
        parent = process.part_of
        if parent is None:
            continue
        if any(
            use.way == "process" and use.holder_kind == "process"
            for use in context.used("process", process.id)
        ):
            continue
        above = context.portal.processes.get(parent.id)
        yield finding(
            RULE,
            sentence(
                "no step of `{parent}` stands for its sub-process `{process}`",
                parent=parent.id,
                process=process.id,
            ),
            parent.span,
            help=sentence(
                "Add a step of type `subprocess` with `process: {process}` to `{parent}`.",
                process=process.id,
                parent=parent.id,
            ),
            related=(Related(span=above.place.span, message="the parent"),) if above else (),
            subject=f"process:{process.id}",
        )


CHECK = Check(rule=RULE, run=check_never_called)
