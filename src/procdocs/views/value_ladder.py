"""Where the time of a process goes: the ladder, the same to scale, shares of value, every step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.model.process import Process
from procdocs.model.steps import Step, ValueClass
from procdocs.views.context import ViewContext
from procdocs.views.format import format_number, format_share, minutes_text
from procdocs.views.links import Links
from procdocs.views.page import LinkView, Picture
from procdocs.views.value_answer import answer, critical_path, has_slack, slack_text
from procdocs.views.words import BASIS, VALUE, WASTE, ValueWords

SegmentKind = Literal["wait", "va", "bva", "nva", "unjudged"]
"""What a stretch of time is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step of the ladder: waiting before it, work in it."""

    wait: str
    """Waiting, formatted; `?` if unknown."""
    work: str
    """Work, formatted; `?` if unknown."""
    name: str
    """Number and name of the step."""
    number: str
    """Its number alone, where there is no room for the name."""
    value: Literal["va", "bva", "nva"] | None
    """Its value class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderView:
    """Waiting above, work below, along one path; widths say nothing."""

    rungs: tuple[Rung, ...]
    """In order of the path."""
    description: str
    """The same in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleView:
    """Stretches of time, to scale."""

    segments: tuple[tuple[SegmentKind, float], ...]
    """Kind and minutes, in order."""
    total_minutes: float
    """What the whole width stands for."""
    description: str
    """The same in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRow:
    """A path and its times."""

    name: str
    """What path."""
    scale: Picture
    """Its strip."""
    work: str
    """Work along it."""
    lead: str
    """Lead time."""
    ratio: str
    """Work ÷ lead time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """How much of the work is of one class."""

    value: ValueWords | None
    """The class; None: not judged yet."""
    text: str
    """Minutes and share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimesRow:
    """The times of one step."""

    number: str
    """Its number."""
    link: LinkView
    """Its name."""
    value: ValueWords | None
    """Its class."""
    waste: str
    """Its wastes."""
    visits: str
    """Expected visits per item."""
    wait: str
    """Waiting per visit."""
    work: str
    """Work per visit."""
    lead: str
    """Lead time per visit."""
    accurate: str
    """%C&A."""
    basis: str | None
    """Basis code of the times."""
    basis_text: str
    """The same in words."""
    wait_total: str
    """Waiting per item: visits × waiting."""
    work_total: str
    """Work per item: visits × work."""
    slack: str
    """How much longer it may take; empty where nothing runs side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueStreamView:
    """The section of a process page."""

    lead: str
    """The answer in a sentence."""
    ladder: Picture | None
    """Along the most likely path; None without times."""
    ladder_caption: str
    """What it shows."""
    totals: tuple[tuple[str, str], ...]
    """Waiting, work, of it value-adding, lead time: along the path."""
    paths: tuple[PathRow, ...]
    """To scale."""
    paths_head: str
    """`To scale, 0 to 20 h`."""
    shares: tuple[ShareRow, ...]
    """By value class."""
    steps: tuple[StepTimesRow, ...]
    """Every activity."""
    critical: str
    """Its critical path in a sentence; empty where nothing runs side by side."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All its pictures."""
        ladder = (self.ladder,) if self.ladder else ()
        return (*ladder, *(row.scale for row in self.paths))


def view_value_stream(
    context: ViewContext, links: Links, process: Process, figures: ProcessFigures
) -> ValueStreamView:
    """Make the section from a process and its figures."""
    rungs = tuple(_rungs(context, process, figures))
    path = [figures.steps[each] for each in _path(figures) if each in figures.steps]
    known = any(each.process_minutes or each.wait_minutes for each in path)
    rows = tuple(_paths(context, figures, path)) if known else ()
    most = _longest(figures, path)
    t = context.words
    return ValueStreamView(
        lead=answer(context, process, figures),
        ladder=Picture(
            key="ladder",
            view=LadderView(rungs=rungs, description=_ladder_words(context, rungs)),
        )
        if known
        else None,
        ladder_caption=_caption(context, figures),
        totals=_totals(context, path),
        paths=rows,
        paths_head=t("To scale, 0 to {time}").format(time=_text(context, most)),
        shares=tuple(_shares(context, figures)),
        steps=tuple(_step_rows(context, links, process, figures)),
        critical=critical_path(context, process, figures),
    )


def _path(figures: ProcessFigures) -> tuple[str, ...]:
    return figures.likely_path.activities if figures.likely_path else ()


def _text(context: ViewContext, minutes: float | None) -> str:
    return (
        context.words("unknown")
        if minutes is None
        else minutes_text(minutes, context.portal.calendar)
    )


def _rungs(context: ViewContext, process: Process, figures: ProcessFigures) -> Iterator[Rung]:
    for each in _path(figures):
        step = process.step(each)
        times = figures.steps.get(each)
        if step is None or times is None:
            continue
        wait, work = times.wait_minutes, times.process_minutes
        yield Rung(
            wait="?" if wait is None else _text(context, wait),
            work="?" if work is None else _text(context, work),
            name=f"{step.number} {context.say(step.name)}",
            number=str(step.number),
            value=_code(step.value),
        )


def _code(value: ValueClass | None) -> Literal["va", "bva", "nva"] | None:
    codes: dict[ValueClass, Literal["va", "bva", "nva"]] = {
        ValueClass.VA: "va",
        ValueClass.BVA: "bva",
        ValueClass.NVA: "nva",
    }
    return codes[value] if value else None


