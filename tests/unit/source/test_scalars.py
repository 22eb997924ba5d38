"""Ids, texts, numbers, shares, dates and addresses as typed."""

import datetime

import pytest

from procdocs.source.scalars import (
    ScalarError,
    read_date,
    read_id,
    read_number,
    read_plain,
    read_reference,
    read_share,
    read_text,
    read_url,
    read_whole,
)
from procdocs.source.yaml_scalars import resolve_scalar


def test_a_version_stays_as_written() -> None:
    assert read_plain(resolve_scalar("2.10")) == "2.10"
    assert read_plain(resolve_scalar("007")) == "007"
    assert read_plain(resolve_scalar("Yes")) == "Yes"
    assert read_plain(True) == "true"


def test_texts() -> None:
    assert read_text("Credit check") == ((None, "Credit check"),)
    assert read_text({"en": "Check", "zh": "审核"}) == (("en", "Check"), ("zh", "审核"))
    assert read_text({"en": "Check", "zh": None}) == (("en", "Check"),)


@pytest.mark.parametrize(
    "value", [None, "", " ", [], ["a"], {}, {"en": ""}, {"when": 1}, {"en": []}]
)
def test_no_texts(value: object) -> None:
    with pytest.raises(ScalarError):
        read_text(value)


def test_ids_and_references() -> None:
    assert read_id("credit-check-2") == "credit-check-2"
    assert read_id(2024) == "2024"
    assert read_reference("credit-policy#limits") == "credit-policy#limits"
    with pytest.raises(ScalarError) as error:
        read_id("Credit Check")
    assert "`credit-check`" in (error.value.help or "")


@pytest.mark.parametrize("value", ["-a", "a_b", "É", "a b", "", None, "a#b", "٣"])
def test_no_ids(value: object) -> None:
    with pytest.raises(ScalarError):
        read_id(value)


@pytest.mark.parametrize(
    ("value", "share"),
    [("20%", 0.2), ("12.5 %", 0.125), (0.2, 0.2), (1, 1), (0, 0), ("100%", 1), ("0%", 0)],
)
def test_shares(value: object, share: float) -> None:
    assert read_share(value) == pytest.approx(share)


@pytest.mark.parametrize("value", [80, 1.01, "101%", "-1%", -0.1, "0.2", "1/5", True, None, []])
def test_no_shares(value: object) -> None:
    with pytest.raises(ScalarError):
        read_share(value)


def test_numbers() -> None:
    assert read_number(3, 0, 5) == 3
    assert read_whole(3, 1, 5) == 3
    for value in ("3", True, None, 6, float("inf"), float("nan"), [3]):
        with pytest.raises(ScalarError):
            read_number(value, 0, 5)
    with pytest.raises(ScalarError):
        read_whole(2.5, 1, 5)


def test_dates() -> None:
    assert read_date("2028-02-29") == datetime.date(2028, 2, 29)
    for value in ("2027-02-29", "2026-3-1", "01.03.2026", "20260301", "0001-01-01", None, 2026):
        with pytest.raises(ScalarError):
            read_date(value)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "http://a.b/c?d=e&f=%20#g",
        "mailto:desk@example.com",
        "assets/forms/po.xlsx",
        "assets/表格.xlsx",
    ],
)
def test_addresses(url: str) -> None:
    assert read_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "data:text/html,x"),
        *("ftp://x", "//evil.example", "/etc/passwd", "../x", "assets/../../x", "assets//x"),
        *(
            "https:",
            "https://",
            "http:example.com",
            "java\nscript:x",
            'https://a"onclick',
            "file:x",
        ),
        *("https://a b", "mailto:", "vbscript:x", "assets", "assets/", "x/y", "assets/a\\b", ""),
    ],
)
def test_no_addresses(url: str) -> None:
    with pytest.raises(ScalarError):
        read_url(url)
