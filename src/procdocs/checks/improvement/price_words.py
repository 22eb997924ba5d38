"""How a price was computed, in one line: `420/month × 12 × 0.24 visits × 35 min × 48 EUR/h`."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from procdocs.diagnostics.price import factor
from procdocs.model.quantities import Calendar, Volume

_NBSP = "\u00a0"
_MOST_TERMS = 4
"""Steps that are written one by one; of more the sum stands there."""
NO_TIME = "no amount: nothing that would count here has a known time"
"""Instead of a computation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one step adds to a price, per item."""

    step: str
    """Id of the step."""
    times: float
    """Expected times per item that it counts."""
    share: float = 1.0
    """Part of each time that counts, 0..1."""
    work: float | None = None
    """Minutes of work each time; None where unknown or not at stake."""
    wait: float | None = None
    """Minutes of waiting each time; None where unknown or not at stake."""
    cost: float | None = None
    """Cost of the work each time, in the portal's currency."""
    rate: float | None = None
    """Rate an hour behind the cost; None where several rates are."""
    repeats: float = 1.0
    """How often the work is done each time, counted in `work` already."""


def write_basis(
    volume: Volume | None,
    items: float | None,
    calendar: Calendar,
    works: Sequence[Part],
    waits: Sequence[Part],
    currency: str,
) -> str:
    """Write how hours and cost come about.

    Args:
        volume: As authored; None where the items a year come from the parent.
        items: Items a year; None where nobody says.
        calendar: Working time, by which a day and an hour are counted.
        works: Steps whose work counts, none of nothing.
        waits: Steps before which waiting counts, none of nothing.
        currency: Of the rates; where no rate is known none stands there.

    Returns:
        One line, a sum in brackets where several steps count.
    """
    each = _items(volume, items, calendar)
    rated = currency if any(part.cost for part in works) else None
    said = []
    if works:
        said.append(f"{each} × {_sum(works, _work_term, _work_total, rated)}")
    if waits:
        waiting = f"{each} × {_sum(waits, _wait_term, _wait_total, None)}"
        said.append(f"waiting: {waiting}")
    return "; ".join(said)


def write_terms(works: Sequence[Part], waits: Sequence[Part], currency: str) -> tuple[str, ...]:
    """Write the steps of those sums of which `write_basis` shows the total only."""
    rated = currency if any(part.cost for part in works) else None
    terms: list[str] = []
    if len(works) > _MOST_TERMS:
        terms += (f"`{part.step}` {_work_term(part, rated)}" for part in works)
    if len(waits) > _MOST_TERMS:
        terms += (f"waiting: `{part.step}` {_wait_term(part, None)}" for part in waits)
    return tuple(terms)


def write_minutes(minutes: float) -> str:
    """Write a time as a factor: minutes below two hours, else hours."""
    if minutes < 120:
        return f"{factor(minutes)}{_NBSP}min"
    return f"{factor(minutes / 60)}{_NBSP}h"


def write_rate(rate: float, currency: str) -> str:
    """Write a rate of pay: `48 EUR/h`."""
    return f"{factor(rate)}{_NBSP}{currency}/h"


def _items(volume: Volume | None, items: float | None, calendar: Calendar) -> str:
    if items is None:
        return "items a year (unknown)"
    if volume is None or volume.per == "year":
        return f"{factor(items)}/year"
    periods = Volume(count=1, per=volume.per).per_year(calendar)
    return f"{factor(volume.count)}/{volume.per} × {factor(periods)}"


def _sum(
    parts: Sequence[Part],
    write: Callable[[Part, str | None], str],
    total: Callable[[Sequence[Part], str | None], str],
    currency: str | None,
) -> str:
    if len(parts) == 1:
        return write(parts[0], currency)
    if len(parts) > _MOST_TERMS:
        return total(parts, currency)
    written = (f"`{part.step}` {write(part, currency)}" for part in parts)
    return f"({' + '.join(written)})"


def _times(part: Part) -> str:
    times = factor(part.times)
    said = "" if times == "1" else f"{times} visits × "
    return said if part.share == 1 else f"{said}{factor(part.share * 100)}{_NBSP}% × "


def _work_term(part: Part, currency: str | None) -> str:
    work = part.work or 0.0
    often = "" if part.repeats == 1 else f"{factor(part.repeats)} × "
    text = f"{_times(part)}{often}{write_minutes(work / part.repeats)}"
    if currency is None:
        return text
    if part.rate is not None:
        return f"{text} × {write_rate(part.rate, currency)}"
    if part.cost is not None:
        return f"{text} at {factor(part.cost)}{_NBSP}{currency}"
    return f"{text} × unknown rate"


def _wait_term(part: Part, currency: str | None) -> str:
    return f"{_times(part)}{write_minutes(part.wait or 0.0)}"


def _work_total(parts: Sequence[Part], currency: str | None) -> str:
    minutes = math.fsum(part.times * part.share * (part.work or 0.0) for part in parts)
    text = f"{write_minutes(minutes)} in {len(parts)} steps"
    costs = [part.times * part.share * part.cost for part in parts if part.cost is not None]
    if currency is None or not costs:
        return text
    unrated = len(parts) - len(costs)
    rest = f" ({unrated} of unknown rate)" if unrated else ""
    return f"{text} at {factor(math.fsum(costs))}{_NBSP}{currency}{rest}"


def _wait_total(parts: Sequence[Part], currency: str | None) -> str:
    minutes = math.fsum(part.times * part.share * (part.wait or 0.0) for part in parts)
    return f"{write_minutes(minutes)} before {len(parts)} steps"
