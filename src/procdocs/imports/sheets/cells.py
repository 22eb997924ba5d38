"""Cells of a sheet that came back, against what was exported and what is there now."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from procdocs.diagnostics import Diagnostic, finding
from procdocs.imports.raci_cells import read_letters
from procdocs.imports.sheets.kinds import AS_EXPORTED, RESPONSIBILITIES, Kind
from procdocs.imports.table_file import Cell, Row, Table
from procdocs.source.nearest import nearest
from procdocs.source.rules import (
    CELLS_DISAGREE,
    DUPLICATE_ID,
    MISPLACED_KEY,
    UNKNOWN_KEY,
    UNKNOWN_REFERENCE,
    UNNAMED_ROW,
)

Key = tuple[str, ...]
Now = Mapping[Key, Mapping[str, str]]
"""Cells of a sheet as it would be exported now, by key and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A cell that was edited."""

    kind: Kind
    """The sheet."""
    key: Key
    """The row."""
    column: str
    """The column."""
    text: str
    """What is in it; empty where it was cleared."""
    was: str
    """What is there now."""
    cell: Cell
    """The cell, for its place."""
    row: int
    """The row's number in the sheet."""

    @property
    def where(self) -> str:
        """The cell, for a message."""
        return f"row {self.row}, column `{self.column}`"


@dataclass(slots=True, kw_only=True)
class Compared:
    """What is different in a sheet."""

    edited: list[Edited] = field(default_factory=list)
    """Cells to take over."""
    new_rows: list[Row] = field(default_factory=list)
    """Rows of a matrix that were not exported."""
    found: list[Diagnostic] = field(default_factory=list)
    """What is wrong, or in conflict."""
    newer: int = 0
    """Cells that were not edited and have another value in the portal now."""
    unknown_base: bool = False
    """Whether the sheet does not say what was exported."""


def compare(table: Table, kind: Kind, now: Now, *, force: bool) -> Compared:
    """Compare a sheet three ways: as it is, as it was exported, as it would be exported now.

    Args:
        table: The sheet.
        kind: Which it is.
        now: What would be exported.
        force: Whether an edit goes before a newer value in the portal.
    """
    made = Compared()
    seen: dict[Key, int] = {}
    heads = {head.text.lower(): head for head in table.heads}
    made.found += _foreign_heads(table, kind, now)
    made.unknown_base = AS_EXPORTED not in heads
    for row in table.rows:
        key = tuple(row.text(name) for name in kind.keys)
        if not any(key):
            continue
        if key in seen:
            words = f"row {row.number}: `{' / '.join(key)}` stands in row {seen[key]} too"
            made.found.append(
                finding(DUPLICATE_ID, words, row.at(kind.keys[0]).span, help="Keep one of the two.")
            )
            continue
        seen[key] = row.number
        there = now.get(key)
        if there is None:
            _no_row(made, kind, row, key, now)
            continue
        _compare_row(made, kind, row, key, there, force=force)
    return made


def _foreign_heads(table: Table, kind: Kind, now: Now) -> Iterator[Diagnostic]:
    if kind is RESPONSIBILITIES:
        return
    known = (*kind.keys, *kind.homes, *kind.reading, AS_EXPORTED)
    for head in table.heads:
        name = head.text.lower()
        if name and name not in known and any(row.text(name) for row in table.rows):
            near = nearest(name, known)
            yield finding(
                UNKNOWN_KEY,
                f"row 1: the sheet {kind.name} has no column `{name[:60]}`",
                head.span,
                help=f"Did you mean `{near}`?" if near else "Take the column out.",
            )


def _no_row(made: Compared, kind: Kind, row: Row, key: Key, now: Now) -> None:
    process = key[0]
    first = {each[0] for each in now}
    if kind is RESPONSIBILITIES and process in first:
        if row.text("activity") or row.text("activity_name"):
            made.new_rows.append(row)
            return
        words = f"row {row.number}, column `activity_name`: the row names no activity"
        mend = "Write what it is called, or delete the row."
        made.found.append(finding(UNNAMED_ROW, words, row.at("activity_name").span, help=mend))
        return
    if process not in first:
        noun = "KPI" if kind.keys == ("kpi",) else "process or table"
        near = nearest(process, sorted(first))
        column, words = kind.keys[0], f"there is no {noun} `{process[:60]}`"
    else:
        near = nearest(key[1], [each[1] for each in now if each[0] == process])
        column, words = kind.keys[1], f"`{process}` has no {kind.keys[1]} `{key[1][:60]}`"
    mend = f"Did you mean `{near}`?" if near else "New ones are written in the YAML."
    where = f"row {row.number}, column `{column}`: {words}"
    made.found.append(finding(UNKNOWN_REFERENCE, where, row.at(column).span, help=mend))


