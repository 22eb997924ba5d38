"""Figures before and after in words and numbers, and what their change gives a year."""

from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.compare_metrics import MetricChange
from procdocs.model.portal import Portal
from procdocs.views.format import NBSP, format_number, format_share, measure_money, minutes_measure

LABELS: Mapping[str, str] = {
    "cycle_time_minutes": "Lead time",
    "theoretical_cycle_time_minutes": "Theoretical cycle time",
    "labour_minutes": "Work",
    "va_minutes": "Work that adds value (VA)",
    "bva_minutes": "Work the business needs (BVA)",
    "nva_minutes": "Waste (NVA)",
    "unjudged_minutes": "Work not yet judged",
    "rework_minutes": "Rework",
    "wait_minutes": "Waiting",
    "cycle_time_efficiency": "Cycle-time efficiency",
    "activity_ratio": "Activity ratio",
    "process_cycle_efficiency": "Process cycle efficiency",
    "rolled_complete_accurate": "Right first time (rolled %C&A)",
    "handoffs_expected": "Hand-offs",
    "unit_handoffs_expected": "Hand-offs between units",
    "system_contacts_expected": "Passings to and from systems",
    "outside_contacts_expected": "Contacts with outside parties",
    "cost_per_item": "Cost",
    "activities": "Activities",
    "items_inside": "Items inside",
}
"""What a reader calls each figure of a process."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricTexts:
    """A figure before and after, as it is shown."""

    label: str
    """What it is."""
    before: str
    """Before; `unknown` where it cannot be had."""
    after: str
    """After."""
    change: str
    """The difference with its sign; `0` where it stays, empty where it is unknown."""
    annual: str
    """Change a year, in hours or money; empty where there is none."""


def tell_metric(portal: Portal, metric: MetricChange) -> MetricTexts:
    """Write a figure of a process before and after.

    Args:
        portal: For working time and currency.
        metric: The figure.
    """
    change = metric.difference
    return MetricTexts(
        label=LABELS.get(metric.name, metric.name),
        before=_value(portal, metric, metric.before),
        after=_value(portal, metric, metric.after),
        change="" if change is None else _signed(portal, metric, change),
        annual=_annual(portal, metric),
    )


def _value(portal: Portal, metric: MetricChange, value: float | None) -> str:
    if value is None:
        return UNKNOWN
    if metric.unit == "minutes":
        return str(minutes_measure(value, portal.calendar)) if value else "0"
    if metric.unit == "share":
        return format_share(value)
    if metric.unit == "money":
        return str(measure_money(value, portal.currency))
    return format_number(value, 2)


def _signed(portal: Portal, metric: MetricChange, change: float) -> str:
    if abs(change) < 1e-9:
        return "0"
    sign = "+" if change > 0 else "−"
    if metric.unit == "share":
        return f"{sign}{format_number(abs(change) * 100, 2)} points"
    return sign + _value(portal, metric, abs(change))


def _annual(portal: Portal, metric: MetricChange) -> str:
    if metric.annual is None or abs(metric.annual) < 1e-9:
        return ""
    sign = "+" if metric.annual > 0 else "−"
    size = abs(metric.annual)
    if metric.unit == "money":
        return sign + str(measure_money(size, portal.currency))
    return f"{sign}{format_number(size, 0 if size >= 10 else 1)}{NBSP}h"
