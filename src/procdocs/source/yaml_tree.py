"""YAML text to plain values with a place for each: the only module that knows the YAML library.

Both parsers of PyYAML are used for their events only; what the events mean is decided here, by
YAML 1.2, so that a tree is the same with libyaml and without. Where libyaml refuses a text the
parser in Python has the last word, so that complaints are the same too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from procdocs.diagnostics.suppress import Suppression
from procdocs.diagnostics.types import Diagnostic, Related, Rule, Span, finding
from procdocs.source.suppressions import yaml_suppressions
from procdocs.source.yaml_marks import Children, MarkNode, Marks, MarkTree, Path, Places
from procdocs.source.yaml_messages import Complaint, explain_syntax
from procdocs.source.yaml_rules import (
    ALIAS,
    BAD_KEY,
    CUT_BY_HASH,
    DUPLICATE_KEY,
    EMPTY_FILE,
    MERGE_KEY,
    NOT_A_MAPPING,
    NUMBER_RANGE,
    SEVERAL_DOCUMENTS,
    TAG,
    TOO_LARGE,
)
from procdocs.source.yaml_scalars import UnusableNumberError, resolve_scalar, source_text
from procdocs.source.yaml_text import normalise, refuse_text

__all__ = ["Marks", "Path", "YamlTree", "libyaml_present", "read_yaml", "write_yaml"]

_CParser: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)

MAX_DEPTH = 64
"""Deeper nesting is refused; nothing that is authored comes near."""
MAX_NODES = 100_000
"""Most nodes of one file, each alias counted as what it stands for."""

_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+|#[^\n]*\n)*)+")
_TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_CUT = re.compile(r"[ \t]+(#+[^\s#][^\n]*)")
_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlTree:
    """A YAML file as plain values, with the place of each."""

    file: str
    """Path relative to the portal's folder."""
    value: Any
    """Dicts with text keys, lists, str, int, float, bool and None; None where nothing was read."""
    marks: MarkTree
    """The places of every node, by path; made when asked."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the file as YAML, in the order of the file."""
    suppressions: tuple[Suppression, ...]
    """The comments that allow findings."""
    places: Places
    """The text that was read."""

    @property
    def text(self) -> str:
        """The text that was read, with line feeds only."""
        return self.places.text

    def span(self, path: Path, key: bool = False) -> Span:
        """Tell where a node was written.

        Args:
            path: Keys and positions from the top.
            key: Whether the node's key is meant rather than its value.

        Returns:
            The place of the value, or of the key. Where the path leads nowhere, that of the
            nearest node above. Where a key is asked of what has none (an entry of a list, the
            top), the first line of its value.
        """
        node, left = self.marks.nearest(path)
        if node is None:
            return self.places.span(0, 0)
        if not key:
            return self.places.span(node[2], node[3])
        if node[0] >= 0:
            return self.places.span(node[0], node[1])
        return self.places.span(node[2], min(node[3], self.places.line_end(node[2])))

    def source(self, path: Path) -> str | None:
        """Give the text of a node as written, with its quotes; None where there is no node."""
        node, left = self.marks.nearest(path)
        return None if node is None or left else self.text[node[2] : node[3]]

    def mapping(
        self, *, may_be_empty: bool = False
    ) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
        """Give the top level as a mapping.

        Args:
            may_be_empty: Whether a file with nothing but comments is fine.

        Returns:
            The mapping (empty where there is none) and the findings about its absence, none
            where the file could not be parsed, since that is reported already.
        """
        if isinstance(self.value, dict):
            return self.value, ()
        if self.value is None and (may_be_empty or self.diagnostics):
            return {}, ()
        if self.value is None:
            return {}, (
                finding(
                    EMPTY_FILE,
                    "the file is empty",
                    self.span(()),
                    help="Write its keys, or delete it.",
                ),
            )
        kind = "a list" if isinstance(self.value, list) else "a single text"
        place = self.span((), key=True)
        return {}, (
            finding(
                NOT_A_MAPPING,
                f"the file holds {kind} where keys are expected",
                place,
                help="Start it with `key: value` at the left margin.",
            ),
        )


def libyaml_present() -> bool:
    """Tell whether the fast parser is there."""
    return _CParser is not None


