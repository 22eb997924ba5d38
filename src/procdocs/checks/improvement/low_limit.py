"""IMP203: a limit is too low for the number of cases."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.climbs import every_climb
from procdocs.checks.improvement.prices import priced
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="IMP203",
    name="low-limit",
    severity=Severity.INFO,
    summary="Many cases go above a role's limit and are mostly decided the same way there.",
)
CASES = Option(name="cases", default=100, meaning="cases a year above a limit")
PART = Option(name="part", default=0.8, meaning="part of them that is decided the same way")


def check_low_limit(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions with a limit that are fetched from above often and end the same way.

    At stake is the lead time above, of that part of the cases.

    Yields:
        One finding per decision and role below, at the `authority` of the deciding step.
    """
    for climb in every_climb(context):
        step, items = climb.decision, climb.figures.items_per_year
        if step.authority is None or step.authority.limit is None:
            continue
        if climb.expected is None or items is None:
            continue
        cases = climb.expected * items
        usual = max((branch.share or 0 for branch in step.branches), default=0)
        if cases < context.limit(RULE, CASES) or usual < context.limit(RULE, PART):
            continue
        hours = None if climb.hours is None else climb.hours * usual
        below = climb.ways[0].source_role
        yield finding(
            RULE,
            f"{cases:,.0f} cases a year go from `{below}` to `{step.id}`, and {percent(usual)} of "
            f"them are decided the same way{priced(hours, 'lead time')}",
            step.place.at("authority"),
            help=f"Give `{below}` a limit of its own, so high that most of these cases stay below "
            "it.",
            subject=f"process:{climb.process.id}#{step.id}",
            annual_hours=hours,
        )


CHECK = Check(rule=RULE, run=check_low_limit, options=(CASES, PART))
