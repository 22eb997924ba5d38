"""KPI103: a period without a value."""

import datetime
from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.checks.kpi.periods import first_day, next_start, period_name
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import listed, sentence
from procdocs.model.catalogue import Kpi

RULE = Rule(
    code="KPI103",
    name="kpi-missing-period",
    severity=Severity.WARNING,
    summary="A KPI has no value for a period of its frequency.",
)
_MOST_PERIODS = 600


def check_missing_period(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag gaps between the values of a KPI, and values that stopped coming.

    After a period has ended, its value has a whole further period to arrive.

    Yields:
        One finding per KPI, at its `actuals`.
    """
    for kpi in context.portal.kpis.values():
        if not kpi.actuals or kpi.frequency is None:
            continue
        missing = _missing(kpi, kpi.frequency, context.today)
        if not missing:
            continue
        count = len(missing)
        shown: list[object] = [*missing[:3]]
        if count > 3:
            shown.append(sentence("{n} more", n=count - 3))
        yield finding(
            RULE,
            sentence(
                "KPI `{kpi}` is to be measured {frequency} and has no value for {shown}",
                kpi=kpi.id,
                frequency=sentence(kpi.frequency),
                shown=listed(shown, "and" if count > 3 else ","),
            ),
            first_span(kpi.place, "actuals"),
            help="Add the value, or correct `frequency`.",
            subject=f"kpi:{kpi.id}",
        )


def _missing(kpi: Kpi, frequency: str, today: datetime.date) -> list[str]:
    have = {first_day(actual.start, frequency) for actual in kpi.actuals}
    current: datetime.date | None = min(have)
    missing: list[str] = []
    for _ in range(_MOST_PERIODS):
        following = next_start(current, frequency) if current else None
        after = next_start(following, frequency) if following else None
        if current is None or following is None or after is None or after > today:
            break
        if current not in have:
            missing.append(period_name(current, frequency))
        current = following
    latest = max(have)
    while current is not None and current < latest and len(missing) < _MOST_PERIODS:
        if current not in have:
            missing.append(period_name(current, frequency))
        current = next_start(current, frequency)
    return missing


CHECK = Check(rule=RULE, run=check_missing_period)
