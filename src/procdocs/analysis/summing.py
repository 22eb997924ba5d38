"""Totals of a process from the figures of its steps: labour, value classes, waiting, cost."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.analysis.links import role_of
from procdocs.analysis.step_times import VisitTime
from procdocs.model.organisation import Role
from procdocs.model.steps import Step, StepType, ValueClass


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMinutes:
    """Labour by value class, in minutes per item."""

    va: float
    """First visits that add value."""
    bva: float
    """First visits that the business needs."""
    nva: float
    """Waste and visits beyond the first."""
    unjudged: float
    """First visits without a class."""


def add_known(values: Iterable[float | None]) -> float | None:
    """Add what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return math.fsum(known) if known else None


def cost_rate(step: Step, roles: Mapping[str, Role], currency: str) -> float | None:
    """Give the cost of an hour of a step's role in the portal's currency.

    Returns:
        0 of a system, which costs no wages; None where no rate in this currency is known.
    """
    role = roles.get(role_of(step, roles) or "")
    if role is None:
        return None
    if role.kind == "system":
        return 0.0
    if role.cost_rate is None or role.cost_rate.currency != currency:
        return None
    return role.cost_rate.amount


def cost_per_visit(
    step: Step,
    time: VisitTime,
    inner: ProcessFigures | None,
    roles: Mapping[str, Role],
    currency: str,
) -> float | None:
    """Find what the work of one visit costs; of a subprocess the cost of its process.

    Returns:
        In the portal's currency; None where the work or the rate is unknown.
    """
    if time.labour is None:
        return None
    if step.type is StepType.SUBPROCESS:
        if inner is None or inner.cost_per_item is None or not inner.labour_minutes:
            return None
        return inner.cost_per_item * time.labour / inner.labour_minutes
    if time.labour == 0:
        return 0.0
    rate = cost_rate(step, roles, currency)
    return None if rate is None else rate * time.labour / 60.0


def add_by_value(
    steps: Sequence[StepFigures], inner: Mapping[str, ProcessFigures]
) -> ValueMinutes | None:
    """Split the labour by value class.

    Args:
        steps: Figures of the activities.
        inner: Figures of the process of each subprocess step, by step: its classes are taken,
            unless it is not judged at all and the step itself is.

    Returns:
        None where no labour is known.
    """
    parts: dict[ValueClass | None, list[float]] = {None: [], **{found: [] for found in ValueClass}}
    known = False
    for step in steps:
        if step.labour_minutes is None or step.rework_minutes is None:
            continue
        known = True
        first = step.labour_minutes - step.rework_minutes
        parts[ValueClass.NVA].append(step.rework_minutes)
        within = inner.get(step.step)
        if within is None or (within.judged_steps == 0 and step.value is not None):
            parts[step.value].append(first)
        elif within.labour_minutes:
            share = first / within.labour_minutes
            parts[ValueClass.VA].append(share * (within.va_minutes or 0.0))
            parts[ValueClass.BVA].append(share * (within.bva_minutes or 0.0))
            parts[ValueClass.NVA].append(share * (within.nva_minutes or 0.0))
            parts[None].append(share * (within.unjudged_minutes or 0.0))
    if not known:
        return None
    return ValueMinutes(
        va=math.fsum(parts[ValueClass.VA]),
        bva=math.fsum(parts[ValueClass.BVA]),
        nva=math.fsum(parts[ValueClass.NVA]),
        unjudged=math.fsum(parts[None]),
    )


def divide(part: float | None, whole: float | None) -> float | None:
    """Give a ratio; None where a term is unknown or the whole is nothing."""
    if part is None or whole is None or whole <= 0:
        return None
    return part / whole