def read_yaml(
    file: str, text: str, *, first_line: int = 1, use_libyaml: bool | None = None
) -> YamlTree:
    """Read a YAML text.

    Never raises on what a text holds: whatever is wrong becomes a finding, and what could be
    read is kept.

    Args:
        file: The file's name in spans.
        text: The text; line ends of any kind.
        first_line: Number of the text's first line in its file, for front matter.
        use_libyaml: Whether to parse with libyaml; left out, where it is present. The tree is
            the same either way.

    Returns:
        The tree.
    """
    places = Places(file=file, text=normalise(text), first_line=first_line)
    refused = refuse_text(places)
    if refused:
        return _tree(places, None, None, refused, ())
    if use_libyaml is None:
        use_libyaml = libyaml_present()
    if use_libyaml and _CParser is not None:
        builder = _Builder(places)
        try:
            value, root = builder.document(_CParser(places.text).get_event)
        except yaml.YAMLError:
            pass
        else:
            return _tree(places, value, root, builder.found, builder.scalars)
    builder = _Builder(places)
    try:
        value, root = builder.document(_PythonParser(places.text).get_event)
    except yaml.MarkedYAMLError as error:
        complaint = _complaint(error, builder.quoted)
        builder.found.append(explain_syntax(complaint, places))
        value, root = None, None
    return _tree(places, value, root, builder.found, builder.scalars)


def _tree(
    places: Places,
    value: Any,
    root: MarkNode | None,
    found: "list[Diagnostic] | tuple[Diagnostic, ...]",
    scalars: "list[tuple[int, int]] | tuple[()]",
) -> YamlTree:
    return YamlTree(
        file=places.file,
        value=value,
        marks=MarkTree(root, places),
        diagnostics=tuple(found),
        suppressions=yaml_suppressions(
            places.file, places.text, scalars, first_line=places.first_line
        ),
        places=places,
    )


def _complaint(error: yaml.MarkedYAMLError, quoted: tuple[int, int] | None) -> Complaint:
    mark, context = error.problem_mark, error.context_mark
    at = mark.index if mark else context.index if context else 0
    return Complaint(
        problem=error.problem or "",
        at=at,
        context=error.context or "",
        since=context.index if context else None,
        quoted=quoted,
    )


class _Stopped(Exception):
    """The rest of the file is not read."""


