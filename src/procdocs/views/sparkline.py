"""A KPI in a line of text: its course, its latest value, its target."""

from dataclasses import dataclass

from procdocs.model.catalogue import Kpi
from procdocs.views.context import ViewContext
from procdocs.views.format import NBSP, format_number
from procdocs.views.links import Links
from procdocs.views.page import LinkView, Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class SparklineView:
    """A small line without axes."""

    values: tuple[float, ...]
    """In order of time; at least two."""
    target: float | None
    """Drawn as a dashed line."""
    description: str
    """The same in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiView:
    """A KPI in one line."""

    link: LinkView
    """Its name."""
    spark: Picture | None
    """Its course; None below two values."""
    actual: str
    """Latest value with unit; empty if there is none."""
    period: str
    """Period of the latest value."""
    target: str
    """Target with unit; empty if there is none."""
    state: str | None
    """`good` where the target is met, `bad` where it is missed, None where it cannot be said."""
    note: str
    """Target and period in words."""


def format_kpi(value: float, kpi: Kpi) -> str:
    """Write a value of a KPI with its unit."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    number = format_number(value, digits)
    return f"{number}{NBSP}{kpi.unit}" if kpi.unit else number


def kpi_state(kpi: Kpi) -> str | None:
    """Tell whether the latest value meets the target."""
    if kpi.latest is None or kpi.target is None:
        return None
    lower = kpi.better == "lower"
    met = kpi.latest.value <= kpi.target if lower else kpi.latest.value >= kpi.target
    return "good" if met else "bad"


def view_sparkline(context: ViewContext, kpi: Kpi, last: int = 12) -> SparklineView | None:
    """Give the course of the last values; None below two."""
    values = tuple(actual.value for actual in kpi.actuals[-last:])
    if len(values) < 2:
        return None
    first, latest = kpi.actuals[-len(values)], kpi.actuals[-1]
    return SparklineView(
        values=values,
        target=kpi.target,
        description=context.words("{name}: from {a} in {p} to {b} in {q}").format(
            name=context.say(kpi.name),
            a=format_kpi(first.value, kpi),
            p=first.period,
            b=format_kpi(latest.value, kpi),
            q=latest.period,
        ),
    )


def view_kpi(context: ViewContext, links: Links, kpi: Kpi, key: str) -> KpiView:
    """Give a KPI in one line.

    Args:
        context: Words.
        links: Links of the page.
        kpi: The KPI.
        key: Key of its picture, unique in the page.
    """
    t = context.words
    spark = view_sparkline(context, kpi)
    latest = kpi.latest
    target = format_kpi(kpi.target, kpi) if kpi.target is not None else ""
    notes = [f"{t('target')} {target}" if target else t("no target")]
    notes.append(latest.period if latest else t("no figure yet"))
    return KpiView(
        link=links.kpi(kpi.id) or LinkView(text=context.say(kpi.name)),
        spark=Picture(key=key, view=spark) if spark else None,
        actual=format_kpi(latest.value, kpi) if latest else "",
        period=latest.period if latest else "",
        target=target,
        state=kpi_state(kpi),
        note=", ".join(notes),
    )
