"""The key figures of a process, each with what it is per, its basis and what it leaves out."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.analysis.figures import Method, ProcessFigures
from procdocs.model.process import Process
from procdocs.model.quantities import Basis
from procdocs.views.context import ViewContext
from procdocs.views.format import (
    Measure,
    format_hours,
    format_number,
    format_share,
    measure_money,
    minutes_measure,
    minutes_text,
)
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.sentences import said

_ROUNDING = 0.01
"""Minutes by which two sums of the same times may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure."""

    label: str
    """What it is."""
    number: str
    """The number, or `unknown`."""
    unit: str
    """Its unit."""
    note: str
    """What it is per, and what it is a year."""
    basis: str
    """Basis code of the mark: `measured`, `survey` or `estimate`."""
    basis_text: str
    """`5 of 7 steps measured`."""
    title: str
    """How it is computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """All figures of a process."""

    main: tuple[FigureView, ...]
    """The six in the head of the page."""
    more: tuple[FigureView, ...]
    """All others."""
    gaps: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """What the figures leave out: a sentence and the steps it is about."""


def view_figures(
    context: ViewContext, links: Links, process: Process, figures: ProcessFigures
) -> FiguresView:
    """Make the key figures of a process.

    Args:
        context: Words, calendar, currency.
        links: Links of the page.
        process: Whose figures.
        figures: The figures.
    """
    return FiguresView(
        main=tuple(_main(context, process, figures)),
        more=tuple(_more(context, process, figures)),
        gaps=tuple(_gaps(context, links, process, figures)),
    )


def measured_text(context: ViewContext, process: Process, figures: ProcessFigures) -> str:
    """Write how many activities have measured times, and how many none."""
    measured = sum(
        1
        for step in process.activities
        if step.id not in figures.unmeasured_steps
        and (times := figures.steps.get(step.id)) is not None
        and times.basis is Basis.MEASURED
    )
    text = context.words("{k} of {n} steps measured").format(k=measured, n=figures.activities)
    missing = len(figures.unmeasured_steps)
    return text + context.words(", {n} unknown").format(n=missing) if missing else text


def _main(context: ViewContext, process: Process, figures: ProcessFigures) -> Iterator[FigureView]:
    t = context.words
    times = (_basis_code(figures.basis), measured_text(context, process, figures))
    yield _figure(
        context,
        t("Lead time"),
        _minutes(context, figures.cycle_time_minutes),
        _lead_note(context, figures),
        times,
        t("Expected time from start to end, in working time"),
    )
    yield _figure(
        context,
        t("Work"),
        _minutes(context, figures.labour_minutes),
        _annual(context, figures.annual_labour_hours),
        times,
        t("Labour content: visits × hands-on time, summed over the steps"),
    )
    yield _figure(
        context,
        t("Process cycle efficiency"),
        _percent(figures.process_cycle_efficiency),
        _value_note(context, figures),
        _judged(context, figures) if figures.unjudged_steps else times,
        t("Value-adding time ÷ lead time"),
    )
    yield _rolled(context, figures)
    handoffs = figures.handoffs_expected
    units = figures.unit_handoffs_expected
    yield _figure(
        context,
        t("Hand-offs"),
        None if handoffs is None else Measure(number=format_number(handoffs, 1), unit=""),
        t("per item; {n} between units").format(n=format_number(units or 0, 1)),
        ("measured", t("computed from the flow")),
        t("Expected times per item that work passes from one role to another"),
    )
    yield _figure(
        context,
        t("Cost"),
        None
        if figures.cost_per_item is None
        else measure_money(figures.cost_per_item, context.portal.currency),
        _annual_cost(context, figures),
        times,
        t("Work × cost rate of the role; waiting carries no price"),
    )


def _more(context: ViewContext, process: Process, figures: ProcessFigures) -> Iterator[FigureView]:
    t = context.words
    times = (_basis_code(figures.basis), measured_text(context, process, figures))
    flow = ("measured", t("computed from the flow"))
    yield _figure(
        context,
        t("Waiting"),
        _minutes(context, figures.wait_minutes),
        _annual(context, figures.annual_wait_hours),
        times,
        t("Visits × waiting time, summed over the steps"),
    )
    yield _figure(
        context,
        t("Theoretical cycle time"),
        _minutes(context, figures.theoretical_cycle_time_minutes),
        t("without any waiting"),
        times,
        t("Lead time through the flow if nothing ever waited; parallel work overlaps"),
    )
    yield _figure(
        context,
        t("Cycle-time efficiency"),
        _percent(figures.cycle_time_efficiency),
        "",
        times,
        t("Theoretical cycle time ÷ cycle time"),
    )
    yield _figure(
        context,
        t("Activity ratio"),
        _percent(figures.activity_ratio),
        "",
        times,
        t("Work ÷ (work + waiting), summed along the expected path"),
    )
    simulated = figures.cycle_time_simulated
    if simulated is not None:
        note = t("± {half} at 95 %; half within {p50}, nine of ten within {p90}").format(
            half=_text(context, (simulated.high - simulated.low) / 2),
            p50=_text(context, simulated.p50),
            p90=_text(context, simulated.p90),
        )
        yield _figure(
            context,
            t("Lead time, simulated"),
            _minutes(context, simulated.mean),
            note,
            (_basis_code(figures.basis), t("{n} items simulated").format(n=simulated.runs)),
            _simulated_title(context, figures),
        )
    if figures.items_inside is not None:
        yield _figure(
            context,
            t("Items inside"),
            Measure(number=format_number(figures.items_inside, 1), unit=""),
            t("at any time"),
            times,
            t("Little's law: rate × lead time"),
        )
    if figures.takt_minutes is not None:
        yield _figure(
            context,
            t("Takt"),
            _minutes(context, figures.takt_minutes),
            t("one item begins in this time"),
            ("measured", t("computed from the volume")),
            t("Working time ÷ volume"),
        )
    if figures.outside_contacts_expected:
        yield _figure(
            context,
            t("Contacts outside"),
            Measure(number=format_number(figures.outside_contacts_expected, 1), unit=""),
            t("messages per item"),
            flow,
            t("Messages to and from outside parties"),
        )
    if figures.system_contacts_expected:
        yield _figure(
            context,
            t("Contacts with systems"),
            Measure(number=format_number(figures.system_contacts_expected, 1), unit=""),
            t("per item, no hand-offs"),
            flow,
            t("Work that passes to or from a role of kind system"),
        )


