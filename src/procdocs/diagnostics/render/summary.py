"""The last line of a report."""

from collections.abc import Sequence

from procdocs.diagnostics.collect import count
from procdocs.diagnostics.types import Diagnostic


def summarise(diagnostics: Sequence[Diagnostic]) -> str:
    """Say how many findings there are: `Found 3 errors and 2 warnings in 2 files.`."""
    counts = count(diagnostics)
    parts = [
        _number(number, noun)
        for number, noun in (
            (counts.errors, "error"),
            (counts.warnings, "warning"),
            (counts.infos, "note"),
        )
        if number
    ]
    if not parts:
        return "Found no errors and no warnings."
    listed = " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    return f"Found {listed} in {_number(counts.files, 'file')}."


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
