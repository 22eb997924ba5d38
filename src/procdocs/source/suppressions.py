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
_MARKDOWN_COMMENT = re.compile(r"<!--[ \t]*procdocs:(?P<words>.{0,2000}?)-->", re.DOTALL)
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
    rows = _Rows(text, _is_yaml_comment)
    starts = [start for start, _ in scalars]
    made: list[Suppression] = []
    for match in _YAML_COMMENT.finditer(text):
        at, end = match.start(), match.start() + len(match.group().rstrip())
        before = bisect_right(starts, at) - 1
        if before < 0 or at >= scalars[before][1]:
            made += rows.parse(match.group("words"), file, at, end, first_line)
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
    rows = _Rows(shown, _is_markdown_comment)
    made: list[Suppression] = []
    for match in _MARKDOWN_COMMENT.finditer(shown):
        made += rows.parse(match.group("words"), file, match.start(), match.end(), first_line)
    return tuple(made)


class _Rows:
    """The lines of a text, and what comes after each comment."""

    def __init__(self, text: str, is_comment: Callable[[str], bool]) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)
        last = len(self.lines) - 1
        self.content = [last] * len(self.lines)
        """For each row, the first from it on that holds more than comments."""
        for row in range(last, -1, -1):
            if not is_comment(self.lines[row]):
                self.content[row] = row
            elif row < last:
                self.content[row] = self.content[row + 1]
        self.only_comments = is_comment(self.lines[last])

    def parse(
        self, words: str, file: str, start: int, end: int, first_line: int
    ) -> list[Suppression]:
        """Read the words of one comment, given with the offsets at which it starts and ends."""
        row, last = (bisect_right(self.starts, at) - 1 for at in (start, end))
        column, end_column = start - self.starts[row], end - self.starts[last]
        before, after = self.lines[row][:column], self.lines[last][end_column:]
        line: int | None = row + first_line
        if not before.strip() and not after.strip():
            target = self.content[min(last + 1, len(self.lines) - 1)]
            line = None if row < self._first_content() else target + first_line
        span = Span(
            file=file,
            line=row + first_line,
            column=column + 1,
            end_line=last + first_line,
            end_column=end_column + 1,
        )
        return _parse(words, span, line)

    def _first_content(self) -> int:
        first = self.content[0]
        at_the_end = first == len(self.lines) - 1 and self.only_comments
        return len(self.lines) if at_the_end else first


def _parse(words: str, span: Span, line: int | None) -> list[Suppression]:
    match = _ALLOW.fullmatch(words)
    if match is None:
        return [Suppression(code="", reason=None, span=span, line=line)]
    reason = " ".join((match.group("reason") or "").split()) or None
    codes = (code.strip().upper() for code in match.group("codes").split(","))
    return [Suppression(code=code, reason=reason, span=span, line=line) for code in codes]


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
