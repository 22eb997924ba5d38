"""Tables as CSV, for spreadsheets: what starts like a formula is kept from being one."""

import csv
import io
from collections.abc import Iterable

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
    return write_csv([[*sheet.head], *([_plain(cell) for cell in row] for row in sheet.rows)])


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.9g}" if isinstance(cell, float) else str(cell)


def write_csv(rows: Iterable[list[str]]) -> str:
    """Write rows as CSV: UTF-8 with a mark, commas, CRLF; formulas are disarmed with a quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return _BOM + out.getvalue()