def _compare_row(
    made: Compared, kind: Kind, row: Row, key: Key, there: Mapping[str, str], *, force: bool
) -> None:
    base = _base(row)
    letters = kind is RESPONSIBILITIES
    for column, cell in row.cells.items():
        if column in kind.keys or column == AS_EXPORTED:
            continue
        if column not in kind.homes and column not in kind.reading and not letters:
            continue
        same = _same_letters if letters and column not in kind.reading else same_text
        was = there.get(column, "")
        before = was if base is None else base.get(column, "")
        if same(cell.text, before):
            made.newer += not same(before, was)
            continue
        if same(cell.text, was):
            continue
        edited = Edited(
            kind=kind, key=key, column=column, text=cell.text, was=was, cell=cell, row=row.number
        )
        if column in kind.reading:
            made.found.append(_for_reading(edited))
        elif not same(before, was) and not force:
            made.found.append(_conflict(edited, before))
        else:
            made.edited.append(edited)


def _base(row: Row) -> Mapping[str, str] | None:
    """Read what was exported; None where the row does not say."""
    try:
        read: Any = json.loads(row.text(AS_EXPORTED) or "null")
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict):
        return None
    return {str(key).lower(): written(value) for key, value in read.items()}


def _for_reading(edited: Edited) -> Diagnostic:
    if edited.column.endswith("_name"):
        noun = "step" if edited.column == "activity_name" else "process"
        mend = f"Change the name in the sheet of steps, or in the YAML of the {noun}."
        words = f"`{edited.column}` is there for the reader"
    else:
        mend = "Change what it is calculated from; put the old value back here."
        words = f"`{edited.column}` is calculated and cannot be set"
    message = f"{edited.where}: {words}"
    return finding(MISPLACED_KEY, message, edited.cell.span, help=mend)


def _conflict(edited: Edited, before: str) -> Diagnostic:
    return finding(
        CELLS_DISAGREE,
        f"{edited.where}: {_quoted(edited.text)} here, {_quoted(edited.was)} in the portal, "
        f"{_quoted(before)} when the sheet was exported",
        edited.cell.span,
        help="Write the value that is right in the sheet, or export it anew; --force takes those "
        "of the sheet.",
    )


def _quoted(text: str) -> str:
    return f"`{text[:60]}`" if text else "nothing"


def written(value: Any) -> str:
    """Write a cell as it is compared: numbers short, lines with line feeds."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.9g}"
    return str(value)


def same_text(one: str, other: str) -> bool:
    """Tell whether two cells say the same: `10`, `10.0` and `10,0` are one number."""
    first, second = _folded(one), _folded(other)
    if first == second:
        return True
    here, there = read_number(first), read_number(second)
    if here is None or there is None:
        return False
    return abs(here - there) <= 1e-8 * max(abs(here), abs(there))


def read_number(text: str) -> float | None:
    """Read a number with a point or a comma; None where it is none."""
    bare = text.strip().replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        made = float(bare)
    except ValueError:
        return None
    return made if made == made and abs(made) < 1e15 else None


def _folded(text: str) -> str:
    bare = text.replace("\r\n", "\n").strip()
    if bare.startswith("'") and bare.lstrip("'").startswith(("=", "+", "-", "@")):
        # The quote that keeps a text from being a formula; some programs keep it, some do not.
        bare = bare.lstrip("'")
    return "\n".join(line.strip() for line in bare.split("\n"))


def _same_letters(one: str, other: str) -> bool:
    first, second = read_letters(one), read_letters(other)
    return set(first[0]) == set(second[0]) and first[1] == second[1]
