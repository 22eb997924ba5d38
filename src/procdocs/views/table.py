"""Tables and sections: how a catalogue page says what it says, decided cell by cell."""

from dataclasses import dataclass, field

from procdocs.views.findings import FindingView
from procdocs.views.governed import HeadView, HistoryRow
from procdocs.views.page import Html, LinkView, Picture, SearchEntry
from procdocs.views.raci_matrix import LetterView
from procdocs.views.words import ValueWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    """Its head."""
    number: bool = False
    """Whether it holds numbers, set to the right."""
    middle: bool = False
    """Whether its short numbers stand in the middle."""
    title: str = ""
    """Its tooltip."""
    letter: LetterView | None = None
    """A letter above the head."""
    wide: bool = False
    """Whether it takes a line of its own on a phone."""
    label: str = ""
    """What stands before the cell on a phone, where the head would read badly there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; whatever is set is shown, in the order of the fields."""

    status: str | None = None
    """A status code; `text` is its word."""
    flag: str | None = None
    """`bad`, `warn` or `info`: `text` stands in a flag of that kind."""
    letters: tuple[LetterView, ...] = ()
    """Letters of a matrix."""
    value: ValueWords | None = None
    """A value class."""
    basis: str | None = None
    """A basis code; `text` is its word."""
    text: str = ""
    """Plain text."""
    state: str | None = None
    """`good`, `bad` or `warn`: the colour of the text."""
    html: Html = Html("")  # noqa: RUF009 - an immutable string
    """A writer's text, made safe."""
    links: tuple[LinkView, ...] = ()
    """Links, with commas between."""
    chips: str = ""
    """`role`, `system` or `clause` where the links are shown as chips."""
    picture: Picture | None = None
    """A small picture."""
    part: int | None = None
    """A bar of so many thousandths."""
    note: str = ""
    """A few dim words at the end."""
    heat: int | None = None
    """0..3: how dark the cell is."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (
            self.text
            or self.html
            or self.links
            or self.letters
            or self.value
            or self.picture
            or self.part is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; its first cell is its head."""

    cells: tuple[Cell, ...]
    """By column."""
    number: str | None = None
    """A number before the head; None: the table has none."""
    id: str | None = None
    """Its anchor."""
    group: LinkView | None = None
    """A heading over this row and those that follow."""
    total: bool = False
    """Whether it sums the rows above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A whole table."""

    columns: tuple[Column, ...]
    """From left to right."""
    rows: tuple[Row, ...]
    """From top to bottom."""
    sortable: bool = False
    """Whether the reader may sort it."""
    first: int = 0
    """How many rows a screen shows until the reader asks for the rest; 0: all."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Pictures in its cells."""
        return tuple(
            cell.picture for row in self.rows for cell in row.cells if cell.picture is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A named list of links or words."""

    label: str
    """What it is."""
    cells: tuple[Cell, ...]
    """What is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page under a heading; whatever is set is shown, in the order of the fields."""

    anchor: str
    """Its anchor."""
    title: str
    """Its heading."""
    lead: str = ""
    """One sentence first."""
    html: Html = Html("")  # noqa: RUF009 - an immutable string
    """A writer's text, made safe."""
    picture: Picture | None = None
    """A picture."""
    facts: tuple[Fact, ...] = ()
    """Named lists."""
    table: TableView | None = None
    """A table; one without rows is not shown."""
    findings: tuple[FindingView, ...] = ()
    """Findings."""
    history: tuple[HistoryRow, ...] = ()
    """What changed."""
    tree: tuple["Branch", ...] = ()
    """A nested list."""
    note: str = ""
    """A remark at the end."""
    side: str = ""
    """`left` or `right` where two sections stand beside each other."""
    below: bool = False
    """Whether it belongs to the section before: a smaller heading, not among the contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An entry of a nested list."""

    link: LinkView
    """What it is."""
    children: tuple["Branch", ...] = ()
    """Entries below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectPageView:
    """A page made of sections: everything but processes, policies and the overviews."""

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
    hide: tuple[str, ...] = ("navigation",)
    """What the theme leaves out."""
    search: tuple[SearchEntry, ...]
    """What a search finds."""
    head: HeadView | None = None
    """Facts and actions."""
    lead: str = ""
    """The answer in one sentence."""
    text: Html = Html("")  # noqa: RUF009 - an immutable string
    """Its description."""
    note: Html = Html("")  # noqa: RUF009 - an immutable string
    """Its note."""
    find: str = ""
    """Name of the field that filters every list of the page; empty: there is none."""
    sections: tuple[Section, ...] = ()
    """Parts that have something to say."""
    extra_pictures: tuple[Picture, ...] = field(default=())
    """Pictures beside those of the sections."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture of the page, in order."""
        return (*self.extra_pictures, *section_pictures(self.sections))


def section_pictures(sections: tuple[Section, ...]) -> tuple[Picture, ...]:
    """Give the pictures of sections and of the tables in them."""
    found: list[Picture] = []
    for section in sections:
        if section.picture:
            found.append(section.picture)
        if section.table:
            found.extend(section.table.pictures)
    return tuple(found)


def linked(*links: LinkView | None, chips: str = "", note: str = "") -> Cell:
    """Make a cell of links; what is not shown in this build is left out."""
    return Cell(links=tuple(link for link in links if link), chips=chips, note=note)


def shown(sections: tuple[Section | None, ...]) -> tuple[Section, ...]:
    """Keep the sections that have something to say."""
    return tuple(
        section
        for section in sections
        if section is not None
        and (
            section.lead
            or section.html
            or section.picture
            or section.facts
            or (section.table and section.table.rows)
            or section.findings
            or section.history
            or section.tree
        )
    )
