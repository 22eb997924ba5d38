"""IMP101: a step is waste."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.prices import figured_activities, hours_a_year, priced
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.model.steps import ValueClass

RULE = Rule(
    code="IMP101",
    name="waste-step",
    severity=Severity.INFO,
    summary="A step adds no value or is marked with a kind of waste.",
)


def check_waste_step(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps of class NVA, and those marked with waste.

    At stake is the step's work a year; where waiting is the only waste, its waiting.

    Yields:
        One finding per step, at its `waste`, else its `value`.
    """
    for process, figures, step, found in figured_activities(context):
        nva = step.value is ValueClass.NVA
        if not nva and not step.waste:
            continue
        only_waiting = not nva and step.waste == ("waiting",)
        hours = hours_a_year(
            figures, found.total_wait_minutes if only_waiting else found.labour_minutes
        )
        kinds = f" ({', '.join(step.waste)})" if step.waste else ""
        what = "adds no value" if nva else "holds waste"
        yield finding(
            RULE,
            f"step `{step.id}` {what}{kinds}{priced(hours, 'waiting' if only_waiting else 'work')}",
            first_span(step.place, "waste", "value"),
            help="Remove it, or say what would have to be true for the process to do without it.",
            subject=f"process:{process.id}#{step.id}",
            annual_hours=hours,
        )


CHECK = Check(rule=RULE, run=check_waste_step)
