"""Comments that allow a finding: `# procdocs: allow CODE because reason`, and in Markdown.

A comment at the end of a line is about that line; one on a line of its own is about the next line
that is neither empty nor a comment; one before the first key or text is about the whole file.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from procdocs.diagnostics.suppress import Suppression
from procdocs.diagnostics.types import Span

_MARK = "procdocs:"
_YAML_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*procdocs:(?P<words>.*)", re.MULTILINE)
_MARKDOWN_COMMENT = re.compile(r"<!--[ \t]*procdocs:(?P<words>.*?)-->", re.DOTALL)
_ALLOW = re.compile(
    r"\s*allow\s+(?P<codes>[A-Za-z]+[0-9]+(?:\s*,\s*[A-Za-z]+[0-9]+)*)"
    r"(?:\s+because\b(?P<reason>.*))?\s*",
    re.DOTALL,
)
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


def yaml_suppressions(
    file: str, text: str, scalars: Sequence[tuple[int, int]], *, first_line: int = 1
) -> tuple[Suppression, ...]:
    """Read the comments of a YAML text.

    Args:
        file: The file's name in spans.
        text: The text, with line feeds only.
        scalars: Start and end of every scalar, in order, so that a `#` in a text is no comment.
        first_line: Number of the text's first line in its file.

    Returns:
        What they allow, in the order of the file.
    """
    if _MARK not in text:
        return ()
    lines = text.split("\n")
    starts = [start for start, _ in scalars]
    made: list[Suppression] = []
    for match in _YAML_COMMENT.finditer(text):
        at = match.start()
        before = bisect_right(starts, at) - 1
        if before >= 0 and at < scalars[before][1]:
            continue
        row = text.count("\n", 0, at)
        column = at - (text.rfind("\n", 0, at) + 1)
        alone = not lines[row][:column].strip()
        target = _next_content(lines, row + 1, _is_yaml_comment) if alone else row
        whole = alone and all(_is_yaml_comment(line) for line in lines[:row])
        end = column + len(match.group().rstrip())
        span = _span(file, row + first_line, column, row + first_line, end)
        made += _parse(match.group("words"), span, None if whole else target + first_line)
    return tuple(made)


def markdown_suppressions(file: str, text: str, *, first_line: int = 1) -> tuple[Suppression, ...]:
    """Read the comments of a Markdown text (without its front matter).

    Comments inside fenced or inline code are examples and allow nothing.

    Args:
        file: The file's name in spans.
        text: The text, with line feeds only.
        first_line: Number of the text's first line in its file.

    Returns:
        What they allow, in the order of the file.
    """
    if _MARK not in text:
        return ()
    shown = _without_code(text)
    lines = shown.split("\n")
    made: list[Suppression] = []
    for match in _MARKDOWN_COMMENT.finditer(shown):
        at, end = match.span()
        row, last = shown.count("\n", 0, at), shown.count("\n", 0, end)
        column = at - (shown.rfind("\n", 0, at) + 1)
        end_column = end - (shown.rfind("\n", 0, end) + 1)
        alone = not lines[row][:column].strip() and not lines[last][end_column:].strip()
        target = _next_content(lines, last + 1, _is_markdown_comment) if alone else row
        whole = alone and all(_is_markdown_comment(line) for line in lines[:row])
        span = _span(file, row + first_line, column, last + first_line, end_column)
        made += _parse(match.group("words"), span, None if whole else target + first_line)
    return tuple(made)


def _parse(words: str, span: Span, line: int | None) -> list[Suppression]:
    match = _ALLOW.fullmatch(words)
    if match is None:
        return [Suppression(code="", reason=None, span=span, line=line)]
    reason = " ".join((match.group("reason") or "").split()) or None
    codes = (code.strip().upper() for code in match.group("codes").split(","))
    return [Suppression(code=code, reason=reason, span=span, line=line) for code in codes]


def _span(file: str, line: int, column: int, end_line: int, end_column: int) -> Span:
    return Span(
        file=file, line=line, column=column + 1, end_line=end_line, end_column=end_column + 1
    )


def _next_content(lines: list[str], row: int, is_comment: Callable[[str], bool]) -> int:
    while row < len(lines) - 1 and is_comment(lines[row]):
        row += 1
    return row


def _is_yaml_comment(line: str) -> bool:
    """Tell whether a line of YAML holds nothing that is read."""
    bare = line.strip()
    return not bare or bare.startswith("#") or bare == "---"


def _is_markdown_comment(line: str) -> bool:
    """Tell whether a line of Markdown holds nothing that is shown."""
    bare = line.strip()
    return not bare or (bare.startswith("<!--") and bare.endswith("-->"))


def _without_code(text: str) -> str:
    """Blank out code, so that every offset stays."""
    fence = ""
    shown: list[str] = []
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            if match and match.group("fence").startswith(fence) and not line.strip(" `~"):
                fence = ""
            shown.append("x" * len(line))
        elif match:
            fence = match.group("fence")
            shown.append("x" * len(line))
        else:
            shown.append(_CODE_SPAN.sub(lambda code: "x" * len(code.group()), line))
    return "\n".join(shown)
