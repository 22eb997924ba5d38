"""IMP005: a process begins or ends nowhere near its customer."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import waste_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process

RULE = Rule(
    code="IMP005",
    name="detached-process",
    severity=Severity.INFO,
    summary="A process neither follows from another process or an outside party nor leads to one.",
)


def check_detached_process(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes that do not start at a need or end at its satisfaction.

    A need comes from an outside party by a message, or from a process upstream; so with the end.
    At stake is what following the need from end to end would bring to light: work without value,
    and waiting.

    Yields:
        One finding per process and side, at its trigger, result or name.
    """
    for process in context.portal.current_processes():
        if process.part_of is not None:
            continue
        if not process.trigger_from and not _tells(process, "receives"):
            yield _finding(
                context,
                process,
                "trigger",
                "process `{process}` does not start at a customer's need",
                "from",
            )
        if not process.result_to and not _tells(process, "sends"):
            yield _finding(
                context,
                process,
                "result",
                "process `{process}` does not end at a customer's satisfaction",
                "to",
            )


def _tells(process: Process, direction: str) -> bool:
    return any(
        message.direction == direction and (message.party or message.elsewhere)
        for step in process.steps
        for message in step.messages
    )


def _finding(context: CheckContext, process: Process, side: str, what: str, key: str) -> Diagnostic:
    return finding(
        RULE,
        sentence(what, process=process.id),
        process.place.at(side),
        help=sentence(
            "Name the neighbouring process in `{side}: {{text: …, {key}: […]}}`, or "
            "the message from or to the customer on a step.",
            side=side,
            key=key,
        ),
        subject=f"process:{process.id}",
        price=waste_price(context, process, context.analysis.processes[process.id]),
    )


CHECK = Check(rule=RULE, run=check_detached_process)
