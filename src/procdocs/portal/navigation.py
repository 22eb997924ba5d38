"""The navigation: index pages only, since it is rendered into every page."""

from collections.abc import Container

from procdocs.locale import Words
from procdocs.portal.tree import NavItem

_SECTIONS: tuple[tuple[str, str | tuple[tuple[str, str], ...]], ...] = (
    ("Home", "index.md"),
    ("Processes", "processes/index.md"),
    ("Roles", "roles/index.md"),
    ("Responsibilities", "responsibilities.md"),
    ("Policies", "policies/index.md"),
    ("Value streams", "value-streams/index.md"),
    ("Improve", "improve.md"),
    ("Governance", "governance.md"),
    (
        "Reference",
        (
            ("Glossary", "glossary.md"),
            ("Units", "units/index.md"),
            ("Systems", "systems/index.md"),
            ("Documents", "documents/index.md"),
            ("KPIs", "kpis/index.md"),
            ("Risks and controls", "risks/index.md"),
            ("Outside parties", "parties/index.md"),
        ),
    ),
    ("About", "about/index.md"),
)


def plan_navigation(pages: Container[str], words: Words) -> tuple[NavItem, ...]:
    """Give the entries whose pages exist.

    Args:
        pages: Paths of all pages.
        words: The portal's own words.
    """
    items = []
    for title, target in _SECTIONS:
        if isinstance(target, str):
            if target in pages:
                items.append(NavItem(title=words(title), path=target))
            continue
        children = tuple(
            NavItem(title=words(name), path=path) for name, path in target if path in pages
        )
        if children:
            items.append(NavItem(title=words(title), children=children))
    return tuple(items)
