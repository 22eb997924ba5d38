"""The form of a questionnaire: its columns, which a questionnaire has and an import reads."""

import re
from datetime import timedelta

from procdocs.model.quantities import Calendar
from procdocs.source.quantities import read_duration
from procdocs.source.scalars import ScalarError

COLUMNS = (
    "process",
    "version",
    "respondent",
    "answered",
    "role",
    "step",
    "name",
    "as_written",
    "differs",
    "work",
    "elapsed",
    "usable",
    "barriers",
    "record",
    "help",
    "suggestions",
)
"""Every column of an answer file, in order. `respondent` is drawn by lot and names nobody; a
file without it is one person's. A row without a `step` is about the process as a whole."""

NEEDED = ("process", "step")
"""Columns without which nothing can be read."""

AS_WRITTEN = ("yes", "mostly", "no", "not-mine")
"""Answers to "is it done as written"; `not-mine`: somebody else does the step."""

TEXTS = ("barriers", "record", "help", "suggestions")
"""Columns that may hold several answers, one a line."""

EXPLAINED = "?"
"""In the column `step`: the row explains the columns and is no answer."""

_AMOUNT = re.compile(
    r"(?P<low>\d{1,5}(?:[.,]\d{1,3})?)(?:\s*(?:-|–|to|bis|至|~)\s*(?P<high>\d{1,5}(?:[.,]\d{1,3})?))?"
    r"\s*(?P<unit>[a-z一-鿿]+)\.?",
    re.IGNORECASE,
)
_UNITS = {
    "s": "s sec secs second seconds 秒",
    "m": "m min mins minute minutes 分 分钟",
    "h": "h hr hrs hour hours 小时 时",
    "d": "d day days 天 工作日",
    "w": "w wk week weeks 周",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}


def read_spoken_duration(text: str, calendar: Calendar) -> timedelta:
    """Read a duration as people write one in a form.

    Args:
        text: As in the process files (`1h30m`, `2d`), or `10 min`, `1,5 hours`, `10-15 min` (its
            middle), `2 days` (working days).
        calendar: Hours of a day, days of a week.

    Raises:
        ScalarError: It is none; a bare number has no unit.
    """
    compact = text.strip().lower()
    try:
        return read_duration(compact.replace(" ", "")).working(calendar)
    except ScalarError as error:
        found = _AMOUNT.fullmatch(compact)
        unit = _UNIT_OF.get(found["unit"]) if found else None
        if found is None or unit is None:
            raise error
        low = float(found["low"].replace(",", "."))
        high = float(found["high"].replace(",", ".")) if found["high"] else low
        return read_duration(f"{(low + high) / 2:.4f}{unit}").working(calendar)


def split_answers(text: str) -> tuple[str, ...]:
    """Cut a cell into answers, one a line, without bullets and blanks."""
    lines = (re.sub(r"^\s*[-*•·]\s+", "", line).strip() for line in text.splitlines())
    return tuple(" ".join(line.split()) for line in lines if line)
