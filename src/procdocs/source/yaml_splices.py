"""From a plan to the places of a YAML text that must change for it, and to nothing else.

A place is an offset into the text as it was; all are found before any is changed, so that they
never move. Each kind of collection has its own module: `yaml_splices_block`, where lines count, and
`yaml_splices_flow`, where commas do.
"""

import re
from dataclasses import dataclass
from typing import Any

from procdocs.source.yaml_document import YamlTree
from procdocs.source.yaml_emit import (
    LINE,
    emit_block,
    emit_flow,
    emit_literal,
    emit_scalar,
)
from procdocs.source.yaml_marks import MarkNode

_PROPERTIES = re.compile(r"(?:[&!]\S*(?:[ \t]+|[ \t]*(?:#[^\n]*)?\n[ \t]*)+)+\Z")
_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\n]*)?")


@dataclass(frozen=True, slots=True)
class Splice:
    """A part of a text and what stands there instead."""

    start: int
    """Offset of the first character that goes."""
    end: int
    """Offset behind the last that goes; the same where something is only put in."""
    text: str
    """What is put there, with line feeds only."""


class Text:
    """A YAML text, and where its lines and nodes end."""

    def __init__(self, tree: YamlTree) -> None:
        self.text = tree.text

    def line_start(self, offset: int) -> int:
        """Find the first character of a line."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Find the line feed that ends a line, or the end of the text."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def column(self, offset: int) -> int:
        """Count the characters before an offset on its line."""
        return offset - self.line_start(offset)

    def starts_line(self, offset: int) -> bool:
        """Tell whether nothing but blanks stands before an offset on its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def is_alias(self, node: MarkNode) -> bool:
        """Tell whether a node is written as `*name`."""
        return self.text.startswith("*", node[2])

    def in_brackets(self, node: MarkNode) -> bool:
        """Tell whether a collection is written in brackets."""
        return self.text[node[2] : node[2] + 1] in ("{", "[")

    def is_literal(self, node: MarkNode) -> bool:
        """Tell whether a text is written as a block under `|` or `>`."""
        return node[4] is None and self.text[node[2] : node[2] + 1] in ("|", ">")

    def properties(self, node: MarkNode, after: int) -> str:
        """Give the anchor and tag before a value, from an offset on, with the blanks behind."""
        found = _PROPERTIES.search(self.text, max(after, node[2] - 400), node[2])
        return found[0] if found else ""

    def block_end(self, node: MarkNode) -> int:
        """Find where lines can be put behind a node in a block: a line's end.

        Blank lines that `|+` keeps are part of its text.
        """
        last = last_leaf(node)
        end = self.line_end(max(node[3], last[3]))
        if self.is_literal(last):
            header = _HEADER.match(self.text, last[2])
            if header and "+" in header[0].partition("#")[0]:
                while self.text[end : end + 1] == "\n":
                    following = self.line_end(end + 1)
                    if self.text[end + 1 : following].strip() or end + 1 >= len(self.text):
                        break
                    end = following
        return end

    def unended(self, node: MarkNode, end: int) -> list[Splice]:
        """Mark a block of text that ends with the file, without a line end, as having none."""
        last = last_leaf(node)
        if end < len(self.text) or not self.is_literal(last):
            return []
        header = _HEADER.match(self.text, last[2])
        signs = header[0].partition("#")[0].rstrip() if header else ""
        if not header or "-" in signs or self.text.endswith("\n"):
            return []
        return [Splice(last[2], last[2] + len(signs), signs.replace("+", "") + "-")]


def last_leaf(node: MarkNode) -> MarkNode:
    """Go down to the last node that has none below."""
    while node[4]:
        below = list(node[4].values()) if isinstance(node[4], dict) else node[4]
        node = below[-1]
    return node


def replaced(text: Text, node: MarkNode, value: Any, *, brackets: bool, after: int) -> list[Splice]:
    """Put another value where one stands.

    Args:
        text: The text.
        node: The node that is replaced.
        value: The new value.
        brackets: Whether it stands within `{}` or `[]`.
        after: Offset behind what stands before it: its key, or the start of its collection.
    """
    start, end = node[2], node[3]
    properties = text.properties(node, after)
    block = isinstance(value, (dict, list)) and value and not brackets
    block = block and not _fits(text, node, value)
    if "!" in properties or (block and node[0] < 0):
        # A tag would change the new value; an anchor before a compact mapping would name its key.
        start -= len(properties)
    old = text.text[node[2] : end]
    if brackets:
        made = emit_flow(value, quote=_quote(old) if isinstance(value, str) else "")
        return [Splice(start, end, _parted(text, start, end, made, node))]
    collection = isinstance(value, (dict, list))
    if block:
        return _replaced_by_block(text, node, start, value)
    if text.is_literal(node):
        return [Splice(start, text.line_end(end), _literal(text, node, value))]
    lines = None if collection else emit_literal(value, _indent_below(text, node))
    if lines is not None and "\n" not in old and not _quote(old):
        behind = text.line_end(end)
        first = _parted(text, start, end, lines[0], node)
        return [
            Splice(start, end, first),
            Splice(behind, behind, "".join(f"\n{line}" for line in lines[1:])),
        ]
    made = emit_flow(value) if collection else emit_scalar(value, quote=_quote(old))
    if node[4] and not text.in_brackets(node):
        return _block_replaced(text, node, start, made)
    return [Splice(start, end, _parted(text, start, end, made, node))]


