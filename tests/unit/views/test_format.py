import datetime
from datetime import timedelta

import pytest

from procdocs.locale import words
from procdocs.model.quantities import Calendar, Wait
from procdocs.views.format import (
    format_date,
    format_due,
    format_duration,
    format_number,
    format_share,
    format_wait,
    measure_duration,
    measure_money,
    minutes_measure,
    minutes_text,
)

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0"),
        (0.5, "30 s"),
        (6 + 40 / 60, "6 min 40 s"),
        (10, "10 min"),
        (120, "2 h"),
        (465, "7 h 45 min"),
        (480, "8 h"),
        (960, "2 d"),
        (1439, "23 h 59 min"),
        (1440, "3 d"),
        (1680, "3 d 4 h"),
        (1440 + 479, "4 d"),
        (4800, "10 d"),
    ],
)
def test_durations_are_exact_and_days_are_working_days(minutes, text):
    written = format_duration(timedelta(minutes=minutes), CALENDAR)
    assert written.replace("\u00a0", " ") == text


def test_days_follow_the_calendar():
    day = Calendar(hours_per_day=24)
    assert format_duration(timedelta(days=3), day) == "3\u00a0d"


def test_a_range_says_both_ends_and_its_mean():
    low, high, mean = (timedelta(hours=hours) for hours in (2, 24, 6))
    assert "mean" in format_wait(
        Wait(mean=mean, low=low, high=high, shape="beta"), CALENDAR, words("en")
    )
    plain = format_wait(Wait(mean=mean, low=low, high=high, shape="uniform"), CALENDAR, words("en"))
    assert plain == "2\u00a0h to 3\u00a0d"


@pytest.mark.parametrize(
    ("minutes", "number", "unit"),
    [
        (0, "0", "min"),
        (9.4, "9.4", "min"),
        (47, "47", "min"),
        (472.4, "7.9", "h"),
        (4152, "8.7", "d"),
    ],
)
def test_one_number_with_the_unit_that_suits_it(minutes, number, unit):
    measure = measure_duration(timedelta(minutes=minutes), CALENDAR)
    assert (measure.number, measure.unit) == (number, unit)


def test_numbers_and_their_units_never_break():
    assert format_number(1234567.5, 1) == "1\u00a0234\u00a0567.5"
    assert format_number(-12) == "−12"
    assert format_number(-0.2) == "0"
    assert format_share(0.0252) == "2.5\u00a0%"
    assert format_share(0.8) == "80\u00a0%"
    assert format_share(0.9042) == "90.4\u00a0%"
    assert str(measure_money(21.6, "EUR")) == "21.60\u00a0EUR"
    assert str(measure_money(50000, "EUR")) == "50\u00a0000\u00a0EUR"


def test_days_are_said_from_today():
    say = words("en")
    today = datetime.date(2026, 11, 23)
    assert format_due(datetime.date(2027, 3, 1), today, say) == "in 98 days"
    assert format_due(datetime.date(2026, 10, 13), today, say) == "41 days over"
    assert format_due(datetime.date(2026, 11, 24), today, say) == "in 1 day"
    assert format_due(today, today, say) == "today"
    assert format_date(datetime.date(2026, 3, 1), say) == "1\u00a0March\u00a02026"
    assert format_date(datetime.date(2026, 3, 1), say, short=True) == "1\u00a0Mar\u00a02026"


def test_durations_longer_than_python_knows_are_written_nevertheless():
    assert str(minutes_measure(1e300, CALENDAR)).endswith("d")
    assert minutes_text(1e300, CALENDAR)
