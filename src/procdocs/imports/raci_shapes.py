"""What a table says, whatever its shape: activities with the letters of each role."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from procdocs.imports.known import Known
from procdocs.imports.raci_cells import (
    TICK,
    is_open,
    letter_of,
    plain,
    read_letters,
    split_roles,
)
from procdocs.imports.raci_schemes import foreign_scheme
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
_TOTALS = ("total", "totals", "sum", "summe", "gesamt", "count", "anzahl", "合计", "总计", "小计")
_LEGENDS = ("legend", "legende", "key", "图例", "说明", "note", "notes", "hinweis", "备注")
_LEGEND = re.compile(
    r"[*_]{0,2}[RACISVDPMO][*_]{0,2}\s*[=:：–—-]\s*\S|(?:legend|legende|图例|说明|notes?)\s*[:：]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?\s*%?")
_SAMPLE = 300
"""Rows below a possible head that are looked at to find out whether it is one."""
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
    """`matrix`, `transposed`, `list`, `ticks` or `exported`."""
    process: str = ""
    """Id of the process or table that it is about, where it says so."""
    rows: list[Row] = field(default_factory=list)
    """In order."""
    lost: list[str] = field(default_factory=list)
    """Cells that could not be taken, one sentence each."""
    said: list[str] = field(default_factory=list)
    """What was understood otherwise than it is written."""


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
    start = _head(rows)
    if start is None:
        return []
    head = [plain(cell) for cell in rows[start]]
    body: Sequence[Sequence[str]] = rows[start + 1 :]
    if _heads_lists(head, body):
        return [_read_list(table.title, head, body)]
    body, said = _translated(body)
    if not _mostly_letters(body):
        return []
    grid = _read_matrix(table.title, head, body)
    if grid.rows and all(letter_of(row.name) for row in grid.rows):
        # A legend: it says what the letters mean.
        return []
    grid.said += said
    first = head[0].casefold()
    roles_down = sum(known.role(row.name) is not None for row in grid.rows)
    roles_across = sum(known.role(cell) is not None for cell in head)
    if roles_down > roles_across or (first in _ROLE_HEADS and roles_down >= roles_across):
        return [_turned(grid, [cell for cell in head[1:] if cell])]
    return [grid]


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the row of heads: that with the most letters, or lists of roles, below its cells."""
    best, most = None, 0
    for number, row in enumerate(rows[:20]):
        if sum(1 for cell in row if cell.strip()) < 2:
            continue
        below = rows[number + 1 : number + 1 + _SAMPLE]
        if _heads_lists(row, below):
            return number
        found = _letters_in(row, below)
        if found > most:
            best, most = number, found
    return best