class _Builder:
    """Makes values and marks from the events of one document."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.text = places.text
        self.found: list[Diagnostic] = []
        self.scalars: list[tuple[int, int]] = []
        self.quoted: tuple[int, int] | None = None
        self.nodes = 0
        self.anchors: dict[str, tuple[Any, MarkNode, int] | None] = {}

    def document(self, next_event: Callable[[], Any]) -> tuple[Any, MarkNode | None]:
        self.next_event = next_event
        next_event()
        if type(next_event()) is yaml.StreamEndEvent:
            return None, None
        try:
            value, root = self.node(next_event(), 0)
        except _Stopped:
            return None, None
        next_event()
        following = next_event()
        if type(following) is not yaml.StreamEndEvent:
            at = following.start_mark.index
            self.report(
                SEVERAL_DOCUMENTS,
                "a second document starts here; only the first is read",
                at,
                at + 3,
                "Put it into a file of its own, or take the `---` away.",
            )
        return value, root

    def report(self, rule: Rule, message: str, start: int, end: int, mend: str) -> None:
        self.found.append(finding(rule, message, self.places.span(start, end), help=mend))

    def stop(self, message: str, start: int, mend: str) -> None:
        self.report(TOO_LARGE, message, start, start + 1, mend)
        raise _Stopped

    def count(self, size: int, start: int) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            self.stop(
                f"the file has more than {MAX_NODES:,} values, aliases filled in",
                start,
                "Split the file, or use fewer aliases.",
            )

    def node(self, event: Any, depth: int) -> tuple[Any, MarkNode]:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self.alias(event)
        anchor = event.anchor
        start = event.start_mark.index
        before = self.nodes
        self.count(1, start)
        if anchor:
            self.anchors[anchor] = None
        if anchor or event.tag:
            properties = _PROPERTIES.match(self.text, start)
            start = min(properties.end(), event.end_mark.index) if properties else start
        if kind is yaml.ScalarEvent:
            value, mark = self.scalar(event, start)
        else:
            if depth >= MAX_DEPTH:
                self.stop(
                    f"the content is nested more than {MAX_DEPTH} levels deep",
                    start,
                    "Check the brackets and the indentation.",
                )
            if event.tag:
                self.tag(event, event.tag)
            if kind is yaml.MappingStartEvent:
                value, mark = self.mapping(event, start, depth)
            else:
                value, mark = self.sequence(event, start, depth)
        if anchor:
            self.anchors[anchor] = (value, mark, self.nodes - before)
        return value, mark

    def scalar(self, event: Any, start: int) -> tuple[Any, MarkNode]:
        end = event.end_mark.index
        style, text, tag = event.style, event.value, event.tag
        self.scalars.append((start, end))
        if style:
            if style in "|>":
                end = start + len(self.text[start:end].rstrip())
            else:
                self.quoted = (start, end)
        elif self.text[end : end + 1] in (" ", "\t"):
            self.cut(text, end)
        mark = (-1, -1, start, end, None)
        if tag:
            if tag in _TEXT_TAGS:
                return text, mark
            self.tag(event, tag)
        if style:
            return text, mark
        try:
            return resolve_scalar(text), mark
        except UnusableNumberError as error:
            mend = "Put it in quotes if it is a text."
            self.report(NUMBER_RANGE, str(error), start, end, mend)
            return text, mark

    def cut(self, text: str, end: int) -> None:
        match = _CUT.match(self.text, end)
        if match and not match.group(1).startswith("#procdocs:"):
            kept = f"only `{text}` is read" if text else "nothing is read"
            self.report(
                CUT_BY_HASH,
                f"`#` starts a comment here, so {kept}",
                match.start(1),
                match.start(1) + 1,
                "Put the whole text in quotes; write `# ` where a comment is meant.",
            )

    def tag(self, event: Any, tag: str) -> None:
        start = event.start_mark.index
        match = _TAG.search(self.text, start, max(start + 1, event.end_mark.index))
        place = match.span() if match else (start, start + 1)
        self.report(
            TAG,
            f"the tag `{self.text[place[0] : place[1]]}` has no meaning here",
            *place,
            "Take it away; put a text that starts with `!` in quotes.",
        )

    def alias(self, event: Any) -> tuple[Any, MarkNode]:
        start, end = event.start_mark.index, event.end_mark.index
        known = self.anchors.get(event.anchor)
        if known is None:
            self.count(1, start)
            inside = event.anchor in self.anchors
            self.report(
                ALIAS,
                f"`*{event.anchor}` stands inside what it names"
                if inside
                else f"`*{event.anchor}` names nothing above it",
                start,
                end,
                "Write the value itself."
                if inside
                else "Put a text that starts with `*` in quotes.",
            )
            return None, (-1, -1, start, end, None)
        value, mark, size = known
        self.count(size, start)
        return value, (-1, -1, start, end, mark[4])

    def sequence(self, event: Any, start: int, depth: int) -> tuple[list[Any], MarkNode]:
        values: list[Any] = []
        marks: list[MarkNode] = []
        next_event = self.next_event
        while type(entry := next_event()) is not yaml.SequenceEndEvent:
            value, mark = self.node(entry, depth + 1)
            values.append(value)
            marks.append(mark)
        end = entry.end_mark.index if event.flow_style else marks[-1][3]
        return values, (-1, -1, start, max(start + 1, end), marks)

    def mapping(self, event: Any, start: int, depth: int) -> tuple[dict[str, Any], MarkNode]:
        values: dict[str, Any] = {}
        marks: dict[str, MarkNode] = {}
        next_event = self.next_event
        end = start
        while type(entry := next_event()) is not yaml.MappingEndEvent:
            key, (_, _, key_start, key_end, _) = self.key(entry, depth)
            value, mark = self.node(next_event(), depth + 1)
            end = max(mark[3], key_end)
            if key is None:
                continue
            if key in values:
                self.duplicate(key, key_start, key_end, marks[key])
                continue
            values[key] = value
            marks[key] = (key_start, key_end, mark[2], mark[3], mark[4])
        if event.flow_style:
            end = entry.end_mark.index
        return values, (-1, -1, start, end, marks)

    def key(self, event: Any, depth: int) -> tuple[str | None, MarkNode]:
        value, mark = self.node(event, depth + 1)
        start, end = mark[2], mark[3]
        if isinstance(value, (dict, list)):
            self.report(
                BAD_KEY,
                "a list or mapping stands where a key is expected",
                start,
                end,
                "Put the key in quotes if it is a text with brackets.",
            )
            return None, mark
        plain = type(event) is yaml.ScalarEvent and not event.style
        key = event.value if plain else source_text(value)
        if not key:
            self.report(BAD_KEY, "the key is empty", start, end, "Write a key before the `:`.")
            return None, mark
        if plain and key == "<<":
            self.report(
                MERGE_KEY,
                "merge keys are not supported",
                start,
                end,
                "Write the keys out, or use an alias as the value of a key.",
            )
            return None, mark
        return key, mark

    def duplicate(self, key: str, start: int, end: int, first: MarkNode) -> None:
        self.found.append(
            finding(
                DUPLICATE_KEY,
                f"the key `{key}` is written twice",
                self.places.span(start, end),
                help="Delete one of the two, or put both values into one.",
                related=(
                    Related(
                        span=self.places.span(first[0], first[1]), message="first written here"
                    ),
                ),
            )
        )


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser, taught to accept what libyaml accepts."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


def write_yaml(value: Any) -> str:
    """Write values as YAML."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
