"""IMP104: a step's output often has to be mended by its receiver."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured_activities, step_price
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP104",
    name="low-complete-accurate",
    severity=Severity.INFO,
    summary="Less than 80 % of a step's output can be used without asking or mending.",
)
LEAST = Option(name="least", default=0.8, meaning="%C&A below which a step is flagged")


def check_low_complete_accurate(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps with a low %C&A.

    At stake is the part of the step's work that makes what has to be mended.

    Yields:
        One finding per step, at its %C&A.
    """
    least = context.limit(RULE, LEAST)
    for process, figures, step, _ in figured_activities(context):
        good = step.complete_accurate
        if good is None or good >= least:
            continue
        price = step_price(context, process, figures, step, share=1 - good, wait=False)
        yield finding(
            RULE,
            sentence(
                "only {part} of what step `{step}` passes on can be used as it is",
                part=percent(good),
                step=step.id,
            ),
            step.place.at("complete_accurate"),
            help="Ask its receiver what is missing most often, and make it impossible to leave "
            "out.",
            subject=f"process:{process.id}#{step.id}",
            price=price,
        )


CHECK = Check(rule=RULE, run=check_low_complete_accurate, options=(LEAST,))
