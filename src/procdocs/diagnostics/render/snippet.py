"""A line of a source file with a span underlined, as compilers show it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from procdocs.diagnostics.render.screen import clean, shown, width
from procdocs.diagnostics.types import Span

MAX_WIDTH = 110
"""Widest part of a source line that is shown."""
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Lines of a file around a span, ready to be printed beside a gutter."""

    before: tuple[tuple[int, str], ...]
    """Number and text of the line before, for orientation; empty at the top of a file."""
    number: int
    """Number of the line in which the span starts."""
    line: str
    """That line, trimmed around the span where it is long."""
    indent: int
    """Columns before the underline."""
    underline: int
    """Columns of the underline, at least 1."""
    last: int
    """Number of the line in which the span ends."""


@dataclass(slots=True)
class Sources:
    """The lines of the files that findings point into, each file split once."""

    read: Callable[[str], str | None]
    """Gives a file's text, or None."""
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def lines(self, file: str) -> list[str]:
        """Give the lines of a file; none where it cannot be read."""
        if file not in self._lines:
            text = (self.read(file) or "").removeprefix("\ufeff")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._lines[file] = text.split("\n") if text else []
        return self._lines[file]


def cut_snippet(span: Span, sources: Sources) -> Snippet | None:
    """Cut out the line in which a span starts.

    Returns:
        None where the span stands for a whole file, or where the file has no such line.
    """
    if span == Span.of_file(span.file):
        return None
    lines = sources.lines(span.file)
    if not 1 <= span.line <= len(lines):
        return None
    text = lines[span.line - 1]
    start = min(span.column - 1, len(text))
    end = span.end_column - 1 if span.end_line == span.line else len(text.rstrip())
    end = max(start, min(end, len(text)))
    line, indent, underline = _trim(text, start, end)
    before: tuple[tuple[int, str], ...] = ()
    if span.line > 1 and lines[span.line - 2].strip():
        before = ((span.line - 1, _shorten(lines[span.line - 2])),)
    return Snippet(
        before=before,
        number=span.line,
        line=line,
        indent=indent,
        underline=underline,
        last=span.end_line,
    )


def _trim(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Fit a line into the width, the span in sight; give it with place and width of the span."""
    first, last = 0, len(text)
    if len(text) > MAX_WIDTH or width(clean(text)) > MAX_WIDTH:
        first = _back(text, start, MAX_WIDTH // 3)
        last = _forth(text, first, MAX_WIDTH)
    head = _ELLIPSIS if first else ""
    tail = _ELLIPSIS if last < len(text) else ""
    left = head + clean(text[first:start])
    marked = clean(text[start : min(end, last)])
    line = f"{left}{marked}{clean(text[max(start, min(end, last)) : last])}{tail}"
    return line.rstrip(), width(left), max(1, width(marked))


def _shorten(text: str) -> str:
    last = _forth(text, 0, MAX_WIDTH)
    return clean(text[:last]).rstrip() + (_ELLIPSIS if last < len(text.rstrip()) else "")


def _back(text: str, at: int, columns: int) -> int:
    while at > 0 and (columns := columns - width(shown(text[at - 1]))) >= 0:
        at -= 1
    return at


def _forth(text: str, at: int, columns: int) -> int:
    while at < len(text) and (columns := columns - width(shown(text[at]))) >= 0:
        at += 1
    return at
