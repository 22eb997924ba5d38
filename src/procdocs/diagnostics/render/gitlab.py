"""Findings as a Code Quality report, which GitLab shows in merge requests.

Format: GitLab Docs, "Code Quality", section "Code Quality report format".
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from procdocs.diagnostics.render.fingerprint import fingerprints
from procdocs.diagnostics.types import Diagnostic, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Callable[[str], str | None],
    colour: bool = False,
) -> str:
    """Write one JSON list.

    Args:
        diagnostics: Findings in the order in which they are to appear.
        sources: Not needed here.
        colour: Not used here.

    Returns:
        JSON in ASCII, with a line feed at its end.
    """
    named = zip(diagnostics, fingerprints(diagnostics), strict=True)
    return json.dumps([_entry(diagnostic, name) for diagnostic, name in named], indent=2) + "\n"


def _entry(diagnostic: Diagnostic, name: str) -> dict[str, Any]:
    span = diagnostic.span
    description = f"{diagnostic.code}: {diagnostic.message}"
    if diagnostic.help:
        description = f"{description}. {diagnostic.help}"
    return {
        "description": description,
        "check_name": diagnostic.rule.name,
        "fingerprint": name,
        "severity": _SEVERITIES.get(diagnostic.severity, "info"),
        "location": {
            "path": span.file,
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": span.end_line, "column": span.end_column},
            },
        },
    }
