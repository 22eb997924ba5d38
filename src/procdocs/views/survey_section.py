"""What staff said about a process, beside what is documented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from procdocs.model.places import Text
from procdocs.model.process import Process
from procdocs.model.quantities import Share
from procdocs.model.survey import StepSurvey, Suggestion, Survey
from procdocs.views.context import ViewContext
from procdocs.views.format import format_share, minutes_measure
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.words import SUGGESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A figure as documented and as staff said."""

    documented: str
    """As documented; empty if unknown."""
    actual: str
    """As said; empty if it was not asked."""
    differs: bool
    """Whether both are known and differ by a tenth or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRow:
    """Answers about one step."""

    number: str
    """Number of the step."""
    link: LinkView
    """The step."""
    work: Pair
    """Work."""
    wait: Pair
    """Waiting before it."""
    accurate: Pair
    """%C&A."""
    documented_part: int
    """Documented work in thousandths of the longest of the table."""
    actual_part: int
    """Work as said, likewise."""
    answers: str
    """How many answered."""
    differs: str
    """How the work differs."""
    remarks: tuple[tuple[str, tuple[str, ...]], ...]
    """Barriers, what would help, what is kept on the side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow:
    """A suggestion of staff."""

    text: str
    """The suggestion."""
    step: LinkView | None
    """The step it is about."""
    votes: str
    """How many named it."""
    status: str
    """Status code."""
    status_text: str
    """The status in words."""
    reason: str
    """Why it was declined, or what became of it."""
    owner: LinkView | None
    """Who takes it on."""
    due: str
    """When it shall be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyView:
    """The section of a process page."""

    lead: str
    """Asked when, how many answered."""
    asked_of: tuple[LinkView, ...]
    """Roles that were asked."""
    rows: tuple[SurveyRow, ...]
    """By step."""
    suggestions: tuple[SuggestionRow, ...]
    """Most votes first."""


def view_survey(context: ViewContext, links: Links, process: Process, survey: Survey) -> SurveyView:
    """Set answers beside what is documented.

    Args:
        context: Words.
        links: Links of the page.
        process: The process that was asked about.
        survey: The answers.
    """
    longest = max(
        (
            time.total_seconds()
            for answer in survey.steps
            for time in (_documented(process, answer), _said(answer))
            if time is not None
        ),
        default=0.0,
    )
    return SurveyView(
        lead=_lead(context, survey) + _as_told(context, process),
        asked_of=tuple(link for ref in survey.asked_of if (link := links.role(ref.id))),
        rows=tuple(_row(context, links, process, answer, longest) for answer in survey.steps),
        suggestions=tuple(view_suggestions(context, links, survey)),
    )


def _lead(context: ViewContext, survey: Survey) -> str:
    t = context.words
    parts = []
    if survey.asked:
        parts.append(t("Asked {date}").format(date=context.date(survey.asked)))
    if survey.responses is not None and survey.invited is not None:
        parts.append(
            t("{n} of {all} people answered").format(n=survey.responses, all=survey.invited)
        )
    elif survey.responses is not None:
        parts.append(t("{n} people answered").format(n=survey.responses))
    return t("; ").join(parts) + t(".") if parts else ""


def _as_told(context: ViewContext, process: Process) -> str:
    """Say what the answers make of the lead time, where they change it by a tenth or more."""
    drift = context.analysis.drifts.get(process.id)
    times = drift.cycle_time_minutes if drift else None
    if times is None or times.actual is None or times.documented is None:
        return ""
    if abs(times.actual - times.documented) * 10 < max(times.actual, times.documented):
        return ""
    calendar = context.portal.calendar
    return " " + context.words(
        "With their figures the lead time is {actual}, not {written}."
    ).format(
        actual=minutes_measure(times.actual, calendar),
        written=minutes_measure(times.documented, calendar),
    )


def _documented(process: Process, answer: StepSurvey) -> timedelta | None:
    step = process.step(answer.step.part or "")
    return step.time.process if step and step.time else None


def _said(answer: StepSurvey) -> timedelta | None:
    return answer.actual.process if answer.actual else None


def _row(
    context: ViewContext, links: Links, process: Process, answer: StepSurvey, longest: float
) -> SurveyRow:
    step = process.step(answer.step.part or "")
    documented = step.time if step else None
    actual = answer.actual
    work = (_documented(process, answer), _said(answer))
    name = answer.step.part or ""
    return SurveyRow(
        number=str(step.number) if step else "",
        link=links.step(process.id, name) or LinkView(text=name),
        work=_times(context, *work),
        wait=_times(
            context,
            documented.wait.mean if documented and documented.wait else None,
            actual.wait.mean if actual and actual.wait else None,
        ),
        accurate=_shares(step.complete_accurate if step else None, answer.complete_accurate),
        documented_part=_part(work[0], longest),
        actual_part=_part(work[1], longest),
        answers="" if answer.n is None else str(answer.n),
        differs=context.say(answer.differs),
        remarks=tuple(_remarks(context, answer)),
    )


def _part(time: timedelta | None, longest: float) -> int:
    return round(1000 * time.total_seconds() / longest) if time and longest else 0


def _times(context: ViewContext, documented: timedelta | None, actual: timedelta | None) -> Pair:
    return Pair(
        documented="" if documented is None else context.duration(documented),
        actual="" if actual is None else context.duration(actual),
        differs=documented is not None
        and actual is not None
        and abs(actual - documented) * 10 >= max(documented, actual)
        and actual != documented,
    )


def _shares(documented: Share | None, actual: Share | None) -> Pair:
    return Pair(
        documented="" if documented is None else format_share(documented),
        actual="" if actual is None else format_share(actual),
        differs=documented is not None
        and actual is not None
        and abs(documented - actual) >= 0.0995,
    )


def _remarks(context: ViewContext, answer: StepSurvey) -> Iterator[tuple[str, tuple[str, ...]]]:
    t = context.words
    kinds: tuple[tuple[str, tuple[Text, ...]], ...] = (
        (t("In the way"), answer.barriers),
        (t("Would help"), answer.resources),
        (t("Kept on the side"), answer.record),
    )
    for label, texts in kinds:
        if texts:
            yield label, tuple(context.say(text) for text in texts)


def view_suggestions(context: ViewContext, links: Links, survey: Survey) -> Iterator[SuggestionRow]:
    """Give the suggestions of a survey, most votes first."""
    found: list[tuple[Suggestion, LinkView | None]] = [
        (suggestion, None) for suggestion in survey.suggestions
    ]
    for answer in survey.steps:
        link = links.step(survey.process.id, answer.step.part or "")
        found += [(suggestion, link) for suggestion in answer.suggestions]
    found.sort(key=lambda each: -(each[0].votes or 0))
    for suggestion, link in found:
        yield SuggestionRow(
            text=context.say(suggestion.text),
            step=link,
            votes="" if suggestion.votes is None else str(suggestion.votes),
            status=suggestion.status,
            status_text=context.words(SUGGESTION[suggestion.status]),
            reason=context.say(suggestion.reason),
            owner=links.role(suggestion.owner.id) if suggestion.owner else None,
            due=context.date(suggestion.due, short=True) if suggestion.due else "",
        )
