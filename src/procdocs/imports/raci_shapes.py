"""What a table says, whatever its shape: activities with the letters of each role."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from procdocs.imports.known import Known
from procdocs.imports.raci_cells import letter_of, plain, read_letters, split_roles
from procdocs.imports.raci_tables import Table

_ROLE_HEADS = (
    "team",
    "role",
    "roles",
    "rolle",
    "rollen",
    "person",
    "people",
    "who",
    "stakeholder",
    "member",
    "position",
    "角色",
    "岗位",
    "部门",
)
_NOTE_HEADS = ("note", "notes", "comment", "comments", "remark", "remarks", "bemerkung", "备注")
_GROUP_HEADS = ("group", "phase", "stage", "area", "category", "bereich", "阶段")
_NUMBER_HEADS = ("#", "no", "no.", "nr", "nr.", "id", "number", "step")
_EXPORTED = ("process", "process_name", "activity", "activity_name")
_FOR_READING = (("role", "role_name"), ("process", "number"), ("kpi", "name"), ("code", "rule"))
"""Heads of our other tables, which say nothing that is not said elsewhere."""
_BOLD = re.compile(r"(\*\*|__).+\1")


@dataclass(slots=True, kw_only=True)
class Row:
    """An activity."""

    name: str
    """What it is called."""
    id: str = ""
    """Its id, where the table says it."""
    group: str = ""
    """The heading over it."""
    notes: list[str] = field(default_factory=list)
    """Remarks."""
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Letters by the name of the role."""


@dataclass(slots=True, kw_only=True)
class Grid:
    """A RACI table."""

    title: str
    """What it is called; empty for none."""
    shape: str
    """`matrix`, `transposed`, `list` or `exported`."""
    process: str = ""
    """Id of the process or table that it is about, where it says so."""
    rows: list[Row] = field(default_factory=list)
    """In order."""


def read_grids(table: Table, known: Known) -> list[Grid]:
    """Find out the shape of a table and read it.

    Args:
        table: The table.
        known: Roles of the organisation, which help to tell rows from columns.

    Returns:
        One grid; several of a table that we exported; none where it is about something else.
    """
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        return []
    if tuple(rows[0][:4]) == _EXPORTED:
        return _read_exported(rows)
    if tuple(rows[0][:2]) in _FOR_READING:
        return []
    start = next((n for n, row in enumerate(rows[:20]) if _is_head(row, rows[n + 1 :])), None)
    if start is None:
        return []
    head, body = [plain(cell) for cell in rows[start]], rows[start + 1 :]
    if sum(letter_of(cell) is not None for cell in head) >= 2:
        return [_read_list(table.title, head, body)]
    if not _mostly_letters(body):
        return []
    grid = _read_matrix(table.title, head, body)
    first = head[0].casefold()
    roles_down = sum(known.role(row.name) is not None for row in grid.rows)
    roles_across = sum(known.role(cell) is not None for cell in head)
    if roles_down > roles_across or (first in _ROLE_HEADS and roles_down >= roles_across):
        return [_turned(grid, [cell for cell in head[1:] if cell])]
    return [grid]


def _is_head(row: Sequence[str], following: Sequence[Sequence[str]]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) >= 2 and any(len([c for c in r if c.strip()]) >= 2 for r in following)


def _mostly_letters(body: Sequence[Sequence[str]]) -> bool:
    cells = [cell for row in body for cell in row[1:] if cell.strip()]
    good = sum(bool(read_letters(cell)[0]) or cell.strip() in "-–—" for cell in cells)
    return bool(cells) and good * 2 >= len(cells)


def _columns(head: Sequence[str]) -> tuple[int, dict[int, str]]:
    """Tell which column names the activity, and which of the others are no roles."""
    kinds: dict[int, str] = {}
    for number, cell in enumerate(head):
        word = cell.casefold()
        if word in _NOTE_HEADS and number:
            kinds[number] = "note"
        elif word in _GROUP_HEADS and number < 2 and len(head) > 3:
            kinds[number] = "group"
        elif word in _NUMBER_HEADS and number == 0 and len(head) > 2:
            kinds[number] = "number"
    activity = next(number for number in range(len(head) + 1) if number not in kinds)
    return activity, kinds


def _read_matrix(title: str, head: Sequence[str], body: Sequence[Sequence[str]]) -> Grid:
    grid = Grid(title=title, shape="matrix")
    activity, kinds = _columns(head)
    group = ""
    for cells in body:
        name = plain(cells[activity]) if activity < len(cells) else ""
        rest = [(n, cell) for n, cell in enumerate(cells) if n != activity and cell.strip()]
        if not rest and name:
            if len(cells) < len(head) or _BOLD.fullmatch(cells[activity].strip()):
                group = name
                continue
            grid.rows.append(Row(name=name, group=group))
            continue
        if not name:
            continue
        row = Row(name=name, group=group)
        for number, cell in rest:
            kind = kinds.get(number)
            role = head[number] if number < len(head) else ""
            if kind == "group":
                row.group = plain(cell)
            elif kind == "note":
                row.notes.append(plain(cell))
            elif kind != "number" and role:
                _set(row, role, cell)
        grid.rows.append(row)
    return grid


def _set(row: Row, role: str, cell: str) -> None:
    letters, remark = read_letters(cell)
    if letters:
        row.cells[role] = tuple(dict.fromkeys((*row.cells.get(role, ()), *letters)))
    if remark:
        row.notes.append(f"{role}: {remark}")


def _read_list(title: str, head: Sequence[str], body: Sequence[Sequence[str]]) -> Grid:
    """Read a table whose columns are letters and whose cells are lists of roles."""
    grid = Grid(title=title, shape="list")
    letters = {n: letter for n, cell in enumerate(head) if (letter := letter_of(cell))}
    activity = next((n for n in range(len(head)) if n not in letters), 0)
    for cells in body:
        name = plain(cells[activity]) if activity < len(cells) else ""
        if not name:
            continue
        row = Row(name=name)
        for number, cell in enumerate(cells):
            if number in letters:
                for role in split_roles(cell):
                    before = row.cells.get(role, ())
                    row.cells[role] = tuple(dict.fromkeys((*before, letters[number])))
            elif number != activity and plain(cell):
                row.notes.append(plain(cell))
        grid.rows.append(row)
    return grid


def _turned(grid: Grid, activities: Sequence[str]) -> Grid:
    """Exchange rows and columns: roles stood down, activities across."""
    made = Grid(title=grid.title, shape="transposed")
    for activity in activities:
        row = Row(name=activity)
        for role in grid.rows:
            if activity in role.cells:
                row.cells[role.name] = role.cells[activity]
            row.notes += [
                f"{role.name}: {note.removeprefix(f'{activity}: ')}"
                for note in role.notes
                if note.startswith(f"{activity}: ")
            ]
        made.rows.append(row)
    return made


def _read_exported(rows: Sequence[Sequence[str]]) -> list[Grid]:
    head = rows[0]
    made: dict[str, Grid] = {}
    for cells in rows[1:]:
        full = [*cells, *[""] * (len(head) - len(cells))]
        grid = made.setdefault(full[0], Grid(title=full[1], shape="exported", process=full[0]))
        row = Row(name=full[3], id=full[2])
        for role, cell in zip(head[4:], full[4:], strict=False):
            if cell.strip() and role:
                _set(row, role, cell)
        grid.rows.append(row)
    return list(made.values())
