"""Tables as CSV, for spreadsheets: what starts like a formula is kept from being one."""

import csv
import io
from collections.abc import Iterable, Sequence

from procdocs.exports.sheet import Cell, Sheet
from procdocs.exports.sheets import portal_sheets, responsibilities_sheet
from procdocs.project import Project

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def responsibilities_csv(project: Project) -> str:
    """Write every letter of every matrix: one row an activity, one column a role.

    Args:
        project: A project with a model.

    Returns:
        CSV with the columns process, process name, activity, activity name and one for each role
        by its id; letters in the order of the matrix, `/` between them, `*` behind implied ones.

    Raises:
        ValueError: The project has no model.
    """
    portal = project.portal
    if portal is None:
        raise ValueError("only a project with a model can be exported")
    return _write(responsibilities_sheet(portal))


def export_csv(project: Project, ids: tuple[str, ...] = ()) -> dict[str, str]:
    """Write the tables of a portal, one file a topic.

    Args:
        project: A project with a model.
        ids: Processes to show; none: all.

    Returns:
        `responsibilities.csv`, `steps.csv`, `roles-by-process.csv`, `kpis.csv` and
        `findings.csv`; of one process its id stands before each name.

    Raises:
        ValueError: The project has no model.
    """
    before = f"{ids[0]}-" if len(ids) == 1 else ""
    return {f"{before}{sheet.name}.csv": _write(sheet) for sheet in portal_sheets(project, ids)}


def _write(sheet: Sheet) -> str:
    return write_csv((sheet.head, *sheet.rows))


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.9g}"
    text = str(cell)
    # A number may begin with a minus; a text that does, or has a quote before it, gets a quote.
    guarded = isinstance(cell, str) and text.lstrip("'").startswith(_FORMULA)
    return f"'{text}" if guarded else text


def write_csv(rows: Iterable[Sequence[Cell]]) -> str:
    """Write rows as CSV (RFC 4180): UTF-8 with a mark, commas, CRLF.

    A text that a spreadsheet could take for a formula is disarmed with a quote before it, which
    an import takes away again; numbers stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return _BOM + out.getvalue()
