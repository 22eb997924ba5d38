"""Markdown that writers typed, as HTML that is safe to print.

HTML in it shows as text; links that name an object lead to its page; addresses with a scheme that
could run something lose their link; pictures from outside become links; words of the glossary
carry their meaning. Most texts are one plain sentence and never reach the Markdown library.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from procdocs.views.page import Html

Resolve = Callable[[str], str | None]
"""Gives the address behind one that a writer typed; None takes the link away."""

_SPECIAL = re.compile(r"[\\`*_\[\]<\n\t]|^[-+>#~=:|]|^\d+[.)]|&#?\w+;|  $")
"""What may mean something in Markdown; a line without it is one plain sentence."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ALIGN = {"text-align: right;": "pd-num", "text-align: center;": "pd-c"}
_HEADINGS = {"h1": "h4", "h2": "h4", "h3": "h4", "h4": "h5", "h5": "h6"}


class _Safe(Treeprocessor):
    """Take out of the tree whatever a page must not hold; runs after every other."""

    resolve: Resolve

    def run(self, root: Element) -> None:
        for element in root.iter():
            self._clean(element)

    def _clean(self, element: Element) -> None:
        style = element.attrib.pop("style", None)
        if style in _ALIGN:
            element.set("class", _ALIGN[style])
        element.tag = _HEADINGS.get(element.tag, element.tag)
        if element.tag == "a":
            address = self.resolve(_plain(element.get("href", "")))
            element.attrib.pop("href", None)
            if address is None:
                element.tag = "span"
                element.attrib.clear()
                element.set("class", "pd-nolink")
            else:
                element.set("href", address)
        if element.tag == "img":
            self._clean_image(element)

    def _clean_image(self, element: Element) -> None:
        address = self.resolve(_plain(element.get("src", "")))
        alt = element.get("alt", "")
        if address is not None and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
            element.attrib.clear()
            element.set("src", address)
            element.set("alt", alt)
            return
        element.attrib.clear()
        element.tag = "span" if address is None else "a"
        element.text = alt or (address or "")
        if address is not None:
            element.set("href", address)


def _plain(text: str) -> str:
    while (shorter := unescape(text)) != text:
        text = shorter
    return text


