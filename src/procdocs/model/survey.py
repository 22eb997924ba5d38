"""What staff said about a process."""

import datetime
from dataclasses import dataclass

from procdocs.model.places import Common, Place, Ref, Text
from procdocs.model.quantities import Share
from procdocs.model.steps import StepTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What staff would change."""

    text: Text
    """The suggestion."""
    votes: int | None
    """How many named it."""
    status: str
    """`open`, `accepted`, `done` or `declined`."""
    reason: Text | None
    """Why it was declined."""
    due: datetime.date | None
    """When it shall be done."""
    owner: Ref | None
    """A role."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSurvey:
    """Answers about one step."""

    step: Ref
    """Process and step."""
    actual: StepTime | None
    """Medians of what was said."""
    complete_accurate: Share | None
    """%C&A as judged by staff."""
    n: int | None
    """Answers about this step."""
    differs: Text | None
    """How the work differs from what is written."""
    barriers: tuple[Text, ...]
    """What stands in the way."""
    resources: tuple[Text, ...]
    """What would help."""
    record: tuple[Text, ...]
    """What is kept on the side."""
    suggestions: tuple[Suggestion, ...]
    """Suggestions about this step."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One survey of one process."""

    process: Ref
    """The process: the file's stem."""
    asked: datetime.date | None
    """When."""
    asked_of: tuple[Ref, ...]
    """Roles that were asked."""
    invited: int | None
    """People asked."""
    responses: int | None
    """People who answered."""
    steps: tuple[StepSurvey, ...]
    """Answers by step."""
    suggestions: tuple[Suggestion, ...]
    """Suggestions about the process."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""
