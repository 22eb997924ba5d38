import datetime

import pytest

from procdocs.analysis.event_log import Event, pair_events
from procdocs.imports.event_log.moments import read_moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T14:30:00",
        "2026-03-01 14:30",
        "20260301T143000",
        "2026/03/01 14:30:00.000",
        "01.03.2026 14:30",
        "01-03-2026:14.30",
        "1.3.2026 14:30:00",
    ],
)
def test_moments_in_many_forms(text):
    assert read_moment(text) == datetime.datetime(2026, 3, 1, 14, 30)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "03/01/2026 14:30", "31.02.2026 10:00", "2026-13-01", "1772371800", "9" * 99],
)
def test_what_is_no_moment(text):
    assert read_moment(text) is None


def test_a_pattern_says_which_is_the_day():
    assert read_moment("03/01/2026 14:30", "%m/%d/%Y %H:%M") == datetime.datetime(
        2026, 3, 1, 14, 30
    )


def moment(minute):
    return datetime.datetime(2026, 3, 2, 9, minute)


def test_starts_pair_with_the_next_completion_of_their_activity_and_instance():
    events = [
        Event("a", moment(0), "start", None, "1"),
        Event("a", moment(1), "start", None, "2"),
        Event("b", moment(2), "complete"),
        Event("a", moment(3), "complete", None, "2"),
        Event("a", moment(9), "complete", None, "1"),
        Event("c", moment(10), "start"),
    ]
    made, unfinished = pair_events(events)
    assert [(each.activity, each.start, each.end) for each in made] == [
        ("b", None, moment(2)),
        ("a", moment(1), moment(3)),
        ("a", moment(0), moment(9)),
    ]
    assert unfinished == 1
