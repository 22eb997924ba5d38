"""Ids that a writer would have chosen: made of names, unique, stable."""

import re
import unicodedata
from collections.abc import Container

from procdocs.source.scalars import ID

_LONGEST = 48
_SPELT_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "ae",
        "Ö": "oe",
        "Ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "ł": "l",
        "đ": "d",
        "&": " and ",
        "'": "",
        "’": "",
        "€": " eur ",
    }
)


def make_id(name: str) -> str:
    """Make an id of a name; empty where the name holds no Latin letter.

    At most 48 characters, cut between words.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).translate(_SPELT_OUT))
    made = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode().lower()).strip("-")
    if not re.search("[a-z]", made):
        return ""
    if len(made) > _LONGEST:
        cut = made[: _LONGEST + 1]
        made = (cut[: cut.rfind("-")] if "-" in cut[8:] else cut[:_LONGEST]).strip("-")
    return made


def unique(wanted: str, taken: Container[str]) -> str:
    """Give the id itself, or with the first number behind it that is free."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def is_id(text: str) -> bool:
    """Tell whether a text could be an id."""
    return ID.fullmatch(text) is not None


def one_line(text: str) -> str:
    """Put a text on one line: blanks and line ends to single spaces, no control characters."""
    plain = "".join(" " if char in "\r\n\t\u2028\u2029\x85" else char for char in text)
    kept = "".join(char for char in plain if _printable(char))
    return " ".join(kept.split())


def clean_block(text: str) -> str:
    """Keep the lines of a text, without control characters and blanks at the ends of lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    kept = "".join(char for char in text if char == "\n" or _printable(char))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cs", "Cn") and char != "\ufeff"
