"""IMP204: a decision is taken two levels above the work."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured, hours_a_year, priced
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="IMP204",
    name="distant-decision",
    severity=Severity.INFO,
    summary="A decision is taken two or more levels above the work.",
)
LEVELS = Option(name="levels", default=2, meaning="levels of `reports_to` from which it is distant")


def check_distant_decision(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag escalations that climb two levels or more.

    Yields:
        One finding per escalation, at the role of the deciding step.
    """
    least = context.limit(RULE, LEVELS)
    for process, figures in figured(context):
        for one in figures.escalations:
            step = process.step(one.decision)
            if step is None or one.levels < least:
                continue
            minutes = (
                None if one.minutes is None or one.expected is None else one.minutes * one.expected
            )
            hours = hours_a_year(figures, minutes)
            yield finding(
                RULE,
                f"`{step.id}` is decided {one.levels} levels above `{one.source_role}`, who "
                f"brings the case{priced(hours)}",
                step.place.at("role"),
                help="Let the nearest superior decide, with a limit above which it goes further.",
                subject=f"process:{process.id}#{step.id}",
                annual_hours=hours,
            )


CHECK = Check(rule=RULE, run=check_distant_decision, options=(LEVELS,))
