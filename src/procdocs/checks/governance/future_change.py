"""GOV012: a history tells of a change to come."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV012",
    name="change-in-the-future",
    severity=Severity.WARNING,
    summary="The history of something in force has an entry of a day that is still to come.",
)


def check_future_change(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag entries of a later day than today in the history of what is effective.

    Yields:
        One finding per entry, at its reason.
    """
    for holder in context.holders:
        governed = holder.governed
        if governed is None or governed.status != "effective" or holder.part_of is not None:
            continue
        for change in governed.changes:
            if change.date > context.today:
                yield finding(
                    RULE,
                    sentence(
                        "the history of {holder} has an entry of {change_date}, which is still "
                        "to come",
                        holder=holder.label,
                        change_date=change.date,
                    ),
                    change.reason.span,
                    help="Correct the date, or add the entry when the change is made.",
                    subject=holder.subject,
                )


CHECK = Check(rule=RULE, run=check_future_change)
