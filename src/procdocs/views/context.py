"""What every view is made from: the model, its figures, its findings, a language and a day."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

from procdocs.analysis.analysis import Analysis
from procdocs.diagnostics import Diagnostic, Span
from procdocs.locale import Words, words
from procdocs.model.places import Text
from procdocs.model.portal import Portal
from procdocs.model.quantities import Wait
from procdocs.views.format import NBSP, format_date, format_due, format_duration, format_wait
from procdocs.views.links import GLOSSARY, Links
from procdocs.views.markdown_text import (
    TermMarker,
    plain_markdown,
    render_inline,
    render_markdown,
)
from procdocs.views.page import Html
from procdocs.views.where_used import WhereUsed, find_uses

_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))")
"""A group of digits and the space before the next thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewContext:
    """Everything a view may look at. Made once for a build by `make_context`."""

    portal: Portal
    """The model."""
    analysis: Analysis
    """Its figures."""
    diagnostics: tuple[Diagnostic, ...]
    """Every finding, in order of file and place."""
    language: str
    """The language of the pages."""
    today: datetime.date
    """The day that counts for reviews."""
    words: Words
    """The portal's own words in the language."""
    directory_urls: bool
    """Whether pages are folders or files."""
    findings: Mapping[str, tuple[Diagnostic, ...]]
    """Findings by the object they are about: `process:credit-check`, whatever the step."""
    uses: WhereUsed
    """Where every object is used."""
    markers: dict[str, TermMarker] = field(default_factory=dict, compare=False, repr=False)
    """Glossary markers already made, by the glossary's address as seen from the page."""

    def links(self, path: str) -> Links:
        """Give the links as seen from a page."""
        return Links(
            portal=self.portal,
            language=self.language,
            path=path,
            directory_urls=self.directory_urls,
        )

    def say(self, text: Text | None) -> str:
        """Give a writer's text in the language, else in the portal's, else in any."""
        if text is None:
            return ""
        if text.has(self.language) or not text.has(self.portal.language):
            return text.get(self.language)
        return text.get(self.portal.language)

    def all_languages(self, text: Text | None) -> str:
        """Give a writer's text in every language it was written in, for search."""
        return "" if text is None else " ".join(value for _, value in text.values)

    def other_languages(self, text: Text | None) -> str:
        """Give a writer's text in every language but that of the page, for search."""
        said = self.say(text)
        return " ".join(value for _, value in text.values if value != said) if text else ""

    def date(self, day: datetime.date, short: bool = False) -> str:
        """Write a day."""
        return format_date(day, self.words, short)

    def due(self, day: datetime.date) -> str:
        """Write how far a day is from today."""
        return format_due(day, self.today, self.words)

    def duration(self, duration: timedelta) -> str:
        """Write a duration of working time."""
        return format_duration(duration, self.portal.calendar)

    def wait(self, wait: Wait) -> str:
        """Write a waiting time."""
        return format_wait(wait, self.portal.calendar, self.words)

    def inside(self, word: str) -> str:
        """Write a word as it stands inside a sentence; German keeps the capitals of nouns."""
        return word if self.language.startswith("de") else word.lower()

    def edit_url(self, span: Span) -> str | None:
        """Give the address at which a place of the source can be edited; None if unknown."""
        repository = self.portal.repository
        if repository is None:
            return None
        pattern = repository.edit
        for key, value in (
            ("{url}", repository.url.rstrip("/")),
            ("{branch}", quote(repository.branch, safe="/")),
            ("{path}", quote(span.file, safe="/")),
            ("{line}", str(span.line)),
        ):
            pattern = pattern.replace(key, value)
        return pattern

    def feedback_url(self, title: str, body: str) -> str | None:
        """Give the address at which a change can be suggested; None if there is none."""
        pattern = self.portal.feedback_url
        if pattern is None:
            return None
        return pattern.replace("{title}", quote(title, safe="")).replace(
            "{body}", quote(body, safe="")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRenderer:
    """Makes HTML of writers' Markdown as seen from one page."""

    context: ViewContext
    """Language and glossary."""
    links: Links
    """Where links lead."""
    terms: TermMarker
    """The words of the glossary, linked from this page."""

    def block(self, text: Text | None) -> Html:
        """Make block-level HTML; empty for no text."""
        if text is None:
            return Html("")
        html = render_markdown(self.context.say(text), self.links.resolve)
        return self.terms.mark(_whole_numbers(html))

    def inline(self, text: Text | None) -> Html:
        """Make HTML for one line; empty for no text."""
        if text is None:
            return Html("")
        html = render_inline(self.context.say(text), self.links.resolve)
        return self.terms.mark(_whole_numbers(html))

    def plain(self, text: Text | None) -> str:
        """Give the words alone."""
        return plain_markdown(self.context.say(text))


def _whole_numbers(html: Html) -> Html:
    """Keep the thousands of a number, `25 000`, on one line."""
    return Html(_THOUSANDS.sub(rf"\1{NBSP}", html))


def text_renderer(context: ViewContext, links: Links) -> TextRenderer:
    """Make the renderer of writers' texts for a page."""
    address = links.page(GLOSSARY, "-")
    if address not in context.markers:
        context.markers[address] = _term_marker(context, links)
    return TextRenderer(context=context, links=links, terms=context.markers[address])


def _term_marker(context: ViewContext, links: Links) -> TermMarker:
    words: dict[str, tuple[str, str]] = {}
    synonyms: dict[str, tuple[str, ...]] = {}
    for term in context.portal.terms.values():
        link = links.term(term.id)
        meaning = plain_markdown(context.say(term.definition))
        if link is None or link.href is None or not meaning:
            continue
        listed = (link.text, term.abbreviation or "", *term.synonyms)
        synonyms[link.href] = tuple(word for word in listed if word)
        for word in synonyms[link.href]:
            if len(word) > 1:
                words.setdefault(word, (link.href, meaning))
    return TermMarker(words, synonyms)


def make_context(
    portal: Portal,
    analysis: Analysis,
    diagnostics: tuple[Diagnostic, ...],
    *,
    today: datetime.date,
    language: str | None = None,
    directory_urls: bool = True,
) -> ViewContext:
    """Make the context of a build.

    Args:
        portal: The model, already restricted to the audience.
        analysis: Its figures.
        diagnostics: Every finding.
        today: The day that counts for reviews.
        language: The language of the pages; None: the portal's.
        directory_urls: Whether the host makes `x/` of `x.md`, as MkDocs does unless told not to.
    """
    chosen = language or portal.language
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.subject:
            found.setdefault(diagnostic.subject.split("#")[0], []).append(diagnostic)
    return ViewContext(
        portal=portal,
        analysis=analysis,
        diagnostics=diagnostics,
        language=chosen,
        today=today,
        words=words(chosen),
        directory_urls=directory_urls,
        findings={subject: tuple(listed) for subject, listed in found.items()},
        uses=find_uses(portal),
    )
