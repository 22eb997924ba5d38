"""Durations, waits, volumes, rates, money and periods as typed."""

from datetime import timedelta

import pytest

from procdocs.model.quantities import Calendar, Money, Period, Volume
from procdocs.source.quantities import (
    read_duration,
    read_money,
    read_period,
    read_rate,
    read_volume,
    read_wait,
)
from procdocs.source.scalars import ScalarError

OFFICE = Calendar()
CLOCK = Calendar(hours_per_day=24, days_per_week=7)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("45s", 0.0125),
        ("10m", 1 / 6),
        ("4h", 4),
        ("2d", 16),
        ("1w", 40),
        ("1h30m", 1.5),
        ("0.5h", 0.5),
        ("1d2h", 10),
        ("1w1d", 48),
        ("0m", 0),
        ("PT4H", 4),
        ("P1DT2H", 10),
        ("P1W", 40),
        ("PT1H30M", 1.5),
        ("P0DT15M", 0.25),
    ],
)
def test_durations_are_working_time(text: str, hours: float) -> None:
    assert read_duration(text).working(OFFICE) == timedelta(hours=hours)


def test_the_clock_runs_on() -> None:
    assert read_duration("1w").working(CLOCK) == timedelta(hours=168)
    assert read_duration("24h").misread_days(CLOCK) is None
    assert read_duration("24h").misread_days(OFFICE) == 3
    assert read_duration("23h59m").misread_days(OFFICE) is None
    assert read_duration("3d").misread_days(OFFICE) is None


@pytest.mark.parametrize(
    "value",
    [
        *(10, 0, 1.5, True, None, "", "h", "4", "4H", "1m1h", "-1h", "1 h", "P", "PT", "P1DT"),
        *("P1M", "1h 30m", "1.h", "٣h", "99999999h", "9999999w", [], {}, "1h1h"),
    ],
)
def test_no_durations(value: object) -> None:
    with pytest.raises(ScalarError):
        read_duration(value)


@pytest.mark.parametrize(
    ("text", "mend"), [("30 days", "30d"), ("5 min", "5m"), ("2 Hours", "2h"), ("1 week", "1w")]
)
def test_a_duration_in_words_is_mended(text: str, mend: str) -> None:
    with pytest.raises(ScalarError) as error:
        read_duration(text)
    assert f"`{mend}`" in (error.value.help or "")


def test_waits() -> None:
    fixed = read_wait("4h")
    assert (fixed.low.text, fixed.high.text, fixed.mean) == ("4h", "4h", None)
    ends = read_wait("2h..3d")
    assert (ends.low.text, ends.high.text, ends.mean) == ("2h", "3d", None)
    drawn = read_wait({"from": "2h", "to": "3d", "mean": "6h"})
    assert drawn.mean is not None
    assert drawn.mean.text == "6h"


@pytest.mark.parametrize("value", ["2h..", "..3d", "2h...3d", {"from": "1h"}, {"mean": "1h"}, {}])
def test_no_waits(value: object) -> None:
    with pytest.raises(ScalarError):
        read_wait(value)


def test_periods_volumes_rates_money() -> None:
    assert read_period("30 days") == Period(count=30, unit="day")
    assert read_period("1 month") == Period(count=1, unit="month")
    assert read_period("10 years") == Period(count=10, unit="year")
    assert read_volume("1200/month") == Volume(count=1200, per="month")
    assert read_volume("0.5 / hour") == Volume(count=0.5, per="hour")
    assert read_rate("62/h").currency is None
    assert read_rate("62 EUR/h").currency == "EUR"
    assert read_money("25.50 EUR").money("USD") == Money(amount=25.5, currency="EUR")
    assert read_money(5000).money("USD") == Money(amount=5000, currency="USD")


@pytest.mark.parametrize(
    ("value", "mend"), [("30d", "30 days"), ("12m", "12 months"), ("10y", "10 years")]
)
def test_a_short_period_is_mended(value: str, mend: str) -> None:
    with pytest.raises(ScalarError) as error:
        read_period(value)
    assert f"`{mend}`" in (error.value.help or "")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (read_period, "0 days"),
        (read_period, "2000 years"),
        (read_period, 12),
        (read_volume, 1200),
        (read_volume, "1200/fortnight"),
        (read_volume, "-5/day"),
        (read_volume, "0/day"),
        (read_rate, 62),
        (read_rate, "62/day"),
        (read_rate, "62 euro/h"),
        (read_money, "50 000 EUR"),
        (read_money, "EUR 50"),
        (read_money, True),
    ],
)
def test_no_quantities(read, value) -> None:
    with pytest.raises(ScalarError):
        read(value)
