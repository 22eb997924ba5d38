"""IMP502: data is carried between systems by hand."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured_activities, hours_a_year, priced
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="IMP502",
    name="carried-by-hand",
    severity=Severity.INFO,
    summary="A manual step works in two systems at once.",
)


def check_carried_by_hand(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag manual steps with two or more systems, between which somebody copies.

    At stake is the step's work.

    Yields:
        One finding per step, at its second system.
    """
    for process, figures, step, found in figured_activities(context):
        if step.automation != "manual" or len(step.systems) < 2:
            continue
        hours = hours_a_year(figures, found.labour_minutes)
        yield finding(
            RULE,
            f"step `{step.id}` carries data by hand between "
            f"{names([ref.id for ref in step.systems])}{priced(hours)}",
            step.systems[1].span,
            help="Connect the systems, or enter the data in one of them only.",
            subject=f"process:{process.id}#{step.id}",
            annual_hours=hours,
        )


CHECK = Check(rule=RULE, run=check_carried_by_hand)
