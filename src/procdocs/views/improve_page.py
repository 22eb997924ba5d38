"""What should we change first: key processes, findings by what they cost, wastes, suggestions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from procdocs.checks.manual import read_manual
from procdocs.diagnostics import Diagnostic, Severity
from procdocs.diagnostics.price import count_once
from procdocs.model.process import Process
from procdocs.views.catalogue import view_crumbs
from procdocs.views.context import ViewContext
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.format import NBSP, format_hours, format_number
from procdocs.views.improvement_kinds import KINDS, improvement_kind
from procdocs.views.key_processes import (
    key_table,
    ranked_priorities,
    rest_table,
    view_key_processes,
)
from procdocs.views.links import IMPROVE, Links, rule_page
from procdocs.views.page import LinkView, Picture, SearchEntry
from procdocs.views.survey_section import SuggestionRow, view_suggestions
from procdocs.views.table import Cell, Column, Row, TableView, linked
from procdocs.views.words import WASTE

_SHOWN = 60
"""Findings shown at once."""
_FOLDED = 540
"""Findings more that can be unfolded; a table of thousands helps nobody, every process has its
own."""
_UNKNOWN_SHOWN = 12
"""Gaps shown at once."""
_LEARN = "learn"
"""The kind of findings that tell a gap or a contradiction and ask for no change of the work."""
_MOST_PROCESSES = 60
"""Processes in the table of wastes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """A suggestion of staff with its process."""

    row: SuggestionRow
    """The suggestion."""
    process: LinkView
    """Where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImproveView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Its title."""
    heading: str
    """The question."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """Pages above."""
    hide: tuple[str, ...]
    """What the theme leaves out."""
    search: tuple[SearchEntry, ...]
    """The page."""
    pictures: tuple[Picture, ...]
    """The matrix."""
    lead: str
    """The answer."""
    matrix: Picture | None
    """Importance against performance."""
    key: TableView
    """The key processes and the other important ones, as a table."""
    rest: TableView
    """The other processes."""
    limits: str
    """What makes a key process."""
    kinds: tuple[tuple[str, str, int], ...]
    """Code, words and number of findings of each kind."""
    findings: tuple[FindingView, ...]
    """The dearest, dearest first."""
    folded: tuple[FindingView, ...]
    """The next ones."""
    left_out: int
    """Findings that are not listed."""
    unknown: tuple[FindingView, ...]
    """What to find out first, without a price: nobody knows yet what a change would bring."""
    unknown_folded: tuple[FindingView, ...]
    """The rest of it."""
    total: str
    """What all findings have at stake, each hour counted once; empty where no price is known."""
    reasons: tuple[tuple[LinkView, str], ...]
    """Every rule with a finding, and why it matters."""
    wastes: TableView
    """Hours a year by process and kind of waste."""
    suggestions: tuple[SuggestionView, ...]
    """Most votes first."""


def view_improve(context: ViewContext) -> ImproveView:
    """Make the page."""
    t = context.words
    links = context.links(IMPROVE)
    matrix = view_key_processes(context, links)
    picture = Picture(key="key-processes", view=matrix) if matrix else None
    everything = _found(context)
    found = [each for each in everything if improvement_kind(each) != _LEARN]
    unknown = _unknown(context, links, everything)
    listed = view_findings(context, links, found[: _SHOWN + _FOLDED])
    counts = {kind: sum(improvement_kind(each) == kind for each in found) for kind in KINDS}
    priority = context.portal.priority
    unscored = sum(each.importance is None for each in context.analysis.priorities.values())
    limits = t(
        "Importance: weighted success factors and cost. Key: importance {a} or more and "
        "performance {b} or less."
    ).format(a=format_number(priority.importance, 1), b=format_number(priority.performance, 1))
    if unscored:
        limits += t(" ") + t("{n} {n:process has|processes have} no scores yet.").format(n=unscored)
    return ImproveView(
        path=IMPROVE,
        title=t("Improve"),
        heading=t("What should we change first?"),
        description=t("Key processes, findings by what they cost, wastes, suggestions of staff"),
        source_path=context.portal.place.span.file,
        crumbs=view_crumbs(context, links),
        hide=("navigation", "toc"),
        search=(SearchEntry(anchor=None, title=t("Improve"), text="", boost=2.0),),
        pictures=(picture,) if picture else (),
        lead=_lead(context, found, len(unknown)),
        matrix=picture,
        key=key_table(context, links),
        rest=rest_table(context, links),
        limits=limits,
        kinds=tuple((kind, t(KINDS[kind]), count) for kind, count in counts.items() if count),
        findings=listed[:_SHOWN],
        folded=listed[_SHOWN:],
        left_out=len(found) - len(listed),
        unknown=unknown[:_UNKNOWN_SHOWN],
        unknown_folded=unknown[_UNKNOWN_SHOWN:],
        total=_total(context, found),
        reasons=tuple(_reasons(context, links, everything)),
        wastes=_wastes(context, links),
        suggestions=tuple(_suggestions(context, links)),
    )


def _found(context: ViewContext) -> list[Diagnostic]:
    """Give the findings that ask for a change of the work, dearest first."""
    found = [
        each
        for each in context.diagnostics
        if improvement_kind(each) and each.severity is not Severity.OFF
    ]
    return sorted(found, key=lambda each: each.rank_key)


def _unknown(
    context: ViewContext, links: Links, found: list[Diagnostic]
) -> tuple[FindingView, ...]:
    """List gaps by severity and place.

    They carry what a whole process costs, which says nothing about what closing them would save.
    """
    gaps = sorted(
        (each for each in found if improvement_kind(each) == _LEARN),
        key=lambda each: (-each.severity, each.sort_key),
    )
    bare = (replace(each, price=None) for each in gaps[: _SHOWN + _FOLDED])
    return tuple(replace(each, kind="") for each in view_findings(context, links, bare))


def _lead(context: ViewContext, found: list[Diagnostic], unknown: int) -> str:
    t = context.words
    key = sum(each.key for each in ranked_priorities(context))
    text = (
        t("{n} {n:process is|processes are} important and weak.").format(n=key)
        if key
        else t("No process is both important and weak.")
    )
    dearest = found[0].annual_cost if found else None
    if dearest:
        money = f"{format_number(dearest, 0)}{NBSP}{context.portal.currency}"
        text += t(" ") + t(
            "{n} {n:finding asks|findings ask} for a change; "
            "the dearest holds work of {cost} a year."
        ).format(n=len(found), cost=money)
    elif found:
        text += t(" ") + t("{n} {n:finding asks|findings ask} for a change.").format(n=len(found))
    if unknown:
        text += t(" ") + t("{n} more {n:is|are} to be found out first.").format(n=unknown)
    return text


def _total(context: ViewContext, found: list[Diagnostic]) -> str:
    """Say what is at stake in all, every step with its largest amount only."""
    t = context.words
    total = count_once(each.price for each in found if each.price)
    if not total.stakes:
        return ""
    amounts = [t("{hours} of work").format(hours=format_hours(total.work_hours or 0.0))]
    if total.cost:
        amounts.append(f"{format_number(total.cost, 0)}{NBSP}{context.portal.currency}")
    amounts.append(t("{hours} of waiting").format(hours=format_hours(total.wait_hours or 0.0)))
    return t(
        "In all, {amounts} a year are at stake in {n} steps. An hour that several findings name is "
        "counted once: each step with the largest amount that a finding has on it."
    ).format(amounts=", ".join(amounts), n=len(total.stakes))


def _reasons(
    context: ViewContext, links: Links, found: list[Diagnostic]
) -> Iterator[tuple[LinkView, str]]:
    for rule in sorted({each.code: each.rule for each in found}.values(), key=lambda r: r.code):
        name = context.words(rule.name.replace("-", " "))
        link = LinkView(text=name, href=links.page(rule_page(rule.code)), id=rule.code)
        yield link, read_manual(rule.code).why


def _wastes(context: ViewContext, links: Links) -> TableView:
    """Add up the hours a year of steps marked with a kind of waste, and of rework.

    Waiting counts the waiting before its steps, every other kind the work in them.
    """
    t = context.words
    sums: dict[str, dict[str, float]] = {}
    for process in context.portal.current_processes():
        held = _waste_of(context, process)
        if held:
            sums[process.id] = held
    kinds = [kind for kind in (*WASTE, "rework") if any(kind in held for held in sums.values())]
    most = {kind: max(held.get(kind, 0.0) for held in sums.values()) for kind in kinds}
    ranked = sorted(sums, key=lambda each: _waste_order(sums[each]))[:_MOST_PROCESSES]
    rows = []
    for process_id in ranked:
        cells = [linked(links.process(process_id))]
        for kind in kinds:
            hours = sums[process_id].get(kind)
            if hours is None:
                cells.append(Cell(text="–", heat=0))
                continue
            part = hours / most[kind] if most[kind] else 0
            heat = 3 if part > 0.66 else 2 if part > 0.33 else 1
            cells.append(Cell(text=format_number(hours, 0 if hours >= 10 else 1), heat=heat))
        rows.append(Row(cells=tuple(cells)))
    return TableView(
        columns=(
            Column(name=t("Process")),
            *(
                Column(name=t(WASTE[kind]) if kind in WASTE else t("Rework"), number=True)
                for kind in kinds
            ),
        ),
        rows=tuple(rows),
    )


def _waste_order(held: Mapping[str, float]) -> tuple[float, float]:
    """Put most work first, then most waiting; the two are not added."""
    work = sum(hours for kind, hours in held.items() if kind != "waiting")
    return -work, -held.get("waiting", 0.0)


def _waste_of(context: ViewContext, process: Process) -> dict[str, float]:
    figures = context.analysis.processes.get(process.id)
    if figures is None or figures.items_per_year is None:
        return {}
    held: dict[str, float] = {}
    for step in process.activities:
        found = figures.steps.get(step.id)
        if found is None:
            continue
        for kind in step.waste:
            minutes = found.total_wait_minutes if kind == "waiting" else found.labour_minutes
            if minutes:
                held[kind] = held.get(kind, 0.0) + minutes * figures.items_per_year / 60
    if figures.rework_minutes:
        held["rework"] = figures.rework_minutes * figures.items_per_year / 60
    return held


def _suggestions(context: ViewContext, links: Links) -> Iterator[SuggestionView]:
    found = []
    for survey in context.portal.surveys.values():
        link = links.process(survey.process.id)
        if link is None or link.href is None:
            continue
        place = LinkView(text=link.text, href=f"{link.href}#survey")
        found += [
            SuggestionView(row=row, process=place)
            for row in view_suggestions(context, links, survey)
        ]
    found.sort(
        key=lambda each: (each.row.status in ("done", "declined"), -int(each.row.votes or 0))
    )
    yield from found
