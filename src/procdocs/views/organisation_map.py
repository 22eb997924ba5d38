"""The organisation as a picture: units, who leads them, how many roles they have."""

from dataclasses import dataclass

from procdocs.views.context import ViewContext
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.table import Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBox:
    """A unit in the picture."""

    id: str
    """Id of the unit."""
    name: str
    """What it is called."""
    line: str
    """Who leads it; empty if nobody does."""
    href: str | None
    """Its page."""
    parent: str | None
    """Id of the unit above."""
    here: bool
    """Whether it is the unit of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """Units from the root down."""

    boxes: tuple[UnitBox, ...]
    """Parents before children."""
    description: str
    """The same in words."""


def view_organisation(context: ViewContext, links: Links, here: str | None) -> OrganisationView:
    """Make the picture of all units.

    Args:
        context: Names.
        links: Links of the page.
        here: The unit of the page; None on the list of units.
    """
    t = context.words
    boxes: list[UnitBox] = []
    waiting = list(context.portal.units.values())
    placed: set[str] = set()
    while waiting:
        ready = [
            unit
            for unit in waiting
            if unit.parent is None
            or unit.parent.id in placed
            or unit.parent.id not in context.portal.units
        ]
        if not ready:
            break
        for unit in ready:
            link = links.unit(unit.id)
            head = links.role(unit.head.id) if unit.head else None
            parent = unit.parent.id if unit.parent and unit.parent.id in placed else None
            boxes.append(
                UnitBox(
                    id=unit.id,
                    name=context.say(unit.name),
                    line=head.text if head else "",
                    href=link.href if link else None,
                    parent=parent,
                    here=unit.id == here,
                )
            )
        placed |= {unit.id for unit in ready}
        waiting = [unit for unit in waiting if unit.id not in placed]
    return OrganisationView(
        boxes=tuple(boxes),
        description=t("Organisation map of {n} units. The list below says the same.").format(
            n=len(boxes)
        ),
    )


def unit_tree(context: ViewContext, links: Links) -> tuple[Branch, ...]:
    """Give units and their roles as a nested list."""
    view = view_organisation(context, links, None)

    def branch(box: UnitBox) -> Branch:
        roles = [
            Branch(link=link)
            for role in context.portal.roles.values()
            if role.unit and role.unit.id == box.id and (link := links.role(role.id))
        ]
        inner = [branch(each) for each in view.boxes if each.parent == box.id]
        return Branch(
            link=LinkView(text=box.name, href=box.href, id=box.id),
            children=(*roles, *inner),
        )

    return tuple(branch(box) for box in view.boxes if box.parent is None)
