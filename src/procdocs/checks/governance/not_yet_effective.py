"""GOV009: something is called effective before its first day."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV009",
    name="not-yet-effective",
    severity=Severity.WARNING,
    summary="The status is `effective` and the first day in force is still to come.",
)


def check_not_yet_effective(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag what is called effective today but is so only from a later day.

    Yields:
        One finding per object, at `effective`; its status is the related place.
    """
    for holder in context.holders:
        governed = holder.governed
        if governed is None or governed.effective is None or holder.part_of is not None:
            continue
        if governed.status == "effective" and governed.effective > context.today:
            yield finding(
                RULE,
                sentence(
                    "{holder} is called effective, but is so only from {effective}",
                    holder=holder.label,
                    effective=governed.effective,
                ),
                first_span(holder.place, "effective"),
                help="Write `status: in-review` until that day, or correct the date.",
                related=(Related(span=first_span(holder.place, "status"), message="its status"),),
                subject=holder.subject,
            )


CHECK = Check(rule=RULE, run=check_not_yet_effective)
