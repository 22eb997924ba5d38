"""Periods follow each other on the wall calendar."""

import datetime

import pytest

from procdocs.checks.kpi.periods import first_day, next_start, period_name


@pytest.mark.parametrize(
    ("frequency", "day", "start", "name", "following"),
    [
        ("weekly", "2026-01-01", "2025-12-29", "2026-W01", "2026-01-05"),
        ("monthly", "2026-12-31", "2026-12-01", "2026-12", "2027-01-01"),
        ("quarterly", "2026-11-23", "2026-10-01", "2026-Q4", "2027-01-01"),
        ("yearly", "2026-11-23", "2026-01-01", "2026", "2027-01-01"),
    ],
)
def test_a_day_lies_in_its_period(frequency, day, start, name, following):
    first = first_day(datetime.date.fromisoformat(day), frequency)
    assert first.isoformat() == start
    assert period_name(first, frequency) == name
    assert next_start(first, frequency).isoformat() == following


def test_an_unknown_frequency_has_no_next_period():
    assert next_start(datetime.date(2026, 1, 1), "each order") is None