def _quote(old: str) -> str:
    return old[0] if old[:1] in ("'", '"') else ""


def _parted(text: Text, start: int, end: int, made: str, node: MarkNode) -> str:
    """Put a blank (and a colon, which brackets allow to leave out) before a value for none."""
    if start < end:
        return made
    if node[0] >= 0 and text.text[start - 1 : start] != ":":
        made = f": {made}"
    elif text.text[start - 1 : start] not in (" ", "\t", ""):
        made = f" {made}"
    following = text.text[start : start + 1]
    return made if following in ("", "\n", " ", ",", "]", "}", "\t") else f"{made} "


def _fits(text: Text, node: MarkNode, value: Any) -> bool:
    """Tell whether a collection is written in brackets: as before, else where it is small."""
    if node[4] is not None and not text.in_brackets(node) and not text.is_alias(node):
        return False
    return fits_in_brackets(value, text.column(node[2]))


def fits_in_brackets(value: Any, column: int) -> bool:
    """Tell whether a collection may be written in brackets from a column on."""
    made = emit_flow(value)
    return len(made) + column <= LINE and "\\n" not in made


def _indent_below(text: Text, node: MarkNode) -> int:
    """Tell how far lines below a node's key or dash are indented."""
    return text.column(node[0]) + 2 if node[0] >= 0 else text.column(node[2])


def _literal(text: Text, node: MarkNode, value: Any) -> str:
    """Write a text again as a block where it was one, its comment and indentation kept."""
    old = text.text[node[2] : node[3]]
    header = _HEADER.match(old)
    comment = (header[1] or "") if header else ""
    body = next((line for line in old.split("\n")[1:] if line.strip()), "")
    indent = len(body) - len(body.lstrip(" ")) if body else _indent_below(text, node)
    lines = emit_literal(value, indent, always=True)
    if lines is None:
        inline = emit_flow(value) if isinstance(value, (dict, list)) else emit_scalar(value)
        return inline + comment
    return "\n".join([lines[0] + comment, *lines[1:]])


def _block_replaced(text: Text, node: MarkNode, start: int, made: str) -> list[Splice]:
    """Write one line where lines stood."""
    end = text.block_end(node)
    if node[0] < 0 or not text.starts_line(node[2]):
        last = node[3] if end == text.line_end(start) else end
        return [Splice(start, last, made)]
    colon = text.text.index(":", node[1]) + 1
    behind = text.line_end(colon)
    # A comment behind the key stays; an anchor there goes with what it named.
    gap = text.text[colon:behind].partition(" #")[0].rstrip()
    return [Splice(colon, colon + len(gap), f" {made}"), Splice(behind, end, "")]


def _replaced_by_block(text: Text, node: MarkNode, start: int, value: Any) -> list[Splice]:
    """Write lines where something else stood."""
    was_block = bool(node[4]) and not text.in_brackets(node)
    own_line = was_block and text.starts_line(node[2])
    if own_line:
        # A list may stand as far left as its key, a mapping may not.
        least = text.column(node[0]) + 2 if node[0] >= 0 else 0
        column = text.column(node[2]) if text.column(node[2]) > least - 2 else least
        lines = emit_block(value, column)
        line = text.line_start(node[2]) if start == node[2] else start
        return [Splice(line, text.block_end(node), "\n".join(lines))]
    if node[0] < 0:
        # Behind a dash the first line goes on, and the comment there stays on it.
        indent = text.column(start) + (1 if text.text[start - 1 : start] == "-" else 0)
        first, *others = emit_block(value, indent)
        end = text.block_end(node) if was_block else node[3]
        behind = text.line_end(end)
        return [
            Splice(start, end, _parted(text, start, end, first.lstrip(" "), node)),
            Splice(behind, behind, "".join(f"\n{line}" for line in others)),
        ]
    lines = emit_block(value, text.column(node[0]) + 2)
    colon = text.text.index(":", node[1]) + 1
    end = text.line_end(node[3])
    return [Splice(colon, node[3], ""), Splice(end, end, "".join(f"\n{line}" for line in lines))]
