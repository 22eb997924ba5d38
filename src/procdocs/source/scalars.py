"""What writers type into one value: ids, texts, numbers, shares, dates and addresses.

Each `read_` function takes a value of a YAML tree and gives the value that is meant, or raises
`ScalarError` with a message for the writer. Quantities with units are in `quantities`.
"""

import datetime
import math
import re
from typing import Any

from procdocs.diagnostics import Rule
from procdocs.model.quantities import Share
from procdocs.source.rules import (
    BAD_DATE,
    BAD_ID,
    BAD_NUMBER,
    BAD_SHARE,
    BAD_URL,
    EMPTY_TEXT,
    WRONG_SHAPE,
)
from procdocs.source.yaml_scalars import source_text

ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PERCENT = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*%", re.ASCII)
_PLAIN_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_FIRST_YEAR = 1900
_LAST_YEAR = 2999

LanguageText = tuple[tuple[str | None, str], ...]
"""Pairs of language and text; the language None is the portal's own."""


class ScalarError(ValueError):
    """A value that does not say what its place needs."""

    def __init__(self, rule: Rule, message: str, help: str | None = None) -> None:  # noqa: A002
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.help = help


def describe(value: Any) -> str:
    """Name a value for a message: its text, or what kind of thing it is."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = " ".join(source_text(value).split())
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"


def read_plain(value: Any) -> str:
    """Read one text; a number is taken as it was written (`2.10` stays 2.10).

    Raises:
        ScalarError: It is a list, a mapping, or empty.
    """
    if isinstance(value, (list, dict)):
        raise ScalarError(WRONG_SHAPE, f"{describe(value)} where a text belongs")
    text = (value if isinstance(value, str) else source_text(value)).strip()
    if not text:
        raise ScalarError(EMPTY_TEXT, "an empty text", "write the text, or leave the key out")
    return text


def read_text(value: Any) -> LanguageText:
    """Read a text in one or several languages.

    Raises:
        ScalarError: It is a list or empty, or a key of the mapping is no language.
    """
    if not isinstance(value, dict):
        return ((None, read_plain(value)),)
    pairs: list[tuple[str | None, str]] = []
    for language, text in value.items():
        if not _LANGUAGE.fullmatch(language):
            raise ScalarError(
                WRONG_SHAPE,
                f"`{language}` is no language, where a text belongs",
                "write one text, or a mapping from language to text such as {en: …, zh: …}",
            )
        if isinstance(text, (list, dict)):
            raise ScalarError(WRONG_SHAPE, f"{describe(text)} where the text in {language} belongs")
        if source_text(text).strip():
            pairs.append((language, source_text(text).strip()))
    if not pairs:
        raise ScalarError(EMPTY_TEXT, "an empty text", "write the text, or leave the key out")
    return tuple(pairs)


def read_id(value: Any) -> str:
    """Read an id, such as of a new step.

    Raises:
        ScalarError: It is none.
    """
    text = read_plain(value)
    if not ID.fullmatch(text):
        raise ScalarError(
            BAD_ID,
            f"`{text}` is no id",
            f"use small letters a-z, digits and hyphens{_id_mend(text)}",
        )
    return text


def _id_mend(text: str) -> str:
    mended = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return f", such as `{mended}`" if mended else ""


def read_reference(value: Any) -> str:
    """Read a reference: an id, with `#` and the id of a part where there is one.

    Raises:
        ScalarError: It is a list, mapping, empty, or has no form of a reference.
    """
    text = read_plain(value)
    if not re.fullmatch(r"[^\s#]+(#[^\s#]+)?", text):
        raise ScalarError(
            BAD_ID,
            f"`{text}` is no reference",
            "write an id, such as `credit-check`, or one with a part, `credit-check#register`",
        )
    return text


def read_boolean(value: Any) -> bool:
    """Read true or false.

    Raises:
        ScalarError: It is neither.
    """
    if not isinstance(value, bool):
        raise ScalarError(WRONG_SHAPE, f"{describe(value)} where true or false belongs")
    return value


def read_number(value: Any, low: float = -math.inf, high: float = math.inf) -> float:
    """Read a bare number within limits, both included.

    Raises:
        ScalarError: It is no number, or outside.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        mend = None
        if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value.strip()):
            mend = "write it without quotes"
        raise ScalarError(BAD_NUMBER, f"{describe(value)} where a number belongs", mend)
    number = float(value)
    if not (math.isfinite(number) and low <= number <= high):
        raise ScalarError(BAD_NUMBER, f"{describe(value)} is not {_limits(low, high)}")
    return number