class _SafeExtension(Extension):
    """Markdown without raw HTML, with a last look at every element."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("entity")
        md.inlinePatterns.deregister("automail")
        md.treeprocessors.register(_Safe(md), "procdocs_safe", -10)


@lru_cache(maxsize=1)
def _converter() -> tuple[markdown.Markdown, _Safe]:
    converter = markdown.Markdown(
        extensions=["tables", "sane_lists", "fenced_code", _SafeExtension()], output_format="html"
    )
    safe = converter.treeprocessors["procdocs_safe"]
    assert isinstance(safe, _Safe)
    return converter, safe


def clean_text(text: str) -> str:
    """Drop characters that no page can hold: controls, lone surrogates, non-characters."""
    return _CONTROL.sub("", text)


def render_markdown(text: str, resolve: Resolve) -> Html:
    """Make HTML of a writer's Markdown.

    Args:
        text: Markdown; HTML in it is shown as it was typed.
        resolve: What an address leads to, such as `Links.resolve`.

    Returns:
        Block-level HTML, without a line that is blank.
    """
    source = clean_text(text).strip()
    if not source:
        return Html("")
    if not _SPECIAL.search(source):
        return Html(_closed(f"<p>{escape(source, quote=False)}</p>"))
    listed = _plain_list(source)
    if listed is not None:
        return Html(_closed(listed))
    converter, safe = _converter()
    safe.resolve = resolve
    converter.reset()
    return Html(_closed(converter.convert(source).replace("\n\n", "\n")))


_FULL_WIDTH = "[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BROKEN = re.compile(
    rf"({_FULL_WIDTH}(?:</(?:a|em|strong)>)?)\n[ ]*((?:<(?:a|em|strong)\b[^>]*>)?{_FULL_WIDTH})"
)


def _closed(html: str) -> str:
    """Join lines within Chinese: a browser makes a blank of their end, and Chinese has none."""
    return html if "<pre" in html else _BROKEN.sub(r"\1\2", html)


_EMPHASIS = re.compile(r"\*([^\s*](?:[^*]*[^\s*])?)\*")


def _plain_list(source: str) -> Html | None:
    """Make a list of plain sentences, which most instructions are, without the library.

    Returns:
        What the library would give; None for a text that is anything more.
    """
    items = []
    for number, line in enumerate(source.split("\n"), 1):
        head, point, text = line.partition(". ")
        if head != str(number) or not point or not text or text != text.strip():
            return None
        bare = _EMPHASIS.sub(r"\1", text)
        if _SPECIAL.search(bare) or "**" in text:
            return None
        said = _EMPHASIS.sub(r"<em>\1</em>", escape(text, quote=False))
        items.append(f"<li>{said}</li>")
    return Html("<ol>\n" + "\n".join(items) + "\n</ol>")


def render_inline(text: str, resolve: Resolve) -> Html:
    """Make HTML of a short text: as `render_markdown`, without the paragraph around it."""
    html = render_markdown(text, resolve)
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        return Html(html[3:-4])
    return html


_TAG = re.compile(r"(<[^>]*>)")
_QUIET = ("a", "code", "pre", "abbr", "h1", "h2", "h3", "h4", "h5", "h6")


class TermMarker:
    """Mark the first appearance of each word of the glossary in a text."""

    def __init__(
        self,
        words: dict[str, tuple[str, str]],
        synonyms: dict[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Take the words of the glossary.

        Args:
            words: Word as written in texts, to the term's address and meaning.
            synonyms: Address of a term, to all its words.
        """
        self._synonyms = synonyms or {}
        self._words = {word.casefold(): found for word, found in words.items()}
        self._pattern = _word_pattern(self._words)

    def mark(self, html: Html) -> Html:
        """Put links into the text between tags, one for each term, none inside another link."""
        if not self._words or not self._pattern.search(html):
            return html
        seen: set[str] = set()
        quiet = 0
        parts = _TAG.split(html)
        for index, part in enumerate(parts):
            if index % 2:
                name = part.strip("</>").split(" ")[0]
                if name in _QUIET and not part.endswith("/>"):
                    quiet += -1 if part.startswith("</") else 1
            elif part and quiet == 0:
                parts[index] = self._marked(part, seen)
        return Html("".join(parts))

    def synonyms_in(self, text: str) -> list[str]:
        """Give all other words of the terms that a plain text holds, for search."""
        return [word for address in self.terms_in(text) for word in self._synonyms.get(address, ())]

    def terms_in(self, text: str) -> tuple[str, ...]:
        """Give the addresses of the terms that a plain text holds, in order of the text."""
        if not self._words:
            return ()
        found = dict.fromkeys(
            self._words[word][0]
            for each in self._pattern.finditer(escape(text, quote=False))
            if (word := unescape(each.group()).casefold()) in self._words
        )
        return tuple(found)

    def _marked(self, text: str, seen: set[str]) -> str:
        def link(found: re.Match[str]) -> str:
            known = self._words.get(unescape(found.group()).casefold())
            if known is None or known[0] in seen:
                return found.group()
            seen.add(known[0])
            address, meaning = known
            return (
                f'<a class="pd-term" href="{escape(address)}" title="{escape(meaning)}">'
                f"{found.group()}</a>"
            )

        return self._pattern.sub(link, text)


def _word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of some words, longer ones first; whole words where the script parts them."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    written = [re.escape(escape(word, quote=False)) for word in ordered]
    spaced = [text for word, text in zip(ordered, written, strict=True) if _is_spaced(word)]
    close = [text for word, text in zip(ordered, written, strict=True) if not _is_spaced(word)]
    parts = [rf"(?<![\w-])(?:{'|'.join(spaced)})(?![\w-])"] if spaced else []
    return re.compile("|".join([*parts, *close]) or r"(?!)", re.IGNORECASE)


def _is_spaced(word: str) -> bool:
    return word[0].isascii() and word[-1].isascii()


def plain_markdown(text: str) -> str:
    """Give a writer's Markdown as plain words, for search and descriptions."""
    bare = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", clean_text(text))
    bare = re.sub(r"(?m)^\s*(?:#+|[-*+>]|\d+[.)])\s+", "", bare)
    return " ".join(re.sub(r"[`*_|]+", " ", bare).split())