def _ladder_words(context: ViewContext, rungs: tuple[Rung, ...]) -> str:
    each = context.words("wait {wait}, then {name}: {work}")
    parts = [each.format(wait=rung.wait, name=rung.name, work=rung.work) for rung in rungs]
    return context.words("Value-stream ladder of the most likely path: ") + "; ".join(parts)


def _caption(context: ViewContext, figures: ProcessFigures) -> str:
    text = context.words("Waiting above, work below; widths are not to scale. Most likely path")
    path = figures.likely_path
    if path is None or path.probability > 0.9995:
        return text + "."
    t = context.words
    return f"{text}{t(', ')}{format_share(path.probability)} {t('of all items')}{t('.')}"


def _totals(context: ViewContext, path: list[StepFigures]) -> tuple[tuple[str, str], ...]:
    t = context.words
    # Of branches side by side all times are added: that is more than an item takes.
    beside = any(each.slack_minutes is not None for each in path)
    work = sum(each.process_minutes or 0 for each in path)
    value = sum(each.process_minutes or 0 for each in path if each.value is ValueClass.VA)
    lead = sum(each.lead_minutes or 0 for each in path)
    wait = sum(each.wait_minutes or 0 for each in path)
    return (
        (t("Waiting"), _text(context, wait)),
        (t("Work"), _text(context, work)),
        (t("of it value-adding"), _text(context, value)),
        (t("Added up") if beside else t("Lead time"), _text(context, lead)),
    )


def _segments(path: list[StepFigures]) -> tuple[tuple[SegmentKind, float], ...]:
    found: list[tuple[SegmentKind, float]] = []
    for each in path:
        if each.wait_minutes:
            found.append(("wait", each.wait_minutes))
        if each.process_minutes:
            found.append((_code(each.value) or "unjudged", each.process_minutes))
    return tuple(found)


def _expected(figures: ProcessFigures) -> tuple[tuple[SegmentKind, float], ...]:
    parts: tuple[tuple[SegmentKind, float | None], ...] = (
        ("wait", figures.wait_minutes),
        ("va", figures.va_minutes),
        ("bva", figures.bva_minutes),
        ("nva", figures.nva_minutes),
        ("unjudged", figures.unjudged_minutes),
    )
    return tuple((kind, minutes) for kind, minutes in parts if minutes)


def _longest(figures: ProcessFigures, path: list[StepFigures]) -> float:
    lengths = [
        sum(minutes for _, minutes in _segments(path)),
        sum(minutes for _, minutes in _expected(figures)),
    ]
    return max(lengths)


def _paths(
    context: ViewContext, figures: ProcessFigures, path: list[StepFigures]
) -> Iterator[PathRow]:
    t = context.words
    most = _longest(figures, path)
    rows = (
        ("scale-path", t("Most likely path"), _segments(path)),
        ("scale-expected", t("Expected per item, all paths"), _expected(figures)),
    )
    for key, name, segments in rows:
        if not segments:
            continue
        work = sum(minutes for kind, minutes in segments if kind != "wait")
        lead = sum(minutes for _, minutes in segments)
        text = f"{name}: {t('work')} {_text(context, work)}, {t('total')} {_text(context, lead)}"
        yield PathRow(
            name=name,
            scale=Picture(
                key=key, view=ScaleView(segments=segments, total_minutes=most, description=text)
            ),
            work=_text(context, work),
            lead=_text(context, lead),
            ratio=format_share(work / lead) if lead else "",
        )


def _shares(context: ViewContext, figures: ProcessFigures) -> Iterator[ShareRow]:
    total = figures.labour_minutes
    if not total:
        return
    rows = (
        (VALUE[ValueClass.VA], figures.va_minutes),
        (VALUE[ValueClass.BVA], figures.bva_minutes),
        (VALUE[ValueClass.NVA], figures.nva_minutes),
        (None, figures.unjudged_minutes),
    )
    for value, minutes in rows:
        if minutes is None or (value is None and not minutes):
            continue
        text = f"{format_number(minutes, 1)}\u00a0min, {format_share(minutes / total)}"
        yield ShareRow(value=value, text=text)


def _step_rows(
    context: ViewContext, links: Links, process: Process, figures: ProcessFigures
) -> Iterator[StepTimesRow]:
    for step in process.activities:
        times = figures.steps.get(step.id)
        if times is not None:
            yield _step_row(context, links, process, step, times, slack=has_slack(figures))


def _step_row(
    context: ViewContext,
    links: Links,
    process: Process,
    step: Step,
    times: StepFigures,
    *,
    slack: bool,
) -> StepTimesRow:
    t = context.words

    def shown(minutes: float | None) -> str:
        return "?" if minutes is None else _text(context, minutes)

    accurate = step.complete_accurate
    return StepTimesRow(
        number=str(step.number),
        link=links.step(process.id, step.id) or LinkView(text=context.say(step.name)),
        value=VALUE[step.value] if step.value else None,
        waste=", ".join(t(WASTE[kind]) for kind in step.waste),
        visits="?" if times.visits is None else format_number(times.visits, 2),
        wait=shown(times.wait_minutes),
        work=shown(times.process_minutes),
        lead=shown(times.lead_minutes),
        accurate="?" if accurate is None else format_share(accurate),
        basis=times.basis.value if times.basis else None,
        basis_text=t(BASIS[times.basis.value]) if times.basis else "",
        wait_total=shown(times.total_wait_minutes),
        work_total=shown(times.labour_minutes),
        slack=slack_text(context, times) if slack else "",
    )
