"""Quantities with units as writers type them: durations, waits, volumes, pay, money, periods."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from procdocs.model.quantities import Calendar, Money, Period, Volume
from procdocs.source.rules import (
    BAD_DURATION,
    BAD_MONEY,
    BAD_PERIOD,
    BAD_RATE,
    BAD_VOLUME,
    BAD_WAIT,
    UNKNOWN_KEY,
)
from procdocs.source.scalars import ScalarError, describe, read_plain

_NUMBER = r"(\d{1,7}(?:\.\d{1,7})?)"
_SHORT = re.compile(
    rf"(?:{_NUMBER}w)?(?:{_NUMBER}d)?(?:{_NUMBER}h)?(?:{_NUMBER}m)?(?:{_NUMBER}s)?", re.ASCII
)
_ISO = re.compile(
    rf"P(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?", re.ASCII
)
_WORDS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(s|sec|secs|seconds?|m|mins?|minutes?|h|hours?|hrs?|d|days?|w|weeks?)",
    re.IGNORECASE | re.ASCII,
)
_PERIOD = re.compile(r"(\d{1,6}) *(day|week|month|year)s?", re.ASCII)
_SHORT_PERIOD = re.compile(r"(\d{1,6})\s*([dwmy])", re.IGNORECASE | re.ASCII)
_VOLUME = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s*/\s*(hour|day|week|month|quarter|year)", re.ASCII)
_RATE = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)(?:\s*([A-Z]{3}))?\s*/\s*h", re.ASCII)
_MONEY = re.compile(r"(-?\d{1,15}(?:\.\d{1,6})?)\s*([A-Z]{3})", re.ASCII)
_LONG = timedelta(days=36500)
_CLOCK_WARNING_HOURS = 24.0

_DURATION_HELP = "write it as `45s`, `10m`, `4h`, `2d`, `1w` or `1h30m`, or in ISO 8601 as `PT4H`"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDuration:
    """A duration as typed: working weeks and days apart from hours on the clock."""

    weeks: float
    """Working weeks."""
    days: float
    """Working days."""
    hours: float
    """Hours, with minutes and seconds."""
    text: str
    """As written."""

    def working(self, calendar: Calendar) -> timedelta:
        """Turn it into working hours."""
        days = self.weeks * calendar.days_per_week + self.days
        return timedelta(hours=days * calendar.hours_per_day + self.hours)

    def iso(self, calendar: Calendar) -> str:
        """Write it in ISO 8601 for tools that know only the clock and the calendar.

        A working day is a day there and a working week seven; a part of one is hours of work.
        """
        weeks, days, hours = int(self.weeks), self.days, self.hours
        days += (self.weeks - weeks) * calendar.days_per_week
        hours += (days - int(days)) * calendar.hours_per_day
        whole = weeks * 7 + int(days)
        minutes, seconds = divmod(round(hours * 3600), 60)
        clock = ((minutes // 60, "H"), (minutes % 60, "M"), (seconds, "S"))
        rest = "".join(f"{value}{unit}" for value, unit in clock if value)
        date = f"{whole}D" if whole else ""
        return f"P{date}T{rest}" if rest else f"P{date or 'T0S'}"

    def misread_days(self, calendar: Calendar) -> float | None:
        """Tell how many working days its hours are, where a reader may take them for calendar days.

        Returns:
            The working days from 24 hours on, None below, and where the clock runs on.
        """
        if self.hours < _CLOCK_WARNING_HOURS or calendar.hours_per_day >= _CLOCK_WARNING_HOURS:
            return None
        return self.hours / calendar.hours_per_day


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenWait:
    """A waiting time as typed; a fixed one has equal ends."""

    low: WrittenDuration
    """Shortest."""
    high: WrittenDuration
    """Longest."""
    mean: WrittenDuration | None
    """Mean within the range, where it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMoney:
    """An amount whose currency may be left out."""

    amount: float
    """In units of the currency."""
    currency: str | None
    """ISO 4217 code; None is the portal's."""

    def money(self, currency: str) -> Money:
        """Fill in the portal's currency."""
        return Money(amount=self.amount, currency=self.currency or currency)


def read_duration(value: Any) -> WrittenDuration:
    """Read a duration of working time.

    Raises:
        ScalarError: It has no unit, a period's form such as `30 days`, or none at all.
    """
    if isinstance(value, (bool, list, dict)) or value is None:
        raise ScalarError(
            BAD_DURATION, f"{describe(value)} where a duration belongs", _DURATION_HELP
        )
    text = read_plain(value)
    if isinstance(value, int | float):
        raise ScalarError(
            BAD_DURATION, f"`{text}` is a duration without a unit", f"{_DURATION_HELP}"
        )
    found = _SHORT.fullmatch(text) or _ISO.fullmatch(text)
    if not found or not any(found.groups()) or text.endswith("T"):
        raise ScalarError(
            BAD_DURATION, f"{describe(value)} where a duration belongs", _duration_mend(text)
        )
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    made = WrittenDuration(
        weeks=weeks, days=days, hours=hours + minutes / 60 + seconds / 3600, text=text
    )
    if (weeks * 7 + days) * 24 + made.hours > _LONG / timedelta(hours=1):
        raise ScalarError(BAD_DURATION, f"`{text}` is longer than a hundred years")
    return made