def _heads_lists(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row names letters, with lists of roles below them."""
    letters = {n: letter for n, cell in enumerate(row) if (letter := letter_of(plain(cell)))}
    if len(set(letters.values())) < 2 or len(letters) > len(set(letters.values())):
        return False
    cells = [each[n] for each in below for n in letters if n < len(each) and each[n].strip()]
    return bool(cells) and sum(bool(read_letters(cell)[0]) for cell in cells) * 2 < len(cells)


def _letters_in(head: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """Count the cells with letters below heads that could name a role."""
    columns = [
        number
        for number, cell in enumerate(head)
        if number and plain(cell) and not read_letters(cell)[0]
    ]
    return sum(
        1
        for row in below
        for number in columns
        if number < len(row) and row[number] and read_letters(row[number])[0]
    )


def _translated(
    body: Sequence[Sequence[str]],
) -> tuple[Sequence[Sequence[str]], list[str]]:
    """Turn the letters of other matrices into ours."""
    single = [cell.strip().upper() for row in body for cell in row[1:]]
    parts = {part for cell in single for part in re.split(r"[\s/,;+]+", cell) if len(part) == 1}
    scheme = foreign_scheme(part for part in parts if part.isalpha())
    if scheme is None:
        return body, []
    said = ", ".join(f"{old} → {'/'.join(new)}" for old, new in scheme.letters.items())
    made = []
    for row in body:
        cells = list(row)
        for number, cell in enumerate(cells[1:], 1):
            old = [part for part in re.split(r"[\s/,;+]+", cell.strip().upper()) if part]
            if old and all(part in scheme.letters for part in old):
                cells[number] = "/".join(new for part in old for new in scheme.letters[part])
        made.append(cells)
    return made, [f"the letters are those of {scheme.name}, read as {said}"]


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
    group = phase = ""
    _report_twins(grid, head)
    for cells in body:
        name = plain(cells[activity]) if activity < len(cells) else ""
        rest = [(n, cell) for n, cell in enumerate(cells) if n != activity and cell.strip()]
        lettered = any(n not in kinds and read_letters(cell)[0] for n, cell in rest)
        means = letter_of(name) if 0 < len(name) <= 2 else None
        explains = means is not None and all(
            read_letters(cell)[0] == (means,) for n, cell in rest if n not in kinds
        )
        if explains or (not lettered and _is_beside(name, [cell for _, cell in rest])):
            said = "; ".join([name, *(plain(cell) for _, cell in rest)]).strip("; ")
            grid.lost.append(f"“{said[:80]}” is a legend, a total or a remark below the table")
            continue
        if not rest and name:
            if len(cells) < len(head) or _BOLD.fullmatch(cells[activity].strip()):
                group = name
                continue
            grid.rows.append(Row(name=name, group=group or phase))
            continue
        if not name:
            if lettered:
                letters = ", ".join(cell.strip() for _, cell in rest)
                grid.lost.append(f"a row without a name has the letters {letters[:60]}")
            elif rest:
                phase = plain(rest[0][1]) if kinds.get(rest[0][0]) == "group" else phase
            continue
        row = Row(name=name, group=group)
        for number, cell in rest:
            kind = kinds.get(number)
            role = head[number] if number < len(head) else ""
            if kind == "group":
                phase = plain(cell)
            elif kind == "note":
                row.notes.append(plain(cell))
            elif kind != "number" and role:
                _set(row, role, cell)
            elif kind != "number":
                grid.lost.append(f"“{plain(cell)[:40]}” of “{name[:40]}” stands under no head")
        row.group = row.group or phase
        grid.rows.append(row)
    return grid


def _report_twins(grid: Grid, head: Sequence[str]) -> None:
    for number, cell in enumerate(head):
        if cell and cell in head[:number]:
            grid.said.append(f"two columns are called “{cell}”, and were read as one")


def _is_beside(name: str, rest: Sequence[str]) -> bool:
    """Tell a legend, a total or a note from an activity that nobody has a letter in."""
    words = name.casefold().rstrip(":：. ")
    if words in _TOTALS or words in _LEGENDS or _LEGEND.match(name):
        return True
    if rest and all(_NUMBER.fullmatch(cell.strip()) for cell in rest):
        return not name or words.split(" ")[0] in _TOTALS
    return len(name) <= 2 and letter_of(name) is not None and len(rest) <= 2


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
    if _only_ticks(letters, body):
        return _read_ticks(title, letters, activity, body)
    for cells in body:
        name = plain(cells[activity]) if activity < len(cells) else ""
        if not name:
            if any(cells[n].strip() for n in letters if n < len(cells)):
                said = ", ".join(plain(cell) for cell in cells if cell.strip())
                grid.lost.append(f"a row without a name holds {said[:60]}")
            continue
        row = Row(name=name)
        for number, cell in enumerate(cells):
            if number in letters:
                roles = split_roles(cell)
                if not roles and is_open(plain(cell)):
                    row.notes.append(f"{letters[number]}: {plain(cell)}")
                for role in roles:
                    before = row.cells.get(role, ())
                    row.cells[role] = tuple(dict.fromkeys((*before, letters[number])))
            elif number != activity and plain(cell):
                above = f"{head[number]}: " if number < len(head) and head[number] else ""
                row.notes.append(f"{above}{plain(cell)}")
        grid.rows.append(row)
    return grid


def _only_ticks(letters: Mapping[int, str], body: Sequence[Sequence[str]]) -> bool:
    cells = [row[n].strip() for row in body for n in letters if n < len(row) and row[n].strip()]
    return bool(cells) and all(TICK.fullmatch(cell) for cell in cells)


def _read_ticks(
    title: str, letters: Mapping[int, str], role: int, body: Sequence[Sequence[str]]
) -> Grid:
    """Read a table of roles with a tick under each of their letters: it is one activity."""
    grid = Grid(title=title, shape="ticks")
    row = Row(name=title or "Everything")
    for cells in body:
        name = plain(cells[role]) if role < len(cells) else ""
        held = tuple(letters[n] for n in letters if n < len(cells) and cells[n].strip())
        if name and held:
            row.cells[name] = tuple(dict.fromkeys((*row.cells.get(name, ()), *held)))
        elif name:
            grid.lost.append(f"“{name[:40]}” has no letter")
    grid.rows.append(row)
    return grid


def _turned(grid: Grid, activities: Sequence[str]) -> Grid:
    """Exchange rows and columns: roles stood down, activities across."""
    made = Grid(title=grid.title, shape="transposed", lost=list(grid.lost), said=list(grid.said))
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
