"""From the events of a YAML parser to values, with the place of each.

What the events mean is decided here and not by the YAML library, so that it is the same for all of
its parsers. The events are told apart by the names of their classes; the library is not imported.
"""

import re
from collections.abc import Callable
from typing import Any

from procdocs.diagnostics.types import Diagnostic, Related, Rule, finding
from procdocs.source.yaml_marks import MarkNode, Places
from procdocs.source.yaml_rules import (
    ALIAS,
    BAD_KEY,
    CUT_BY_HASH,
    DUPLICATE_KEY,
    MERGE_KEY,
    NUMBER_RANGE,
    SEVERAL_DOCUMENTS,
    TAG,
    TOO_LARGE,
)
from procdocs.source.yaml_scalars import UnusableNumberError, resolve_scalar, source_text
from procdocs.source.yaml_text import refuse_escapes

MAX_DEPTH = 64
"""Deeper nesting is refused; nothing that is authored comes near."""
MAX_NODES = 100_000
"""Most nodes of one file, each alias counted as what it stands for."""

_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+|#[^\n]*\n)*)+")
_TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_COLON = re.compile(r"[ \t]*:")
_CUT = re.compile(r"[ \t]+(#+[^\s#][^\n]*)")
_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")


def _brief(text: str) -> str:
    """Shorten a text for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


class _StoppedError(Exception):
    """The rest of the file is not read."""


class TreeBuilder:
    """Makes values and marks from the events of one document.

    Attributes:
        found: What is wrong, in the order in which it was seen.
        scalars: Start and end of every scalar, in order.
        quoted: Start and end of the last text in quotes.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.text = places.text
        self.found: list[Diagnostic] = []
        self.scalars: list[tuple[int, int]] = []
        self.quoted: tuple[int, int] | None = None
        self.nodes = 0
        self.anchors: dict[str, tuple[Any, MarkNode, int] | None] = {}

    def document(self, next_event: Callable[[], Any]) -> tuple[Any, MarkNode | None]:
        """Read the first document of a stream.

        Args:
            next_event: Gives the events of PyYAML one by one, from the start of the stream. What
                it raises is passed on.

        Returns:
            The value and its marks; None and None where there is nothing, or too much.
        """
        self.next_event = next_event
        next_event()
        if type(next_event()).__name__ == "StreamEndEvent":
            return None, None
        try:
            value, root = self._node(next_event(), 0)
        except _StoppedError:
            return None, None
        next_event()
        following = next_event()
        if type(following).__name__ != "StreamEndEvent":
            at = following.start_mark.index
            self._report(
                SEVERAL_DOCUMENTS,
                "a second document starts here; only the first is read",
                at,
                at + 3,
                "Put it into a file of its own, or take the `---` away.",
            )
        return value, root

    def _report(self, rule: Rule, message: str, start: int, end: int, mend: str) -> None:
        self.found.append(finding(rule, message, self.places.span(start, end), help=mend))

    def _stop(self, message: str, start: int, mend: str) -> None:
        self._report(TOO_LARGE, message, start, start + 1, mend)
        raise _StoppedError

    def _count(self, size: int, start: int) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            self._stop(
                f"the file has more than {MAX_NODES:,} values, aliases filled in",
                start,
                "Split the file, or use fewer aliases.",
            )

    def _node(self, event: Any, depth: int) -> tuple[Any, MarkNode]:
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self._alias(event)
        anchor = event.anchor
        start = event.start_mark.index
        before = self.nodes
        self._count(1, start)
        if anchor:
            self.anchors[anchor] = None
        if anchor or event.tag:
            properties = _PROPERTIES.match(self.text, start)
            start = min(properties.end(), event.end_mark.index) if properties else start
        if kind == "ScalarEvent":
            value, mark = self._scalar(event, start)
        else:
            if depth >= MAX_DEPTH:
                self._stop(
                    f"the content is nested more than {MAX_DEPTH} levels deep",
                    start,
                    "Check the brackets and the indentation.",
                )
            if event.tag:
                self._tag(event, event.tag)
            if kind == "MappingStartEvent":
                value, mark = self._mapping(event, start, depth)
            else:
                value, mark = self._sequence(event, start, depth)
        if anchor:
            self.anchors[anchor] = (value, mark, self.nodes - before)
        return value, mark

    def _scalar(self, event: Any, start: int) -> tuple[Any, MarkNode]:
        end = event.end_mark.index
        style, text, tag = event.style, event.value, event.tag
        self.scalars.append((start, end))
        if style:
            if style in "|>":
                end = start + len(self.text[start:end].rstrip())
            else:
                self.quoted = (start, end)
            if style == '"':
                text, refused = refuse_escapes(self.places, start, end, text)
                self.found.extend(refused)
        elif self.text[end : end + 1] in (" ", "\t"):
            self._cut(text, end)
        mark = (-1, -1, start, end, None)
        if tag:
            if tag in _TEXT_TAGS:
                return text, mark
            self._tag(event, tag)
        if style:
            return text, mark
        try:
            return resolve_scalar(text), mark
        except UnusableNumberError as error:
            mend = "Put it in quotes if it is a text."
            self._report(NUMBER_RANGE, str(error), start, end, mend)
            return text, mark

    def _cut(self, text: str, end: int) -> None:
        match = _CUT.match(self.text, end)
        if match and not match.group(1).startswith("#procdocs:"):
            kept = f"only `{_brief(text)}` is read" if text else "nothing is read"
            self._report(
                CUT_BY_HASH,
                f"`#` starts a comment here, so {kept}",
                match.start(1),
                match.start(1) + 1,
                "Put the whole text in quotes; write `# ` where a comment is meant.",
            )

    def _tag(self, event: Any, tag: str) -> None:
        start = event.start_mark.index
        match = _TAG.search(self.text, start, max(start + 1, event.end_mark.index))
        place = match.span() if match else (start, start + 1)
        self._report(
            TAG,
            f"the tag `{_brief(self.text[place[0] : place[1]])}` has no meaning here",
            place[0],
            place[1],
            "Take it away; put a text that starts with `!` in quotes.",
        )

    def _alias(self, event: Any) -> tuple[Any, MarkNode]:
        start, end = event.start_mark.index, event.end_mark.index
        known = self.anchors.get(event.anchor)
        if known is None:
            self._count(1, start)
            inside = event.anchor in self.anchors
            self._report(
                ALIAS,
                f"`*{_brief(event.anchor)}` stands inside what it names"
                if inside
                else f"`*{_brief(event.anchor)}` names nothing above it",
                start,
                end,
                "Write the value itself."
                if inside
                else "Put a text that starts with `*` in quotes.",
            )
            return None, (-1, -1, start, end, None)
        value, mark, size = known
        self._count(size, start)
        return value, (-1, -1, start, end, mark[4])

    def _sequence(self, event: Any, start: int, depth: int) -> tuple[list[Any], MarkNode]:
        values: list[Any] = []
        marks: list[MarkNode] = []
        next_event = self.next_event
        while type(entry := next_event()).__name__ != "SequenceEndEvent":
            value, mark = self._node(entry, depth + 1)
            values.append(value)
            marks.append(mark)
        end = entry.end_mark.index if event.flow_style else marks[-1][3]
        return values, (-1, -1, start, max(start + 1, end), marks)

    def _mapping(self, event: Any, start: int, depth: int) -> tuple[dict[str, Any], MarkNode]:
        values: dict[str, Any] = {}
        marks: dict[str, MarkNode] = {}
        next_event = self.next_event
        end = start
        while type(entry := next_event()).__name__ != "MappingEndEvent":
            key, (_, _, key_start, key_end, _) = self._key(entry, depth)
            event_of_value = next_event()
            if event_of_value.start_mark.index == event_of_value.end_mark.index and (
                type(event_of_value).__name__ == "ScalarEvent"
            ):
                value, mark = self._nothing(key_end)
            else:
                value, mark = self._node(event_of_value, depth + 1)
            end = max(mark[3], key_end)
            if key is None:
                continue
            if key in values:
                self._duplicate(key, key_start, key_end, marks[key])
                continue
            values[key] = value
            marks[key] = (key_start, key_end, mark[2], mark[3], mark[4])
        if event.flow_style:
            end = entry.end_mark.index
        return values, (-1, -1, start, end, marks)

    def _nothing(self, key_end: int) -> tuple[None, MarkNode]:
        """Read a missing value; its place is behind the colon, as the parsers differ there."""
        self._count(1, key_end)
        match = _COLON.match(self.text, key_end)
        at = match.end() if match else key_end
        self._cut("", at)
        return None, (-1, -1, at, at, None)

    def _key(self, event: Any, depth: int) -> tuple[str | None, MarkNode]:
        value, mark = self._node(event, depth + 1)
        start, end = mark[2], mark[3]
        if isinstance(value, (dict, list)):
            self._report(
                BAD_KEY,
                "a list or mapping stands where a key is expected",
                start,
                end,
                "Put the key in quotes if it is a text with brackets.",
            )
            return None, mark
        plain = type(event).__name__ == "ScalarEvent" and not event.style
        key = event.value if plain else source_text(value)
        if not key:
            if start == end:
                # The parsers differ in how far they look for a key that is not there.
                start = end = len(self.text[:start].rstrip(" \t\n,"))
            self._report(BAD_KEY, "the key is empty", start, end, "Write a key before the `:`.")
            return None, mark
        if plain and key == "<<":
            self._report(
                MERGE_KEY,
                "merge keys are not supported",
                start,
                end,
                "Write the keys out, or use an alias as the value of a key.",
            )
            return None, mark
        return key, mark

    def _duplicate(self, key: str, start: int, end: int, first: MarkNode) -> None:
        self.found.append(
            finding(
                DUPLICATE_KEY,
                f"the key `{_brief(key)}` is written twice",
                self.places.span(start, end),
                help="Delete one of the two, or put both values into one.",
                related=(
                    Related(
                        span=self.places.span(first[0], first[1]), message="first written here"
                    ),
                ),
            )
        )
