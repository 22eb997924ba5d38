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
        name = _NAMES.get(bad.group(), "a control character")
        found.append(
            finding(
                CONTROL_CHARACTER,
                f"{name} (U+{ord(bad.group()):04X}) stands in the text",
                places.span(*bad.span()),
                help="Delete it; most editors show it as a box or not at all.",
            )
        )
        if len(found) == _MOST_REPORTED:
            break
    return tuple(found)
