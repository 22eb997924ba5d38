"""YAML text to plain values with a place for each: the only module that knows the YAML library.

Both parsers of PyYAML are used for their events only, so that a tree is the same with libyaml and
without. Where libyaml refuses a text, the parser in Python has the last word, so that complaints
are the same too.
"""

from collections.abc import Sequence
from typing import Any

import yaml

from procdocs.diagnostics.types import Diagnostic
from procdocs.source.suppressions import yaml_suppressions
from procdocs.source.yaml_builder import TreeBuilder
from procdocs.source.yaml_document import YamlTree
from procdocs.source.yaml_marks import MarkNode, Marks, MarkTree, Path, Places
from procdocs.source.yaml_messages import Complaint, explain_syntax
from procdocs.source.yaml_scalars import YamlFloat, YamlInt, is_special, source_text
from procdocs.source.yaml_text import normalise, refuse_text

__all__ = ["Marks", "Path", "YamlTree", "libyaml_present", "read_yaml", "write_yaml"]

_CParser: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)
_BLANKS = "\0 \t\n"


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
        builder = TreeBuilder(places)
        try:
            value, root = builder.document(_CParser(places.text).get_event)
        except yaml.YAMLError:
            pass
        else:
            return _tree(places, value, root, builder.found, builder.scalars)
    builder = TreeBuilder(places)
    parser = _PythonParser(places.text)
    try:
        value, root = builder.document(parser.get_event)
    except ValueError:
        # An escape for a number that no character has; the parser stands behind its `\\U`.
        builder.found.append(explain_syntax(_no_character(parser.get_mark().index), places))
        value, root = None, None
    except yaml.MarkedYAMLError as error:
        complaint = _complaint(error, builder.quoted)
        builder.found.append(explain_syntax(complaint, places))
        value, root = None, None
    return _tree(places, value, root, builder.found, builder.scalars)


def _tree(
    places: Places,
    value: Any,
    root: MarkNode | None,
    found: Sequence[Diagnostic],
    scalars: Sequence[tuple[int, int]],
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


def _no_character(at: int) -> Complaint:
    return Complaint(
        problem="found a hexadecimal number of no character",
        at=at,
        context="while scanning a double-quoted scalar",
        since=at - 2,
    )


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser, taught to accept what libyaml 0.2.5 accepts.

    The methods are those of `yaml.scanner` (PyYAML 6.0) but for this: a tab may part tokens and
    words as a space does, and a `?` may stand inside a plain text in brackets.
    """

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Pass over blanks, comments and line ends."""
        while True:
            blanks = " \t" if self.flow_level or not self.allow_simple_key else " "
            while self.peek() in blanks:
                self.forward()
            if self.peek() == "#":
                while self.peek() not in "\0\n":
                    self.forward()
            if not self._line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> Any:
        """Read a text without quotes."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] | None = []
        while self.peek() != "#":
            length = self._plain_length()
            if length == 0:
                break
            self.allow_simple_key = False
            chunks.extend(spaces or ())
            chunks.append(self.prefix(length))
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.tokens.ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        """Count the characters up to the next blank or sign that ends a plain text."""
        length = 0
        while (character := self.peek(length)) not in _BLANKS:
            if character == ":":
                after = self.peek(length + 1)
                if after in _BLANKS or (self.flow_level and after in ",[]{}"):
                    break
            elif self.flow_level and character in ",[]{}":
                break
            length += 1
        return length

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """Read what parts two words of a plain text; None where the text ends there."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks = self.prefix(length)
        self.forward(length)
        if self.peek() != "\n":
            return [blanks] if blanks else []
        self._line_break()
        self.allow_simple_key = True
        breaks = ""
        while not self._document_ends() and self.peek() in " \t\n":
            if self.peek() == "\n":
                breaks += self._line_break()
            elif self.peek() == "\t" and self.column < indent:
                raise yaml.scanner.ScannerError(
                    "while scanning a plain scalar",
                    start_mark,
                    "found a tab character that violates indentation",
                    self.get_mark(),
                )
            else:
                self.forward()
        return None if self._document_ends() else [breaks or " "]

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """Read the `+` or `-` and the digit that may follow `|` or `>`."""
        chomping: bool | None = None
        increment: int | None = None
        for _ in range(2):
            if self.peek() in "+-" and chomping is None:
                chomping = self.peek() == "+"
            elif self.peek() in "123456789" and increment is None:
                increment = int(self.peek())
            else:
                break
            self.forward()
        return chomping, increment

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """Pass over what follows `|` or `>` on its line."""
        while self.peek() in " \t":
            self.forward()
        if self.peek() == "#":
            while self.peek() not in "\0\n":
                self.forward()
        if self.peek() not in "\0\n":
            raise yaml.scanner.ScannerError(
                "while scanning a block scalar",
                start_mark,
                "expected a comment or a line break",
                self.get_mark(),
            )
        self._line_break()

    def _line_break(self) -> str:
        """Pass over a line end; empty where there is none."""
        broken: str = self.scan_line_break()  # type: ignore[no-untyped-call]
        return broken

    def _document_ends(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _BLANKS


def write_yaml(value: Any) -> str:
    """Write plain values as YAML that `read_yaml` reads back as the same values.

    Args:
        value: Dicts with text keys, lists, str, int, float, bool and None.

    Returns:
        Block style in the order of the value, two spaces a level, long lines unbroken, texts of
        several lines as blocks, quotes where a text would be read as something else. A line feed
        is at the end.
    """
    written: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=1_000_000,
    )
    return written.removesuffix("...\n")


class _Dumper(yaml.SafeDumper):
    """A dumper that knows no implicit types: every scalar is a text in the style given to it."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the library declares it as it is

    def ignore_aliases(self, data: Any) -> bool:
        """Write equal values out each time."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their keys."""
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text.strip("\n") and not text.startswith(("\n", " ")) else None
    if is_special(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _represent_special(dumper: yaml.SafeDumper, value: Any) -> yaml.ScalarNode:
    text = "null" if value is None else source_text(value)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text)


_Dumper.add_representer(str, _represent_text)
for _type in (bool, int, float, type(None), YamlInt, YamlFloat):
    _Dumper.add_representer(_type, _represent_special)
