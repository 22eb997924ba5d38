"""Is it kept: reviews, drafts, owners, unknown figures, completeness, changes, rules off."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from procdocs.analysis.portal_figures import Completeness
from procdocs.diagnostics import Severity
from procdocs.model.places import Governed
from procdocs.model.process import Process
from procdocs.views.catalogue import policy_link, process_link, view_crumbs
from procdocs.views.context import ViewContext
from procdocs.views.format import format_share
from procdocs.views.governed import review_state
from procdocs.views.home_page import governed_objects
from procdocs.views.links import GOVERNANCE, Links, rule_page
from procdocs.views.page import LinkView, SearchEntry
from procdocs.views.sentences import said
from procdocs.views.table import (
    Cell,
    Column,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)
from procdocs.views.words import PART, STATUS

_CHANGES = 40
"""Changes listed."""
_LISTED = 200
"""Most rows of any other table."""
_FIRST = 10
"""Rows that a screen shows of a table that is longer."""

Governing = tuple[str, LinkView, Governed]
"""Kind in words, link and state of a governed object."""


def view_governance(context: ViewContext) -> ObjectPageView:
    """Make the page."""
    t = context.words
    links = context.links(GOVERNANCE)
    objects = list(governed_objects(context, links))
    reviews = _reviews(context, links, objects)
    return ObjectPageView(
        path=GOVERNANCE,
        title=t("Governance"),
        description=t("What is due, in draft, without an owner, incomplete; what changed"),
        source_path=context.portal.place.span.file,
        crumbs=view_crumbs(context, links),
        search=(SearchEntry(anchor=None, title=t("Governance"), text="", boost=1.5),),
        lead=_lead(context, objects),
        find=t("Find in the lists"),
        sections=tuple(
            _counted(section)
            for section in shown(
                (
                    Section(
                        anchor="reviews",
                        title=t("Reviews over and due"),
                        lead="" if reviews.rows else t("No review is over or due soon."),
                        table=reviews,
                    ),
                    _pending(context, links, objects),
                    _ownerless(context, objects),
                    _completeness(context, links),
                    _unknown(context, links),
                    _loose_policies(context, links),
                    _changes(context, links, objects),
                    _switched_off(context, links),
                )
            )
        ),
    )


def _counted(section: Section) -> Section:
    """Say in the heading, and so among the contents, how many rows there are; fold the rest."""
    table = section.table
    if table is None or not table.rows:
        return section
    return replace(
        section,
        title=f"{section.title} ({len(table.rows)})",
        table=replace(table, first=_FIRST),
    )


def _lead(context: ViewContext, objects: list[Governing]) -> str:
    t = context.words
    kept = [each for each in objects if each[2].status != "retired"]
    over = sum(each[2].review_by is not None and each[2].review_by < context.today for each in kept)
    drafts = sum(each[2].status in ("draft", "in-review") for each in kept)
    return t(
        "{a} of {n} governed objects {a:is|are} overdue for review; "
        "{b} {b:is|are} not in force yet."
    ).format(a=over, n=len(kept), b=drafts)


def _reviews(context: ViewContext, links: Links, objects: list[Governing]) -> TableView:
    t = context.words
    found: list[tuple[datetime.date, Row]] = []
    for kind, link, governed in objects:
        due = governed.review_by
        if due is None or governed.status == "retired":
            continue
        state = review_state(context, due)
        if state is None:
            continue
        row = Row(
            cells=(
                linked(LinkView(text=link.text, href=link.href)),
                Cell(text=kind),
                Cell(text=governed.version or ""),
                Cell(text=context.due(due), state=state),
                Cell(text=context.date(due)),
                _owner(links, governed),
            )
        )
        found.append((due, row))
    found.sort(key=lambda each: each[0])
    return TableView(
        sortable=True,
        columns=(
            Column(name=t("What")),
            Column(name=t("Kind")),
            Column(name=t("Version")),
            Column(name=t("Due")),
            Column(name=t("Date")),
            Column(name=t("Owner")),
        ),
        rows=tuple(row for _, row in found[:_LISTED]),
    )


def _owner(links: Links, governed: Governed) -> Cell:
    return linked(links.role(governed.owner.id) if governed.owner else None)


def _pending(context: ViewContext, links: Links, objects: list[Governing]) -> Section:
    t = context.words
    rows = tuple(
        Row(
            cells=(
                linked(LinkView(text=link.text, href=link.href)),
                Cell(text=kind),
                Cell(text=governed.version or ""),
                Cell(text=t(STATUS[governed.status]), status=governed.status),
                _owner(links, governed),
            )
        )
        for kind, link, governed in objects
        if governed.status in ("draft", "in-review")
    )
    return Section(
        anchor="drafts",
        title=t("Not in force yet"),
        table=TableView(
            columns=(
                Column(name=t("What")),
                Column(name=t("Kind")),
                Column(name=t("Version")),
                Column(name=t("Status")),
                Column(name=t("Owner")),
            ),
            rows=rows[:_LISTED],
        ),
    )


def _ownerless(context: ViewContext, objects: list[Governing]) -> Section:
    """List what nobody owns; a document needs no owner unless it is reviewed."""
    t = context.words
    rows = tuple(
        Row(cells=(linked(LinkView(text=link.text, href=link.href)), Cell(text=kind)))
        for kind, link, governed in objects
        if governed.owner is None
        and governed.status != "retired"
        and (kind != t("Document") or governed.review_by is not None)
    )
    return Section(
        anchor="owners",
        title=t("Without an owner"),
        lead="" if rows else t("Whatever is in force or in draft has an owner."),
        table=TableView(
            columns=(Column(name=t("What")), Column(name=t("Kind"))), rows=rows[:_LISTED]
        ),
    )


def _completeness(context: ViewContext, links: Links) -> Section:
    t = context.words
    held = sorted(_completed(context), key=lambda each: each[1].share)
    rows = tuple(
        Row(
            cells=(
                linked(process_link(context, links, process)),
                Cell(text=format_share(found.share, 0), part=round(1000 * found.share)),
                _of(context, found.measured, found.activities),
                _of(context, found.judged, found.activities),
                Cell(text=t(", ").join(t(PART[part]) for part in found.missing)),
            )
        )
        for process, found in held[:_LISTED]
    )
    return Section(
        anchor="completeness",
        title=t("Completeness"),
        table=TableView(
            sortable=True,
            columns=(
                Column(name=t("Process")),
                Column(name=t("Complete"), number=True),
                Column(name=t("Measured steps"), number=True),
                Column(name=t("Judged steps"), number=True),
                Column(name=t("Missing"), wide=True),
            ),
            rows=rows,
        ),
    )


def _completed(context: ViewContext) -> Iterable[tuple[Process, Completeness]]:
    for process in context.portal.current_processes():
        found = context.analysis.completeness.get(process.id)
        if found is not None:
            yield process, found


def _of(context: ViewContext, known: int, whole: int) -> Cell:
    text = context.words("{k} of {n}").format(k=known, n=whole)
    return Cell(text=text, state=None if known == whole else "warn")


def _unknown(context: ViewContext, links: Links) -> Section:
    """List the processes of which a figure cannot be had, and why."""
    t = context.words
    rows = []
    for process in context.portal.current_processes():
        figures = context.analysis.processes.get(process.id)
        if figures is None:
            continue
        reasons = []
        if figures.reason:
            reasons.append(said(context, figures.reason))
        if process.volume is None and not figures.volume_derived:
            reasons.append(t("no volume"))
        if figures.uncosted_steps:
            reasons.append(
                t("{n} {n:step|steps} without a cost rate").format(n=len(figures.uncosted_steps))
            )
        if figures.left_out_events:
            reasons.append(
                t("{n} {n:event|events} without a share").format(n=len(figures.left_out_events))
            )
        if reasons:
            cells = (linked(links.process(process.id)), Cell(text=t("; ").join(reasons)))
            rows.append(Row(cells=cells))
    return Section(
        anchor="unknown",
        title=t("Unknown figures"),
        table=TableView(
            columns=(Column(name=t("Process")), Column(name=t("What is not known"), wide=True)),
            rows=tuple(rows[:_LISTED]),
        ),
    )


def _loose_policies(context: ViewContext, links: Links) -> Section:
    t = context.words
    rows = tuple(
        Row(
            cells=(
                linked(policy_link(context, links, policy.id)),
                linked(links.role(policy.governed.owner.id) if policy.governed.owner else None),
            )
        )
        for policy in context.portal.policies.values()
        if policy.governed.status != "retired"
        and policy.id not in context.uses.by_policy
        and policy.id not in context.uses.processes_by_policy
    )
    return Section(
        anchor="policies",
        title=t("Policies that no process carries"),
        lead="" if rows else t("A process carries every policy."),
        table=TableView(
            columns=(Column(name=t("Policy")), Column(name=t("Owner"))), rows=rows[:_LISTED]
        ),
    )


def _changes(context: ViewContext, links: Links, objects: list[Governing]) -> Section:
    t = context.words
    found = [
        (change, kind, link) for kind, link, governed in objects for change in governed.changes
    ]
    found.sort(key=lambda each: each[0].date, reverse=True)
    rows = tuple(
        Row(
            cells=(
                Cell(text=context.date(change.date, short=True)),
                linked(LinkView(text=link.text, href=f"{link.href}#history")),
                Cell(text=kind),
                Cell(text=change.version or ""),
                linked(links.role(change.by.id) if change.by else None),
                Cell(text=context.say(change.reason)),
            )
        )
        for change, kind, link in found[:_CHANGES]
    )
    return Section(
        anchor="changes",
        title=t("Recent changes"),
        table=TableView(
            columns=(
                Column(name=t("Date")),
                Column(name=t("What")),
                Column(name=t("Kind")),
                Column(name=t("Version")),
                Column(name=t("By")),
                Column(name=t("Reason"), wide=True),
            ),
            rows=rows,
        ),
    )


def _switched_off(context: ViewContext, links: Links) -> Section:
    """List the rules whose severity this portal has changed, and why."""
    t = context.words
    return Section(
        anchor="rules",
        title=t("Rules that this portal has changed"),
        table=TableView(
            columns=(
                Column(name=t("Rule")),
                Column(name=t("Level")),
                Column(name=t("Options")),
                Column(name=t("Reason"), wide=True),
            ),
            rows=tuple(_settings(context, links)),
        ),
    )


def _settings(context: ViewContext, links: Links) -> Iterator[Row]:
    t = context.words
    for code, setting in context.portal.rules.items():
        level = setting.level
        off = level is Severity.OFF
        options = ", ".join(f"{name}: {value:g}" for name, value in setting.options)
        reason = (
            Cell(text=setting.reason) if setting.reason else Cell(text=t("no reason"), flag="warn")
        )
        yield Row(
            cells=(
                linked(LinkView(text=code, href=links.page(rule_page(code)))),
                Cell(
                    text=t(level.label) if level is not None else t("as the rule has it"),
                    state="warn" if off else None,
                ),
                Cell(text=options),
                reason,
            )
        )
