"""The head of a governed page and its history: owner, status, version, review, what one can do."""

import datetime
from dataclasses import dataclass

from procdocs.model.places import Governed, Place
from procdocs.views.context import ViewContext
from procdocs.views.format import format_due
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.words import STATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """Something a reader can do from the head of a page."""

    kind: str
    """`suggest`, `edit`, `print`, `compare` or `setrole`; says the icon."""
    text: str
    """What the reader sees."""
    href: str | None
    """Where it leads; None for a button."""
    value: str = ""
    """What a button sets, such as the id of a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One fact of the head."""

    label: str
    """What it is."""
    text: str = ""
    """The fact, where it is no link."""
    links: tuple[LinkView, ...] = ()
    """The fact as links."""
    status: str | None = None
    """Status code, where the fact is a status."""
    note: str | None = None
    """A few dim words behind it."""
    state: str | None = None
    """`bad` or `warn` where the note is a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """Facts and actions of a governed page."""

    facts: tuple[FactView, ...]
    """Owner, status, version, effective, review due; more where a page has more."""
    actions: tuple[ActionView, ...]
    """Suggest, edit, print."""
    document: str
    """What stands on every sheet of a printed page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One entry of a history."""

    version: str
    """The version it made; empty if none was named."""
    status: str | None
    """Status code, where it is not in force yet."""
    date: str
    """When."""
    iso_date: str
    """The same for machines."""
    by: LinkView | None
    """Who."""
    reason: str
    """Why."""
    status_text: str = ""
    """The status in words."""
    compare: LinkView | None = None
    """The comparison with what is in force."""


def review_state(context: ViewContext, due: datetime.date) -> str | None:
    """Tell whether a review is over (`bad`), near (`warn`), or neither."""
    if due < context.today:
        return "bad"
    return "warn" if due <= context.portal.review_warn.after(context.today) else None


def view_facts(context: ViewContext, links: Links, governed: Governed) -> tuple[FactView, ...]:
    """Give owner, status, version, effective and review; what is missing is said."""
    t = context.words
    facts = [_owner(context, links, governed)]
    if governed.status:
        facts.append(
            FactView(label=t("Status"), text=t(STATUS[governed.status]), status=governed.status)
        )
    if governed.version:
        facts.append(FactView(label=t("Version"), text=governed.version))
    if governed.effective:
        facts.append(FactView(label=t("Effective"), text=context.date(governed.effective)))
    if governed.review_by:
        state = review_state(context, governed.review_by)
        facts.append(
            FactView(
                label=t("Review due"),
                text=context.date(governed.review_by),
                note=format_due(governed.review_by, context.today, t),
                state=state,
            )
        )
    return tuple(facts)


def _owner(context: ViewContext, links: Links, governed: Governed) -> FactView:
    t = context.words
    role = context.portal.roles.get(governed.owner.id) if governed.owner else None
    link = links.role(role.id) if role else None
    if role is None or link is None:
        return FactView(label=t("Owner"), text=t("nobody yet"), state="bad")
    holders = context.words(", ").join(role.held_by[:2])
    return FactView(label=t("Owner"), links=(link,), note=f"· {holders}" if holders else None)


def view_actions(
    context: ViewContext, place: Place, name: str, version: str | None
) -> tuple[ActionView, ...]:
    """Give suggest, edit and print; what the portal has no address for is left out.

    Args:
        context: Addresses of the tracker and the repository.
        place: Where the object was written.
        name: What the suggestion is about, in the reader's words.
        version: The version the reader looks at.
    """
    t = context.words
    actions = []
    about = f"{name}, {t('version')} {version}" if version else name
    suggest = context.feedback_url(about, f"{place.span.file}\n")
    if suggest:
        actions.append(ActionView(kind="suggest", text=t("Suggest a change"), href=suggest))
    edit = context.edit_url(place.span)
    if edit:
        actions.append(ActionView(kind="edit", text=t("Edit"), href=edit))
    actions.append(ActionView(kind="print", text=t("Print"), href=None))
    return tuple(actions)


def view_head(
    context: ViewContext, links: Links, governed: Governed, place: Place, name: str
) -> HeadView:
    """Give the head of a governed page.

    Args:
        context: Words, day, addresses.
        links: Links of the page.
        governed: What the object says of its state.
        place: Where it was written.
        name: What it is called.
    """
    t = context.words
    parts = [name]
    if governed.version:
        parts.append(f"{t('version')} {governed.version}")
    if governed.effective:
        parts.append(f"{t('effective')} {context.date(governed.effective)}")
    return HeadView(
        facts=view_facts(context, links, governed),
        actions=view_actions(context, place, name, governed.version),
        document=", ".join(parts),
    )


def view_history(context: ViewContext, links: Links, governed: Governed) -> tuple[HistoryRow, ...]:
    """Give the history, latest first; entries of one day keep the authored order."""
    rows = sorted(governed.changes, key=lambda change: change.date, reverse=True)
    return tuple(
        HistoryRow(
            version=change.version or "",
            status=None,
            date=context.date(change.date, short=True),
            iso_date=change.date.isoformat(),
            by=links.role(change.by.id) if change.by else None,
            reason=context.say(change.reason),
        )
        for change in rows
    )
