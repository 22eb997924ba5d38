"""The matrices of a portal: those of its processes and the tables that stand on their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.diagnostics import Span
from procdocs.model.places import Place, Ref
from procdocs.model.portal import Portal
from procdocs.model.raci import Assignment, Origin, RaciMatrix, RaciRow

IMPLIED = (Origin.ROLE, Origin.OWNER)
"""Origins of letters that nobody wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A matrix and what it belongs to."""

    kind: str
    """`process` or `raci`."""
    id: str
    """Id of the process or table."""
    matrix: RaciMatrix
    """Rows by roles."""
    owner: Ref | None
    """Owner of the process."""
    place: Place
    """Where the process or table was written."""
    counts: bool
    """False for a to-be or retired process, which stand in no overview."""

    @property
    def label(self) -> str:
        """Kind and id, as messages name it."""
        return f"{'process' if self.kind == 'process' else 'table'} `{self.id}`"

    def subject(self, row: RaciRow | None = None) -> str:
        """Name what a finding is about: the matrix, or the step of a row."""
        if row is None or row.step is None:
            return f"{self.kind}:{self.id}"
        return f"{self.kind}:{self.id}#{row.step}"


def matrices(portal: Portal) -> Iterator[Matrix]:
    """Give every matrix once; a table that completes a process is part of the process's."""
    counted = {process.id for process in portal.current_processes()}
    for process in portal.processes.values():
        yield Matrix(
            kind="process",
            id=process.id,
            matrix=process.raci,
            owner=process.governed.owner,
            place=process.place,
            counts=process.id in counted,
        )
    for table in portal.raci_tables.values():
        if table.process is None:
            yield Matrix(
                kind="raci",
                id=table.id,
                matrix=table.matrix,
                owner=None,
                place=table.place,
                counts=True,
            )


def rows(portal: Portal) -> Iterator[tuple[Matrix, RaciRow]]:
    """Give every row with its matrix."""
    for matrix in matrices(portal):
        for row in matrix.matrix.rows:
            yield matrix, row


def readable(row: RaciRow, portal: Portal) -> bool:
    """Tell whether every role that a row of a table names is known.

    Where one is not, its letter is lost, and that is reported where the table is read.
    """
    if not row.from_table:
        return True
    words = {"name", "group", "note"}
    known = {alias for role in portal.roles.values() for alias in role.common.aliases}
    return all(key in words or key in portal.roles or key in known for key in row.place.keys)


def cells(row: RaciRow, letter: str) -> tuple[Assignment, ...]:
    """Give the cells of a row that hold a letter."""
    return tuple(cell for cell in row.assignments if cell.letter == letter)


def row_label(row: RaciRow) -> str:
    """Name a row in a message."""
    return f"`{row.id}`"


def row_span(row: RaciRow) -> Span:
    """Give the place of a row: its id or name."""
    return row.place.span
