"""XLSX workbooks from anywhere: what is packed in them is looked at before it is read."""

import io
import warnings
import zipfile
import zlib
from typing import Any

from procdocs.diagnostics import Rule
from procdocs.source.rules import WRONG_SHAPE
from procdocs.source.yaml_rules import FILE_SIZE, UNREADABLE

MISSING = (
    "workbooks need the library openpyxl; install it with `pip install 'procdocs[xlsx]'`, "
    "or use CSV"
)
"""What a reader is told where the optional library is not there."""

OLE = b"\xd0\xcf\x11\xe0"
"""How files begin that old Excel wrote, or that are locked with a password."""
_MOST_UNPACKED = 60_000_000
_MOST_PARTS = 500
_MOST_COLUMNS = 400


class WorkbookLibraryMissingError(Exception):
    """The optional library openpyxl is not installed."""


class WorkbookError(Exception):
    """A workbook that cannot be read, or that is refused."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def read_first_sheet(data: bytes, most_rows: int) -> list[tuple[Any, ...]]:
    """Read the values of the first sheet; see `read_sheets`."""
    return read_sheets(data, most_rows, only_first=True)[0][1]


def read_sheets(
    data: bytes, most_rows: int, *, only_first: bool = False
) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Read the values of the sheets.

    Args:
        data: The bytes of the file.
        most_rows: More rows of a sheet are refused.
        only_first: Whether the others are left alone.

    Returns:
        Titles and rows of values as the library gives them: None, str, int, float, bool, dates and
        times; of a formula the value that was computed last. At least one sheet.

    Raises:
        WorkbookLibraryMissingError: openpyxl is not installed.
        WorkbookError: It is no workbook, too large, or holds a document type.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise WorkbookLibraryMissingError(MISSING) from error
    look_inside(data)
    try:
        # The library warns of parts that it does not keep; only values are read here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _values(openpyxl, data, most_rows, only_first)
    except WorkbookError:
        raise
    except Exception as error:
        # The library raises whatever its own code runs into; the file is what is wrong.
        raise WorkbookError(
            UNREADABLE, f"the file is no workbook that can be read: {type(error).__name__}"
        ) from error


def _values(
    library: Any, data: bytes, most_rows: int, only_first: bool
) -> list[tuple[str, list[tuple[Any, ...]]]]:
    book = library.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheets = book.worksheets[:1] if only_first else book.worksheets
        found = [(str(sheet.title), _rows(sheet, most_rows)) for sheet in sheets]
    finally:
        book.close()
    if not found:
        raise WorkbookError(WRONG_SHAPE, "the workbook has no sheet with cells")
    return found


def _rows(sheet: Any, most_rows: int) -> list[tuple[Any, ...]]:
    # What the file says of its own size may be wrong.
    sheet.reset_dimensions()
    rows: list[tuple[Any, ...]] = []
    for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):
        rows.append(row)
        if len(rows) > most_rows:
            raise WorkbookError(FILE_SIZE, f"there are more than {most_rows:,} rows")
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return rows


def look_inside(data: bytes) -> None:
    """Refuse what unpacks to too much, or holds a document type and with it entities.

    Raises:
        WorkbookError: It is refused, or is no workbook.
    """
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        words = "it is locked with a password" if locked else "it is in the old format .xls"
        raise WorkbookError(UNREADABLE, f"{words}; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise WorkbookError(FILE_SIZE, "the workbook unpacks to too much")
            for part in parts:
                if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    continue
                with packed.open(part) as file:
                    text = file.read(_MOST_UNPACKED + 1)
                # As bytes of every coding that the parser takes: UTF-16 has zeros between.
                if b"<!DOCTYPE" in text.replace(b"\0", b""):
                    raise WorkbookError(WRONG_SHAPE, "the workbook holds a document type")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:
        raise WorkbookError(UNREADABLE, "the file is no workbook: it cannot be unpacked") from error
    except (OSError, ValueError, OverflowError) as error:
        raise WorkbookError(UNREADABLE, "the file is no workbook: it cannot be unpacked") from error
