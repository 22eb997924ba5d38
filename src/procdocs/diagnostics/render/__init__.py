"""One report format a module; all have the same function `render`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from procdocs.diagnostics.render import concise, full, github, gitlab, json_, sarif
from procdocs.diagnostics.types import Diagnostic


class Renderer(Protocol):
    """Turns findings into a report."""

    def __call__(
        self,
        diagnostics: Sequence[Diagnostic],
        sources: Callable[[str], str | None],
        colour: bool = False,
    ) -> str:
        """Write the report.

        Args:
            diagnostics: Findings in the order in which they are to appear.
            sources: Gives the text of a file, or None where it cannot be read.
            colour: Whether to colour a report that is meant for a terminal.

        Returns:
            The report, with a line feed at its end.
        """
        ...


RENDERERS: Mapping[str, Renderer] = {
    "full": full.render,
    "concise": concise.render,
    "json": json_.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
}
"""Every report format, by the name that `check --format` takes."""
