"""Plain values as YAML text, in the style of what stands around them.

`write_yaml` writes whole files; this writes the one value that is put into a text of somebody
else, so it is told whether it stands in brackets, how far it is indented and which quotes its
predecessor had.
"""

import re
from typing import Any

from procdocs.source.yaml_scalars import is_special, resolve_scalar, source_text

LINE = 96
"""A collection that fits on a line of so many characters may be written in brackets."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE = re.compile(r":(?=\s|$)|\s#|[\n\r\t]|^\s|\s$|^(?:---|\.\.\.)(?=\s|$)|^=$|^<<$")
_UNSAFE_IN_BRACKETS = re.compile(r"[,\[\]{}]|:(?=[,\[\]{}])|\?")
_UNPRINTABLE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def emit_scalar(value: Any, *, brackets: bool = False, quote: str = "") -> str:
    """Write a scalar on one line.

    Args:
        value: A str, int, float, bool or None.
        brackets: Whether it stands within `{}` or `[]`.
        quote: The quotes that a text shall have where it can: `'`, `"`, or none.
    """
    if not isinstance(value, str):
        return "null" if value is None else source_text(value)
    if not quote and value and not is_special(value) and _is_plain(value, brackets):
        return value
    if quote == "'" and not _UNPRINTABLE.search(value) and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    return _in_double_quotes(value)


def emit_key(key: str, *, brackets: bool = False) -> str:
    """Write a key, which is a text whatever it looks like; quoted where YAML must have it so."""
    plain = bool(key) and _is_plain(key, brackets)
    # A number, or `n`, is read as text here and does no harm in other programs.
    harmless = key == "n" or isinstance(_plain_meaning(key), (int, float))
    if plain and (harmless or not is_special(key)):
        return key
    return _in_double_quotes(key)


def emit_flow(value: Any, *, quote: str = "") -> str:
    """Write a value on one line, collections in brackets."""
    if isinstance(value, dict):
        inner = ", ".join(
            f"{emit_key(key, brackets=True)}: {emit_flow(below)}" for key, below in value.items()
        )
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(emit_flow(below) for below in value)}]"
    return emit_scalar(value, brackets=True, quote=quote)


def emit_block(value: Any, indent: int) -> list[str]:
    """Write a collection that is not empty as lines of a block.

    Args:
        value: A dict or list with something in it.
        indent: Blanks before each line.

    Returns:
        The lines, without line ends. Lists stand deeper than their keys.
    """
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for key, below in value.items():
            head = f"{pad}{emit_key(key)}:"
            lines += emit_behind(head, below, indent + 2)
        return lines
    for below in value:
        if isinstance(below, (dict, list)) and below:
            inner = emit_block(below, indent + 2)
            lines += [f"{pad}- {inner[0].lstrip(' ')}", *inner[1:]]
        else:
            lines += emit_behind(f"{pad}-", below, indent + 2)
    return lines


def emit_behind(head: str, value: Any, indent: int) -> list[str]:
    """Write a value behind `key:` or `-`.

    Args:
        head: What stands on the line, the key's colon or the dash last.
        value: The value.
        indent: Blanks before the lines that follow, where the value has more than one.
    """
    if isinstance(value, (dict, list)):
        if not value:
            return [f"{head} {emit_flow(value)}"]
        return [head, *emit_block(value, indent)]
    text = emit_literal(value, indent)
    if text is not None:
        return [f"{head} {text[0]}", *text[1:]]
    return [f"{head} {emit_scalar(value)}"]


def emit_literal(value: Any, indent: int, *, always: bool = False) -> list[str] | None:
    """Write a text of several lines as a block (`|`).

    Args:
        value: The text.
        indent: Blanks before each of its lines.
        always: Whether a text of one line may be a block too.

    Returns:
        The head of the block and its lines; None where the value is no such text or cannot be one.
    """
    if not isinstance(value, str) or not value.strip():
        return None
    if "\n" not in value.rstrip("\n") and not always:
        return None
    if value.endswith("\n\n") or value[0] in " \n\t" or _UNPRINTABLE.search(value):
        return None
    pad = " " * indent
    body = [pad + line if line else "" for line in value.removesuffix("\n").split("\n")]
    return ["|" if value.endswith("\n") else "|-", *body]


def _is_plain(text: str, brackets: bool) -> bool:
    if _UNSAFE.search(text) or _UNPRINTABLE.search(text):
        return False
    if brackets and _UNSAFE_IN_BRACKETS.search(text):
        return False
    if text[0] in "-?:":
        # These start a plain text where no blank follows; not so in brackets everywhere.
        return len(text) > 1 and text[1] not in " \t,[]{}" and not brackets
    return text[0] not in _INDICATORS


def _plain_meaning(text: str) -> Any:
    try:
        return resolve_scalar(text)
    except ValueError:
        return text


def _in_double_quotes(text: str) -> str:
    made = "".join(_ESCAPES.get(char, char) for char in text)
    return '"' + _UNPRINTABLE.sub(_escape, made) + '"'


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
