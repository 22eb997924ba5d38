import datetime
from zoneinfo import ZoneInfo

import pytest

from procdocs.analysis.working_clock import WorkingClock, clock_minutes
from procdocs.model.quantities import Calendar


def at(text):
    return datetime.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-02T09:00", "2026-03-02T11:30", 2.5),
        ("2026-03-02T06:00", "2026-03-02T23:00", 8),
        ("2026-03-02T15:00", "2026-03-03T09:00", 2),
        ("2026-03-06T15:00", "2026-03-09T09:00", 2),
        ("2026-03-07T10:00", "2026-03-08T10:00", 0),
        ("2026-03-02T08:00", "2026-03-30T08:00", 4 * 40),
        ("2026-03-03T08:00", "2026-03-02T08:00", 0),
    ],
)
def test_a_week_of_five_days_of_eight_hours(start, end, hours):
    assert WorkingClock(Calendar()).minutes_between(at(start), at(end)) == pytest.approx(hours * 60)


def test_part_of_a_day_is_its_first_part():
    clock = WorkingClock(Calendar(hours_per_day=8, days_per_week=4.5))
    assert clock.minutes_between(at("2026-03-06T00:00"), at("2026-03-09T00:00")) == 240
    assert clock.minutes_between(at("2026-03-06T12:00"), at("2026-03-06T16:00")) == 0


def test_a_long_day_begins_early_enough_to_end_by_midnight():
    clock = WorkingClock(Calendar(hours_per_day=20, days_per_week=7))
    assert clock.minutes_between(at("2026-03-02T00:00"), at("2026-03-03T00:00")) == 1200


def test_round_the_clock_every_minute_counts():
    clock = WorkingClock(Calendar(hours_per_day=24, days_per_week=7))
    start, end = at("2026-03-06T17:12"), at("2026-03-15T03:05")
    assert clock.minutes_between(start, end) == pytest.approx((end - start).total_seconds() / 60)


def test_summer_time_moves_no_working_hour():
    zone = ZoneInfo("Europe/Amsterdam")
    before = datetime.datetime(2026, 3, 27, 9, tzinfo=zone)
    after = datetime.datetime(2026, 3, 30, 9, tzinfo=zone)
    assert WorkingClock(Calendar()).minutes_between(before, after) == 480
    assert clock_minutes(before.astimezone(datetime.UTC), after.astimezone(datetime.UTC)) == 71 * 60


def test_days_off_are_taken_out_and_those_at_weekends_change_nothing():
    clock = WorkingClock(
        Calendar(hours_per_day=8, days_per_week=5),
        days_off=(datetime.date(2026, 12, 25), datetime.date(2026, 12, 26)),
    )
    before, after = at("2026-12-24 15:00"), at("2026-12-28 09:00")
    assert clock.minutes_between(before, after) == 2 * 60
    assert WorkingClock(clock.calendar).minutes_between(before, after) == 10 * 60
    inside = at("2026-12-25 09:00"), at("2026-12-25 15:00")
    assert clock.minutes_between(*inside) == 0
    assert clock.minutes_between(at("2026-12-25 09:00"), after) == 60
    assert clock.minutes_between(before, at("2026-12-25 09:00")) == 60


def test_days_off_where_the_clock_runs_on():
    clock = WorkingClock(
        Calendar(hours_per_day=24, days_per_week=7), days_off=(datetime.date(2026, 12, 25),)
    )
    between = clock.minutes_between(at("2026-12-24 12:00"), at("2026-12-26 12:00"))
    assert between == 24 * 60
