"""The home page: search, the landscape, my role, key processes, what changed, what is due."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from procdocs.model.places import Governed
from procdocs.model.process import Process
from procdocs.views.context import ViewContext
from procdocs.views.format import format_day_month
from procdocs.views.governed import review_state
from procdocs.views.key_processes import variants_named
from procdocs.views.landscape import LandscapeView, is_key, view_landscape
from procdocs.views.links import GOVERNANCE, HOME, IMPROVE, Links, object_path
from procdocs.views.page import LinkView, Picture, SearchEntry
from procdocs.views.sparkline import KpiView, view_kpi
from procdocs.views.words import STATUS

_RECENT = 8
"""Changes listed."""
_DUE = 8
"""Reviews listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProcessRow:
    """A key process."""

    link: LinkView
    """Its name."""
    kpi: KpiView | None
    """The KPI by which it is judged."""
    owner: LinkView | None
    """Its owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change."""

    date: str
    """Day and month."""
    iso_date: str
    """The same for machines."""
    link: LinkView
    """What changed."""
    version: str
    """The version made."""
    status: str | None
    """Status code where it is not in force."""
    status_text: str
    """The status in words."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A review that is due or over."""

    due: str
    """How far."""
    state: str
    """`bad` or `warn`."""
    link: LinkView
    """What."""
    kind: str
    """Kind and version."""
    owner: LinkView | None
    """Who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MineView:
    """What a role finds on the home page."""

    role: str
    """Id of the role."""
    link: LinkView
    """Its page."""
    steps: int
    """Steps it does."""
    processes: int
    """In how many processes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Title."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """None: it is the top."""
    hide: tuple[str, ...]
    """Neither navigation nor contents beside it."""
    search: tuple[SearchEntry, ...]
    """The page itself."""
    pictures: tuple[Picture, ...]
    """Sparklines."""
    heading: str
    """`How Harbour Pumps works`."""
    tries: tuple[LinkView, ...]
    """Examples of what can be searched."""
    roles: tuple[LinkView, ...]
    """Roles to choose from, by name."""
    mine: tuple[MineView, ...]
    """What each role finds."""
    landscape: LandscapeView
    """The landscape."""
    key: tuple[KeyProcessRow, ...]
    """Key processes, most important first."""
    improve: str
    """Address of the page that explains them."""
    changes: tuple[ChangeRow, ...]
    """Latest first."""
    due: tuple[DueRow, ...]
    """Most overdue first."""
    governance: str
    """Address of the page with all of them."""
    counts: str
    """How much there is."""


def view_home_page(context: ViewContext) -> HomeView:
    """Make the page."""
    t = context.words
    links = context.links(HOME)
    portal = context.portal
    company = context.say(portal.company)
    heading = t("How {company} works").format(company=company)
    key = _key_processes(context, links)
    return HomeView(
        path=HOME,
        title=context.say(portal.name),
        description=t("How {company} works: processes, roles, rules").format(company=company),
        source_path=portal.place.span.file,
        crumbs=(),
        hide=("navigation", "toc"),
        search=(SearchEntry(anchor=None, title=heading, text=context.all_languages(portal.name)),),
        pictures=tuple(row.kpi.spark for row in key if row.kpi and row.kpi.spark),
        heading=heading,
        tries=_tries(context, links),
        roles=tuple(sorted(_roles(context, links), key=lambda link: link.text.casefold())),
        mine=_mine(context, links),
        landscape=view_landscape(context, links),
        key=key,
        improve=links.page(IMPROVE),
        changes=tuple(_changes(context, links))[:_RECENT],
        due=tuple(_due(context, links))[:_DUE],
        governance=links.page(GOVERNANCE),
        counts=_counts(context),
    )


def _roles(context: ViewContext, links: Links) -> Iterator[LinkView]:
    for role in context.portal.roles.values():
        link = links.role(role.id)
        if link and role.kind != "system":
            yield link


def _mine(context: ViewContext, links: Links) -> tuple[MineView, ...]:
    counts: dict[str, tuple[int, set[str]]] = {}
    for process in context.portal.current_processes():
        for step in process.activities:
            if step.role:
                number, held = counts.get(step.role.id, (0, set()))
                counts[step.role.id] = (number + 1, held | {process.id})
    found = []
    for role, (number, processes) in counts.items():
        link = links.role(role)
        if link:
            found.append(MineView(role=role, link=link, steps=number, processes=len(processes)))
    return tuple(found)


def _tries(context: ViewContext, links: Links) -> tuple[LinkView, ...]:
    """Give one example of each kind that a search finds, none by a name that is there already."""
    portal = context.portal
    processes = sorted(portal.current_processes(), key=lambda found: not is_key(context, found))
    kinds: tuple[tuple[Callable[[str], LinkView | None], Iterable[str]], ...] = (
        (links.process, (found.id for found in processes)),
        (links.document, portal.documents),
        (links.term, portal.terms),
        (links.system, portal.systems),
        (links.role, portal.roles),
    )
    found: dict[str, LinkView] = {}
    for link, ids in kinds:
        named = (made for each in ids if (made := link(each)) and made.text not in found)
        first = next(named, None)
        if first:
            found[first.text] = first
    other = _in_another_language(context, links, processes)
    return (*found.values(), *other)


def _in_another_language(
    context: ViewContext, links: Links, processes: list[Process]
) -> Iterator[LinkView]:
    """Give one process by its name in another language: the search knows it by that too."""
    for process in processes:
        link = links.process(process.id)
        for language, name in process.name.values:
            if link and language != context.language and name != link.text:
                yield LinkView(text=name, href=link.href)
                return


def _key_processes(context: ViewContext, links: Links) -> tuple[KeyProcessRow, ...]:
    priorities = context.analysis.priorities
    found = [process for process in context.portal.current_processes() if is_key(context, process)]
    found.sort(
        key=lambda process: (
            -(priorities[process.id].importance or 0),
            priorities[process.id].performance or 0,
        )
    )
    return tuple(_key_process(context, links, process) for process in found)


def _key_process(context: ViewContext, links: Links, process: Process) -> KeyProcessRow:
    judged = process.purpose.satisfaction if process.purpose else None
    ids = [judged.id] if judged else [ref.id for ref in process.kpis]
    kpi = next((context.portal.kpis[each] for each in ids if each in context.portal.kpis), None)
    link = links.process(process.id)
    assert link is not None
    owner = process.governed.owner
    return KeyProcessRow(
        link=LinkView(
            text=link.text, href=link.href, id=link.id, note=variants_named(context, process.id)
        ),
        kpi=view_kpi(context, links, kpi, f"spark-{process.id}") if kpi else None,
        owner=links.role(owner.id) if owner else None,
    )


def governed_objects(
    context: ViewContext, links: Links
) -> Iterator[tuple[str, LinkView, Governed]]:
    """Give every governed object with its kind in words."""
    t = context.words
    portal = context.portal
    for process in portal.processes.values():
        link = links.process(process.id)
        if link and process.part_of is None:
            yield t("Process"), link, process.governed
    for policy in portal.policies.values():
        href = links.page(object_path("policy", policy.id))
        yield t("Policy"), LinkView(text=context.say(policy.title), href=href), policy.governed
    for stream in portal.value_streams.values():
        found = links.value_stream(stream.id)
        if found:
            yield t("Value stream"), found, stream.governed
    for document in portal.documents.values():
        found = links.document(document.id)
        if found:
            yield t("Document"), found, document.governed


def _changes(context: ViewContext, links: Links) -> Iterator[ChangeRow]:
    listed: list[tuple[datetime.date, ChangeRow]] = []
    for _, link, governed in governed_objects(context, links):
        for change in governed.changes:
            pending = change.version == governed.version and governed.status in (
                "draft",
                "in-review",
            )
            status = governed.status if pending else None
            row = ChangeRow(
                date=format_day_month(change.date, context.words),
                iso_date=change.date.isoformat(),
                link=LinkView(text=link.text, href=f"{link.href}#history"),
                version=change.version or "",
                status=status,
                status_text=context.words(STATUS[status]) if status else "",
                reason=context.say(change.reason),
            )
            listed.append((change.date, row))
    listed.sort(key=lambda each: each[0], reverse=True)
    return (row for _, row in listed)


def _due(context: ViewContext, links: Links) -> Iterator[DueRow]:
    listed: list[tuple[datetime.date, DueRow]] = []
    for kind, link, governed in governed_objects(context, links):
        if governed.review_by is None or governed.status == "retired":
            continue
        state = review_state(context, governed.review_by)
        if state is not None:
            row = DueRow(
                due=context.due(governed.review_by),
                state=state,
                link=link,
                kind=f"{kind} {governed.version}" if governed.version else kind,
                owner=links.role(governed.owner.id) if governed.owner else None,
            )
            listed.append((governed.review_by, row))
    listed.sort(key=lambda each: each[0])
    return (row for _, row in listed)


def _counts(context: ViewContext) -> str:
    t = context.words
    portal = context.portal
    processes = [found for found in portal.processes.values() if found.part_of is None]
    statuses = [process.governed.status for process in processes]
    parts = [
        t("{n} {n:process|processes}").format(n=len(processes)),
        t("{n} {n:role|roles}").format(n=len(portal.roles)),
        t("{n} {n:policy|policies}").format(n=len(portal.policies)),
    ]
    states = [
        f"{statuses.count(code)} {context.inside(t(word))}"
        for code, word in STATUS.items()
        if statuses.count(code)
    ]
    comma = t(", ")
    return f"{comma.join(parts)}{t('. ')}{t('Processes')}{t(': ')}{comma.join(states)}{t('.')}"
