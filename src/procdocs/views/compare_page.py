"""The page that sets two versions of a process side by side: what will change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from procdocs.analysis.compare_steps import compare_steps, variant_renames
from procdocs.analysis.figures import ProcessFigures
from procdocs.model.process import Process
from procdocs.views.change_picture import MOST_NODES, view_change_picture
from procdocs.views.context import ViewContext
from procdocs.views.format import (
    format_hours,
    format_number,
    format_share,
    format_small,
    measure_money,
    minutes_text,
)
from procdocs.views.governed import FactView, view_facts
from procdocs.views.links import HOME, PROCESSES, Links, object_path
from procdocs.views.page import LinkView, Picture, SearchEntry
from procdocs.views.process_flow import view_swimlane
from procdocs.views.step_changes import (
    LetterChangeRow,
    StepChangeRow,
    compare_letters,
    view_step_changes,
)
from procdocs.views.swimlane import SwimlaneView


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One of the two versions."""

    word: str
    """`As-is`, `To-be`, `Base` or `Variant`."""
    link: LinkView
    """Its page."""
    facts: tuple[FactView, ...]
    """Owner, status, version, dates."""
    picture: Picture
    """Its flow, with what changes marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """A figure before and after."""

    label: str
    """What it is."""
    before: str
    """Of the base."""
    after: str
    """Of the variant."""
    change: str
    """By how much: `−3.9 h, −52 %`."""
    state: str | None
    """`good`, `bad`, or None where nothing changes or a figure is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePageView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Title."""
    description: str
    """One sentence."""
    source_path: str
    """File of the variant."""
    crumbs: tuple[LinkView, ...]
    """Home, processes, the base."""
    hide: tuple[str, ...]
    """No navigation beside it."""
    search: tuple[SearchEntry, ...]
    """The page itself."""
    pictures: tuple[Picture, ...]
    """Both in one, where that can be read, and each of both flows."""
    answer: str
    """What changes, in a sentence."""
    both: Picture | None
    """Both flows in one picture, with what changes marked; None where it would be too large."""
    before: VersionView
    """The base."""
    after: VersionView
    """The variant."""
    metrics: tuple[MetricRow, ...]
    """Figures before and after."""
    steps: tuple[StepChangeRow, ...]
    """Step by step."""
    letters: tuple[LetterChangeRow, ...]
    """Letters that change."""


def view_compare_page(context: ViewContext, variant: Process) -> ComparePageView:
    """Make the page of a process that is a variant of one that exists."""
    reference = variant.variant_of or variant.extends
    assert reference is not None
    base = context.portal.processes[reference.id]
    t = context.words
    path = object_path("compare", variant.id)
    links = context.links(path)
    changes = view_step_changes(context, links, base, variant)
    letters = compare_letters(context, links, base, variant)
    to_be = variant.state == "to-be"
    before = _version(
        context,
        links,
        base,
        t("As-is") if to_be else t("Base"),
        Picture(
            key="flow-before",
            view=view_swimlane(context, links, base, "lr", changes.base_marks),
        ),
    )
    after = _version(
        context,
        links,
        variant,
        t("To-be") if to_be else t("Variant"),
        Picture(
            key="flow-after",
            view=view_swimlane(context, links, variant, "lr", changes.variant_marks),
        ),
    )
    both = _both_in_one(context, base, variant, before, after)
    title = t("{name}: what changes").format(name=context.say(base.name))
    metrics = tuple(_metrics(context, base, variant))
    return ComparePageView(
        path=path,
        title=title,
        description=t("{name}, both versions side by side").format(name=context.say(base.name)),
        source_path=variant.place.span.file,
        crumbs=(
            LinkView(text=t("Home"), href=links.page(HOME)),
            LinkView(text=t("Processes"), href=links.page(PROCESSES)),
            before.link,
        ),
        hide=("navigation",),
        search=(SearchEntry(anchor=None, title=title, text=context.say(variant.name)),),
        pictures=(*((both,) if both else ()), before.picture, after.picture),
        answer=_answer(context, changes.rows, metrics),
        both=both,
        before=before,
        after=after,
        metrics=metrics,
        steps=changes.rows,
        letters=letters,
    )


def _both_in_one(
    context: ViewContext, base: Process, variant: Process, before: VersionView, after: VersionView
) -> Picture | None:
    figures = context.analysis.processes
    renames = variant_renames(base, variant)
    steps = compare_steps(base, variant, figures[base.id], figures[variant.id], renames)
    views = (before.picture.view, after.picture.view)
    if len(steps) > MOST_NODES or not all(isinstance(view, SwimlaneView) for view in views):
        return None
    old, new = (view for view in views if isinstance(view, SwimlaneView))
    picture = view_change_picture(context, old, new, steps, renames)
    return Picture(key="flow-changes", view=picture)


def _version(
    context: ViewContext, links: Links, process: Process, word: str, picture: Picture
) -> VersionView:
    return VersionView(
        word=word,
        link=links.process(process.id) or LinkView(text=context.say(process.name)),
        facts=view_facts(context, links, process.governed),
        picture=picture,
    )


def _answer(
    context: ViewContext, rows: tuple[StepChangeRow, ...], metrics: tuple[MetricRow, ...]
) -> str:
    t = context.words
    counts = [
        (change, sum(row.change == change for row in rows))
        for change in ("added", "removed", "changed")
    ]
    words = {
        "added": t("{n} new {n:step|steps}"),
        "removed": t("{n} {n:step|steps} less"),
        "changed": t("{n} {n:step|steps} changed"),
    }
    parts = [words[change].format(n=count) for change, count in counts if count]
    text = t(", ").join(parts) + t(".") if parts else t("No step changes.")
    lead = metrics[0] if metrics else None
    if lead and lead.change:
        text += t(" ") + t("Lead time {before} becomes {after}.").format(
            before=lead.before, after=lead.after
        )
    return text


def _metrics(context: ViewContext, base: Process, variant: Process) -> Iterator[MetricRow]:
    t = context.words
    old = context.analysis.processes.get(base.id)
    new = context.analysis.processes.get(variant.id)
    if old is None or new is None:
        return
    calendar = context.portal.calendar
    currency = context.portal.currency

    def minutes(value: float) -> str:
        return minutes_text(value, calendar)

    def money(value: float) -> str:
        return str(measure_money(value, currency))

    def count(value: float) -> str:
        return format_small(value) if value < 1 else format_number(value, 1)

    rows: tuple[tuple[str, str, Callable[[float], str], bool], ...] = (
        (t("Lead time"), "cycle_time_minutes", minutes, False),
        (t("Work"), "labour_minutes", minutes, False),
        (t("of it value-adding"), "va_minutes", minutes, True),
        (t("of it without value"), "nva_minutes", minutes, False),
        (t("Waiting"), "wait_minutes", minutes, False),
        (t("Theoretical cycle time"), "theoretical_cycle_time_minutes", minutes, False),
        (t("Cycle-time efficiency"), "cycle_time_efficiency", format_share, True),
        (t("Activity ratio"), "activity_ratio", format_share, True),
        (t("Process cycle efficiency"), "process_cycle_efficiency", format_share, True),
        (t("Right first time"), "rolled_complete_accurate", format_share, True),
        (t("Hand-offs"), "handoffs_expected", count, False),
        (t("Hand-offs between units"), "unit_handoffs_expected", count, False),
        (t("Cost"), "cost_per_item", money, False),
        (t("Work a year"), "annual_labour_hours", format_hours, False),
        (t("Waiting a year"), "annual_wait_hours", format_hours, False),
        (t("Cost a year"), "annual_cost", money, False),
        (t("Items inside"), "items_inside", count, False),
    )
    for label, name, write, more_is_better in rows:
        yield _metric(context, label, _value(old, name), _value(new, name), write, more_is_better)


def _value(figures: ProcessFigures, name: str) -> float | None:
    found: float | None = getattr(figures, name)
    return found


def _metric(
    context: ViewContext,
    label: str,
    before: float | None,
    after: float | None,
    write: Callable[[float], str],
    more_is_better: bool,
) -> MetricRow:
    unknown = context.words("unknown")
    change, state = "", None
    if before is not None and after is not None and abs(after - before) > 1e-9:
        sign = "+" if after > before else "−"
        change = f"{sign}{write(abs(after - before))}"
        if write is format_share:
            points = format_number(abs(after - before) * 100, 1)
            change = context.words("{n} points").format(n=f"{sign}{points}")
        elif before:
            change += f", {sign}{format_share(abs(after - before) / abs(before), 0)}"
        state = "good" if (after > before) == more_is_better else "bad"
    return MetricRow(
        label=label,
        before=unknown if before is None else write(before),
        after=unknown if after is None else write(after),
        change=change,
        state=state,
    )
