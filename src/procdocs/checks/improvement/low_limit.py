"""IMP203: a limit is too low for the number of cases."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured, hours_a_year, priced
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="IMP203",
    name="low-limit",
    severity=Severity.INFO,
    summary="Many cases go above a role's limit and are mostly accepted there.",
)
CASES = Option(name="cases", default=100, meaning="cases a year above a limit")
PART = Option(name="part", default=0.8, meaning="part of them that is decided the same way")


def check_low_limit(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions with a limit that are fetched from above often and end the same way.

    At stake is the lead time above, of that part of the cases.

    Yields:
        One finding per escalation, at the `authority` of the deciding step.
    """
    for process, figures in figured(context):
        for one in figures.escalations:
            step = process.step(one.decision)
            items = figures.items_per_year
            if step is None or step.authority is None or one.limit is None:
                continue
            if one.expected is None or items is None:
                continue
            cases = one.expected * items
            usual = max((branch.share or 0 for branch in step.branches), default=0)
            if cases < context.limit(RULE, CASES) or usual < context.limit(RULE, PART):
                continue
            minutes = None if one.minutes is None else one.minutes * one.expected * usual
            hours = hours_a_year(figures, minutes)
            yield finding(
                RULE,
                f"{cases:,.0f} cases a year go from `{one.source_role}` to `{step.id}`, and "
                f"{percent(usual)} of them are decided the same way{priced(hours)}",
                step.place.at("authority"),
                help=f"Give `{one.source_role}` a limit of its own, so high that most of these "
                "cases stay below it.",
                subject=f"process:{process.id}#{step.id}",
                annual_hours=hours,
            )


CHECK = Check(rule=RULE, run=check_low_limit, options=(CASES, PART))
