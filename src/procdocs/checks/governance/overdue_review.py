"""REV001: a review is overdue."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.reviews import reviewed
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="REV001",
    name="overdue-review",
    severity=Severity.WARNING,
    summary="The day on which something in force was to be reviewed has passed.",
)


def check_overdue_review(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes, policies, value streams and documents whose review is overdue.

    Drafts and what is retired need no review; an embedded process is reviewed with its parent.

    Yields:
        One finding per object: at `review_by`, or at `effective` from which the day follows.
    """
    for holder, due in reviewed(context):
        if due >= context.today:
            continue
        days = (context.today - due).days
        yield finding(
            RULE,
            sentence(
                "the review of {holder} was due on {due}, {days} day ago"
                if days == 1
                else "the review of {holder} was due on {due}, {days} days ago",
                holder=holder.label,
                due=due,
                days=days,
            ),
            first_span(holder.place, "review_by", "effective"),
            help="Review it with its owner, then move `review_by` and add a line to `changes`.",
            subject=holder.subject,
        )


CHECK = Check(rule=RULE, run=check_overdue_review)
