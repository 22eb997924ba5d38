"""The tables of a portal as an Excel workbook: one sheet a topic, the same bytes every time."""

import datetime
import io
import zipfile
from typing import Any

from procdocs.exports.sheets import Cell, Sheet, portal_sheets
from procdocs.exports.values import say
from procdocs.project import Project

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST = 60
_MOMENT = (1980, 1, 1, 0, 0, 0)
_DAY = datetime.datetime(2000, 1, 1)
_LONGEST = 32_000
"""Characters that a cell holds, with some to spare."""


class MissingPart(RuntimeError):  # noqa: N818 - it is no fault, an extra is not installed
    """A library that an extra brings is not installed."""


def xlsx_present() -> bool:
    """Tell whether workbooks can be written."""
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        return False
    return True


def export_xlsx(project: Project, ids: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Write the tables of a portal as one workbook.

    Args:
        project: A project with a model.
        ids: Processes to show; none: all.

    Returns:
        `<process-id>.xlsx` for one process, else `portal.xlsx`.

    Raises:
        MissingPart: openpyxl is not installed.
        ValueError: The project has no model.
    """
    name = ids[0] if len(ids) == 1 else "portal"
    title = say(project.portal, project.portal.name) if project.portal else None
    return {f"{name}.xlsx": write_workbook(portal_sheets(project, ids), title or "")}


def write_workbook(sheets: tuple[Sheet, ...], title: str) -> bytes:
    """Write sheets with a frozen head, filters and widths that fit; numbers stay numbers.

    A text that a spreadsheet could take for a formula is marked as text.

    Raises:
        MissingPart: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingPart(
            "Excel files need openpyxl: install it with `pip install procdocs[xlsx]`"
        ) from None
    book: Any = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    book.properties.title = title
    book.properties.creator = "procdocs"
    book.properties.created = _DAY
    out = io.BytesIO()
    book.save(out)
    return _still(out.getvalue())


def _fill(into: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    widths = [len(head) + 4 for head in sheet.head]
    for row, cells in enumerate((sheet.head, *sheet.rows), 1):
        for column, value in enumerate(cells, 1):
            if value is None:
                continue
            _write(into.cell(row=row, column=column), value)
            longest = max(len(line) for line in str(value).split("\n"))
            widths[column - 1] = max(widths[column - 1], min(longest + 2, _WIDEST))
    for column, width in enumerate(widths, 1):
        into.column_dimensions[get_column_letter(column)].width = width
        head = into.cell(row=1, column=column)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E6EEF2")
    if sheet.letters_from is not None:
        for cells in into.iter_rows(min_row=2, min_col=sheet.letters_from + 1):
            for cell in cells:
                cell.alignment = Alignment(horizontal="center")
    into.freeze_panes = into.cell(row=2, column=1 + (sheet.letters_from or 0))
    into.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{len(sheet.rows) + 1}"


def _write(cell: Any, value: Cell) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.number_format = "@"
        cell.quotePrefix = True


def _still(data: bytes) -> bytes:
    """Pack a workbook anew with fixed times, so that the same tables give the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _without_time(content)
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, content)
    return out.getvalue()


def _without_time(core: bytes) -> bytes:
    start = core.find(b"<dcterms:modified")
    end = core.find(b"</dcterms:modified>")
    if start < 0 or end < 0:
        return core
    begin = core.index(b">", start) + 1
    return core[:begin] + b"2000-01-01T00:00:00Z" + core[end:]
