"""A node of an authored tree together with the place where it was written."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from procdocs.diagnostics import Span
from procdocs.model.places import Place
from procdocs.source.yaml_marks import MarkNode, below

Path = tuple[str | int, ...]


class Origin(Protocol):
    """What knows the places of a tree's nodes."""

    @property
    def root(self) -> MarkNode | None:
        """The mark of the top; None where places are found by path only."""

    def span_of(self, mark: MarkNode, key: bool) -> Span:
        """Make the span of a mark, or of its key."""

    def span(self, path: Path, key: bool = False) -> Span:
        """Tell where the value at a path was written, or its key."""

    def find(self, path: Path, text: str, nth: int = 0) -> Span:
        """Tell where a text stands within the value at a path; the value where it does not."""


class PrunedList(list[Any]):
    """A list from which faulty items were taken; it knows where the others stood."""

    positions: list[int]
    """Position of each item in the list as written."""
    dropped: frozenset[str]
    """`*` where items were taken, else nothing."""


class PrunedDict(dict[str, Any]):
    """A mapping from which faulty keys were taken."""

    dropped: frozenset[str]
    """The keys that were taken."""


class Cursor:
    """A value of a tree and the way to it.

    Going to a key or position that was not written stays where it is, so that a value written in
    its short form (one for a list, a text for a mapping) has the place of what was written.
    """

    __slots__ = ("_above", "_mark", "_part", "_path", "origin", "raw")

    def __init__(self, origin: Origin, path: Path, raw: Any) -> None:
        self.origin = origin
        self.raw = raw
        self._above: Cursor | None = None
        self._part: str | int = ""
        self._path: Path | None = path
        self._mark: MarkNode | None = None if path else origin.root

    @property
    def path(self) -> Path:
        """The way from the top, by keys and positions as written."""
        if self._path is None:
            assert self._above is not None
            self._path = (*self._above.path, self._part)
        return self._path

    def at(self, *parts: str | int) -> "Cursor":
        """Go down by keys and positions."""
        here = self
        for part in parts:
            raw = here.raw
            if isinstance(part, str):
                if isinstance(raw, dict) and part in raw:
                    here = here._below(part, raw[part])
            elif isinstance(raw, list) and part < len(raw):
                place = raw.positions[part] if isinstance(raw, PrunedList) else part
                here = here._below(place, raw[part])
        return here

    def _below(self, part: str | int, raw: Any) -> "Cursor":
        # Thousands of these are made to be asked for nothing, so only the way up is kept.
        made = object.__new__(Cursor)
        made.origin = self.origin
        made.raw = raw
        made._above = self
        made._part = part
        made._path = None
        made._mark = None
        return made

    def _find_mark(self) -> MarkNode | None:
        if self._mark is None and self._above is not None:
            above = self._above._find_mark()
            self._mark = below(above, self._part) if above is not None else None
        return self._mark

    def _span(self, key: bool) -> Span:
        mark = self._find_mark()
        if mark is None:
            return self.origin.span(self.path, key)
        return self.origin.span_of(mark, key)

    def has(self, key: str) -> bool:
        """Tell whether a key was written with a value."""
        return isinstance(self.raw, dict) and self.raw.get(key) is not None

    @property
    def dropped(self) -> frozenset[str]:
        """Keys that were written here and are gone because they were faulty; `*` for items."""
        return self.raw.dropped if isinstance(self.raw, PrunedDict | PrunedList) else frozenset()

    @property
    def span(self) -> Span:
        """Where the value was written."""
        return self._span(False)

    @property
    def key_span(self) -> Span:
        """Where its key was written; the first line of an entry of a list."""
        return self._span(True)

    def key_of(self, key: str) -> Span:
        """Tell where a key below was written; the object itself where it was not."""
        return self.at(key).key_span

    def find(self, text: str, nth: int = 0) -> Span:
        """Tell where a text stands within the value."""
        return self.origin.find(self.path, text, nth)

    def place(self, *named: str) -> Place:
        """Make the place of the object.

        Args:
            named: Keys that name it, such as `id`; the first that was written gives the span.
                Without, or where none was, it is the object's own key.
        """
        for key in named:
            if self.has(key):
                return Place(span=self.at(key).span, keys=KeySpans(self))
        return Place(span=self.key_span, keys=KeySpans(self))


class KeySpans(Mapping[str, Span]):
    """The span of the value behind each authored key of an object, made when asked.

    An item of a list is `kpis[0]`; a key below another is `time.wait`.
    """

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def __getitem__(self, key: str) -> Span:
        here = self._cursor
        for name in key.split("."):
            bare, _, position = name.partition("[")
            if not isinstance(here.raw, dict) or bare not in here.raw:
                raise KeyError(key)
            here = here.at(bare)
            if position:
                number = position.rstrip("]")
                size = len(here.raw) if isinstance(here.raw, list) else 1
                if not number.isdecimal() or int(number) >= size:
                    raise KeyError(key)
                here = here.at(int(number))
        return here.span

    def __iter__(self) -> Iterator[str]:
        if isinstance(self._cursor.raw, dict):
            for key, value in self._cursor.raw.items():
                yield key
                if isinstance(value, list):
                    yield from (f"{key}[{number}]" for number in range(len(value)))

    def __len__(self) -> int:
        return sum(1 for _ in self)
