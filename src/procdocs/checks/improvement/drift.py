"""IMP601: the work takes longer or shorter than is written."""

from collections.abc import Iterator
from datetime import timedelta

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import amount, hours_a_year
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.model.steps import StepTime

RULE = Rule(
    code="IMP601",
    name="survey-drift",
    severity=Severity.INFO,
    summary="Staff report times that differ by a quarter or more from the documented ones.",
)
PART = Option(name="part", default=0.25, meaning="difference to the documented time")


def check_drift(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps whose times in the survey differ from those of the process.

    At stake is the difference, over the step's visits of a year.

    Yields:
        One finding per step, at the survey's answer; the documented time is the related place.
    """
    part = context.limit(RULE, PART)
    for survey in context.portal.surveys.values():
        process = context.portal.processes.get(survey.process.id)
        figures = context.analysis.processes.get(survey.process.id)
        if process is None or figures is None:
            continue
        for answer in survey.steps:
            step = process.step(answer.step.part or "")
            if step is None or step.time is None or answer.actual is None:
                continue
            apart = list(_differences(step.time, answer.actual, part))
            if not apart:
                continue
            found = figures.steps.get(step.id)
            visits = found.visits if found else None
            more = sum(actual - written for _, written, actual in apart)
            hours = None if visits is None else hours_a_year(figures, abs(more) * visits)
            told = " and ".join(
                f"{word} {amount(actual)} instead of {amount(written)}"
                for word, written, actual in apart
            )
            yield finding(
                RULE,
                f"staff report for step `{step.id}` {told}{_price(hours)}",
                answer.place.at("actual"),
                help="Measure a few cases and correct the step, or find out what has changed.",
                related=(Related(span=step.place.at("time"), message="as documented"),),
                subject=f"process:{process.id}#{step.id}",
                annual_hours=hours,
            )


def _price(hours: float | None) -> str:
    return "" if hours is None else f", a difference of {hours:,.0f} h a year"


def _differences(
    written: StepTime, actual: StepTime, part: float
) -> Iterator[tuple[str, float, float]]:
    pairs = (
        ("work of", written.process, actual.process),
        (
            "waiting of",
            written.wait.mean if written.wait else None,
            actual.wait.mean if actual.wait else None,
        ),
    )
    for word, before, now in pairs:
        if before is None or now is None:
            continue
        least = timedelta(minutes=1)
        if abs(now - before) >= max(part * before, least):
            yield word, before.total_seconds() / 60, now.total_seconds() / 60


CHECK = Check(rule=RULE, run=check_drift, options=(PART,))
