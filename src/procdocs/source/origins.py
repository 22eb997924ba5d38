"""Where the nodes of a tree come from: one file, or two that were laid over each other."""

from dataclasses import dataclass

from procdocs.diagnostics import Span
from procdocs.source.cursor import Origin, Path
from procdocs.source.yaml_document import YamlTree
from procdocs.source.yaml_marks import MarkNode, Places


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """A YAML file."""

    tree: YamlTree
    """The file."""

    @property
    def root(self) -> MarkNode | None:
        """The mark of the top."""
        return self.tree.marks.nearest(())[0]

    def span_of(self, mark: MarkNode, key: bool) -> Span:
        """Make the span of a mark, or of its key; of the first line where it has none."""
        places = self.tree.places
        if not key:
            return places.span(mark[2], mark[3])
        if mark[0] >= 0:
            return places.span(mark[0], mark[1])
        return places.span(mark[2], min(mark[3], places.line_end(mark[2])))

    def span(self, path: Path, key: bool = False) -> Span:
        """Tell where the value at a path was written, or its key."""
        return self.tree.span(path, key)

    def find(self, path: Path, text: str, nth: int = 0) -> Span:
        """Tell where a text stands within the value at a path; the value where it does not."""
        node, left = self.tree.marks.nearest(path)
        if node is None or left:
            return self.span(path)
        return _found(self.tree.places, node[2], node[3], text, nth) or self.span(path)


class _ByPath:
    """An origin whose places are found by path only."""

    __slots__ = ()

    @property
    def root(self) -> MarkNode | None:
        """No mark."""
        return None

    def span_of(self, mark: MarkNode, key: bool) -> Span:
        """Never asked for, since there are no marks."""
        raise AssertionError("an origin without marks")


@dataclass(frozen=True, slots=True)
class TextOrigin(_ByPath):
    """A stretch of a Markdown file; paths mean nothing in it."""

    places: Places
    """The file."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""

    def span(self, path: Path = (), key: bool = False) -> Span:
        """Tell where the stretch is."""
        return self.places.span(self.start, self.end)

    def find(self, path: Path, text: str, nth: int = 0) -> Span:
        """Tell where a text stands within the stretch; the stretch where it does not."""
        return _found(self.places, self.start, self.end, text, nth) or self.span()


@dataclass(frozen=True, slots=True)
class KeyOrigin(_ByPath):
    """A key that is itself a value, such as a role over a column."""

    origin: Origin
    """Where it was written."""
    path: Path
    """The way to the value behind it."""

    def span(self, path: Path = (), key: bool = False) -> Span:
        """Tell where the key was written."""
        return self.origin.span(self.path, True)

    def find(self, path: Path, text: str, nth: int = 0) -> Span:
        """Tell where the key was written."""
        return self.span()


@dataclass(frozen=True, slots=True)
class MergedOrigin(_ByPath):
    """A tree laid over another one."""

    base: Origin
    """Where the nodes come from that are not listed."""
    moved: dict[Path, tuple[Origin, Path]]
    """Nodes of the merged tree and where they, and all below them, were written."""

    def span(self, path: Path, key: bool = False) -> Span:
        """Tell where the value at a path was written, or its key."""
        origin, there = self._trace(path)
        return origin.span(there, key)

    def find(self, path: Path, text: str, nth: int = 0) -> Span:
        """Tell where a text stands within the value at a path; the value where it does not."""
        origin, there = self._trace(path)
        return origin.find(there, text, nth)

    def _trace(self, path: Path) -> tuple[Origin, Path]:
        for size in range(len(path), -1, -1):
            found = self.moved.get(path[:size])
            if found is not None:
                return found[0], (*found[1], *path[size:])
        return self.base, path


def _found(places: Places, start: int, end: int, text: str, nth: int) -> Span | None:
    at = places.text.find(text, start, end)
    for _ in range(nth):
        if at < 0:
            return None
        at = places.text.find(text, at + 1, end)
    return places.span(at, at + len(text)) if at >= 0 else None
