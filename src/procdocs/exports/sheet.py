"""A table of one topic, as values."""

import json
from dataclasses import dataclass, replace

Cell = str | float | int | None
"""A text, a number, or nothing."""

AS_EXPORTED = "as_exported"
"""The last column of a sheet that can be imported again: what the row was when it was exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of one topic."""

    name: str
    """Stem of a CSV file."""
    title: str
    """Title of a sheet."""
    head: tuple[str, ...]
    """Heads of the columns."""
    rows: tuple[tuple[Cell, ...], ...]
    """As many cells a row as there are columns."""
    letters_from: int | None = None
    """First column of letters, which are centred; None where there are none."""
    keys: int = 0
    """How many columns at the start tell rows apart; 0 where the sheet cannot be imported again."""

    @property
    def shown(self) -> int:
        """How many columns are there for readers."""
        return len(self.head) - (self.head[-1:] == (AS_EXPORTED,))


def returnable(sheet: Sheet, *keys: str) -> Sheet:
    """Add the column by which an edit is told from what has changed in the portal since.

    Args:
        sheet: A table whose cells have a home in YAML.
        keys: Columns that tell rows apart; they are not said again.

    Returns:
        The table with the column `as_exported`: a JSON object of the cells that are not empty.
    """
    rows = tuple((*row, _said(sheet.head, row, keys)) for row in sheet.rows)
    return replace(sheet, head=(*sheet.head, AS_EXPORTED), rows=rows, keys=len(keys))


def _said(head: tuple[str, ...], row: tuple[Cell, ...], keys: tuple[str, ...]) -> str:
    said = {
        name: _written(cell)
        for name, cell in zip(head, row, strict=True)
        if cell is not None and name not in keys
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _written(cell: Cell) -> str:
    return f"{cell:.9g}" if isinstance(cell, float) else str(cell)
