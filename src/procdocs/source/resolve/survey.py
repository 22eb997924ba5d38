"""Surveys: what staff said about a process."""

from collections.abc import Sequence

from procdocs.model.places import Ref, Text
from procdocs.model.process import Process
from procdocs.model.survey import StepSurvey, Suggestion, Survey
from procdocs.source.cursor import Cursor
from procdocs.source.documents.survey import (
    StepSurveyDocument,
    SuggestionDocument,
    SurveyDocument,
)
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.step_time import resolve_time
from procdocs.source.rules import SURVEY_COUNT, UNKNOWN_PART, UNKNOWN_REFERENCE
from procdocs.source.scalars import LanguageText


def resolve_survey(
    id_: str, document: SurveyDocument, cursor: Cursor, process: Process | None, context: Context
) -> Survey | None:
    """Resolve a survey; it is for the narrowest audience unless it says otherwise.

    Args:
        id_: The file's stem, which is the process.
        document: As typed.
        cursor: Its tree.
        process: The process; None where there is none, which is reported.
        context: What to resolve with.
    """
    subject = f"process:{id_}"
    if process is None and context.registry.may_exist("process", id_):
        return None
    if process is None:
        message, mend = context.registry.explain("process", id_)
        context.findings.add(
            UNKNOWN_REFERENCE,
            f"a survey has the name of its process: {message}",
            cursor.origin.span((), True),
            help=mend or "Rename the file.",
            subject=subject,
        )
        return None
    _check_order("responses", document.responses, "invited", document.invited, cursor, context)
    narrowest = context.settings.audiences[-1]
    steps = []
    for step_id, answers in (document.steps or {}).items():
        at = cursor.at("steps", step_id)
        meant = context.registry.find_part("process", process.id, step_id)
        if meant is None:
            message, mend = context.registry.explain_part("process", process.id, step_id)
            context.findings.add(UNKNOWN_PART, message, at.key_span, help=mend, subject=subject)
            continue
        if answers is not None:
            ref = Ref(id=process.id, part=meant, span=at.key_span)
            steps.append(_step(ref, answers, at, document.responses, context))
    return Survey(
        process=Ref(id=process.id, span=cursor.key_span),
        asked=document.asked,
        asked_of=context.refs("role", document.asked_of, cursor.at("asked_of"), subject),
        invited=document.invited,
        responses=document.responses,
        steps=tuple(steps),
        suggestions=_suggestions(document.suggestions, cursor.at("suggestions"), context, subject),
        common=context.common(document, cursor, subject, audience=narrowest),
        place=cursor.place("asked"),
    )


def _check_order(
    less: str, low: int | None, more: str, high: int | None, cursor: Cursor, context: Context
) -> None:
    if low is not None and high is not None and low > high:
        context.findings.add(
            SURVEY_COUNT,
            f"`{less}` is {low}, more than `{more}`, which is {high}",
            cursor.at(less).span,
            help="Answers about a step ≤ responses ≤ invited.",
        )


def _step(
    ref: Ref,
    document: StepSurveyDocument,
    cursor: Cursor,
    responses: int | None,
    context: Context,
) -> StepSurvey:
    subject = f"process:{ref}"
    _check_order("n", document.n, "responses", responses, cursor, context)
    context.prose(document.description, cursor.at("description"), subject)
    context.prose(document.note, cursor.at("note"), subject)
    return StepSurvey(
        step=ref,
        actual=resolve_time(document.actual, cursor.at("actual"), context, subject),
        complete_accurate=document.complete_accurate,
        n=document.n,
        differs=context.text(document.differs, cursor.at("differs")),
        barriers=_texts(document.barriers, cursor.at("barriers"), context),
        resources=_texts(document.resources, cursor.at("resources"), context),
        record=_texts(document.record, cursor.at("record"), context),
        suggestions=_suggestions(document.suggestions, cursor.at("suggestions"), context, subject),
        place=cursor.place(),
    )


def _texts(
    values: Sequence[LanguageText] | None, cursor: Cursor, context: Context
) -> tuple[Text, ...]:
    return tuple(
        context.need_text(value, cursor.at(number)) for number, value in enumerate(values or ())
    )


def _suggestions(
    documents: Sequence[SuggestionDocument] | None,
    cursor: Cursor,
    context: Context,
    subject: str,
) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            text=context.need_text(document.text, cursor.at(number, "text")),
            votes=document.votes,
            status=document.status or "open",
            reason=context.text(document.reason, cursor.at(number, "reason")),
            due=document.due,
            owner=context.ref("role", document.owner, cursor.at(number, "owner"), subject),
            place=cursor.at(number).place("text"),
        )
        for number, document in enumerate(documents or ())
    )
