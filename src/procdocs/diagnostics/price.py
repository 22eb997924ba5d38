"""What a finding has at stake: hours of work, hours of waiting, money, and how they were computed.

The three are never added to each other. Hours of work are hours of staff; hours of waiting are
hours for which items wait, which nobody pays; money is work × the rate of the role that does it.
"""

from dataclasses import dataclass

_NBSP = "\u00a0"


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
    """How the amounts come about, to be recomputed by hand, with the rates."""

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


def grouped(value: float, digits: int = 0) -> str:
    """Write a number with no-break spaces between thousands: `33 868`."""
    return f"{value:,.{digits}f}".replace(",", _NBSP)


def factor(value: float) -> str:
    """Write a factor of a computation: up to six significant digits, no trailing zeros."""
    size, digits = abs(value), 0
    while 0 < size < 100_000 and digits < 9:
        size *= 10
        digits += 1
    text = grouped(round(value, digits), digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _hours(hours: float) -> str:
    return f"{grouped(hours, 0 if hours >= 10 or not hours else 1)}{_NBSP}h"
