"""What a plain scalar means: the core schema of YAML 1.2.2, chapter 10.3.

PyYAML resolves by YAML 1.1, where `Yes` is true, `1:30` is 90 and `2026-03-01` a date. Here only
null, booleans and plain numbers are special; all else is the text that was written.
"""

import math
import re
from typing import Any

MAX_DIGITS = 18
"""Whole numbers of more digits are refused: they are mistyped, or a reference that wants quotes."""

_SPECIAL = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_WORDS_OF_YAML_1_1 = frozenset({"y", "n", "yes", "no", "on", "off"})
_FIRST_OF_SPECIAL = frozenset("~nNtTfF")
_FIRST_OF_NUMBER = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


class YamlInt(int):
    """A whole number that was written in another way than Python would, such as `007`."""

    source: str
    """The number as written."""

    def __new__(cls, value: int, source: str) -> "YamlInt":
        """Keep the source beside the value."""
        made = super().__new__(cls, value)
        made.source = source
        return made

    def __getnewargs__(self) -> tuple[int, str]:  # type: ignore[override]
        """Let copies and pickles keep the source."""
        return (int(self), self.source)


class YamlFloat(float):
    """A decimal number that was written in another way than Python would, such as `2.10`."""

    source: str
    """The number as written."""

    def __new__(cls, value: float, source: str) -> "YamlFloat":
        """Keep the source beside the value."""
        made = super().__new__(cls, value)
        made.source = source
        return made

    def __getnewargs__(self) -> tuple[float, str]:  # type: ignore[override]
        """Let copies and pickles keep the source."""
        return (float(self), self.source)


class UnusableNumberError(ValueError):
    """A scalar that reads as a number but has no finite, exact value."""


def resolve_scalar(text: str) -> Any:
    """Read a plain scalar.

    Args:
        text: The scalar as written, folded to one line.

    Returns:
        None, a bool, an int, a float or the text itself. A number that Python would print in
        another way comes as `YamlInt` or `YamlFloat`, which know their source.

    Raises:
        UnusableNumberError: It is infinite, not a number, or has more than 18 digits.
    """
    first = text[:1]
    if first in _FIRST_OF_NUMBER and first:
        return _number(text)
    if not first or first in _FIRST_OF_SPECIAL:
        return _SPECIAL.get(text, text)
    return text


def is_special(text: str) -> bool:
    """Tell whether a text must be quoted, lest it be read as something else.

    The words that YAML 1.1 takes for booleans are counted in, for the sake of other programs.
    """
    if text.lower() in _WORDS_OF_YAML_1_1:
        return True
    try:
        return resolve_scalar(text) is not text
    except UnusableNumberError:
        return True


def _number(text: str) -> Any:
    if _INTEGER.fullmatch(text):
        if len(text.lstrip("+-0")) > MAX_DIGITS:
            raise UnusableNumberError(f"the number has more than {MAX_DIGITS} digits")
        # The longest run of zeros that int() takes is bounded, so they go first.
        digits = text.lstrip("+-").lstrip("0") or "0"
        whole = -int(digits) if text[0] == "-" else int(digits)
        return whole if str(whole) == text else YamlInt(whole, text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        if math.isinf(value):
            raise UnusableNumberError("the number is too large")
        return value if repr(value) == text else YamlFloat(value, text)
    if _BASED.fullmatch(text):
        if len(text) > MAX_DIGITS:
            raise UnusableNumberError(f"the number has more than {MAX_DIGITS} digits")
        return YamlInt(int(text[2:], 8 if text[1] == "o" else 16), text)
    if _NO_NUMBER.fullmatch(text):
        raise UnusableNumberError(f"`{text}` is no number that can be reckoned with")
    return text


def source_text(value: Any) -> str:
    """Write a scalar back as its author wrote it.

    Where text is expected, `version: 2.10` stays `2.10` by this.

    Args:
        value: A str, int, float, bool or None out of a tree.

    Returns:
        The text; `true` and `false` for booleans and nothing for None.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    source = getattr(value, "source", None)
    return source if isinstance(source, str) else repr(value)
