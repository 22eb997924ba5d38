"""IMP403: a step needs many systems."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured_activities, hours_a_year, priced
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="IMP403",
    name="many-systems",
    severity=Severity.INFO,
    summary="A step needs more than two systems.",
)
MOST = Option(name="most", default=2, meaning="systems of one step")


def check_many_systems(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps in which somebody has to work in many systems.

    Yields:
        One finding per step, at the first system beyond the limit.
    """
    most = int(context.limit(RULE, MOST))
    for process, figures, step, found in figured_activities(context):
        if len(step.systems) <= most:
            continue
        hours = hours_a_year(figures, found.labour_minutes)
        yield finding(
            RULE,
            f"step `{step.id}` needs {len(step.systems)} systems: "
            f"{names([ref.id for ref in step.systems])}{priced(hours)}",
            step.systems[most].span,
            help="Show what is needed in one of them.",
            subject=f"process:{process.id}#{step.id}",
            annual_hours=hours,
        )


CHECK = Check(rule=RULE, run=check_many_systems, options=(MOST,))
