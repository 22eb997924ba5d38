"""TERM101: a text uses a word that the glossary advises against."""

import re
from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.model.catalogue import Term

RULE = Rule(
    code="TERM101",
    name="avoided-word",
    severity=Severity.WARNING,
    summary="A text uses a word that the glossary says to avoid.",
)
_LINK_TARGET = re.compile(r"\]\([^)]*\)|`[^`]*`")


def check_avoided_word(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag words listed under `avoid` of a term, as whole words and in any case.

    Yields:
        One finding per text and word, at the text; the term is the related place.
    """
    words: dict[str, Term] = {}
    for term in context.portal.terms.values():
        for word in term.avoid:
            words.setdefault(word.casefold(), term)
    if not words:
        return
    pattern = re.compile(
        "|".join(_bounded(word) for word in sorted(words, key=lambda one: (-len(one), one))),
        re.IGNORECASE,
    )
    for written in context.texts:
        told: set[str] = set()
        for _, value in written.text.values:
            shown = _LINK_TARGET.sub("", value) if written.markdown else value
            for match in pattern.finditer(shown):
                key = match.group().casefold()
                if key in told or key not in words:
                    continue
                told.add(key)
                term = words[key]
                yield finding(
                    RULE,
                    f"“{match.group()}” is to be avoided; the word is “{term.name}”",
                    written.text.span,
                    help=f"Write “{term.name}”.",
                    related=(Related(span=term.place.span, message="the term"),),
                    subject=written.subject,
                )


def _bounded(word: str) -> str:
    """Match whole words only, except in scripts that do not part words."""
    before = r"(?<!\w)" if word[:1].isascii() else ""
    after = r"(?!\w)" if word[-1:].isascii() else ""
    return f"{before}{re.escape(word)}{after}"


CHECK = Check(rule=RULE, run=check_avoided_word)
