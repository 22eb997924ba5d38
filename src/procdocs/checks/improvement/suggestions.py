"""The suggestions of all surveys."""

from collections.abc import Iterator

from procdocs.model.portal import Portal
from procdocs.model.survey import Suggestion


def every_suggestion(portal: Portal) -> Iterator[tuple[str, Suggestion]]:
    """Give every suggestion with what it is about, as findings name it."""
    for survey in portal.surveys.values():
        process = survey.process.id
        for answer in survey.steps:
            for suggestion in answer.suggestions:
                yield f"process:{process}#{answer.step.part}", suggestion
        for suggestion in survey.suggestions:
            yield f"process:{process}", suggestion
