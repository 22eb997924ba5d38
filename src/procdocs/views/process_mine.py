"""What each role has in a process, in one line: shown to whoever chose the role."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.process import Process
from procdocs.model.raci import RaciMatrix
from procdocs.views.context import ViewContext
from procdocs.views.links import Links
from procdocs.views.page import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class MineView:
    """What a role has in this process."""

    role: str
    """Id of the role."""
    name: str
    """What it is called."""
    href: str
    """Its page."""
    parts: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """Words such as `You do`, and the activities, by number or name."""


def view_mine(context: ViewContext, links: Links, process: Process) -> Iterator[MineView]:
    """Give a line for each role that holds a letter, in order of the matrix."""
    t = context.words
    matrix: RaciMatrix = process.raci
    verbs = {
        "R": t("you do"),
        "D": t("you drive"),
        "A": t("you answer for"),
        "S": t("you support"),
        "C": t("you are asked in"),
        "I": t("you are told of"),
        "V": t("you verify"),
    }
    for role in matrix.roles:
        link = links.role(role)
        if link is None or link.href is None:
            continue
        parts = []
        for letter, word in matrix.scheme.letters:
            found = tuple(
                _activity(context, links, process, row.id)
                for row in matrix.rows
                if letter in row.letters(role)
            )
            if found:
                parts.append((verbs.get(letter, context.inside(t(word))), found))
        if parts:
            yield MineView(role=role, name=link.text, href=link.href, parts=tuple(parts))


def _activity(context: ViewContext, links: Links, process: Process, row_id: str) -> LinkView:
    step = process.step(row_id)
    link = links.step(process.id, row_id) if step else None
    if step and link:
        return LinkView(text=str(step.number), href=link.href, note=None)
    row = process.raci.row(row_id)
    return LinkView(text=context.say(row.name) if row else row_id, href="#raci")
