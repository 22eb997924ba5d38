"""What the theme shows on every page: the roles to choose from, and its own few words."""

from collections.abc import Mapping

from procdocs.views.context import ViewContext

_WORDS = (
    "My role",
    "not chosen",
    "Link copied",
    "Built on",
    "There is no page at this address",
    "It may have been renamed or removed. Search for it, or start from one of these pages.",
    "Printed copies are uncontrolled. The valid version is in the portal.",
)


def site_extra(context: ViewContext) -> Mapping[str, object]:
    """Give the values that the theme reads as `config.extra.procdocs`.

    Returns:
        `roles`: id and name of every role that a person can hold, by name.
        `words`: the theme's own words in the language of the pages, by their English text.
    """
    roles = [
        {"id": role.id, "name": context.say(role.name)}
        for role in context.portal.roles.values()
        if role.kind != "system"
    ]
    return {
        "roles": sorted(roles, key=lambda role: (role["name"].casefold(), role["id"])),
        "words": {word: context.words(word) for word in _WORDS},
    }
