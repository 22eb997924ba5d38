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
LEAST = Option(name="least", default=0.1, meaning="expected times per item")


def check_ping_pong(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag A → B → A.

    At stake is the lead time at B and the waiting until A goes on.

    Yields:
        One finding per step between and role, at the role of that step.
    """
    least = context.limit(RULE, LEAST)
    for process, figures in figured(context):
        gathered: dict[tuple[str, str], list[PingPong]] = {}
        for one in figures.ping_pongs:
            gathered.setdefault((one.steps[1], one.roles[0]), []).append(one)
        for (between, role), found in gathered.items():
            times = sum(one.expected or 0 for one in found)
            most = max(found, key=lambda one: one.expected or 0)
            first, middle, last = (process.step(step) for step in most.steps)
            if first is None or middle is None or last is None or times < least:
                continue
            hours = hours_a_year(figures, _minutes(figures, found))
            yield finding(
                RULE,
                f"work goes from `{role}` to `{most.roles[1]}` at `{between}` and straight back"
                f"{priced(hours, 'lead time')}",
                middle.place.at("role"),
                help=f"Let `{role}` do `{between}`, or `{most.roles[1]}` the steps around it.",
                related=(
                    Related(span=first.place.span, message="from here"),
                    Related(span=last.place.span, message="and back"),
                ),
                subject=f"process:{process.id}#{between}",
                annual_hours=hours,
            )


def _minutes(figures: ProcessFigures, found: list[PingPong]) -> float | None:
    total, known = 0.0, False
    for one in found:
        middle, last = figures.steps.get(one.steps[1]), figures.steps.get(one.steps[2])
        if one.expected is None or middle is None or last is None:
            continue
        total += one.expected * ((middle.lead_minutes or 0) + (last.wait_minutes or 0))
        known = True
    return total if known else None


CHECK = Check(rule=RULE, run=check_ping_pong, options=(LEAST,))
