"""The cells of RACI tables as found in the wild: letters, words, both at once, remarks."""

import re

_WORDS = {
    "R": "responsible responsibility r verantwortlich zuständig 负责 执行 responsable",
    "A": "accountable accountability approver approves a rechenschaftspflichtig 批准 问责",
    "C": "consulted consult consults contributor contributors c konsultiert 咨询 consulté",
    "I": "informed inform informs i informiert 知会 informé",
    "S": "support supports supporting supportive supporter s unterstützend 支持",
    "D": "driver d",
    "V": "verifies verifier verify v",
}
WORDS = {word: letter for letter, words in _WORDS.items() for word in words.split()}
LETTERS = "RACISDVQO"
_NONE = {"", "-", "–", "—", "n/a", "na", "none", "keine", "/", ".", "无"}
_REMARK = re.compile(r"[(（\[]([^)）\]]*)[)）\]]")
_MARKUP = re.compile(r"\*\*|__|`|<[^<>]{0,80}>|~~")
_PARTS = re.compile(r"[\s/,;+&|、，·•]+|\band\b|\bund\b")
_SINGLE = re.compile(r"[A-Za-z]\*{0,2}")


def plain(text: str) -> str:
    """Take the marks of Markdown and HTML from a cell."""
    text = re.sub(r"(?i)<br\s*/?>", ", ", text)
    text = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
    return " ".join(_MARKUP.sub("", text).replace("\\|", "|").split())


def read_letters(text: str) -> tuple[tuple[str, ...], str]:
    """Read a cell.

    Args:
        text: `R`, `A/R`, `R, A`, `**A** (validation)`, `Accountable`, `R*`, `-`, …

    Returns:
        The letters without repetition, and what else is said.
    """
    words = plain(text)
    remarks = [found.strip() for found in _REMARK.findall(words)]
    rest = _REMARK.sub(" ", words).strip()
    if rest.casefold() in _NONE:
        return (), "; ".join(remarks)
    letters: dict[str, None] = {}
    for part in _PARTS.split(rest):
        bare = part.strip("*.:?!'\"")
        if bare.casefold() in _NONE:
            continue
        if bare.casefold() in WORDS:
            letters[WORDS[bare.casefold()]] = None
        elif _SINGLE.fullmatch(bare) and bare.upper() in LETTERS:
            letters[bare.upper()] = None
        elif bare.isupper() and 2 <= len(bare) <= 4 and all(letter in "RACISDV" for letter in bare):
            letters.update(dict.fromkeys(bare))
        else:
            return tuple(letters), words if not letters else "; ".join((rest, *remarks))
    return tuple(letters), "; ".join(remark for remark in remarks if remark)


def letter_of(head: str) -> str | None:
    """Give the letter of a column's head: `Responsible`, `Accountable (A)`, `R`; None for none."""
    words = _REMARK.sub(" ", plain(head)).strip(" :*").casefold()
    return WORDS.get(words) if words else None


def split_roles(text: str) -> tuple[str, ...]:
    """Part a list of roles.

    Parted by commas, semicolons, line ends, `and`; by a slash only between single words, so that
    `CAE13 Developer/Admin` is one role and `CFO/GC` are two.
    """
    made: dict[str, None] = {}
    for part in re.split(r"[,;、，\n]|\s+(?:and|und|&|\+)\s+|\s+/\s+", plain(text)):
        words = part.strip(" .:*-–—")
        if words.casefold() in _NONE:
            continue
        if re.fullmatch(r"[^\s/]+(/[^\s/]+)+", words):
            made.update(dict.fromkeys(words.split("/")))
        else:
            made[words] = None
    return tuple(made)
