"""What is looked at in a text before the YAML parser sees it."""

import re

from procdocs.diagnostics.types import Diagnostic, finding
from procdocs.source.yaml_marks import Places
from procdocs.source.yaml_rules import CONTROL_CHARACTER, SYNTAX, TOO_LARGE

MAX_CHARACTERS = 2_000_000
"""A longer text is not parsed."""

# Beside what YAML forbids, the line breaks of Unicode: YAML 1.1 counts them as lines, no editor
# does. A byte-order mark may stand at the start of a file only.
_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n|%YAML[ \t]+1\.[12][ \t]*\n)*+(%[^\n]*)")
_NAMES = {
    "\x00": "a NUL character",
    "\x0b": "a vertical tab",
    "\x0c": "a form feed",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\x85": "a next-line character",
    "\u2028": "a Unicode line separator",
    "\u2029": "a Unicode paragraph separator",
    "\ufeff": "a byte-order mark",
}
_MOST_REPORTED = 20
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[^xuU])", re.DOTALL
)
_NAMED_ESCAPES = {"0": 0x00, "a": 0x07, "b": 0x08, "v": 0x0B, "f": 0x0C, "e": 0x1B}
_NAMED_ESCAPES |= {"N": 0x85, "L": 0x2028, "P": 0x2029}


def normalise(text: str) -> str:
    """Drop a byte-order mark at the start and write every line end as a line feed.

    Lines and columns of what follows do not change.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def refuse_text(places: Places) -> tuple[Diagnostic, ...]:
    """Find what keeps a text from being parsed as YAML at all.

    Args:
        places: The text, normalised.

    Returns:
        Nothing where it may be parsed.
    """
    text = places.text
    if len(text) > MAX_CHARACTERS:
        return (
            finding(
                TOO_LARGE,
                f"the file has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read",
                places.span(0, 0),
                help="Split it into several files.",
            ),
        )
    match = _DIRECTIVE.match(text) if "%" in text else None
    if match:
        return (
            finding(
                SYNTAX,
                "a line that starts with `%` is a YAML directive, and none is supported",
                places.span(*match.span(1)),
                help="Take the line away.",
            ),
        )
    found: list[Diagnostic] = []
    for bad in _FORBIDDEN.finditer(text):
        found.append(
            finding(
                CONTROL_CHARACTER,
                f"{_name(bad.group())} stands in the text",
                places.span(*bad.span()),
                help="Delete it; most editors show it as a box or not at all.",
            )
        )
        if len(found) == _MOST_REPORTED:
            break
    return tuple(found)


def refuse_escapes(
    places: Places, start: int, end: int, text: str
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Find escapes in double quotes that stand for what a text may not hold either.

    No page, picture or table can hold a NUL or half of a surrogate pair.

    Args:
        places: The whole text.
        start: Where the quotes open.
        end: Where they are closed.
        text: What the quotes mean.

    Returns:
        The meaning with each such character replaced by U+FFFD, and the findings.
    """
    # A carriage return can only be written on purpose here, and does no harm.
    if not _FORBIDDEN.search(text.replace("\r", "")):
        return text, ()
    found: list[Diagnostic] = []
    for escape in _ESCAPE.finditer(places.text, start, end):
        digits = escape[1] or escape[2] or escape[3]
        named = _NAMED_ESCAPES.get(escape[0][1], 0x20)
        character = chr(int(digits, 16) if digits else named)
        if character == "\r" or not _FORBIDDEN.match(character):
            continue
        found.append(
            finding(
                CONTROL_CHARACTER,
                f"`{escape[0]}` stands for {_name(character)}",
                places.span(*escape.span()),
                help="Delete it, or write the character itself where a visible one is meant.",
            )
        )
    kept = "\r".join(_FORBIDDEN.sub("\ufffd", part) for part in text.split("\r"))
    return kept, tuple(found[:_MOST_REPORTED])


def _name(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return f"half of a surrogate pair (U+{ord(character):04X})"
    return f"{_NAMES.get(character, 'a control character')} (U+{ord(character):04X})"
