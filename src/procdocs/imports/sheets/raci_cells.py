"""Edited letters, to edits of the tables and steps in which they are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procdocs.imports.identifiers import is_id, make_id, unique
from procdocs.imports.raci_cells import read_letters
from procdocs.imports.sheets.authored import Authored
from procdocs.imports.sheets.cells import Edited
from procdocs.imports.sheets.kinds import RESPONSIBILITIES
from procdocs.imports.sheets.step_cells import step_path
from procdocs.imports.table_file import Row
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import Origin, RaciMatrix, RaciRow, RaciTable
from procdocs.source.documents.raci import read_cell
from procdocs.source.rules import BAD_CELL, MISPLACED_KEY
from procdocs.source.scalars import ScalarError
from procdocs.source.yaml_edit import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    edited: Edited
    role: str
    letters: tuple[str, ...]


def take_letters(edited: Sequence[Edited], portal: Portal, authored: Authored) -> None:
    """Note the edits that letters ask for.

    A letter is written where its cell is written now: in the row of a table, in the step, or in
    both. A cell that was empty or implied goes to the table that has the row, else to the step.
    """
    by_row: dict[tuple[str, ...], list[Edited]] = {}
    for cell in edited:
        by_row.setdefault(cell.key, []).append(cell)
    for (source, id_), cells in by_row.items():
        matrix = matrix_of(portal, source)
        row = matrix.row(id_) if matrix else None
        if matrix is None or row is None:
            continue
        read = [found for cell in cells if (found := _read(cell, matrix, authored))]
        _Row(portal, authored, source, matrix, row).take(read)


def matrix_of(portal: Portal, source: str) -> RaciMatrix | None:
    """Find the matrix of a process, or of a table on its own."""
    if source in portal.processes:
        return portal.processes[source].raci
    table = portal.raci_tables.get(source)
    return table.matrix if table else None


def _read(cell: Edited, matrix: RaciMatrix, authored: Authored) -> _Cell | None:
    letters, rest = read_letters(cell.text)
    allowed = [letter for letter, _ in matrix.scheme.letters]
    wrong = [letter for letter in letters if letter not in allowed]
    if rest:
        mend = "Write letters such as A/R only; a remark goes to the note in the YAML."
        authored.report(BAD_CELL, cell, f"`{rest[:60]}` is no letter", mend)
    elif wrong:
        words = f"`{wrong[0]}` is no letter of {matrix.scheme.name}"
        authored.report(BAD_CELL, cell, words, f"Write {', '.join(allowed)} or nothing.")
    else:
        return _Cell(edited=cell, role=cell.column, letters=letters)
    return None


class _Row:
    def __init__(
        self, portal: Portal, authored: Authored, source: str, matrix: RaciMatrix, row: RaciRow
    ) -> None:
        self.portal = portal
        self.authored = authored
        self.source = source
        self.matrix = matrix
        self.row = row
        self.process = portal.processes.get(source)
        self.aliases = {
            alias: role.id for role in portal.roles.values() for alias in role.common.aliases
        }

    def take(self, cells: Sequence[_Cell]) -> None:
        """Write cells where they belong."""
        cells = [*cells, *self.kept_responsible(cells)]
        tables = [table for table in tables_of(self.portal, self.source) if self.has_row(table)]
        step = self.step()
        inline = self.inline(step)
        for cell in cells:
            homes = [table for table in tables if self.holds(table, cell.role)]
            in_step = self.in_step(inline, cell.role)
            if not homes and not in_step:
                homes, in_step = tables[:1], not tables and step is not None
            for table in homes:
                self.set_in_table(table, cell)
            if in_step:
                inline = self.with_letters(inline, cell)
            elif not homes:
                mend = "Change it in the YAML."
                self.authored.report(MISPLACED_KEY, cell.edited, "it is written nowhere", mend)
        if step is not None:
            self.set_in_step(step, inline, cells)

    def kept_responsible(self, cells: Sequence[_Cell]) -> list[_Cell]:
        """Find who is R by the step's `role` and stays so beside an R that is added now."""
        letter = self.matrix.scheme.responsible
        if not any(letter in cell.letters for cell in cells):
            return []
        edited = {cell.role for cell in cells}
        return [
            _Cell(edited=cells[0].edited, role=each.role, letters=self.row.letters(each.role))
            for each in self.row.assignments
            if each.origin is Origin.ROLE and each.letter == letter and each.role not in edited
        ]

    def raw_row(self, table: RaciTable) -> dict[str, Any]:
        value = self.authored.value(table.place.span.file)
        rows = value.get("activities") if isinstance(value, dict) else None
        row = rows.get(self.row.id) if isinstance(rows, dict) else None
        return row if isinstance(row, dict) else {}

    def has_row(self, table: RaciTable) -> bool:
        return bool(self.raw_row(table))

    def role_key(self, roles: Iterable[str], role: str) -> str | None:
        """Find how a role is written among others: by its id or an alias."""
        return next((each for each in roles if self.aliases.get(each, each) == role), None)

    def holds(self, table: RaciTable, role: str) -> bool:
        return self.role_key(self.raw_row(table), role) is not None

    def set_in_table(self, table: RaciTable, cell: _Cell) -> None:
        file = table.place.span.file
        path = ("activities", self.row.id)
        key = self.role_key(self.raw_row(table), cell.role)
        if cell.letters:
            path_of = (*path, key or cell.role)
            self.authored.put(file, path_of, "/".join(cell.letters), cell.edited)
        elif key is not None:
            self.authored.edit(file, Remove(path=(*path, key)), cell.edited)

    def step(self) -> tuple[Process, tuple[str | int, ...], Mapping[str, Any]] | None:
        found = self.process.step(self.row.id) if self.process else None
        if self.process is None or found is None:
            return None
        place = step_path(self.authored, self.process, found)
        return None if place is None else (self.process, *place)

    def inline(self, step: tuple[Any, ...] | None) -> dict[str, list[str]]:
        """Give the letters that the step writes: roles by key."""
        if step is None:
            return {}
        raci = step[2].get("raci")
        if isinstance(raci, dict):
            return {key: _listed(roles) for key, roles in raci.items()}
        made: dict[str, list[str]] = {}
        for each in self.row.assignments:
            if each.origin is Origin.INLINE:
                made.setdefault(each.letter, []).append(each.role)
        return made

    def in_step(self, inline: Mapping[str, Sequence[str]], role: str) -> bool:
        return any(self.role_key(roles, role) for roles in inline.values())

    def with_letters(self, inline: dict[str, list[str]], cell: _Cell) -> dict[str, list[str]]:
        """Give a role other letters in what the step writes."""
        made: dict[str, list[str]] = {}
        covered: set[str] = set()
        for key, roles in inline.items():
            letters = set(_letters(key))
            written = self.role_key(roles, cell.role)
            if written is not None and letters <= set(cell.letters):
                covered |= letters
            elif written is not None:
                roles = [role for role in roles if role != written]
            made[key] = list(roles)
        for letter in cell.letters:
            if letter not in covered:
                made.setdefault(letter, []).append(cell.role)
        return made

    def set_in_step(
        self,
        step: tuple[Process, tuple[str | int, ...], Mapping[str, Any]],
        inline: Mapping[str, Sequence[str]],
        cells: Sequence[_Cell],
    ) -> None:
        process, path, raw = step
        before = self.inline(step)
        if {key: list(roles) for key, roles in inline.items()} == before:
            return
        file, edited = self.authored.process_file(process.id), cells[0].edited
        kept = {key: _as_written(roles) for key, roles in inline.items() if roles}
        if path[0] == "override":
            gone = dict.fromkeys(key for key in before if not inline.get(key))
            changed = {key: kept[key] for key in kept if inline[key] != before.get(key)}
            for key, roles in {**changed, **gone}.items():
                self.authored.put(file, (*path, "raci", key), roles, edited)
        elif kept:
            found = raw.get("raci")
            written: Mapping[str, Any] = found if isinstance(found, dict) else {}
            same = {
                key: written[key] if inline[key] == before.get(key) else roles
                for key, roles in kept.items()
            }
            self.authored.put(file, (*path, "raci"), same, edited)
        else:
            self.authored.edit(file, Remove(path=(*path, "raci")), edited)


