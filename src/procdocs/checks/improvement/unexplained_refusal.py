"""IMP603: a suggestion was declined and nobody said why."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.suggestions import every_suggestion, price_of_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP603",
    name="unexplained-refusal",
    severity=Severity.WARNING,
    summary="A suggestion of staff was declined without a reason.",
)


def check_unexplained_refusal(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag declined suggestions without a reason.

    At stake are the work of the step that it is about and the waiting before it.

    Yields:
        One finding per suggestion, at its status.
    """
    for subject, suggestion in every_suggestion(context.portal):
        if suggestion.status == "declined" and suggestion.reason is None:
            yield finding(
                RULE,
                sentence(
                    "the suggestion “{suggestion}” was declined without a reason",
                    suggestion=suggestion.text,
                ),
                suggestion.place.at("status"),
                help="Add `reason`: whoever made it will ask.",
                subject=subject,
                price=price_of_subject(context, subject),
            )


CHECK = Check(rule=RULE, run=check_unexplained_refusal)
