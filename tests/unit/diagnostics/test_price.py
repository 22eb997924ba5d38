"""What a finding has at stake: two kinds of hours that are never added, and a cost."""

import pytest

from procdocs.diagnostics import Price
from procdocs.diagnostics.price import factor, grouped


@pytest.mark.parametrize(
    ("work", "wait", "hours"),
    [(3.0, 40.0, 3.0), (0.0, 40.0, 40.0), (None, 40.0, 40.0), (0.0, None, 0.0), (None, None, None)],
)
def test_hours_are_of_work_where_there_is_any(work, wait, hours):
    assert Price(work_hours=work, wait_hours=wait).hours == hours


def test_a_price_is_said_in_words():
    price = Price(work_hours=705.6, wait_hours=1680, cost=33868.4, currency="EUR")
    said = "706 h of work, 1 680 h of waiting, 33 868 EUR a year"
    assert price.sentence.replace("\u00a0", " ") == said
    assert Price(work_hours=2.44).sentence == "2.4\u00a0h of work a year"
    assert Price().sentence == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (35, "35"),
        (0.24, "0.24"),
        (1.052631579, "1.05263"),
        (0.000081821, "0.000081821"),
        (1200, "1\u00a0200"),
        (123456.7, "123\u00a0457"),
    ],
)
def test_a_factor_has_six_significant_digits(value, text):
    assert factor(value) == text


def test_thousands_stand_apart():
    assert grouped(1234567.89, 1) == "1\u00a0234\u00a0567.9"
