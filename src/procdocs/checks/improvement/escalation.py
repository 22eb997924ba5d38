"""IMP201: work climbs to a manager and comes back."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured, hours_a_year, priced
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding

RULE = Rule(
    code="IMP201",
    name="escalation",
    severity=Severity.INFO,
    summary="Work climbs to a manager for a decision and comes back down.",
)


def check_escalation(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions that are fetched from above.

    At stake is the lead time of the activities above, of all items of a year that climb.

    Yields:
        One finding per escalation, at the deciding step; where it climbs from is related.
    """
    for process, figures in figured(context):
        for one in figures.escalations:
            decision, source = process.step(one.decision), process.step(one.source)
            if decision is None or source is None:
                continue
            minutes = (
                None if one.minutes is None or one.expected is None else one.minutes * one.expected
            )
            hours = hours_a_year(figures, minutes)
            levels = "one level" if one.levels == 1 else f"{one.levels} levels"
            yield finding(
                RULE,
                f"from `{one.source}` work climbs {levels} to `{one.top_role}` and comes back at "
                f"`{one.back}`{priced(hours)}",
                decision.place.span,
                help=f"Give `{one.source_role}` the right to decide `{one.decision}`, within a "
                "limit.",
                related=(Related(span=source.place.span, message="it climbs from here"),),
                subject=f"process:{process.id}#{one.decision}",
                annual_hours=hours,
            )


CHECK = Check(rule=RULE, run=check_escalation)
