"""IMP403: a step needs many systems."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured_activities, step_price
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP403",
    name="many-systems",
    severity=Severity.INFO,
    summary="A step needs more than two systems.",
)
MOST = Option(name="most", default=2, meaning="systems of one step")


def check_many_systems(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps in which somebody has to work in many systems.

    At stake is the step's work.

    Yields:
        One finding per step, at the first system beyond the limit.
    """
    most = int(context.limit(RULE, MOST))
    for process, figures, step, _ in figured_activities(context):
        if len(step.systems) <= most:
            continue
        yield finding(
            RULE,
            sentence(
                "step `{step}` needs {count} systems: {names}",
                step=step.id,
                count=len(step.systems),
                names=names([ref.id for ref in step.systems]),
            ),
            step.systems[most].span,
            help="Show what is needed in one of them.",
            subject=f"process:{process.id}#{step.id}",
            price=step_price(context, process, figures, step, wait=False),
        )


CHECK = Check(rule=RULE, run=check_many_systems, options=(MOST,))
