"""Where each node of a YAML tree was written, kept as offsets and turned into spans on demand.

Making a `Span` for each of the hundreds of nodes of a file costs more than parsing it, and
almost none is ever asked for.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from procdocs.diagnostics.types import Span

Path = tuple[str | int, ...]
"""The way to a node from the top: keys of mappings and positions in lists, from 0."""

MarkNode = tuple[int, int, int, int, Any]
"""Start and end of the key (-1, -1: none), start and end of the value, and the nodes below: a
dict by key, a list by position, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The two places of a node."""

    key: Span | None
    """The key under which it stands; None for the top and for entries of a list."""
    value: Span
    """The value: of a text with its quotes, of a mapping or list from first to last character."""


@dataclass(slots=True)
class Places:
    """Turns offsets in a text into lines and columns."""

    file: str
    """The file's name in spans."""
    text: str
    """The text, with line feeds only."""
    first_line: int = 1
    """Number of the text's first line in its file."""
    _starts: list[int] = field(default_factory=list)
    _last: int = -1

    def span(self, start: int, end: int) -> Span:
        """Make the span from one offset to another, kept inside the text."""
        if not self._starts:
            self._index()
        start = min(start, self._last)
        end = max(start, min(end, self._last))
        starts = self._starts
        row = bisect_right(starts, start) - 1
        # Most nodes end on the line on which they start.
        last = row
        if row + 1 < len(starts) and end >= starts[row + 1]:
            last = bisect_right(starts, end) - 1
        return Span(
            file=self.file,
            line=row + self.first_line,
            column=start - starts[row] + 1,
            end_line=last + self.first_line,
            end_column=end - starts[last] + 1,
        )

    def column(self, offset: int) -> int:
        """Tell the column of an offset, from 1."""
        return offset - (self.text.rfind("\n", 0, offset) + 1) + 1

    def line_end(self, offset: int) -> int:
        """Find the end of the line in which an offset lies, before trailing blanks."""
        end = self.text.find("\n", offset)
        line = self.text[offset : end if end >= 0 else len(self.text)]
        return offset + len(line.rstrip())

    def _index(self) -> None:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        self._starts = starts
        self._last = len(self.text.rstrip("\n"))


class MarkTree(Mapping[Path, Marks]):
    """The marks of every node, by path; a mapping that makes its values when asked."""

    def __init__(self, root: MarkNode | None, places: Places) -> None:
        self._root = root
        self._places = places

    def __getitem__(self, path: Path) -> Marks:
        """Give the marks of one node; KeyError where there is none."""
        node, left = self.nearest(path)
        if node is None or left:
            raise KeyError(path)
        key = self._places.span(node[0], node[1]) if node[0] >= 0 else None
        return Marks(key=key, value=self._places.span(node[2], node[3]))

    def __iter__(self) -> Iterator[Path]:
        """Go over all paths, parents before children, in authored order."""
        if self._root is not None:
            yield from _paths((), self._root)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def nearest(self, path: Path) -> tuple[MarkNode | None, int]:
        """Find the node at a path, or the nearest above it.

        Returns:
            The node (None only where there is no tree) and how many parts of the path were left.
        """
        node = self._root
        if node is None:
            return None, len(path)
        for done, part in enumerate(path):
            below = _child(node[4], part)
            if below is None:
                return node, len(path) - done
            node = below
        return node, 0


def below(mark: MarkNode, part: str | int) -> MarkNode | None:
    """Go from a node to one below it; None where there is none."""
    return _child(mark[4], part)


def _child(children: Any, part: str | int) -> MarkNode | None:
    below: MarkNode | None = None
    if type(children) is dict:
        below = children.get(part)
    elif type(children) is list and isinstance(part, int) and 0 <= part < len(children):
        below = children[part]
    return below


def _paths(path: Path, node: MarkNode) -> Iterator[Path]:
    yield path
    children = node[4]
    if isinstance(children, dict):
        for key, below in children.items():
            yield from _paths((*path, key), below)
    elif children is not None:
        for position, below in enumerate(children):
            yield from _paths((*path, position), below)
