"""Text as a terminal shows it: its width, and nothing in it that could drive the terminal."""

import unicodedata

TAB_WIDTH = 4
"""Columns for which a tab stands in a shown line."""

_JOINERS = ("\u200c", "\u200d")


def shown(character: str) -> str:
    """Give what is printed for a character.

    Control characters, unpaired surrogates, line separators and the marks that turn the direction
    of text come out visibly as `<U+202E>`; tabs as spaces.
    """
    if character == "\t":
        return " " * TAB_WIDTH
    if character.isascii():
        return character if character.isprintable() else f"<U+{ord(character):04X}>"
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and character not in _JOINERS):
        return f"<U+{ord(character):04X}>"
    return character


def clean(text: str) -> str:
    """Make a text fit for one line of a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown(character) for character in text)


def width(text: str) -> int:
    """Count the terminal columns of a text that `clean` or `shown` gave."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character in _JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
