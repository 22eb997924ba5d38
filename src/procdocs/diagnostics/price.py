"""What a finding has at stake: hours of work, hours of waiting, money, and how they were computed.

The three are never added to each other. Hours of work are hours of staff; hours of waiting are
hours for which items wait, which nobody pays; money is work × the rate of the role that does it.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from procdocs.diagnostics.sentence import Figure

_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What one step adds to a price, so that a total over findings can count it once."""

    step: str
    """The step: `credit-check#register`; a stage of a value stream: `stream:chain#welding`."""
    work_hours: float = 0.0
    """Hours of its work a year."""
    wait_hours: float = 0.0
    """Hours a year for which items wait before it."""
    cost: float = 0.0
    """The work at the rate of its role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What is at stake in a year. An amount that is unknown is None, never 0."""

    work_hours: float | None = None
    """Hours of work."""
    wait_hours: float | None = None
    """Hours for which items wait."""
    cost: float | None = None
    """The work at the rate of its roles, in `currency`. Waiting has no price."""
    currency: str = ""
    """The portal's currency."""
    basis: str = ""
    """How the amounts come about, to be recomputed by hand, with the rates; where there are none,
    why."""
    terms: tuple[str, ...] = ()
    """The steps of a sum that is too long for `basis`, one by one, per item."""
    stakes: tuple[Stake, ...] = ()
    """The amounts by step. Empty where hours belong to no step, to those of a sub-process, or are
    no part of the documented ones."""

    @property
    def hours(self) -> float | None:
        """Hours of work where any are at stake, else hours of waiting; never their sum."""
        if self.work_hours or self.wait_hours is None:
            return self.work_hours
        return self.wait_hours

    @property
    def sentence(self) -> str:
        """The amounts in words: `706 h of work, 1 680 h of waiting, 33 868 EUR a year`."""
        parts = []
        if self.work_hours is not None:
            parts.append(f"{_hours(self.work_hours)} of work")
        if self.wait_hours is not None:
            parts.append(f"{_hours(self.wait_hours)} of waiting")
        if self.cost is not None:
            parts.append(f"{grouped(self.cost)}{_NBSP}{self.currency}")
        return f"{', '.join(parts)} a year" if parts else ""


def count_once(prices: Iterable[Price]) -> Price:
    """Add up what several findings have at stake; no hour is counted twice.

    Two findings on one step mean the same hours, or one means a part of them. Each step counts
    with the largest amount that any finding has on it.

    Args:
        prices: Of any findings.

    Returns:
        The amounts of all steps; no basis.
    """
    most: dict[str, Stake] = {}
    currency = ""
    for price in prices:
        currency = price.currency or currency
        for stake in price.stakes:
            known = most.get(stake.step, stake)
            most[stake.step] = Stake(
                step=stake.step,
                work_hours=max(known.work_hours, stake.work_hours),
                wait_hours=max(known.wait_hours, stake.wait_hours),
                cost=max(known.cost, stake.cost),
            )
    return Price(
        work_hours=math.fsum(stake.work_hours for stake in most.values()),
        wait_hours=math.fsum(stake.wait_hours for stake in most.values()),
        cost=math.fsum(stake.cost for stake in most.values()),
        currency=currency,
        stakes=tuple(most.values()),
    )


def grouped(value: float, digits: int = 0) -> Figure:
    """Write a number with no-break spaces between thousands: `33 868`."""
    return Figure(f"{value:,.{digits}f}".replace(",", _NBSP))


def factor(value: float) -> Figure:
    """Write a factor of a computation: up to six significant digits, no trailing zeros."""
    size, digits = abs(value), 0
    while 0 < size < 100_000 and digits < 9:
        size *= 10
        digits += 1
    text = grouped(round(value, digits), digits)
    return Figure(text.rstrip("0").rstrip(".")) if "." in text else text


def _hours(hours: float) -> str:
    return f"{grouped(hours, 0 if hours >= 10 or not hours else 1)}{_NBSP}h"
