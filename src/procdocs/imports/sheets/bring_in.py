"""Sheets that were exported and edited, to edits of the portal's files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from procdocs.diagnostics import Diagnostic
from procdocs.imports.known import Known
from procdocs.imports.raci_cells import read_letters
from procdocs.imports.roles import Roles
from procdocs.imports.sheets.authored import Authored
from procdocs.imports.sheets.cells import Compared, Edited, Now, compare
from procdocs.imports.sheets.kinds import (
    AS_EXPORTED,
    KPIS,
    RESPONSIBILITIES,
    STEPS,
    Kind,
    kind_of,
    why_calculated,
)
from procdocs.imports.sheets.kpi_cells import take_kpis
from procdocs.imports.sheets.raci_cells import take_letters, take_new_rows
from procdocs.imports.sheets.step_cells import take_steps
from procdocs.imports.table_file import Cell, Row, Table
from procdocs.model.portal import Portal
from procdocs.source.nearest import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetImport:
    """What came of a set of sheets."""

    edited: tuple[Edited, ...]
    """Cells that are taken over."""
    before: Mapping[str, str]
    """Files that change, as they are, by name from the portal's folder; empty of a new one."""
    after: Mapping[str, str]
    """The same files with the edits."""
    roles: Mapping[str, Mapping[str, Any]]
    """Roles that the organisation does not have, by id."""
    found: tuple[Diagnostic, ...]
    """What is wrong or in conflict; nothing is to be written where there is anything."""
    said: tuple[str, ...]
    """The report, one line each."""
    refused: tuple[tuple[str, str], ...]
    """Sheets that cannot come back, and why."""


def import_sheets(
    tables: Sequence[Table],
    portal: Portal,
    now: Mapping[str, Now],
    known: Known,
    authored: Authored,
    *,
    force: bool = False,
    only: Kind | None = None,
) -> SheetImport:
    """Take over what was edited in sheets.

    Args:
        tables: Tables of all sheets.
        portal: The portal.
        now: What would be exported now: cells by sheet, key and column.
        known: Names of roles.
        authored: The portal's files.
        force: Whether an edit goes before a newer value of the portal.
        only: The one kind of sheet to take; None: all.

    Returns:
        What to write. Nothing is raised for what a sheet holds.
    """
    work = _Work(portal, now, authored, Roles(known), force)
    for table in tables:
        work.take(table, only)
    new = take_new_rows(work.new_rows, portal, work.authored)
    take_letters(work.of(RESPONSIBILITIES), portal, work.authored)
    take_steps(work.of(STEPS), portal, work.authored)
    take_kpis(work.of(KPIS), portal, work.authored)
    before, after = work.authored.texts()
    found = [*work.found, *work.authored.found]
    return SheetImport(
        edited=tuple(work.edited),
        before=before,
        after=after,
        roles=work.roles.drafts,
        found=tuple(sorted(found, key=lambda each: each.span)),
        said=(*work.said, *new, *(_line(cell) for cell in work.edited)),
        refused=tuple(work.refused),
    )


def _line(cell: Edited) -> str:
    key = " / ".join(cell.key)
    return f"{key}, {cell.column}: {cell.was or 'nothing'} → {cell.text or 'nothing'}"


class _Work:
    def __init__(
        self, portal: Portal, now: Mapping[str, Now], authored: Authored, roles: Roles, force: bool
    ) -> None:
        self.portal = portal
        self.now = now
        self.authored = authored
        self.roles = roles
        self.force = force
        self.edited: list[Edited] = []
        self.new_rows: list[tuple[Row, dict[str, str]]] = []
        self.found: list[Diagnostic] = []
        self.said: list[str] = []
        self.refused: list[tuple[str, str]] = []

    def of(self, kind: Kind) -> list[Edited]:
        """Give the edited cells of a kind of sheet."""
        return [cell for cell in self.edited if cell.kind is kind]

    def take(self, table: Table, only: Kind | None) -> None:
        """Compare a sheet and keep what was edited."""
        name = f"{table.file}, {table.title}" if table.title else table.file
        if table.diagnostics:
            self.found += table.diagnostics
            return
        kind = kind_of(table.columns)
        why = why_calculated(table.columns)
        if why is not None:
            self.refused.append((name, f"this sheet is calculated: {why}"))
            return
        if kind is None:
            words = "it is none of the sheets that `procdocs export` writes and that can come back"
            self.refused.append((name, words))
            return
        if only is not None and kind is not only:
            words = "only responsibilities are read here; use `procdocs import sheet`"
            self.refused.append((name, words))
            return
        if kind is RESPONSIBILITIES:
            table = self._with_role_ids(table)
        made = compare(table, kind, self.now[kind.name], force=self.force)
        self.edited += made.edited
        self.found += made.found
        self._new(table, made.new_rows)
        self.said.append(_summary(name, table, made))

    def _with_role_ids(self, table: Table) -> Table:
        """Name columns of roles by their ids; of a role that is not there a draft is made."""
        fixed = (*RESPONSIBILITIES.keys, *RESPONSIBILITIES.reading, AS_EXPORTED)
        ids: dict[str, str] = {}
        for head in table.heads:
            column = head.text.lower()
            if column in fixed or not column or column in self.portal.roles:
                continue
            texts = [row.text(column) for row in table.rows]
            if not any(read_letters(text)[0] for text in texts):
                continue
            before = len(self.roles.drafts)
            ids[column] = self.roles.find(head.text, f"the sheet {table.title or table.file}")
            if len(self.roles.drafts) > before:
                near = nearest(column, self.roles.known.roles)
                asked = f"; is it `{self.roles.known.roles[near]}`?" if near else ""
                self.said.append(
                    f"{head.text}: no such role in the organisation: draft {ids[column]}{asked}"
                )
        if not ids:
            return table
        heads = tuple(Cell(ids.get(h.text.lower(), h.text), h.span) for h in table.heads)
        rows = tuple(
            Row(row.number, {ids.get(name, name): cell for name, cell in row.cells.items()})
            for row in table.rows
        )
        return replace(table, heads=heads, rows=rows)

    def _new(self, table: Table, rows: Sequence[Row]) -> None:
        fixed = (*RESPONSIBILITIES.keys, *RESPONSIBILITIES.reading, AS_EXPORTED)
        for row in rows:
            cells = {
                column: cell.text
                for column, cell in row.cells.items()
                if column not in fixed and cell.text
            }
            self.new_rows.append((row, cells))


def _summary(name: str, table: Table, made: Compared) -> str:
    said = [f"{name}: {len(table.rows)} rows, {len(made.edited)} cells edited"]
    if made.new_rows:
        said.append(f"{len(made.new_rows)} rows new")
    if made.newer:
        said.append(f"{made.newer} cells newer in the portal, which stay")
    if made.unknown_base:
        said.append(
            f"the column `{AS_EXPORTED}` is missing, so every cell that differs counts as edited"
        )
    return "; ".join(said)