def _limits(low: float, high: float) -> str:
    if high == math.inf:
        return f"{low:g} or more"
    return f"between {low:g} and {high:g}"


def read_whole(value: Any, low: int, high: int) -> int:
    """Read a whole number within limits, both included.

    Raises:
        ScalarError: It is none, or outside.
    """
    number = read_number(value, low, high)
    if number != int(number):
        raise ScalarError(BAD_NUMBER, f"{describe(value)} where a whole number belongs")
    return int(number)


def read_share(value: Any) -> Share:
    """Read a share: `20%`, or a number from 0 to 1.

    Raises:
        ScalarError: It is neither; a bare number above 1 could be meant either way.
    """
    if isinstance(value, str) and (found := _PERCENT.fullmatch(value.strip())):
        percent = float(found[1])
        if not 0 <= percent <= 100:
            raise ScalarError(BAD_SHARE, f"{describe(value)} is not between 0% and 100%")
        return Share(round(percent / 100, 12))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ScalarError(
            BAD_SHARE,
            f"{describe(value)} where a share belongs",
            "write it as `20%` or as a number from 0 to 1",
        )
    if value > 1:
        raise ScalarError(
            BAD_SHARE,
            f"{describe(value)} is a bare number above 1, where a share belongs",
            f"write `{source_text(value)}%`, or a number from 0 to 1",
        )
    if not value >= 0:
        raise ScalarError(BAD_SHARE, f"{describe(value)} is not between 0 and 1")
    return Share(float(value))


def read_date(value: Any) -> datetime.date:
    """Read a day as `2026-03-01`.

    Raises:
        ScalarError: It is none, or not between 1900 and 2999.
    """
    text = read_plain(value)
    found = _DATE.fullmatch(text)
    if not found:
        raise ScalarError(
            BAD_DATE, f"`{text}` where a date belongs", "write year, month and day: `2026-03-01`"
        )
    year, month, day = (int(part) for part in found.groups())
    try:
        made = datetime.date(year, month, day)
    except ValueError:
        raise ScalarError(BAD_DATE, f"there is no day `{text}`") from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ScalarError(BAD_DATE, f"`{text}` is not between {_FIRST_YEAR} and {_LAST_YEAR}")
    return made


def read_url(value: Any) -> str:
    """Read an address: http, https or mailto, or a path of a file under assets/.

    Raises:
        ScalarError: It is none of them; `javascript:` and its like would run in the reader's
            browser.
    """
    text = read_plain(value)
    if any(ord(char) < 33 or char in '"<>\\`' for char in text):
        raise ScalarError(BAD_URL, f"{describe(value)} holds a character that no address may hold")
    if _WEB.fullmatch(text) or _MAIL.fullmatch(text):
        return text
    scheme = _SCHEME.match(text)
    if scheme:
        raise ScalarError(
            BAD_URL,
            f"an address that starts with `{scheme[1]}:`"
            if scheme[1].lower() not in ("http", "https", "mailto")
            else f"{describe(value)} is not a whole address",
            "use an address with https, http or mailto, or a path under assets/",
        )
    return read_asset(text)


def read_asset(value: Any) -> str:
    """Read the path of a file under content/, such as `assets/forms/po.xlsx`.

    Raises:
        ScalarError: It leads out of content/assets.
    """
    text = read_plain(value)
    parts = text.split("/")
    if (
        parts[0] != "assets"
        or len(parts) < 2
        or any(part in ("", ".", "..") for part in parts)
        or any(char in text for char in '\\"<>?#%')
        or _SCHEME.match(text)
    ):
        raise ScalarError(
            BAD_URL,
            f"{describe(value)} is no path under assets/",
            "write it as `assets/forms/order.xlsx`, from the content folder on",
        )
    return text
