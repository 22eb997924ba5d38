"""Findings for people at a terminal: the source line, an underline, the partner, the mend."""

from collections.abc import Callable, Iterator, Sequence

from procdocs.diagnostics.render.screen import clean
from procdocs.diagnostics.render.snippet import Sources, cut_snippet
from procdocs.diagnostics.render.summary import summarise
from procdocs.diagnostics.types import Diagnostic, Severity, Span

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_FRAME = "1;34"
_BOLD = "1"
_HELP = "1;32"


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Callable[[str], str | None],
    colour: bool = False,
) -> str:
    """Write findings with their source lines, and a summary.

    Args:
        diagnostics: Findings in the order in which they are to appear.
        sources: Gives the text of a file, or None where it cannot be read.
        colour: Whether to use the escape sequences of ANSI terminals.

    Returns:
        Lines, the last with a line feed. Whatever the findings hold, no other escape sequence
        and no control character is in them.
    """
    files = Sources(read=sources)
    paint = _painted if colour else _plain
    blocks = ["\n".join(_block(diagnostic, files, paint)) for diagnostic in diagnostics]
    return "\n\n".join([*blocks, summarise(diagnostics)]) + "\n"


Paint = Callable[[str, str], str]


def _plain(text: str, style: str) -> str:
    return text


def _painted(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if text else text


def _block(diagnostic: Diagnostic, files: Sources, paint: Paint) -> Iterator[str]:
    colour = _COLOURS.get(diagnostic.severity, _BOLD)
    places = [diagnostic.span, *(related.span for related in diagnostic.related)]
    gutter = max(len(str(span.line)) for span in places)
    head = paint(f"{diagnostic.severity.label}[{diagnostic.code}]", colour)
    title = paint(f"{diagnostic.rule.name}: {clean(diagnostic.message)}", _BOLD)
    yield f"{head} {title}"
    yield f"{' ' * gutter}{paint('-->', _FRAME)} {_where(diagnostic.span)}"
    yield from _lines(diagnostic.span, "^", "", files, gutter, colour, paint)
    for related in diagnostic.related:
        yield f"{' ' * gutter}{paint(':::', _FRAME)} {_where(related.span)}"
        message = clean(related.message)
        drawn = list(_lines(related.span, "-", message, files, gutter, _FRAME, paint))
        yield from drawn or [f"{' ' * gutter} {paint('=', _FRAME)} {message}"]
    if diagnostic.price and diagnostic.price.sentence:
        basis = f" = {diagnostic.price.basis}" if diagnostic.price.basis else ""
        label = f"{paint('=', _FRAME)} {paint('at stake', _BOLD)}"
        yield f"{' ' * gutter} {label}: {clean(diagnostic.price.sentence + basis)}"
    if diagnostic.help:
        label = f"{paint('=', _FRAME)} {paint('help', _HELP)}"
        yield f"{' ' * gutter} {label}: {clean(diagnostic.help)}"


def _where(span: Span) -> str:
    return f"{clean(span.file)}:{span.line}:{span.column}"


def _lines(
    span: Span,
    mark: str,
    label: str,
    files: Sources,
    gutter: int,
    colour: str,
    paint: Paint,
) -> Iterator[str]:
    snippet = cut_snippet(span, files)
    if snippet is None:
        return
    bar = paint("|", _FRAME)
    empty = f"{' ' * gutter} {bar}"
    yield empty
    for number, text in (*snippet.before, (snippet.number, snippet.line)):
        yield f"{paint(str(number).rjust(gutter), _FRAME)} {bar} {text}".rstrip()
    if snippet.last > snippet.number:
        label = f"{label} (to line {snippet.last})".strip()
    underline = paint(f"{mark * snippet.underline} {label}".rstrip(), colour)
    yield f"{empty} {' ' * snippet.indent}{underline}"
