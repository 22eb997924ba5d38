"""How wide a text is, without a font and without a browser.

The widths come from a table made once: for each character the larger advance of Roboto and of
the Arial-compatible fonts, so that the text fits in either. East Asian wide characters take one
em, combining marks nothing. A margin of six per cent covers kerning and hinting.
"""

import json
import unicodedata
from functools import lru_cache
from importlib.resources import files

SAFETY = 1.06
"""Factor on every measured width, for fonts a little wider than those measured."""

_NEVER_FIRST = frozenset("，。、；：？！）】》」』”’…—·,.;:?!)]}%°")
"""Characters that may not begin a line."""
_NEVER_LAST = frozenset("（【《「『“‘([{")
"""Characters that may not end a line."""
_UNKNOWN_EM = 0.72
"""Width of a narrow character that the table does not hold; wider than most."""
_SOFT = " -/·–—_"
"""Characters after which a long Latin word may be broken first."""


@lru_cache(maxsize=2)
def _advances(bold: bool) -> dict[str, float]:
    """Read the table: character to width in em."""
    text = files("procdocs.diagrams").joinpath("advance_widths.json").read_text(encoding="utf-8")
    table: dict[str, float] = {}
    for run in json.loads(text)["bold" if bold else "regular"]:
        for offset, width in enumerate(run["widths"]):
            table[chr(run["first"] + offset)] = width / 1000
    return table


def is_wide(character: str) -> bool:
    """Tell whether a character takes one em, as Chinese, Japanese and Korean ones do."""
    return unicodedata.east_asian_width(character) in "WF"


@lru_cache(maxsize=8192)
def _character_em(character: str, bold: bool) -> float:
    known = _advances(bold).get(character)
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Cf"):
        return 0.0
    if is_wide(character):
        return 1.0
    return _UNKNOWN_EM if known is None else known


@lru_cache(maxsize=16384)
def text_width(text: str, size_px: float, bold: bool = False) -> float:
    """Return the width of a line of text in px, a little on the safe side.

    Args:
        text: One line.
        size_px: Font size.
        bold: Whether it is set in the bold weight.
    """
    return sum(_character_em(each, bold) for each in text) * size_px * SAFETY


def plain_text(text: str) -> str:
    """Drop what XML or the eye cannot have, and make every run of white space one blank.

    Dropped are control characters, lone surrogates, non-characters and the marks that turn the
    direction of writing.
    """
    kept = "".join(" " if each.isspace() and each != "\u00a0" else each for each in text)
    kept = "".join(each for each in kept if _is_drawable(each))
    return " ".join(part for part in kept.split(" ") if part)


def _is_drawable(character: str) -> bool:
    code = ord(character)
    if unicodedata.category(character) in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE:
        return False
    return not (0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069)


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end; a piece keeps its blank."""
    pieces: list[str] = []
    word = ""
    characters = list(text)
    for index, each in enumerate(characters):
        following = characters[index + 1] if index + 1 < len(characters) else ""
        if each == " ":
            if word[-1:].isdigit() and following.isdigit():
                word += "\u00a0"
            else:
                pieces.append(word + " ")
                word = ""
        elif is_wide(each):
            if each in _NEVER_FIRST and (word or pieces):
                if word:
                    word += each
                else:
                    pieces[-1] += each
                continue
            if word and word[-1] not in _NEVER_LAST:
                pieces.append(word)
                word = ""
            word += each
            if each not in _NEVER_LAST:
                pieces.append(word)
                word = ""
        else:
            if each in _NEVER_FIRST and not word and pieces and not pieces[-1].endswith(" "):
                pieces[-1] += each
            else:
                word += each
    if word:
        pieces.append(word)
    return pieces


def _inside_word(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return before.isalpha() and after.isalpha() and not is_wide(before) and not is_wide(after)


def _broken(piece: str, width_px: float, size_px: float, bold: bool) -> list[str]:
    """Cut a word wider than the line, after a hyphen or slash if there is one."""
    parts: list[str] = []
    rest = piece
    while text_width(rest.rstrip(), size_px, bold) > width_px and len(rest) > 1:
        end = 1
        while end < len(rest) and text_width(rest[: end + 1], size_px, bold) <= width_px:
            end += 1
        soft = max((at + 1 for at in range(end // 2, end) if rest[at] in _SOFT), default=end)
        if soft == end and _inside_word(rest, end):
            while end > 1 and text_width(rest[:end] + "-", size_px, bold) > width_px:
                end -= 1
            # A hyphen with fewer than two letters on either side says nothing.
            end = min(end, len(rest) - 2) if len(rest) > 4 else end
            parts.append(rest[:end] + ("-" if end > 1 else ""))
            rest = rest[end:]
            continue
        parts.append(rest[:soft])
        rest = rest[soft:]
    if rest:
        parts.append(rest)
    return parts


def _filled(pieces: list[str], width_px: float, size_px: float, bold: bool) -> list[str]:
    """Fill lines greedily."""
    lines = [""]
    for piece in pieces:
        joined = lines[-1] + piece
        if lines[-1] and text_width(joined.rstrip(), size_px, bold) > width_px:
            lines.append(piece)
        else:
            lines[-1] = joined
    return [line.strip() for line in lines]


def longest_word(text: str, size_px: float, bold: bool = False) -> float:
    """Return the width in px of the widest part of a text that no line need break."""
    pieces = _pieces(plain_text(text))
    return max((text_width(piece.strip(), size_px, bold) for piece in pieces), default=0.0)


@lru_cache(maxsize=16384)
def wrap_text(
    text: str,
    width_px: float,
    size_px: float,
    lines: int | None = None,
    bold: bool = False,
) -> tuple[str, ...]:
    """Break a text into lines of even length, none wider than `width_px`.

    Lines end at blanks and between Chinese or Japanese characters, never before closing
    punctuation; a number keeps its thousands together; a word wider than the line is cut. Of all
    widths that give the fewest lines, the smallest is taken, so that the lines are balanced.

    Args:
        text: Any text; control characters are dropped.
        width_px: Room for a line.
        size_px: Font size.
        lines: Most lines; a longer text ends with an ellipsis. None for as many as needed.
        bold: Whether it is set in the bold weight.

    Returns:
        The lines; one empty line for an empty text.
    """
    clean = plain_text(text)
    pieces: list[str] = []
    for piece in _pieces(clean):
        pieces.extend(_broken(piece, width_px, size_px, bold))
    best = _filled(pieces, width_px, size_px, bold)
    low, high = width_px / 3, width_px
    while len(best) > 1 and high - low > 2:
        middle = (low + high) / 2
        tried = _filled(pieces, middle, size_px, bold)
        widest = max(text_width(line, size_px, bold) for line in tried)
        if len(tried) > len(best) or widest > width_px:
            low = middle
        else:
            best, high = tried, middle
    if lines is not None and len(best) > lines:
        greedy = _filled(pieces, width_px, size_px, bold)[:lines]
        last = greedy[-1]
        while last and text_width(last + "…", size_px, bold) > width_px:
            last = last[:-1]
        best = [*greedy[:-1], last.rstrip() + "…"]
    return tuple(best)
