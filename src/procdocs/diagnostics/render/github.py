"""Findings as workflow commands, which GitHub shows beside the changed lines.

Format: GitHub Docs, "Workflow commands for GitHub Actions", section "Setting an error message".
"""

from collections.abc import Callable, Sequence

from procdocs.diagnostics.render.screen import clean
from procdocs.diagnostics.types import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Callable[[str], str | None],
    colour: bool = False,
) -> str:
    """Write one command a line.

    Args:
        diagnostics: Findings in the order in which they are to appear.
        sources: Not needed here.
        colour: Not used here.

    Returns:
        Lines, each with a line feed; nothing where there is no finding.
    """
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {
        "title": f"{diagnostic.code} {diagnostic.rule.name}",
        "file": span.file,
        "line": str(span.line),
        "endLine": str(span.end_line),
    }
    if span.line == span.end_line:
        # Columns are only allowed within one line.
        properties["col"] = str(span.column)
        properties["endColumn"] = str(span.end_column)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = diagnostic.message
    if diagnostic.help:
        message = f"{message}. {diagnostic.help}"
    return f"::{_COMMANDS.get(diagnostic.severity, 'notice')} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
