"""IMP604: the work is done in another way than is written."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.time_differences import differences, drift_price
from procdocs.diagnostics import Diagnostic, Price, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.model.survey import StepSurvey

RULE = Rule(
    code="IMP604",
    name="other-practice",
    severity=Severity.INFO,
    summary="Staff say that a step is done in another way than is written.",
)


def check_other_practice(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps of which a survey tells how they differ from what is written.

    At stake is by how much the documented times are off, where the survey tells the actual ones.

    Yields:
        One finding per step, at what was said; the step is the related place.
    """
    for survey in context.portal.surveys.values():
        process = context.portal.processes.get(survey.process.id)
        for answer in survey.steps:
            step = process.step(answer.step.part or "") if process else None
            if process is None or step is None or answer.differs is None:
                continue
            yield finding(
                RULE,
                sentence(
                    "step `{step}` is done in another way than is written: {differs}",
                    step=step.id,
                    differs=answer.differs,
                ),
                first_span(answer.place, "differs"),
                help="Write down the practice if it is good; else find out why the rule is not "
                "kept.",
                related=(Related(span=step.place.span, message="as documented"),),
                subject=f"process:{process.id}#{step.id}",
                price=_price(context, process, step, answer),
            )


def _price(context: CheckContext, process: Process, step: Step, answer: StepSurvey) -> Price:
    if step.time is None or answer.actual is None:
        basis = sentence("no amount: no times to compare")
        return Price(currency=context.portal.currency, basis=basis)
    apart = tuple(differences(step.time, answer.actual, 0.0))
    return drift_price(context, process, context.analysis.processes[process.id], step, apart)


CHECK = Check(rule=RULE, run=check_other_practice)
