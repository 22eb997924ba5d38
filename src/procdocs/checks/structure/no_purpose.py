"""PROC001: a process does not say why it exists."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import waste_price
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process

RULE = Rule(
    code="PROC001",
    name="missing-purpose",
    severity=Severity.WARNING,
    summary="A process does not say whom it serves, what they need and what they get.",
)


def check_no_purpose(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes whose purpose is missing or lacks a part; embedded ones are not asked.

    At stake is what asking why would bring to light: work without value, and waiting.

    Yields:
        One finding per process: at `purpose`, or at the process's name.
    """
    for process in context.portal.processes.values():
        if process.part_of is not None:
            continue
        missing = _missing(process)
        if not missing:
            continue
        yield finding(
            RULE,
            sentence(
                "process `{process}` does not say why it exists"
                if len(missing) == 4
                else "process `{process}` leaves {missing} of its purpose out",
                process=process.id,
                missing=names(missing),
            ),
            process.place.at("purpose") if "purpose" in process.place.keys else process.place.span,
            help="Say under `purpose` who is served (`customer`), what they need (`need`), what "
            "they have at the end (`outcome`) and how they judge it (`satisfaction`).",
            subject=f"process:{process.id}",
            price=waste_price(context, process, context.analysis.processes[process.id]),
        )


def _missing(process: Process) -> tuple[str, ...]:
    purpose = process.purpose
    if purpose is None:
        return ("customer", "need", "outcome", "satisfaction")
    parts = {
        "customer": purpose.customer,
        "need": purpose.need,
        "outcome": purpose.outcome,
        "satisfaction": purpose.satisfaction or purpose.satisfaction_text,
    }
    return tuple(key for key, value in parts.items() if value is None)


CHECK = Check(rule=RULE, run=check_no_purpose)
