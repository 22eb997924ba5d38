"""IMP102: an item waits most of the time."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import amount, figured, price_of, step_part
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP102",
    name="waiting-dominates",
    severity=Severity.INFO,
    summary="An item waits for more than nine tenths of its time in a process.",
)
PART = Option(name="part", default=0.9, meaning="part of the lead time that may be waiting")


def check_waiting_dominates(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes in which waiting takes most of the time, at the step where most of it is.

    At stake is the waiting of all items of a year.

    Yields:
        One finding per process, at the time of the step with the most expected waiting.
    """
    part = context.limit(RULE, PART)
    for process, figures in figured(context):
        waiting, total = figures.wait_minutes, figures.lead_sum_minutes
        if not waiting or not total or waiting / total <= part:
            continue
        longest = max(figures.steps.values(), key=lambda one: one.total_wait_minutes or 0)
        step = process.step(longest.step)
        if step is None:
            continue
        parts = [
            part
            for activity in process.activities
            for part in step_part(context, activity, figures, work=False)
            if part.wait
        ]
        longest_wait = amount(longest.total_wait_minutes or 0)
        yield finding(
            RULE,
            sentence(
                "an item waits {part} of its time in process `{process}`, most before "
                "`{step}` ({longest_wait})",
                part=percent(waiting / total),
                process=process.id,
                step=step.id,
                longest_wait=longest_wait,
            ),
            step.place.at("time"),
            help="Ask what it waits for there: a batch, a signature, a day of the week.",
            subject=f"process:{process.id}#{step.id}",
            price=price_of(context, process, figures, parts),
        )


CHECK = Check(rule=RULE, run=check_waiting_dominates, options=(PART,))
