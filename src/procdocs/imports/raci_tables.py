"""Tables of CSV, Excel and Markdown files, as rows of texts."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from procdocs.imports.raci_cells import letter_of, plain
from procdocs.imports.raci_workbook import read_sheets
from procdocs.imports.text_encoding import decode_table
from procdocs.imports.workbook import OLE, WorkbookError, look_inside

MAX_BYTES = 20_000_000
"""A larger file is not read."""
_ENDINGS = ("csv", "tsv", "txt", "md", "markdown", "xlsx", "xlsm", "xls")
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
    said: tuple[str, ...] = ()
    """What is to be said of how it was read."""


def read_tables(name: str, data: bytes) -> tuple[Table, ...]:
    """Read the tables of a file, by the ending of its name.

    Raises:
        TableError: It cannot be read, or is of another kind.
    """
    if len(data) > MAX_BYTES:
        raise TableError(f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    ending = name.rpartition(".")[2].casefold()
    if ending not in _ENDINGS:
        raise TableError(f"a file ending in .{ending} is not read; use .csv, .xlsx or .md")
    if data.startswith((b"PK", OLE)):
        return _read_workbook(data)
    if ending in ("xlsx", "xlsm", "xls"):
        raise TableError("it is no Excel workbook; give it the ending of what it is")
    decoded = decode_table(data)
    if decoded is None:
        raise TableError("the file is no text")
    text, encoding = decoded
    said = () if encoding.startswith("utf-8") else (f"it was read as {encoding}",)
    if ending in ("md", "markdown", "txt"):
        return tuple(replace(table, said=said) for table in _read_markdown(text))
    return (replace(_read_csv(text), said=said),)


def _read_csv(text: str) -> Table:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    named = re.match(r"sep=(.)\n", text)
    text = text[named.end() :] if named else text
    # Title rows have no delimiters; heads of tables have the most.
    lines = text[:8000].split("\n")[:20]
    most = max(",;\t|", key=lambda sign: max(line.count(sign) for line in lines))
    delimiter = named[1] if named and named[1] in ",;\t|" else most
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


def _read_workbook(data: bytes) -> tuple[Table, ...]:
    try:
        look_inside(data)
        sheets = read_sheets(data)
    except ImportError:
        raise TableError(
            "Excel files need openpyxl: install it with `pip install procdocs[xlsx]`"
        ) from None
    except WorkbookError as error:
        raise TableError(str(error)) from None
    except Exception as error:  # a damaged workbook fails in as many ways as it has parts
        raise TableError(f"the workbook cannot be read: {error}") from None
    return tuple(Table(title=title, rows=_bounded(rows), said=said) for title, rows, said in sheets)


def _read_markdown(text: str) -> Iterator[Table]:
    """Read pipe tables, and sections with a bullet for each letter."""
    heading = ""
    rows: list[tuple[str, ...]] = []
    begin = 0
    listed: list[tuple[str, ...]] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [*re.sub(r"(?s)<!--.*?-->", "", text).split("\n"), ""]
    start, above = 0, ""
    for number, line in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        opens = "|" in following and _RULE.fullmatch(following) is not None
        if "|" in line and (line.strip().startswith("|") or rows or opens):
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
