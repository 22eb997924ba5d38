"""A RACI matrix as a table: roles across, activities down, letters in the cells."""

from dataclasses import dataclass

from procdocs.model.process import Process
from procdocs.model.raci import Origin, RaciMatrix, RaciRow, Scheme
from procdocs.views.context import ViewContext
from procdocs.views.links import Links
from procdocs.views.page import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """One letter."""

    letter: str
    """`R`, `A`, …"""
    word: str
    """What it means: `Responsible`."""
    title: str
    """Tooltip: the word, and where the letter comes from if it was not written."""
    implied: bool = False
    """Whether it follows from the lane or the owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRowView:
    """One activity."""

    number: str
    """Step number; empty for an activity that is no step."""
    activity: LinkView
    """The activity, linked to its step."""
    group: str | None
    """Heading over this row and the next ones."""
    note: str | None
    """A remark."""
    flag: str | None
    """What is wrong in this row, in two words."""
    cells: tuple[tuple[LetterView, ...], ...]
    """Letters by role, in order of the matrix's roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciView:
    """A whole matrix."""

    roles: tuple[LinkView, ...]
    """Columns."""
    rows: tuple[RaciRowView, ...]
    """Activities."""
    key: tuple[LetterView, ...]
    """The letters of the scheme with their words."""
    implied: bool
    """Whether any letter is implied."""


def view_raci(
    context: ViewContext, links: Links, matrix: RaciMatrix, process: Process | None = None
) -> RaciView:
    """Make a matrix's table.

    Args:
        context: Words and names.
        links: Links of the page.
        matrix: What to show.
        process: The process whose steps the rows are; None for a table of its own.
    """
    roles = tuple(role for role in matrix.roles if links.role(role))
    rows = []
    group = None
    for row in matrix.rows:
        heading = context.say(row.group) or None
        rows.append(
            RaciRowView(
                number=_number(process, row),
                activity=_activity(context, links, process, row),
                group=heading if heading and heading != group else None,
                note=context.say(row.note) or None,
                flag=_flag(context, matrix, row),
                cells=tuple(view_letters(context, matrix.scheme, row, role) for role in roles),
            )
        )
        group = heading or group
    return RaciView(
        roles=tuple(link for role in roles if (link := links.role(role))),
        rows=tuple(rows),
        key=view_key(context, matrix.scheme),
        implied=any(letter.implied for row in rows for cell in row.cells for letter in cell),
    )


def view_key(context: ViewContext, scheme: Scheme) -> tuple[LetterView, ...]:
    """Give the letters of a scheme with their words."""
    return tuple(
        LetterView(letter=letter, word=context.words(word), title=context.words(word))
        for letter, word in scheme.letters
    )


def view_letters(
    context: ViewContext, scheme: Scheme, row: RaciRow, role: str
) -> tuple[LetterView, ...]:
    """Give the letters of one cell, the most binding first."""
    t = context.words
    order = [letter for letter, _ in scheme.letters]
    order.sort(key=lambda letter: letter != scheme.accountable)
    found = sorted(
        (each for each in row.assignments if each.role == role),
        key=lambda each: order.index(each.letter) if each.letter in order else len(order),
    )
    letters = []
    for each in found:
        word = t(scheme.word(each.letter) or each.letter)
        origin = {
            Origin.ROLE: t("follows from the lane"),
            Origin.OWNER: t("follows from the owner of the process"),
        }.get(each.origin)
        letters.append(
            LetterView(
                letter=each.letter,
                word=word,
                title=f"{word}: {origin}" if origin else word,
                implied=origin is not None,
            )
        )
    return tuple(letters)


def _number(process: Process | None, row: RaciRow) -> str:
    step = process.step(row.step) if process and row.step else None
    return str(step.number) if step and step.number else ""


def _activity(
    context: ViewContext, links: Links, process: Process | None, row: RaciRow
) -> LinkView:
    link = links.step(process.id, row.step) if process and row.step else None
    return link or LinkView(text=context.say(row.name), id=row.id)


def _flag(context: ViewContext, matrix: RaciMatrix, row: RaciRow) -> str | None:
    letters = [each.letter for each in row.assignments]
    accountable = letters.count(matrix.scheme.accountable)
    if accountable != 1:
        return context.words("no A") if accountable == 0 else context.words("several A")
    return None if matrix.scheme.responsible in letters else context.words("no R")