def _listed(roles: Any) -> list[str]:
    return [str(role) for role in roles] if isinstance(roles, list) else [str(roles)]


def _as_written(roles: Sequence[str]) -> Any:
    return roles[0] if len(roles) == 1 else list(roles)


def _letters(key: str) -> tuple[str, ...]:
    try:
        return read_cell(key)
    except ScalarError:
        return (key,)


def tables_of(portal: Portal, source: str) -> list[RaciTable]:
    """Find the tables that complete a process, or the table on its own of that id."""
    return [
        table
        for table in portal.raci_tables.values()
        if (table.process.id if table.process else table.id) == source
    ]


def take_new_rows(
    rows: Sequence[tuple[Row, Mapping[str, str]]], portal: Portal, authored: Authored
) -> list[str]:
    """Put rows that are new in a sheet into a table of their process.

    Args:
        rows: Rows with their letters by role.
        portal: The portal.
        authored: Where to note the edits.

    Returns:
        What was done, one line a row.
    """
    said = []
    for row, cells in rows:
        source, name = row.text("process"), row.text("activity_name") or row.text("activity")
        tables = tables_of(portal, source)
        matrix = matrix_of(portal, source)
        taken = {each.id for each in matrix.rows} if matrix else set()
        id_ = row.text("activity")
        id_ = id_ if is_id(id_) else make_id(name) or "activity"
        edited = Edited(
            kind=RESPONSIBILITIES,
            key=(source, id_),
            column="activity",
            text=id_,
            was="",
            cell=row.at("activity"),
            row=row.number,
        )
        process = portal.processes.get(source)
        if process is not None and process.step(id_) is not None:
            words = f"the step `{id_}` is no activity, so it has no letters"
            authored.report(MISPLACED_KEY, edited, words, "Take its row out.")
            continue
        id_ = unique(id_, taken)
        letters = {}
        for role, text in cells.items():
            read, rest = read_letters(text)
            if rest:
                words = f"`{rest[:60]}` is no letter"
                authored.report(BAD_CELL, edited, words, "Write letters such as A/R only.")
            elif read:
                letters[role] = "/".join(read)
        values = {"name": name, **letters}
        if tables:
            file = tables[0].place.span.file
            authored.put(file, ("activities", id_), values, edited)
        else:
            file = authored.named(authored.content / "raci" / f"{source}.yml")
            made = authored.add_file(file, {"process": source, "activities": {}})
            made["activities"][id_] = values
        said.append(f"{source} / {id_}: a new row ({file})")
    return said
