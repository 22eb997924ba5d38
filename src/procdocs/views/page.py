"""What every page has: an address, a title, search entries and pictures."""

from dataclasses import dataclass
from typing import Protocol


class Html(str):
    """HTML that is printed as it is: every part that a writer typed was escaped already."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell a template that nothing is left to escape."""
        return str(self)

    def __repr__(self) -> str:
        """Tell it from a text with the same letters, which is escaped where it is printed."""
        return f"Html({super().__repr__()})"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A named thing and where it leads."""

    text: str
    """What the reader sees."""
    href: str | None = None
    """Address relative to the page; None where the thing has no page."""
    id: str | None = None
    """Id of the thing; of a role it becomes `data-role`."""
    note: str | None = None
    """A few dim words behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One result that a search can give."""

    anchor: str | None
    """Part of the page, without `#`; None for the page itself."""
    title: str
    """What is shown first, and counts most."""
    text: str
    """Plain text, searched and shown."""
    boost: float = 1.0
    """How much earlier it comes than others with the same words; 1 is neutral."""
    names: str = ""
    """Other words for the title, which count as it does: in other languages, synonyms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a page: a key for its place and the view to draw."""

    key: str
    """`[a-z0-9-]+`, unique in its page."""
    view: object
    """A view dataclass; its type says who draws it."""


class PageView(Protocol):
    """What the page machinery reads of a view; the rest belongs to its template."""

    @property
    def path(self) -> str:
        """Path of the Markdown file, such as `processes/credit-check.md`."""

    @property
    def title(self) -> str:
        """Title of the page, plain text."""

    @property
    def description(self) -> str:
        """One sentence for search engines, plain text."""

    @property
    def source_path(self) -> str:
        """The file behind the page, from the portal's folder; empty where there is none."""

    @property
    def crumbs(self) -> tuple[LinkView, ...]:
        """Pages above it, from the home page; empty for the home page."""

    @property
    def hide(self) -> tuple[str, ...]:
        """What the theme leaves out: `navigation`, `toc`."""

    @property
    def search(self) -> tuple[SearchEntry, ...]:
        """Its search entries, best first."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures, in order."""
