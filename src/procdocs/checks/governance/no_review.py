"""REV003: something in force is never reviewed."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="REV003",
    name="no-review-day",
    severity=Severity.WARNING,
    summary="A process or policy is in force and no day is set for its review.",
)


def check_no_review(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag effective processes and policies whose review day is neither written nor derived.

    Yields:
        One finding per object, at its status.
    """
    for holder in context.holders:
        governed = holder.governed
        if holder.kind not in ("process", "policy") or governed is None or holder.part_of:
            continue
        if governed.status == "effective" and governed.review_by is None:
            yield finding(
                RULE,
                sentence("{holder} is effective and has no day of review", holder=holder.label),
                first_span(holder.place, "status"),
                help="Add `review_by`, or `effective` from which the portal's review cycle counts.",
                subject=holder.subject,
            )


CHECK = Check(rule=RULE, run=check_no_review)
