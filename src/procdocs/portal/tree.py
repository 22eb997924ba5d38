"""The whole portal as values: pages with their pictures, files, navigation, search entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from procdocs.pages.render import place
from procdocs.views.markdown_text import TermMarker
from procdocs.views.page import Html


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchItem:
    """One result that the search can give."""

    location: str
    """Address relative to the site's root, such as `processes/credit-check/#step-register`."""
    title: str
    """What the reader sees first."""
    text: str
    """Plain text that is searched and shown."""
    boost: float
    """How much earlier it comes than others with the same words; 1 is neutral."""
    names: str = ""
    """Other words for the title, which count as it does and are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalPage:
    """A page: Markdown with placeholders, and the pictures that fill them."""

    path: str
    """Path of the Markdown file in the tree, such as `processes/credit-check.md`."""
    markdown: str
    """With front matter, and placeholders where pictures and large parts go."""
    parts: Mapping[str, str]
    """HTML and SVG by the placeholder's key; no placeholder is left in them."""
    generated: bool
    """False for a hand-written page, which the host's own search indexes."""
    source: str
    """The file behind it, from the portal's folder."""
    terms: TermMarker | None = None
    """Marks words of the glossary in a hand-written page; generated ones are marked already."""

    def explained(self, html: str) -> str:
        """Let the words of the glossary in the HTML of a hand-written page tell their meaning."""
        return self.terms.mark(Html(html)) if self.terms else html

    def whole(self, text: str) -> str:
        """Put pictures and parts into the page's Markdown, or into the HTML made from it."""
        return place(text, lambda key: self.parts.get(key, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFile:
    """A file that is no page: copied from the content, or made here."""

    path: str
    """Path in the tree."""
    source: Path | None = None
    """The file to copy."""
    content: str | bytes | None = None
    """What to write, where there is no file to copy."""

    def read(self) -> bytes:
        """Give its bytes."""
        if self.source is not None:
            return self.source.read_bytes()
        content = self.content or b""
        return content.encode() if isinstance(content, str) else content


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry of the navigation: a page, or a title over several."""

    title: str
    """What the reader sees."""
    path: str | None = None
    """Path of the page; None for a title over `children`."""
    children: tuple["NavItem", ...] = ()
    """Entries below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalTree:
    """Everything a host needs to build the site."""

    pages: Mapping[str, PortalPage]
    """By path."""
    files: tuple[PortalFile, ...]
    """Downloads, assets, styles."""
    nav: tuple[NavItem, ...]
    """Section indexes only: a navigation with every page in it grows with the square of them."""
    search: tuple[SearchItem, ...]
    """Entries for the generated pages."""
    extra: Mapping[str, object]
    """What the theme shows on every page: names, roles to choose from, built when."""