def _duration_mend(text: str) -> str:
    found = _WORDS.fullmatch(text.strip())
    if found:
        return f"write `{found[1]}{found[2][0].lower()}`: days and weeks are working time"
    return _DURATION_HELP


def read_wait(value: Any) -> WrittenWait:
    """Read a waiting time: a duration, a range `2h..3d`, or a mapping with from, to and mean.

    Raises:
        ScalarError: A part of it is no duration, or the mapping has other keys.
    """
    if isinstance(value, dict):
        return _wait_of_mapping(value)
    if isinstance(value, str) and ".." in value:
        low_text, _, high_text = value.partition("..")
        if "" in (low_text.strip(), high_text.strip()):
            raise ScalarError(
                BAD_WAIT, f"{describe(value)} lacks an end", "write a range as `2h..3d`"
            )
        low, high = read_duration(low_text.strip()), read_duration(high_text.strip())
        return WrittenWait(low=low, high=high, mean=None)
    fixed = read_duration(value)
    return WrittenWait(low=fixed, high=fixed, mean=None)


def _wait_of_mapping(value: Mapping[str, Any]) -> WrittenWait:
    for key in value:
        if key not in ("from", "to", "mean"):
            raise ScalarError(
                UNKNOWN_KEY, f"unknown key `{key}` in a wait", "a wait has from, to and mean"
            )
    for key in ("from", "to"):
        if value.get(key) is None:
            raise ScalarError(
                BAD_WAIT, f"the wait lacks `{key}`", "write {from: 2h, to: 3d, mean: 6h}"
            )
    mean = value.get("mean")
    return WrittenWait(
        low=read_duration(value["from"]),
        high=read_duration(value["to"]),
        mean=None if mean is None else read_duration(mean),
    )


def read_period(value: Any) -> Period:
    """Read a period on the wall calendar, such as `30 days`.

    Raises:
        ScalarError: It is none; the short form `30d` is working time.
    """
    text = "" if isinstance(value, (list, dict)) else read_plain(value)
    found = _PERIOD.fullmatch(text)
    if found:
        period = Period(count=int(found[1]), unit=found[2])
        if 0 < period.days() <= 365_000:
            return period
        raise ScalarError(BAD_PERIOD, f"`{text}` is not between a day and a thousand years")
    help_text = "spell it out: `30 days`, `12 months`, `10 years`"
    short = _SHORT_PERIOD.fullmatch(text)
    if short:
        unit = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[short[2].lower()]
        help_text = f"write `{short[1]} {unit}`: a period on the calendar is spelled out"
    raise ScalarError(BAD_PERIOD, f"{describe(value)} where a period belongs", help_text)


def read_volume(value: Any) -> Volume:
    """Read a volume, such as `1200/month`.

    Raises:
        ScalarError: It is none, or not above 0.
    """
    text = "" if isinstance(value, (list, dict)) else read_plain(value)
    found = _VOLUME.fullmatch(text)
    if not found:
        raise ScalarError(
            BAD_VOLUME,
            f"{describe(value)} where a volume belongs",
            "write it as `1200/month`; also /hour, /day, /week, /quarter, /year",
        )
    if float(found[1]) <= 0:
        raise ScalarError(BAD_VOLUME, f"`{text}` is not above 0", "leave it out while unknown")
    return Volume(count=float(found[1]), per=found[2])


def read_rate(value: Any) -> WrittenMoney:
    """Read a rate of pay, `62/h` or `62 EUR/h`; the amount is for an hour.

    Raises:
        ScalarError: It is none.
    """
    text = "" if isinstance(value, (list, dict)) else read_plain(value)
    found = _RATE.fullmatch(text)
    if not found:
        raise ScalarError(
            BAD_RATE, f"{describe(value)} where a rate of pay belongs", "write `62/h` or `62 EUR/h`"
        )
    return WrittenMoney(amount=float(found[1]), currency=found[2])


def read_money(value: Any) -> WrittenMoney:
    """Read an amount, `25.50 EUR` or a bare number in the portal's currency.

    Raises:
        ScalarError: It is none.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return WrittenMoney(amount=float(value), currency=None)
    text = "" if isinstance(value, (list, dict)) else read_plain(value)
    found = _MONEY.fullmatch(text)
    if not found:
        raise ScalarError(
            BAD_MONEY,
            f"{describe(value)} where an amount of money belongs",
            "write `25.50 EUR`, or a bare number in the portal's currency",
        )
    return WrittenMoney(amount=float(found[1]), currency=found[2])
