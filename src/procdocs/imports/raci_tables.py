"""Tables of CSV, Excel and Markdown files, as rows of texts."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from procdocs.imports.raci_cells import letter_of, plain

MAX_BYTES = 20_000_000
"""A larger file is not read."""
_MAX_UNPACKED = 200_000_000
_MAX_ROWS = 20_000
_MAX_COLUMNS = 500
_FORMULA = re.compile(r"'([=+\-@\t\r])")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"\s*[-*+]\s+(.*)")
_LABEL = re.compile(
    r"\s*(?:\*\*|__)?\s*([^:：*]{1,40}?)\s*(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(.*)"
)
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")


class TableError(Exception):
    """A file that holds no tables we read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table."""

    title: str
    """The heading above it, or the sheet's title; empty for none."""
    rows: tuple[tuple[str, ...], ...]
    """The head first; rows may be shorter than the head."""
    line: int | None = None
    """Line of its head in a text file."""


def read_tables(name: str, data: bytes) -> tuple[Table, ...]:
    """Read the tables of a file, by the ending of its name.

    Raises:
        TableError: It cannot be read, or is of another kind.
    """
    if len(data) > MAX_BYTES:
        raise TableError(f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    ending = name.rpartition(".")[2].casefold()
    if ending in ("xlsx", "xlsm"):
        return tuple(_read_workbook(data))
    if ending in ("md", "markdown", "txt"):
        return tuple(_read_markdown(_text(data)))
    if ending in ("csv", "tsv"):
        return (_read_csv(_text(data)),)
    raise TableError(f"a file ending in .{ending} is not read; use .csv, .xlsx or .md")


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise TableError("the file is no text")
    return text


def _read_csv(text: str) -> Table:
    head = text[:4000].split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise TableError(f"this is no CSV: {error}") from None
    return Table(title="", rows=_bounded(rows), line=1)


def _bounded(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    if len(rows) > _MAX_ROWS or any(len(row) > _MAX_COLUMNS for row in rows):
        raise TableError(f"more than {_MAX_ROWS:,} rows or {_MAX_COLUMNS} columns are not read")
    return tuple(
        tuple(
            _FORMULA.sub(r"\1", cell.strip(), count=1) if cell.startswith("'") else cell.strip()
            for cell in row
        )
        for row in rows
    )


def _read_workbook(data: bytes) -> Iterator[Table]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise TableError(
            "Excel files need openpyxl: install it with `pip install procdocs[xlsx]`"
        ) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MAX_UNPACKED:
                raise TableError("the workbook is too large when unpacked")
        book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = []
            for cells in sheet.iter_rows(values_only=True, max_row=_MAX_ROWS + 1):
                rows.append(["" if cell is None else str(cell) for cell in cells[:_MAX_COLUMNS]])
            while rows and not any(rows[-1]):
                rows.pop()
            yield Table(title=str(sheet.title), rows=_bounded(rows))
    except TableError:
        raise
    except Exception as error:  # a damaged workbook fails in as many ways as it has parts
        raise TableError(f"the workbook cannot be read: {error}") from None


def _read_markdown(text: str) -> Iterator[Table]:
    """Read pipe tables, and sections with a bullet for each letter."""
    heading = ""
    rows: list[tuple[str, ...]] = []
    begin = 0
    listed: list[tuple[str, ...]] = []
    lines = [*re.sub(r"(?s)<!--.*?-->", "", text).split("\n"), ""]
    start, above = 0, ""
    for number, line in enumerate(lines, 1):
        if "|" in line and line.strip().startswith("|"):
            if not rows:
                begin = number
            if not _RULE.fullmatch(line):
                rows.append(_cells(line))
            continue
        if rows:
            yield Table(title=heading, rows=tuple(rows), line=begin)
            rows = []
        if found := _HEADING.match(line):
            if not listed:
                above = heading
            heading = plain(found[1])
        elif (found := _BULLET.match(line)) and (said := _LABEL.fullmatch(found[1])):
            letter = letter_of(said[1])
            if letter is not None and heading:
                start = start or number
                listed.append((heading, letter, said[2]))
    if listed:
        yield Table(title=above if above != heading else "", rows=_by_letter(listed), line=start)


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", inner))


def _by_letter(listed: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Make a table with a column for each letter of headings and bullets."""
    letters = list(dict.fromkeys(letter for _, letter, _ in listed))
    names = list(dict.fromkeys(heading for heading, _, _ in listed))
    cells = {(heading, letter): roles for heading, letter, roles in listed}
    body = [(name, *(cells.get((name, letter), "") for letter in letters)) for name in names]
    return (("Activity", *letters), *body)
