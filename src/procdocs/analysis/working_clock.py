"""Working time between two moments on the wall clock.

The portal's calendar says how many hours a working day has and how many days a working week, but
not which. Assumed is: the week starts on Monday; a working day starts at `day_start` (08:00 unless
the reader says otherwise) and runs without a break; a part of a day (4.5 days a week) is the first
part of the day that follows the whole ones. Days off, such as public holidays, are those that the
reader names. Where the clock runs on (24 hours), every hour counts, but of days off.
"""

import datetime
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import timedelta

from procdocs.model.quantities import Calendar

_MONDAY = datetime.datetime(2001, 1, 1)
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class WorkingClock:
    """Counts minutes of working time."""

    calendar: Calendar
    """Hours of a day and days of a week."""
    day_start: timedelta = timedelta(hours=8)
    """When a working day starts, after midnight; earlier where it would not end by midnight."""
    days_off: tuple[datetime.date, ...] = ()
    """Days on which nobody works, in any order."""
    _starts: float = field(init=False)
    _days: tuple[float, ...] = field(init=False)
    _off: tuple[datetime.datetime, ...] = field(init=False)

    def __post_init__(self) -> None:
        length = self.calendar.hours_per_day * 60
        latest = _DAY_MINUTES - length
        object.__setattr__(self, "_starts", min(self.day_start / timedelta(minutes=1), latest))
        days = tuple(
            length * min(1.0, max(0.0, self.calendar.days_per_week - day)) for day in range(7)
        )
        object.__setattr__(self, "_days", days)
        off = sorted(datetime.datetime.combine(day, datetime.time()) for day in set(self.days_off))
        object.__setattr__(self, "_off", tuple(off))

    def minutes_between(self, start: datetime.datetime, end: datetime.datetime) -> float:
        """Count working minutes from one moment to a later one; 0 where it is not later.

        Both count by their own wall clock: eight in the morning is eight in the morning before
        and after the change to summer time.
        """
        wall_start, wall_end = start.replace(tzinfo=None), end.replace(tzinfo=None)
        if wall_end <= wall_start:
            return 0.0
        minutes = self._since(wall_end) - self._since(wall_start)
        first = bisect_left(self._off, wall_start - timedelta(days=1))
        for day in self._off[first : bisect_left(self._off, wall_end)]:
            off_from, off_to = max(day, wall_start), min(day + timedelta(days=1), wall_end)
            if off_from < off_to:
                minutes -= self._since(off_to) - self._since(off_from)
        return max(0.0, minutes)

    def _since(self, moment: datetime.datetime) -> float:
        """Count working minutes since a Monday long ago."""
        minutes = (moment - _MONDAY) / timedelta(minutes=1)
        week, in_week = divmod(minutes, 7 * _DAY_MINUTES)
        day, in_day = divmod(in_week, _DAY_MINUTES)
        number = int(day)
        today = min(max(in_day - self._starts, 0.0), self._days[number])
        return week * sum(self._days) + sum(self._days[:number]) + today


def clock_minutes(start: datetime.datetime, end: datetime.datetime) -> float:
    """Count minutes on the clock; 0 where the second moment is not later.

    Moments with an offset are compared as such, others by their wall clock.
    """
    if start.tzinfo is None or end.tzinfo is None:
        start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
    return max(0.0, (end - start) / timedelta(minutes=1))
