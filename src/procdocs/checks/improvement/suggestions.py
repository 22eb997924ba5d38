"""The suggestions of all surveys."""

from collections.abc import Iterator

from procdocs.checks.context import CheckContext
from procdocs.checks.improvement.prices import step_price
from procdocs.diagnostics import Price
from procdocs.diagnostics.sentence import sentence
from procdocs.model.portal import Portal
from procdocs.model.survey import Suggestion

NO_STEP = sentence("no amount: it names no step")
"""Instead of a computation, of a suggestion about a whole process."""


def every_suggestion(portal: Portal) -> Iterator[tuple[str, Suggestion]]:
    """Give every suggestion with what it is about, as findings name it."""
    for survey in portal.surveys.values():
        process = survey.process.id
        for answer in survey.steps:
            for suggestion in answer.suggestions:
                yield f"process:{process}#{answer.step.part}", suggestion
        for suggestion in survey.suggestions:
            yield f"process:{process}", suggestion


def price_of_subject(context: CheckContext, subject: str) -> Price:
    """Give what the step of a suggestion has at stake; no amount of one about a whole process."""
    process_id, _, step_id = subject.removeprefix("process:").partition("#")
    process = context.portal.processes.get(process_id)
    figures = context.analysis.processes.get(process_id)
    step = process.step(step_id) if process else None
    if process is None or figures is None or step is None:
        return Price(currency=context.portal.currency, basis=NO_STEP)
    return step_price(context, process, figures, step)
