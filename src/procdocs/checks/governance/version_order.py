"""GOV011: versions and dates of a history run against each other."""

import itertools
import re
from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV011",
    name="version-order",
    severity=Severity.WARNING,
    summary="A later version in the history has an earlier date.",
)


def check_version_order(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag histories in which a later version is older; `2.10` is later than `2.9`.

    Yields:
        One finding per pair of neighbours by date, at the reason of the later entry.
    """
    for holder in context.holders:
        if holder.governed is None or holder.part_of is not None:
            continue
        entries = sorted(
            (one for one in holder.governed.changes if _parts(one.version)),
            key=lambda change: change.date,
        )
        for earlier, later in itertools.pairwise(entries):
            if earlier.date < later.date and _parts(earlier.version) >= _parts(later.version):
                yield finding(
                    RULE,
                    sentence(
                        "{holder} has version {later} of {later_date} after {earlier} of "
                        "{earlier_date}",
                        holder=holder.label,
                        later=later.version,
                        later_date=later.date,
                        earlier=earlier.version,
                        earlier_date=earlier.date,
                    ),
                    later.reason.span,
                    help="Correct the version or the date of one of the two.",
                    related=(Related(span=earlier.reason.span, message="the earlier entry"),),
                    subject=holder.subject,
                )


def _parts(version: str | None) -> tuple[int, ...]:
    if version is None or not re.fullmatch(r"v?\d+(\.\d+)*", version):
        return ()
    return tuple(int(part) for part in version.lstrip("v").split("."))


CHECK = Check(rule=RULE, run=check_version_order)
