"""The cells of RACI tables as found in the wild: letters, words, both at once, remarks."""

import re
import unicodedata

_WORDS = {
    "R": "responsible, responsibility, r, doer, verantwortlich, zuständig, ausführend, "
    "durchführend, durchführung, durchführungsverantwortlich, responsable, ejecuta, responsável, "
    "负责, 负责人, 执行, 执行人, 责任人, 主责, 担当",
    "A": "accountable, accountability, approver, approves, approve, a, rechenschaftspflichtig, "
    "kostenverantwortlich, genehmigt, genehmigung, freigabe, ergebnisverantwortlich, aprueba, "
    "批准, 批准人, 审批, 审批人, 问责, 当责, 最终责任, 承認",
    "C": "consulted, consult, consults, contributor, contributors, c, konsultiert, beratend, "
    "zu konsultieren, beratung, consulté, consultado, 咨询, 被咨询, 咨询人, 协商, 諮詢",
    "I": "informed, inform, informs, i, informiert, zu informieren, information, informé, "
    "informado, 知会, 知情, 告知, 被告知, 通知, 知会人",
    "S": "support, supports, supporting, supportive, supporter, s, unterstützend, unterstützt, "
    "mitwirkend, mitwirkung, mitarbeit, 支持, 支持人, 协助, 配合",
    "D": "driver, d",
    "V": "verifies, verifier, verify, v",
}
WORDS = {word: letter for letter, words in _WORDS.items() for word in words.split(", ")}
LETTERS = "RACISDVQO"
_NONE = {"", "-", "–", "—", "n/a", "na", "none", "keine", "keiner", "nobody", "/", ".", "无", "x̶"}
_OPEN = re.compile(
    r"tbd|tba|tbc|\?+|offen|待定|\[.*\]|to be (?:decided|assigned|named)", re.IGNORECASE
)
TICK = re.compile(r"[✓✔☑✅●•xX×](?:\ufe0f)?|yes|ja|是")
"""What marks a cell without saying a letter."""
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
    words = unicodedata.normalize("NFKC", plain(text))
    remarks = [found.strip() for found in _REMARK.findall(words)]
    rest = _REMARK.sub(" ", words).strip()
    if rest.casefold() in _NONE:
        return (), "; ".join(remarks)
    if rest.casefold() in WORDS:
        return (WORDS[rest.casefold()],), "; ".join(remark for remark in remarks if remark)
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
    whole = unicodedata.normalize("NFKC", plain(head))
    words = _REMARK.sub(" ", whole).strip(" :*").casefold()
    if words in WORDS:
        return WORDS[words]
    # `R - Responsible`, `R: does the work`
    first, parting, _ = re.sub(r"\s*[-–—:=]\s*", "|", words, count=1).partition("|")
    return WORDS.get(first) if parting and len(first) == 1 else None


def is_open(text: str) -> bool:
    """Tell whether a cell says that somebody is still to be named."""
    return _OPEN.fullmatch(text.strip()) is not None


def split_roles(text: str) -> tuple[str, ...]:
    """Part a list of roles.

    Parted by commas, semicolons, line ends, `and`; by a slash only between single words, so that
    `CAE13 Developer/Admin` is one role and `CFO/GC` are two.
    """
    made: dict[str, None] = {}
    one_line = plain(re.sub(r"\s*[\r\n]+\s*", "; ", text))
    for part in re.split(r"[,;、，]|\s+(?:and|und|&|\+)\s+|\s+/\s+", one_line):
        words = part.strip(" .:*-–—")
        if words.casefold() in _NONE or is_open(words):
            continue
        if re.fullmatch(r"[^\s/]+(/[^\s/]+)+", words):
            made.update(dict.fromkeys(words.split("/")))
        else:
            made[words] = None
    return tuple(made)
