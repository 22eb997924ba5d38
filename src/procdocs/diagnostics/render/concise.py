"""Findings one a line, as editors and `grep` like them."""

from collections.abc import Callable, Sequence

from procdocs.diagnostics.render.screen import clean
from procdocs.diagnostics.render.summary import summarise
from procdocs.diagnostics.types import Diagnostic


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Callable[[str], str | None],
    colour: bool = False,
) -> str:
    """Write `file:line:column: severity CODE message`, one a line, and a summary.

    Args:
        diagnostics: Findings in the order in which they are to appear.
        sources: Not needed here.
        colour: Not used here.

    Returns:
        Lines, the last with a line feed.
    """
    lines = [
        f"{clean(diagnostic.span.file)}:{diagnostic.span.line}:{diagnostic.span.column}: "
        f"{diagnostic.severity.label} {diagnostic.code} {clean(diagnostic.message)}"
        for diagnostic in diagnostics
    ]
    return "\n".join([*lines, summarise(diagnostics)]) + "\n"
