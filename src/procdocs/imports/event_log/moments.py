"""Moments as logs write them."""

import datetime
import re
from zoneinfo import ZoneInfo

_UTC = ("UTC", "GMT")
_DAY_FIRST = re.compile(
    r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})[T: ]+"
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,6})\d*)?)?",
    re.ASCII,
)
_YEAR_FIRST = re.compile(
    r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?",
    re.ASCII,
)


def read_moment(
    text: str, pattern: str | None = None, zone: ZoneInfo | None = None
) -> datetime.datetime | None:
    """Read a moment.

    Args:
        text: ISO 8601 in any of its forms, `UTC` for the offset too; `2026/03/01 14:30`; or with
            the day first where the parts are joined by points or hyphens: `01.03.2026 14:30`,
            `01-03-2026:14.30`.
        pattern: How it is written, in the terms of `strptime`; left out, as above.
        zone: The zone whose wall clock counts; a moment without an offset is taken to be in it.

    Returns:
        The moment; None where the text is none. `03/01/2026` is refused without a pattern, since
        nobody can tell the day from the month.
    """
    bare = text.strip()
    try:
        if pattern is None and bare.endswith(_UTC):
            bare = f"{bare[:-3].rstrip()}+00:00"
        moment = datetime.datetime.strptime(bare, pattern) if pattern else _read(bare)
        if zone is not None and moment.tzinfo is not None:
            moment = moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None
    # The first and last years of the calendar have no room for an offset.
    return moment if 1900 <= moment.year <= 9000 else None


def _read(text: str) -> datetime.datetime:
    if len(text) > 40:
        raise ValueError("too long")
    found = _DAY_FIRST.fullmatch(text)
    if found and "/" not in text:
        day, month, year, *clock = found.groups()
    else:
        found = _YEAR_FIRST.fullmatch(text)
        if not found:
            return datetime.datetime.fromisoformat(text)
        year, month, day, *clock = found.groups()
    hour, minute, second, fraction = clock
    return datetime.datetime(
        int(year),
        int(month),
        int(day),
        int(hour),
        int(minute),
        int(second or 0),
        int((fraction or "").ljust(6, "0")),
    )
