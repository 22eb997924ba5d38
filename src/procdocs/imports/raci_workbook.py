"""RACI tables in Excel workbooks: every sheet, merged cells filled, what is hidden told."""

import datetime
import io
import re
import warnings
import zipfile
from typing import Any

from procdocs.imports.raci_cells import read_letters

_WHOLE = 10_000_000
"""A workbook that unpacks to more is read row by row, without merged cells."""
_UNNAMED = re.compile(r"(sheet|tabelle|feuil|hoja|foglio|blad|工作表)\s*\d*", re.IGNORECASE)
_MOST_ROWS = 20_000
_MOST_COLUMNS = 500

SheetRows = tuple[str, list[list[str]], tuple[str, ...]]
"""Title (empty where the program chose it), rows of texts, and what is to be said of them."""


def read_sheets(data: bytes) -> list[SheetRows]:
    """Read all sheets of a workbook that has been looked into before.

    A cell merged downwards counts for each of its rows, and one merged across for each of its
    columns where it holds letters. Of a formula the value counts that was stored last.

    Raises:
        ImportError: openpyxl is not installed.
        Exception: Whatever the library raises on a damaged file.
    """
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        whole = sum(entry.file_size for entry in packed.infolist()) <= _WHOLE
        formulas = whole and any(
            b"<f" in packed.read(entry)
            for entry in packed.infolist()
            if "worksheets/" in entry.filename
        )
    with warnings.catch_warnings():
        # The library warns of parts that it does not keep; only values are read here.
        warnings.simplefilter("ignore")
        book: Any = load_workbook(io.BytesIO(data), read_only=not whole, data_only=True)
        written: Any = load_workbook(io.BytesIO(data)) if formulas else None
    made = []
    for sheet in book.worksheets:
        rows, said = _rows(sheet, whole)
        if written is not None:
            said += _never_calculated(sheet, written[sheet.title])
        title = "" if _UNNAMED.fullmatch(str(sheet.title).strip()) else str(sheet.title)
        made.append((title, rows, tuple(said)))
    return made


def _rows(sheet: Any, whole: bool) -> tuple[list[list[str]], list[str]]:
    if not whole:
        sheet.reset_dimensions()
    rows = [
        [_text(cell) for cell in cells[:_MOST_COLUMNS]]
        for cells in sheet.iter_rows(values_only=True, max_row=_last_row(sheet))
    ]
    said = []
    if sheet.sheet_state != "visible":
        said.append("the sheet is hidden, and was read all the same")
    if whole:
        _fill_merged(sheet, rows)
        said += _hidden(sheet, rows)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows, said


def _last_row(sheet: Any) -> int:
    # The library makes every row that it is asked for, where there is one or not.
    return min(sheet.max_row or _MOST_ROWS, _MOST_ROWS) + 1


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _fill_merged(sheet: Any, rows: list[list[str]]) -> None:
    for area in sheet.merged_cells.ranges:
        if area.min_row > len(rows) or area.min_col > len(rows[area.min_row - 1]):
            continue
        text = rows[area.min_row - 1][area.min_col - 1]
        across = area.max_col if read_letters(text)[0] else area.min_col
        for row in rows[area.min_row - 1 : area.max_row]:
            for column in range(area.min_col - 1, min(across, len(row))):
                row[column] = text


def _hidden(sheet: Any, rows: list[list[str]]) -> list[str]:
    said = []
    for letters, column in sheet.column_dimensions.items():
        first, last = column.min or 0, column.max or 0
        if column.hidden and any(
            any(row[number - 1 : number]) for row in rows for number in range(first, last + 1)
        ):
            said.append(f"column {letters} is hidden, and was read all the same")
    hidden = [
        number
        for number, row in sheet.row_dimensions.items()
        if row.hidden and number <= len(rows) and any(rows[number - 1])
    ]
    if hidden:
        said.append(f"{len(hidden)} rows are hidden (the first is {hidden[0]}), and were read")
    return said


def _never_calculated(sheet: Any, written: Any) -> list[str]:
    empty = [
        cell.coordinate
        for cells in written.iter_rows(max_row=_last_row(written))
        for cell in cells
        if cell.data_type == "f" and sheet[cell.coordinate].value is None
    ]
    if not empty:
        return []
    shown = ", ".join(empty[:5]) + (" …" if len(empty) > 5 else "")
    return [f"formulas without a stored value count as empty: {shown}; save the file in Excel"]
