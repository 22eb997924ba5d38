"""TERM101: a text uses a word that the glossary advises against."""

import re
from collections.abc import Iterator
from dataclasses import replace

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import sentence
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
        One finding per text and word, at the word; the term is the related place.
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
            folded = value.casefold()
            if not any(word in folded for word in words):
                continue
            shown = _LINK_TARGET.sub("", value) if written.markdown else value
            for match in pattern.finditer(shown):
                key = match.group().casefold()
                if key in told or key not in words:
                    continue
                told.add(key)
                term = words[key]
                yield finding(
                    RULE,
                    sentence(
                        "“{written}” is to be avoided; the word is “{term}”",
                        written=match.group(),
                        term=term.name,
                    ),
                    _word_span(written.text.span, value, match.group()),
                    help=sentence("Write “{term}”.", term=term.name),
                    related=(Related(span=term.place.span, message="the term"),),
                    subject=written.subject,
                )


def _word_span(span: Span, value: str, word: str) -> Span:
    """Point at the word where the text stands in the file as it was read, else at the text.

    That is so on one line, and in a block that keeps its lines (`|`), whose indentation follows
    from where its last line ends.
    """
    at = value.find(word)
    if at < 0:
        return span
    if span.line == span.end_line:
        quotes = span.end_column - span.column - len(value)
        line, column = span.line, span.column + quotes // 2 + at
        known = quotes in (0, 2)
    else:
        lines = value.rstrip("\n").split("\n")
        row = value.count("\n", 0, at)
        indent = span.end_column - 1 - len(lines[-1])
        line, column = span.line + 1 + row, indent + at - (value.rfind("\n", 0, at) + 1) + 1
        known = len(lines) == span.end_line - span.line and indent > 0
    if not known:
        return span
    return replace(span, line=line, column=column, end_line=line, end_column=column + len(word))


def _bounded(word: str) -> str:
    """Match whole words only, except in scripts that do not part words."""
    before = r"(?<!\w)" if word[:1].isascii() else ""
    after = r"(?!\w)" if word[-1:].isascii() else ""
    return f"{before}{re.escape(word)}{after}"


CHECK = Check(rule=RULE, run=check_avoided_word)
