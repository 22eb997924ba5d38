"""Tables that people filled in: CSV, or the first sheet of an XLSX workbook, with named columns."""

import csv
import datetime
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from procdocs.diagnostics import Diagnostic, Rule, Span, finding
from procdocs.imports.text_encoding import decode_table
from procdocs.imports.workbook import OLE, WorkbookError, read_sheets
from procdocs.source.rules import WRONG_SHAPE
from procdocs.source.text_files import decode
from procdocs.source.yaml_rules import FILE_SIZE, NOT_TEXT, UNREADABLE

MOST_BYTES = 5_000_000
"""A larger file is not read."""
MOST_ROWS = 20_000
"""More rows are not read."""
_DELIMITERS = (",", ";", "\t")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its place."""

    text: str
    """What is in it, without blanks around it; empty where there is none."""
    span: Span
    """Row and character of a CSV file; row and number of the column of a workbook."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the head."""

    number: int
    """Its line, from 1."""
    cells: dict[str, Cell]
    """By name of the column."""

    def at(self, column: str) -> Cell:
        """Give the cell of a column; the row's first where the row is too short for it."""
        return self.cells.get(column) or next(iter(self.cells.values()))

    def text(self, column: str) -> str:
        """Give the text of a column; empty where the table lacks it."""
        cell = self.cells.get(column)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was read."""

    file: str
    """The file's name in findings."""
    heads: tuple[Cell, ...]
    """The row of heads."""
    rows: tuple[Row, ...]
    """The rows below the head that are not empty."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the file as a table."""
    text: str
    """Text of a CSV file; empty of a workbook."""
    title: str = ""
    """Title of a sheet of a workbook."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, small letters, in their order."""
        return tuple(cell.text.lower() for cell in self.heads)

    def head(self, column: str | None = None) -> Span:
        """Tell where a column has its name; the file, where it has none of it."""
        for cell in self.heads:
            if cell.text.lower() == column:
                return cell.span
        return Span.of_file(self.file)


def read_table(path: Path) -> Table:
    """Read a table.

    A cell that a program protected from being taken for a formula (`'=…`) loses that mark.

    Args:
        path: A .csv or .xlsx file; what begins as a packed file does is read as a workbook.

    Returns:
        The table; whatever the file holds, nothing is raised but for a missing optional library.

    Raises:
        WorkbookLibraryMissingError: It is a workbook, and openpyxl is not installed.
    """
    return _read(path, only_first=True)[0]


def read_tables(path: Path) -> tuple[Table, ...]:
    """Read the table of a CSV file, or those of all sheets of a workbook; see `read_table`."""
    return _read(path, only_first=False)


def _read(path: Path, *, only_first: bool) -> tuple[Table, ...]:
    name = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    try:
        if path.stat().st_size > MOST_BYTES:
            words = f"the file has more than {MOST_BYTES:,} bytes"
            return (_no_table(name, FILE_SIZE, words, "Split it."),)
        data = path.read_bytes()
    except OSError as error:
        words = f"the file cannot be read: {error.strerror or 'it cannot be opened'}"
        return (_no_table(name, UNREADABLE, words, "Look at the file."),)
    if data.startswith((b"PK", OLE)):
        try:
            sheets = read_sheets(data, MOST_ROWS, only_first=only_first)
        except WorkbookError as error:
            mend = "Save it again as .xlsx, or as CSV."
            return (_no_table(name, error.rule, str(error), mend),)
        return tuple(
            replace(_make(name, _workbook_rows(name, rows), ""), title=title)
            for title, rows in sheets
        )
    if only_first:
        # Answers are saved by our own questionnaire, in UTF-8.
        text = decode(name, data)
        if isinstance(text, Diagnostic):
            return (Table(file=name, heads=(), rows=(), diagnostics=(text,), text=""),)
        return (_read_csv(name, text.text),)
    decoded = decode_table(data)
    if decoded is None:
        return (_no_table(name, NOT_TEXT, "the file is no text", "Save it as CSV or .xlsx."),)
    return (_read_csv(name, decoded[0].replace("\r\n", "\n").replace("\r", "\n")),)


def _read_csv(name: str, text: str) -> Table:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        rows = []
        line = 1
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                return _no_table(
                    name, FILE_SIZE, f"there are more than {MOST_ROWS:,} rows", "Split it."
                )
    except csv.Error as error:
        place = Span(file=name, line=line, column=1, end_line=line, end_column=1)
        fault = finding(WRONG_SHAPE, f"the row is no CSV: {error}", place, help="Mend its quotes.")
        return Table(file=name, heads=(), rows=(), diagnostics=(fault,), text=text)
    return _make(name, _csv_rows(name, rows), text)


def _csv_rows(name: str, rows: Iterable[tuple[int, list[str]]]) -> Iterator[list[Cell]]:
    for line, cells in rows:
        column = 1
        made = []
        for cell in cells:
            # A quoted cell may run over lines; then only where it begins is told.
            end = column + (0 if "\n" in cell else len(cell))
            span = Span(file=name, line=line, column=column, end_line=line, end_column=end)
            made.append(Cell(_plain(cell), span))
            column += len(cell) + 1
        yield made


def _workbook_rows(name: str, rows: Sequence[Sequence[Any]]) -> Iterator[list[Cell]]:
    for line, values in enumerate(rows, 1):
        yield [
            Cell(
                _plain(_cell_text(value)),
                Span(file=name, line=line, column=number, end_line=line, end_column=number),
            )
            for number, value in enumerate(values, 1)
        ]


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.time):
        # A program took `1:30` for a time of the day; hours and minutes were meant.
        return f"{value.hour}h{value.minute}m"
    if isinstance(value, datetime.timedelta):
        return f"{value.total_seconds() / 3600:g}h"
    return str(value)


def _plain(text: str) -> str:
    bare = text.strip()
    if bare.startswith("'") and bare.lstrip("'").startswith(_FORMULA):
        return bare[1:]
    return bare


def _make(name: str, rows: Iterator[list[Cell]], text: str) -> Table:
    head = next(rows, [])
    columns = [cell.text.lower() for cell in head]
    faults = []
    for number, column in enumerate(columns):
        if column and column in columns[:number]:
            faults.append(
                finding(
                    WRONG_SHAPE,
                    f"the column `{column}` is there twice",
                    head[number].span,
                    help="Take one of them out.",
                )
            )
    made = []
    for cells in rows:
        if not any(cell.text for cell in cells):
            continue
        if any(cell.text for cell in cells[len(columns) :]):
            faults.append(
                finding(
                    WRONG_SHAPE,
                    f"the row has {len(cells)} cells, the head has {len(columns)}",
                    cells[len(columns)].span,
                    help="Quote cells that hold the character between columns.",
                )
            )
            continue
        made.append(
            Row(
                cells[0].span.line,
                {column: cell for column, cell in zip(columns, cells, strict=False) if column},
            )
        )
    return Table(
        file=name,
        heads=tuple(head),
        rows=tuple(made),
        diagnostics=tuple(faults),
        text=text,
    )


def _no_table(name: str, rule: Rule, message: str, mend: str) -> Table:
    fault = finding(rule, message, Span.of_file(name), help=mend)
    return Table(file=name, heads=(), rows=(), diagnostics=(fault,), text="")
