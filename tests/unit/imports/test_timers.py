"""Durations of modelling tools and of people."""

import pytest

from procdocs.imports.bpmn.timers import read_cycle, read_timer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT24H", "1d"),
        ("PT36H", "36h"),
        ("P2D", "2d"),
        ("P1W", "1w"),
        ("PT90M", "1h30m"),
        ("PT0.5H", "0.5h"),
        ("2d", "2d"),
        ("After 2 days", "2d"),
        ("60 minutes", "1h"),
        ("nach 3 Tagen", "3d"),
        ("30 分钟", "30m"),
        ("P1M", None),
        ("P1Y", None),
        ("PT0S", None),
        ("${delay}", None),
        ("2026-01-01", None),
        ("2 of 3 days", None),
        ("soon", None),
    ],
)
def test_read_timer(text, expected):
    assert read_timer(text) == expected


def test_read_cycle():
    assert read_cycle("R3/PT10M") == "10m"
    assert read_cycle("0 0 9 * * ?") is None
