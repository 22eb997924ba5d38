"""IMP109: items wait for a step."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured_activities, step_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP109",
    name="waiting-step",
    severity=Severity.INFO,
    summary="A step is marked with the waste `waiting`.",
)


def check_waiting_step(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps for which items wait needlessly, by what their writers say.

    At stake is the waiting before the step, of all items of a year.

    Yields:
        One finding per step, at its `waste`.
    """
    for process, figures, step, _ in figured_activities(context):
        if "waiting" not in step.waste:
            continue
        yield finding(
            RULE,
            sentence("items wait for step `{step}`", step=step.id),
            step.place.at("waste"),
            help="Find out what the step waits for, and let it start when the item arrives.",
            subject=f"process:{process.id}#{step.id}",
            price=step_price(context, process, figures, step, work=False),
        )


CHECK = Check(rule=RULE, run=check_waiting_step)
