"""IMP502: data is carried between systems by hand."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured_activities, step_price
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP502",
    name="carried-by-hand",
    severity=Severity.INFO,
    summary="A manual step works in two systems at once.",
)


def check_carried_by_hand(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag manual steps with two or more systems, between which somebody copies.

    At stake are the step's work and the waiting before it.

    Yields:
        One finding per step, at its second system.
    """
    for process, figures, step, _ in figured_activities(context):
        if step.automation != "manual" or len(step.systems) < 2:
            continue
        yield finding(
            RULE,
            sentence(
                "step `{step}` carries data by hand between {names}",
                step=step.id,
                names=names([ref.id for ref in step.systems]),
            ),
            step.systems[1].span,
            help="Connect the systems, or enter the data in one of them only.",
            subject=f"process:{process.id}#{step.id}",
            price=step_price(context, process, figures, step),
        )


CHECK = Check(rule=RULE, run=check_carried_by_hand)
