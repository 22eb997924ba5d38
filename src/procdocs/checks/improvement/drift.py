"""IMP601: the work takes longer or shorter than is written."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import amount
from procdocs.checks.improvement.time_differences import Difference, differences, drift_price
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import Sentence, listed, sentence

RULE = Rule(
    code="IMP601",
    name="survey-drift",
    severity=Severity.INFO,
    summary="Staff report times that differ by a quarter or more from the documented ones.",
)
PART = Option(name="part", default=0.25, meaning="difference to the documented time")


def check_drift(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps whose times in the survey differ from those of the process.

    At stake is by how much the figures are off, more or less: the differences of work and of
    waiting, each by itself, over the step's visits of a year.

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
            apart = list(differences(step.time, answer.actual, part))
            if not apart:
                continue
            told = listed([_told(one) for one in apart])
            yield finding(
                RULE,
                sentence("staff report for step `{step}` {told}", step=step.id, told=told),
                answer.place.at("actual"),
                help="Measure a few cases and correct the step, or find out what has changed.",
                related=(Related(span=step.place.at("time"), message="as documented"),),
                subject=f"process:{process.id}#{step.id}",
                price=drift_price(context, process, figures, step, apart),
            )


def _told(one: Difference) -> Sentence:
    template = (
        "work of {actual} instead of {written}"
        if one.word == "work"
        else "waiting of {actual} instead of {written}"
    )
    return sentence(template, actual=amount(one.actual), written=amount(one.written))


CHECK = Check(rule=RULE, run=check_drift, options=(PART,))