def _figure(
    context: ViewContext,
    label: str,
    measure: Measure | None,
    note: str,
    basis: tuple[str, str],
    title: str,
) -> FigureView:
    return FigureView(
        label=label,
        number=measure.number if measure else context.words("unknown"),
        unit=measure.unit if measure else "",
        note=note,
        basis=basis[0],
        basis_text=basis[1],
        title=title,
    )


def _minutes(context: ViewContext, minutes: float | None) -> Measure | None:
    return None if minutes is None else minutes_measure(minutes, context.portal.calendar)


def _text(context: ViewContext, minutes: float) -> str:
    return minutes_text(minutes, context.portal.calendar)


def _percent(share: float | None) -> Measure | None:
    if share is None:
        return None
    number, _, unit = format_share(share).partition("\u00a0")
    return Measure(number=number, unit=unit)


def _basis_code(basis: Basis | None) -> str:
    return (basis or Basis.ESTIMATE).value


def _annual(context: ViewContext, hours: float | None) -> str:
    t = context.words
    if hours is None:
        return t("per item; the volume is unknown")
    return t("per item; {hours} a year").format(hours=format_hours(hours))


def _annual_cost(context: ViewContext, figures: ProcessFigures) -> str:
    t = context.words
    if figures.cost_per_item is None:
        return t("no cost rate is known")
    if figures.annual_cost is None:
        return t("per item; the volume is unknown")
    return t("per item; {money} a year").format(
        money=measure_money(round(figures.annual_cost), context.portal.currency)
    )


def _lead_note(context: ViewContext, figures: ProcessFigures) -> str:
    t = context.words
    if figures.cycle_time_minutes is None:
        return said(context, figures.reason or "no times are known")
    simulated = figures.cycle_time_simulated
    if figures.method is Method.SIMULATED and simulated is not None:
        half = (simulated.high - simulated.low) / 2
        return t("simulated, ± {half} at 95 %").format(half=_text(context, half))
    if figures.method is Method.FLOW_ANALYSIS and simulated is not None:
        return t("by flow analysis; {mean} simulated").format(mean=_text(context, simulated.mean))
    if not figures.wait_minutes:
        return t("per item")
    # Branches side by side each wait: together they may wait longer than the item takes.
    added = (figures.lead_sum_minutes or 0) > figures.cycle_time_minutes + _ROUNDING
    note = t("{wait} waiting, all branches added") if added else t("of it {wait} waiting")
    return note.format(wait=_text(context, figures.wait_minutes))


def _simulated_title(context: ViewContext, figures: ProcessFigures) -> str:
    if figures.method is Method.SIMULATED:
        return context.words("The parallel parts are no blocks, so every item is simulated")
    if figures.method is Method.EXACT:
        return context.words("The mean is computed exactly; how single items spread is simulated")
    return context.words(
        "The longest of parallel branches that vary is longer than the longest of their means"
    )


def _value_note(context: ViewContext, figures: ProcessFigures) -> str:
    t = context.words
    if figures.va_time_minutes is None or figures.cycle_time_minutes is None:
        return t("no step is judged") if figures.unjudged_steps else ""
    return t("{va} of {all} add value").format(
        va=_text(context, figures.va_time_minutes), all=_text(context, figures.cycle_time_minutes)
    )


def _judged(context: ViewContext, figures: ProcessFigures) -> tuple[str, str]:
    text = context.words("{k} of {n} steps judged")
    return "estimate", text.format(k=figures.judged_steps, n=figures.activities)


def _rolled(context: ViewContext, figures: ProcessFigures) -> FigureView:
    t = context.words
    path = figures.likely_path
    known = path.complete_accurate_steps if path else 0
    total = len(path.activities) if path else figures.activities
    return _figure(
        context,
        t("Right first time"),
        _percent(figures.rolled_complete_accurate),
        t("rolled %C&A, most likely path"),
        (
            "measured" if known and known == total else "estimate",
            t("{k} of {n} steps measured").format(k=known, n=total),
        ),
        t("Product of the steps' shares of complete and accurate output"),
    )


def _gaps(
    context: ViewContext, links: Links, process: Process, figures: ProcessFigures
) -> Iterator[tuple[str, tuple[LinkView, ...]]]:
    t = context.words
    if figures.reason:
        yield t("Figures are missing: {reason}").format(reason=said(context, figures.reason)), ()
    gaps = (
        (t("Without a whole time, left out of the totals"), figures.unmeasured_steps),
        (t("Not yet judged by value"), figures.unjudged_steps),
        (t("Without a cost rate, left out of the cost"), figures.uncosted_steps),
        (t("With an event of unknown share, left out"), figures.left_out_events),
    )
    for text, ids in gaps:
        found = tuple(link for each in ids if (link := links.step(process.id, each)))
        if found:
            yield text, found
