"""Numbers, times, money and dates as a reader sees them.

Inside a number and before its unit stands a no-break space; before its fraction the mark of the
language in which the page is made (`procdocs.locale.numbers_of`). Durations are working time: a day
is as many hours as the portal's calendar says.
"""

import datetime
from dataclasses import dataclass
from datetime import timedelta

from procdocs.locale import Words, decimal_mark
from procdocs.model.quantities import Calendar, Money, Period, Volume, Wait

NBSP = "\u00a0"
"""No-break space: between thousands, and between a number and its unit."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number and its unit, apart, so that the unit can be set smaller."""

    number: str
    """Such as `11.5`."""
    unit: str
    """Such as `h`; empty for a bare number."""

    def __str__(self) -> str:
        """Number and unit as one text."""
        return f"{self.number}{NBSP}{self.unit}" if self.unit else self.number


def format_number(value: float, digits: int = 0) -> str:
    """Write a number with thousands apart and trailing zeros of the fraction cut.

    Args:
        value: Any finite number.
        digits: Most digits after the point.
    """
    text = f"{abs(value):,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace(",", NBSP).replace(".", decimal_mark())
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def format_small(value: float) -> str:
    """Write an expected count: whole from ten on, `< 0.1` where it would round to nothing."""
    if 0 < value < 0.05:
        return f"<{NBSP}{format_number(0.1, 1)}"
    return format_number(value, 0 if value >= 10 else 1)


def format_significant(value: float, figures: int = 3) -> str:
    """Write a number to some significant figures, never with an exponent."""
    if value == 0:
        return "0"
    digits = 0
    size = abs(value)
    while size < 10 ** (figures - 1) and digits < 6:
        size *= 10
        digits += 1
    return format_number(value, digits)


def format_share(share: float, digits: int | None = None) -> str:
    """Write a share as a percentage: `80 %`, `4.2 %`.

    Args:
        share: 0..1.
        digits: Digits after the point; left out, one below 10 % and for odd values, else none.
    """
    percent = share * 100
    if digits is None:
        digits = 1 if percent < 10 or abs(percent - round(percent)) > 0.049 else 0
    return f"{format_number(percent, digits)}{NBSP}%"


def format_duration(duration: timedelta, calendar: Calendar) -> str:
    """Write a duration exactly: `45 s`, `10 min`, `7 h 45 min`, `2 d 4 h` (working days).

    Hours are kept below three days, because a day of working time is easily taken for one of the
    clock; a whole number of days is said in days from the second on.
    """
    seconds = round(duration.total_seconds())
    if seconds == 0:
        return "0"
    if seconds < 60:
        return f"{seconds}{NBSP}s"
    minutes = round(seconds / 60)
    day = round(calendar.hours_per_day * 60)
    if seconds % 60 and seconds < 600:
        return f"{seconds // 60}{NBSP}min {seconds % 60}{NBSP}s"
    if minutes >= 3 * day or (minutes >= 2 * day and minutes % day == 0):
        days, rest = divmod(minutes, day)
        hours = round(rest / 60)
        if hours * 60 >= day:
            days, hours = days + 1, 0
        return f"{format_number(days)}{NBSP}d" + (f" {hours}{NBSP}h" if hours else "")
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(f"{hours}{NBSP}h")
    if rest:
        parts.append(f"{rest}{NBSP}min")
    return " ".join(parts)


_LONGEST = timedelta.max.days * 24 * 60.0


def measure_duration(duration: timedelta, calendar: Calendar) -> Measure:
    """Write a duration as one number: minutes below 2 h, hours below 5 days, then days."""
    minutes = duration.total_seconds() / 60
    if minutes < 1 and minutes:
        return Measure(number=format_number(minutes * 60, 0), unit="s")
    if minutes < 120:
        return Measure(number=format_number(minutes, 1 if minutes < 10 else 0), unit="min")
    hours = minutes / 60
    if hours < 5 * calendar.hours_per_day:
        return Measure(number=format_number(hours, 1 if hours < 100 else 0), unit="h")
    days = hours / calendar.hours_per_day
    return Measure(number=format_number(days, 1 if days < 100 else 0), unit="d")


def minutes_measure(minutes: float, calendar: Calendar) -> Measure:
    """Write minutes of working time as one number with its unit."""
    return measure_duration(_duration(minutes), calendar)


def minutes_text(minutes: float, calendar: Calendar) -> str:
    """Write minutes of working time exactly, to the second below ten minutes."""
    return format_duration(_duration(minutes), calendar)


def _duration(minutes: float) -> timedelta:
    """Make a duration; what a mistyped repeat makes of it may be longer than any."""
    return timedelta(minutes=min(minutes, _LONGEST))


def format_wait(wait: Wait, calendar: Calendar, words: Words) -> str:
    """Write a waiting time; a range as `2 h to 3 d`, with its mean where one was given."""
    if wait.low == wait.high:
        return format_duration(wait.mean, calendar)
    pattern = "{low} to {high}, mean {mean}" if wait.shape == "beta" else "{low} to {high}"
    return words(pattern).format(
        low=format_duration(wait.low, calendar),
        high=format_duration(wait.high, calendar),
        mean=format_duration(wait.mean, calendar),
    )


def format_hours(hours: float) -> str:
    """Write hours of a year: whole from ten on."""
    return f"{format_number(hours, 0 if hours >= 10 else 1)}{NBSP}h"


def measure_money(amount: float, currency: str) -> Measure:
    """Write an amount: cents below 1 000, else whole."""
    if abs(amount) < 1000 and round(amount * 100) % 100:
        text = f"{amount:.2f}".replace(".", decimal_mark())
    else:
        text = format_number(amount, 0)
    return Measure(number=text, unit=currency)


def format_money(money: Money) -> str:
    """Write an amount of money: `25.50 EUR`, `50 000 EUR`."""
    return str(measure_money(money.amount, money.currency))


def format_volume(volume: Volume, words: Words) -> str:
    """Write a volume: `1 200 a month`."""
    return f"{format_number(volume.count, 1)} {words('a ' + volume.per)}"


def format_period(period: Period, words: Words) -> str:
    """Write a calendar period: `12 months`."""
    unit = period.unit if period.count == 1 else period.unit + "s"
    return f"{period.count}{NBSP}{words(unit)}"


def format_date(day: datetime.date, words: Words, short: bool = False) -> str:
    """Write a day: `1 March 2026`, short `1 Mar 2026`; in Chinese `2026年3月1日`."""
    pattern = words("{day} {month} {year}")
    name = _MONTHS[day.month - 1]
    month = words(name[:3] if short and name != "May" else name)
    return pattern.format(day=day.day, month=month, year=day.year, number=day.month).replace(
        " ", NBSP
    )


def format_day_month(day: datetime.date, words: Words) -> str:
    """Write a day of this year or the last: `20 Nov`."""
    pattern = words("{day} {month}")
    month = words(_MONTHS[day.month - 1][:3] if day.month != 5 else "May")
    return pattern.format(day=day.day, month=month, number=day.month).replace(" ", NBSP)


def format_due(day: datetime.date, today: datetime.date, words: Words) -> str:
    """Write how far a day is: `in 98 days`, `today`, `41 days over`."""
    days = (day - today).days
    if days == 0:
        return words("today")
    unit = "day" if abs(days) == 1 else "days"
    pattern = words(f"in {{n}} {unit}") if days > 0 else words(f"{{n}} {unit} over")
    return pattern.format(n=abs(days))
