"""Actual values of a KPI by period, from the catalogue or from a CSV file."""

import csv
import datetime
import io
import math
import re
from collections.abc import Mapping

from procdocs.diagnostics import Span
from procdocs.model.catalogue import Actual
from procdocs.source.cursor import Cursor
from procdocs.source.resolve.context import Context
from procdocs.source.rules import BAD_ACTUALS

_KINDS = (
    ("year", re.compile(r"(\d{4})", re.ASCII)),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])", re.ASCII)),
    ("month", re.compile(r"(\d{4})-(\d{2})", re.ASCII)),
    ("week", re.compile(r"(\d{4})-W(\d{2})", re.ASCII)),
    ("day", re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)),
)
_FORMS = "write 2026, 2026-Q3, 2026-09, 2026-W36 or 2026-09-01, one kind only"


def read_period(text: str) -> tuple[str, datetime.date] | None:
    """Read a period's name.

    Returns:
        Its kind (`year`, `quarter`, `month`, `week`, `day`) and first day; None where it is none.
    """
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        numbers = [int(part) for part in found.groups()]
        if not 1900 <= numbers[0] <= 2999:
            return None
        try:
            return kind, _first_day(kind, numbers)
        except ValueError:
            return None
    return None


def _first_day(kind: str, numbers: list[int]) -> datetime.date:
    if kind == "quarter":
        return datetime.date(numbers[0], numbers[1] * 3 - 2, 1)
    if kind == "week":
        return datetime.date.fromisocalendar(numbers[0], numbers[1], 1)
    return datetime.date(*[*numbers, 1, 1][:3])


def resolve_actuals(
    written: Mapping[str, float] | str | None, cursor: Cursor, context: Context, subject: str
) -> tuple[Actual, ...]:
    """Resolve actual values in order of time; the kind of the first period is that of all.

    Args:
        written: Values by period, or the path of a CSV file.
        cursor: Where they were written.
        context: Where to report and which files there are.
        subject: What findings are about.
    """
    if written is None:
        return ()
    if isinstance(written, str):
        return _from_file(written, cursor, context, subject)
    rows = [(period, value, cursor.at(period).key_span) for period, value in written.items()]
    return _in_order(rows, context, subject)


def _in_order(
    rows: list[tuple[str, float, Span]], context: Context, subject: str
) -> tuple[Actual, ...]:
    kept: dict[datetime.date, Actual] = {}
    kind_of_all: str | None = None
    for period, value, span in rows:
        found = read_period(period)
        if found is None:
            message, mend = f"`{period}` is no period", _FORMS
        elif kind_of_all not in (None, found[0]):
            message = f"`{period}` is a {found[0]}, the periods before it are {kind_of_all}s"
            mend = "use one kind of period for all values"
        elif found[1] in kept:
            message, mend = f"the period `{period}` is given twice", "keep one of the two"
        else:
            kind_of_all = found[0]
            kept[found[1]] = Actual(period=period, start=found[1], value=value)
            continue
        mend = f"{mend[0].upper()}{mend[1:]}."
        context.findings.add(BAD_ACTUALS, message, span, help=mend, subject=subject)
    return tuple(kept[start] for start in sorted(kept))


def _from_file(path: str, cursor: Cursor, context: Context, subject: str) -> tuple[Actual, ...]:
    if context.asset(path, cursor, subject) is None:
        return ()
    read = context.read_asset(path)
    if read is None:
        return ()
    lines = read.text.split("\n")
    rows: list[tuple[str, float, Span]] = []
    header_seen = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        span = Span(
            file=read.file, line=number, column=1, end_line=number, end_column=len(line) + 1
        )
        cells = _cells(line)
        if not header_seen:
            header_seen = True
            if [cell.lower() for cell in cells] == ["period", "value"]:
                continue
            _report(context, "the first line is not `period,value`", span, subject)
            return ()
        value = _number(cells[1]) if len(cells) == 2 else None
        if value is None:
            _report(context, f"`{line.strip()}` is not a period and a number", span, subject)
        else:
            rows.append((cells[0], value, span))
    return _in_order(rows, context, subject)


def _cells(line: str) -> list[str]:
    try:
        row = next(csv.reader(io.StringIO(line)), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in row]


def _report(context: Context, message: str, span: Span, subject: str) -> None:
    context.findings.add(
        BAD_ACTUALS, message, span, help="Write lines such as `2026-09,13.0`.", subject=subject
    )


def _number(text: str) -> float | None:
    if not re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,12})?", text, re.ASCII):
        return None
    value = float(text)
    return value if math.isfinite(value) else None
