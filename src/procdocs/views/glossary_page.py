"""The glossary: every word with its meaning, from A to Z, each at an anchor of its own."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from procdocs.model.catalogue import Term
from procdocs.views.catalogue import OBJECT_BOOST, policy_link, view_crumbs
from procdocs.views.context import TextRenderer, ViewContext, text_renderer
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.links import GLOSSARY, Links
from procdocs.views.page import Html, LinkView, Picture, SearchEntry
from procdocs.views.steps import found_links
from procdocs.views.term_uses import find_term_uses

_SHOWN = 5
"""Processes, and policies, that are named of those in which a word stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A word."""

    id: str
    """Its anchor."""
    name: str
    """The word in the language of the page."""
    others: tuple[tuple[str, str], ...]
    """The word in other languages: code and word."""
    abbreviation: str
    """Its short form."""
    definition: Html
    """What it means."""
    note: Html
    """A remark."""
    synonyms: str
    """Other words for it."""
    avoid: str
    """Words that should not be used for it."""
    see: tuple[LinkView, ...]
    """Other terms."""
    source: LinkView | None
    """The clause that says so."""
    uses: tuple["TermUses", ...]
    """The processes, then the policies, in which it stands."""
    edit: str | None
    """Where it can be edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUses:
    """Where a word stands."""

    links: tuple[LinkView, ...]
    """The first of them."""
    more: int
    """How many others there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSection:
    """Words that begin alike."""

    anchor: str
    """Such as `letter-c`."""
    letter: str
    """The letter; `#` for what is no Latin letter."""
    terms: tuple[TermView, ...]
    """In order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Its title."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """Pages above."""
    hide: tuple[str, ...]
    """What the theme leaves out."""
    search: tuple[SearchEntry, ...]
    """The page and every word."""
    pictures: tuple[Picture, ...]
    """None."""
    lead: str
    """How many words there are."""
    letters: tuple[LetterSection, ...]
    """From A to Z, the rest last."""
    findings: tuple[FindingView, ...]
    """Findings about words."""


def view_glossary(context: ViewContext) -> GlossaryView:
    """Make the page."""
    t = context.words
    links = context.links(GLOSSARY)
    text = text_renderer(context, links)
    uses = find_term_uses(context)
    groups: dict[str, list[Term]] = {}
    terms = sorted(
        context.portal.terms.values(), key=lambda term: context.say(term.name).casefold()
    )
    for term in terms:
        groups.setdefault(_letter(context.say(term.name)), []).append(term)
    order = sorted(groups, key=lambda letter: (letter == "#", letter))
    return GlossaryView(
        path=GLOSSARY,
        title=t("Glossary"),
        description=t("What our words mean"),
        source_path=terms[0].place.span.file if terms else context.portal.place.span.file,
        crumbs=view_crumbs(context, links),
        hide=("navigation", "toc"),
        search=(
            SearchEntry(anchor=None, title=t("Glossary"), text="", boost=1.5),
            *(_entry(context, text, term) for term in terms),
        ),
        pictures=(),
        lead=t(
            "{n} words. Where one stands in a text, its meaning shows under the pointer."
        ).format(n=len(terms)),
        letters=tuple(
            LetterSection(
                anchor=f"letter-{letter.lower()}" if letter != "#" else "letter-other",
                letter=letter if letter != "#" else t("Other") if order[1:] else t("Words"),
                terms=tuple(
                    _term(context, links, text, term, uses.get(term.id, ()))
                    for term in groups[letter]
                ),
            )
            for letter in order
        ),
        findings=view_findings(
            context,
            links,
            (found for term in terms for found in context.findings.get(f"term:{term.id}", ())),
        ),
    )


def _letter(name: str) -> str:
    """Give the letter under which a word stands; an accent does not count."""
    first = unicodedata.normalize("NFD", name.strip())[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _entry(context: ViewContext, text: TextRenderer, term: Term) -> SearchEntry:
    names = [context.other_languages(term.name), *term.synonyms]
    words = [*names, *term.avoid, text.plain(term.definition)]
    return SearchEntry(
        anchor=term.id,
        title=_named(context, term),
        text=" ".join(word for word in words if word),
        boost=OBJECT_BOOST,
        names=" ".join(name for name in names if name),
    )


def _named(context: ViewContext, term: Term) -> str:
    """Give a word and its short form, which then counts as much as the word in a search."""
    name, short = context.say(term.name), term.abbreviation
    return f"{name} ({short})" if short and short not in name else name


def _term(
    context: ViewContext,
    links: Links,
    text: TextRenderer,
    term: Term,
    uses: tuple[tuple[str, str], ...],
) -> TermView:
    name = context.say(term.name)
    return TermView(
        id=term.id,
        name=name,
        others=tuple((code, word) for code, word in term.name.values if word != name),
        abbreviation=term.abbreviation
        if term.abbreviation and term.abbreviation not in name
        else "",
        definition=text.inline(term.definition),
        note=text.inline(term.common.note),
        synonyms=", ".join(term.synonyms),
        avoid=", ".join(term.avoid),
        see=found_links(links.term(ref.id) for ref in term.see),
        source=_source(links, term),
        uses=tuple(_uses(context, links, term, uses)),
        edit=context.edit_url(term.place.span),
    )


def _uses(
    context: ViewContext, links: Links, term: Term, uses: tuple[tuple[str, str], ...]
) -> Iterator[TermUses]:
    """Give processes, then policies but for the one that defines the word."""
    source = term.source.id if term.source else None
    processes = found_links(links.process(each) for kind, each in uses if kind == "process")
    policies = found_links(
        _policy(context, links, each) for kind, each in uses if kind == "policy" and each != source
    )
    for found in (processes, policies):
        if found:
            yield TermUses(links=found[:_SHOWN], more=len(found[_SHOWN:]))


def _policy(context: ViewContext, links: Links, policy_id: str) -> LinkView | None:
    link = policy_link(context, links, policy_id)
    return replace(link, note=None) if link else None


def _source(links: Links, term: Term) -> LinkView | None:
    link = links.policy(term.source) if term.source else None
    if link is None or link.note is None:
        return link
    return LinkView(text=f"{link.note} {link.text}", href=link.href, id=link.id)
