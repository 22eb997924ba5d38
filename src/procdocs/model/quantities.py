"""Quantities as types: durations are timedelta of working time, shares lie in 0..1.

Working time: a day is `Calendar.hours_per_day` hours and a week `days_per_week` such days, so two
days of eight hours are `timedelta(hours=16)`. Wall-calendar periods are `Period`.
"""

import calendar as wall_calendar
import datetime
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType

Share = NewType("Share", float)
"""A part of a whole, 0..1."""


class Basis(StrEnum):
    """How a figure was come by; earlier is stronger."""

    MEASURED = "measured"
    SURVEY = "survey"
    ESTIMATE = "estimate"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Basis).index(self)


def weakest_basis(bases: "tuple[Basis, ...]") -> Basis | None:
    """Give the weakest of several bases; None of none."""
    return max(bases, key=lambda basis: basis.rank, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The company's working time."""

    hours_per_day: float = 8.0
    """Working hours of a day, 0 < h ≤ 24."""
    days_per_week: float = 5.0
    """Working days of a week, 0 < d ≤ 7."""

    @property
    def days_per_year(self) -> float:
        """52 weeks of working days."""
        return 52 * self.days_per_week

    @property
    def hours_per_year(self) -> float:
        """Working hours of a year."""
        return self.days_per_year * self.hours_per_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in a currency."""

    amount: float
    """In units of the currency."""
    currency: str
    """ISO 4217 code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate of pay."""

    amount: float
    """Per hour of work."""
    currency: str
    """ISO 4217 code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How many items pass in a period."""

    count: float
    """Items per period."""
    per: str
    """`hour`, `day`, `week`, `month`, `quarter` or `year`."""

    def per_year(self, calendar: Calendar) -> float:
        """Items a year: 12 months, 4 quarters, 52 weeks, 52 × days_per_week days."""
        periods = {
            "hour": calendar.hours_per_year,
            "day": calendar.days_per_year,
            "week": 52.0,
            "month": 12.0,
            "quarter": 4.0,
            "year": 1.0,
        }
        return self.count * periods[self.per]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A waiting time: fixed, or a range that is drawn from."""

    mean: timedelta
    """Its mean: the value of a fixed wait, the middle of a uniform range, or as given."""
    low: timedelta
    """Shortest; the mean where it is fixed."""
    high: timedelta
    """Longest; the mean where it is fixed."""
    shape: str = "fixed"
    """`fixed`, `uniform`, or `beta` (α + β = 6) where a mean was given within a range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period on the wall calendar, such as 12 months."""

    count: int
    """How many."""
    unit: str
    """`day`, `week`, `month` or `year`."""

    def after(self, day: datetime.date) -> datetime.date:
        """Give the day one period later; 31 January and one month give the last of February."""
        if self.unit in ("day", "week"):
            days = self.count * (7 if self.unit == "week" else 1)
            return day + timedelta(days=days)
        months = self.count * (12 if self.unit == "year" else 1)
        year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = wall_calendar.monthrange(year, month0 + 1)[1]
        return datetime.date(year, month0 + 1, min(day.day, last))

    def days(self) -> int:
        """Its length in days, a month as 30 and a year as 365."""
        return self.count * {"day": 1, "week": 7, "month": 30, "year": 365}[self.unit]
