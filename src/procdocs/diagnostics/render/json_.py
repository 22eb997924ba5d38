"""Findings as one JSON list, for other programs."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from procdocs.diagnostics.types import Diagnostic


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Callable[[str], str | None],
    colour: bool = False,
) -> str:
    """Write one list of objects; lines and columns count from 1, ends are exclusive.

    Args:
        diagnostics: Findings in the order in which they are to appear.
        sources: Not needed here.
        colour: Not used here.

    Returns:
        JSON in ASCII, with a line feed at its end.
    """
    return json.dumps([_entry(diagnostic) for diagnostic in diagnostics], indent=2) + "\n"


def _entry(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.label,
        "message": diagnostic.message,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "help": diagnostic.help,
        "related": [
            {
                "file": related.span.file,
                "line": related.span.line,
                "column": related.span.column,
                "message": related.message,
            }
            for related in diagnostic.related
        ],
    }
