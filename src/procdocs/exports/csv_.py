"""Tables as CSV, for spreadsheets: what starts like a formula is kept from being one."""

import csv
import io
from collections.abc import Iterable, Iterator

from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import Origin, RaciMatrix
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
    matrices = list(_matrices(portal))
    used = {
        each.role for _, _, matrix in matrices for row in matrix.rows for each in row.assignments
    }
    roles = [role for role in portal.roles if role in used]
    head = ["process", "process_name", "activity", "activity_name", *roles]
    return write_csv([head, *_rows(portal, matrices, roles)])


def _matrices(portal: Portal) -> Iterator[tuple[str, str, RaciMatrix]]:
    process: Process
    for process in portal.current_processes():
        yield process.id, process.name.get(portal.language), process.raci
    for table in portal.raci_tables.values():
        if table.process is None:
            name = table.name.get(portal.language) if table.name else table.id
            yield table.id, name, table.matrix


def _rows(
    portal: Portal, matrices: Iterable[tuple[str, str, RaciMatrix]], roles: list[str]
) -> Iterator[list[str]]:
    for source, name, matrix in matrices:
        for row in matrix.rows:
            held: dict[str, list[str]] = {}
            for each in row.assignments:
                implied = each.origin in (Origin.ROLE, Origin.OWNER)
                held.setdefault(each.role, []).append(each.letter + ("*" if implied else ""))
            letters = ["/".join(held.get(role, ())) for role in roles]
            yield [source, name, row.id, row.name.get(portal.language), *letters]


def write_csv(rows: Iterable[list[str]]) -> str:
    """Write rows as CSV: UTF-8 with a mark, commas, CRLF; formulas are disarmed with a quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return _BOM + out.getvalue()
