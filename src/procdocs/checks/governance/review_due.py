"""REV002: a review is due soon."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.reviews import reviewed
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="REV002",
    name="review-due",
    severity=Severity.INFO,
    summary="A review is due soon: within `review.warn` of portal.yml.",
)


def check_review_due(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag what is to be reviewed within the portal's time of warning.

    Yields:
        One finding per object: at `review_by`, or at `effective` from which the day follows.
    """
    horizon = context.portal.review_warn.after(context.today)
    for holder, due in reviewed(context):
        if not context.today <= due <= horizon:
            continue
        days = (due - context.today).days
        template = "{holder} is to be reviewed in {days} days, by {due}"
        if days < 2:
            template = (
                "{holder} is to be reviewed in {days} day, by {due}"
                if days
                else "{holder} is to be reviewed today, by {due}"
            )
        yield finding(
            RULE,
            sentence(template, holder=holder.label, days=days, due=due),
            first_span(holder.place, "review_by", "effective"),
            help="Agree on a day with its owner.",
            subject=holder.subject,
        )


CHECK = Check(rule=RULE, run=check_review_due)
