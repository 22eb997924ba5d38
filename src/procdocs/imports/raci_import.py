"""RACI tables to the files of `content/raci`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procdocs.imports.identifiers import is_id, make_id, one_line, unique
from procdocs.imports.known import Known, fold
from procdocs.imports.raci_shapes import Grid, Row, read_grids
from procdocs.imports.raci_tables import TableError, read_tables
from procdocs.imports.report import Fate, Remark, Report
from procdocs.imports.roles import Roles
from procdocs.source.nearest import nearest

_SCHEMES = (
    ("RACI", frozenset("RACI")),
    ("RASCI", frozenset("RASCI")),
    ("RACI-VS", frozenset("RACIVS")),
    ("DACI", frozenset("DACI")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTable:
    """A table that is to be written."""

    id: str
    """The file's stem."""
    values: Mapping[str, Any]
    """What is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTables:
    """What came of a set of files."""

    tables: tuple[ImportedTable, ...]
    """Tables, in the order of the files."""
    roles: Mapping[str, Mapping[str, Any]]
    """Roles that the organisation does not have, by id."""
    reports: tuple[Report, ...]
    """One for each file that was read."""
    refused: tuple[tuple[str, str], ...]
    """Files that could not be read, and why."""


def import_raci(
    sources: Sequence[tuple[str, bytes]], known: Known | None = None, process: str | None = None
) -> ImportedTables:
    """Make RACI tables of CSV, Excel and Markdown files.

    Args:
        sources: Names of files and their bytes.
        known: What the portal has; nothing where there is none.
        process: The process that the tables complete; None: that of the same name as the file or
            table, or none.

    Returns:
        What to write. Broken rules of RACI are left for `check` to find. Nothing is raised for
        what a file holds.
    """
    work = _Work(known or Known(), process)
    for name, data in sources:
        work.take(name, data)
    return ImportedTables(
        tables=tuple(work.tables),
        roles=work.roles.drafts,
        reports=tuple(work.reports),
        refused=tuple(work.refused),
    )


class _Work:
    def __init__(self, known: Known, process: str | None) -> None:
        self.known = known
        self.process = process
        self.roles = Roles(known)
        self.tables: list[ImportedTable] = []
        self.reports: list[Report] = []
        self.refused: list[tuple[str, str]] = []
        self.taken: set[str] = set()
        self.remarks: list[Remark] = []

    def take(self, name: str, data: bytes) -> None:
        """Read a file and make its tables."""
        self.remarks = []
        stem = name.rpartition("/")[2].rpartition(".")[0]
        try:
            tables = read_tables(name, data)
        except TableError as error:
            self.refused.append((name, str(error)))
            return
        grids: list[Grid] = []
        for table in tables:
            found = read_grids(table, self.known)
            grids += found
            for words in table.said:
                self.say(Fate.SIMPLIFIED, "table", table.title, words)
            if not found and table.rows:
                self.say(Fate.LOST, "table", table.title, "it is no RACI table")
        if not grids:
            self.refused.append((name, "no RACI table was found in it"))
            return
        for grid in grids:
            self.grid(grid, stem, alone=len(grids) == 1)
        rows = sum(len(grid.rows) for grid in grids)
        self.reports.append(
            Report(
                source=name,
                remarks=tuple(self.remarks),
                counts={"tables": (len(tables), len(grids)), "rows": (rows, rows)},
            )
        )

    def say(self, fate: Fate, kind: str, name: str, message: str) -> None:
        """Add a line to the report."""
        self.remarks.append(Remark(fate=fate, kind=kind, id="", name=name, message=message))

    def grid(self, grid: Grid, stem: str, *, alone: bool) -> None:
        """Make a file of a table."""
        process = self.process or self.process_of(grid, stem if alone else "")
        title = grid.title or one_line(stem.replace("-", " ").replace("_", " ")).capitalize()
        title = title or "Responsibilities"
        wanted = process or grid.process
        id_ = wanted if is_id(wanted) else make_id(title) or make_id(stem) or "responsibilities"
        id_ = unique(id_, self.taken)
        self.taken.add(id_)
        activities: dict[str, Any] = {}
        steps = self.known.steps.get(process or "", {})
        letters: set[str] = set()
        for row in grid.rows:
            key = row.id if is_id(row.id) else steps.get(fold(row.name), "") or make_id(row.name)
            key = unique(key or "activity", activities)
            values = self.row(row, key, title, is_step=key in steps.values())
            letters.update(letter for cell in row.cells.values() for letter in cell)
            activities[key] = values
        for words in grid.said:
            self.say(Fate.SIMPLIFIED, "table", title, words)
        for words in grid.lost:
            self.say(Fate.LOST, "cells", title, words)
        self.say(Fate.TAKEN, "table", title, f"{len(activities)} rows ({grid.shape}) → {id_}")
        values = {"process": process} if process else {"name": title}
        scheme = next((name for name, allowed in _SCHEMES if letters <= allowed), None)
        if scheme not in (None, "RACI"):
            values["scheme"] = scheme
        self.tables.append(ImportedTable(id=id_, values={**values, "activities": activities}))

    def process_of(self, grid: Grid, stem: str) -> str | None:
        """Find the process that a table is about."""
        if grid.process:
            return self.known.processes.get(grid.process)
        for name in (stem, grid.title, stem.removesuffix("-responsibilities")):
            found = self.known.processes.get(fold(name)) if name else None
            if found is not None:
                return found
        return None

    def row(self, row: Row, key: str, title: str, *, is_step: bool) -> dict[str, Any]:
        """Give the values of a row."""
        values: dict[str, Any] = {}
        if not is_step:
            values["name"] = row.name
        if row.group:
            values["group"] = row.group
        if row.notes:
            values["note"] = "; ".join(row.notes)
            self.say(Fate.SIMPLIFIED, "row", row.name, "what is no letter is the note of the row")
        for role, letters in row.cells.items():
            before = len(self.roles.drafts)
            id_ = self.roles.find(role, f"the table “{title}”")
            if len(self.roles.drafts) > before:
                meant = nearest(fold(role), self.known.roles)
                asked = f"; is it `{self.known.roles[meant]}`?" if meant else ""
                self.say(Fate.ADDED, "role", role, f"not in the organisation: draft {id_}{asked}")
            values[id_] = "/".join(letters)
        if not row.cells:
            self.say(Fate.SIMPLIFIED, "row", row.name, "no letters are in it")
        return values
