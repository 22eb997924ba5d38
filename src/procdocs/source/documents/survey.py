"""A survey of a process."""

from typing import Annotated

from procdocs.source.documents.base import Authored, Common
from procdocs.source.documents.step import TimeDocument
from procdocs.source.fields import (
    Count,
    Date,
    Id,
    OneOrMany,
    RoleName,
    Share,
    Text,
    choice,
)


class SuggestionDocument(Authored):
    """What staff would change."""

    text: Text
    """The suggestion."""
    votes: Count | None = None
    """How many named it."""
    status: Annotated[str, choice("open", "accepted", "done", "declined")] | None = None
    """open, accepted, done or declined; left out: open."""
    reason: Text | None = None
    """Why it was declined."""
    due: Date | None = None
    """When it shall be done."""
    owner: RoleName | None = None
    """A role."""


class StepSurveyDocument(Authored):
    """Answers about one step."""

    actual: TimeDocument | None = None
    """Medians of what was said."""
    complete_accurate: Share | None = None
    """As judged by staff."""
    n: Count | None = None
    """Answers about this step."""
    differs: Text | None = None
    """How the work differs from what is written."""
    barriers: OneOrMany[Text] | None = None
    """What stands in the way."""
    resources: OneOrMany[Text] | None = None
    """What would help."""
    record: OneOrMany[Text] | None = None
    """What is kept on the side."""
    suggestions: OneOrMany[SuggestionDocument] | None = None
    """What staff would change about this step."""
    description: Text | None = None
    """What it is, in Markdown."""
    note: Text | None = None
    """A remark, in Markdown."""


class SurveyDocument(Common):
    """A survey; the stem of the file's name is the process."""

    asked: Date | None = None
    """When."""
    asked_of: OneOrMany[RoleName] | None = None
    """Roles that were asked."""
    invited: Count | None = None
    """People asked."""
    responses: Count | None = None
    """People who answered."""
    steps: dict[Id, StepSurveyDocument | None] | None = None
    """Answers by step."""
    suggestions: OneOrMany[SuggestionDocument] | None = None
    """What staff would change about the process."""
