"""IMP302: work goes to another role and straight back."""

from collections.abc import Iterator

from procdocs.analysis.figures import PingPong, ProcessFigures
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured, hours_a_year, priced
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding

RULE = Rule(
    code="IMP302",
    name="ping-pong",
    severity=Severity.INFO,
    summary="Work goes from a role to another and straight back.",
)
LEAST = Option(name="least", default=0.05, meaning="expected times per item")


def check_ping_pong(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag A → B → A.

    At stake is the lead time at B and the waiting until A goes on.

    Yields:
        One finding per ping-pong, at the role of the step between.
    """
    least = context.limit(RULE, LEAST)
    for process, figures in figured(context):
        for one in figures.ping_pongs:
            first, middle, last = (process.step(step) for step in one.steps)
            if first is None or middle is None or last is None or (one.expected or 0) < least:
                continue
            hours = hours_a_year(figures, _minutes(figures, one))
            yield finding(
                RULE,
                f"work goes from `{one.roles[0]}` to `{one.roles[1]}` at `{middle.id}` and "
                f"straight back at `{last.id}`{priced(hours)}",
                middle.place.at("role"),
                help=f"Let `{one.roles[0]}` do `{middle.id}`, or both steps by the other.",
                related=(
                    Related(span=first.place.span, message="from here"),
                    Related(span=last.place.span, message="and back"),
                ),
                subject=f"process:{process.id}#{middle.id}",
                annual_hours=hours,
            )


def _minutes(figures: ProcessFigures, one: PingPong) -> float | None:
    middle, last = figures.steps.get(one.steps[1]), figures.steps.get(one.steps[2])
    if one.expected is None or middle is None or last is None:
        return None
    return one.expected * ((middle.lead_minutes or 0) + (last.wait_minutes or 0))


CHECK = Check(rule=RULE, run=check_ping_pong, options=(LEAST,))
