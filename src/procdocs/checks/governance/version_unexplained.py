"""GOV010: the version is not the one that the history ends with."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV010",
    name="version-unexplained",
    severity=Severity.WARNING,
    summary="The version is not that of the latest entry of the history.",
)


def check_version_unexplained(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag versions for which the history has no, or not the latest, entry.

    Yields:
        One finding per object, at `version`; the latest entry is the related place.
    """
    for holder in context.holders:
        governed = holder.governed
        if governed is None or not governed.changes or holder.part_of is not None:
            continue
        latest = max(governed.changes, key=lambda change: change.date)
        same_day = [one.version for one in governed.changes if one.date == latest.date]
        if governed.version is None or latest.version is None or governed.version in same_day:
            continue
        yield finding(
            RULE,
            sentence(
                "{holder} has version {version}, but its history ends with {latest} "
                "of {latest_date}",
                holder=holder.label,
                version=governed.version,
                latest=latest.version,
                latest_date=latest.date,
            ),
            first_span(holder.place, "version"),
            help=sentence(
                "Add a line for {version} to `changes`, or correct the version.",
                version=governed.version,
            ),
            related=(Related(span=latest.reason.span, message="the latest entry"),),
            subject=holder.subject,
        )


CHECK = Check(rule=RULE, run=check_version_unexplained)
