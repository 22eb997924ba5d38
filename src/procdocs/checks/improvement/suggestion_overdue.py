"""IMP602: a suggestion of staff is overdue."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.suggestions import every_suggestion, price_of_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP602",
    name="suggestion-overdue",
    severity=Severity.WARNING,
    summary="The day by which a suggestion of staff was to be done or answered has passed.",
)


def check_suggestion_overdue(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag open and accepted suggestions whose day has passed.

    At stake are the work of the step that it is about and the waiting before it.

    Yields:
        One finding per suggestion, at `due`.
    """
    for subject, suggestion in every_suggestion(context.portal):
        if suggestion.status not in ("open", "accepted") or suggestion.due is None:
            continue
        if suggestion.due < context.today:
            yield finding(
                RULE,
                sentence(
                    "the suggestion “{suggestion}” is {status} and was due on {due}",
                    suggestion=suggestion.text,
                    status=sentence(suggestion.status),
                    due=suggestion.due,
                ),
                suggestion.place.at("due"),
                help="Do it, move the day, or decline it with a reason.",
                subject=subject,
                price=price_of_subject(context, subject),
            )


CHECK = Check(rule=RULE, run=check_suggestion_overdue)
