"""How a price was computed, in one line: `420/month × 12 × 0.24 visits × 35 min × 48 EUR/h`."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from procdocs.diagnostics.price import factor
from procdocs.diagnostics.sentence import Sentence, listed, sentence
from procdocs.model.quantities import Calendar, Volume

_MOST_TERMS = 4
"""Steps that are written one by one; of more the sum stands there."""
NO_TIME = sentence("no amount: nothing that would count here has a known time")
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
) -> Sentence:
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
    work = wait = None
    if works:
        work = sentence(
            "{items} × {parts}", items=each, parts=_sum(works, _work_term, _work_total, rated)
        )
    if waits:
        wait = sentence(
            "waiting: {items} × {parts}",
            items=each,
            parts=_sum(waits, _wait_term, _wait_total, None),
        )
    if work and wait:
        return sentence("{work}; {wait}", work=work, wait=wait)
    return work or wait or sentence("")


def write_terms(
    works: Sequence[Part], waits: Sequence[Part], currency: str
) -> tuple[Sentence, ...]:
    """Write the steps of those sums of which `write_basis` shows the total only."""
    rated = currency if any(part.cost for part in works) else None
    terms: list[Sentence] = []
    if len(works) > _MOST_TERMS:
        terms += (_of_step(part, _work_term(part, rated)) for part in works)
    if len(waits) > _MOST_TERMS:
        terms += (
            sentence("waiting: {parts}", parts=_of_step(part, _wait_term(part, None)))
            for part in waits
        )
    return tuple(terms)


def write_minutes(minutes: float) -> Sentence:
    """Write a time as a factor: minutes below two hours, else hours."""
    if minutes < 120:
        return sentence("{n}\u00a0min", n=factor(minutes))
    return sentence("{n}\u00a0h", n=factor(minutes / 60))


def write_rate(rate: float, currency: str) -> Sentence:
    """Write a rate of pay: `48 EUR/h`."""
    return sentence("{n}\u00a0{currency}/h", n=factor(rate), currency=currency)


def _items(volume: Volume | None, items: float | None, calendar: Calendar) -> Sentence:
    if items is None:
        return sentence("items a year (unknown)")
    if volume is None or volume.per == "year":
        return sentence("{n}/year", n=factor(items))
    periods = factor(Volume(count=1, per=volume.per).per_year(calendar))
    per = sentence(volume.per)
    return sentence("{n}/{per} × {periods}", n=factor(volume.count), per=per, periods=periods)


def _of_step(part: Part, term: Sentence) -> Sentence:
    return sentence("`{step}` {term}", step=part.step, term=term)


def _sum(
    parts: Sequence[Part],
    write: Callable[[Part, str | None], Sentence],
    total: Callable[[Sequence[Part], str | None], Sentence],
    currency: str | None,
) -> Sentence:
    if len(parts) == 1:
        return write(parts[0], currency)
    if len(parts) > _MOST_TERMS:
        return total(parts, currency)
    terms = [_of_step(part, write(part, currency)) for part in parts]
    return sentence("({parts})", parts=listed(terms, "+"))


def _times(part: Part, rest: Sentence) -> Sentence:
    times = factor(part.times)
    if part.share != 1:
        share = factor(part.share * 100)
        rest = sentence("{share}\u00a0% × {rest}", share=share, rest=rest)
    return rest if times == "1" else sentence("{n} visits × {rest}", n=times, rest=rest)


def _work_term(part: Part, currency: str | None) -> Sentence:
    text = write_minutes((part.work or 0.0) / part.repeats)
    if part.repeats != 1:
        text = sentence("{n} × {rest}", n=factor(part.repeats), rest=text)
    if currency is not None:
        text = _rated(part, text, currency)
    return _times(part, text)


def _rated(part: Part, text: Sentence, currency: str) -> Sentence:
    if part.rate is not None:
        return sentence("{work} × {rate}", work=text, rate=write_rate(part.rate, currency))
    if part.cost is not None:
        return sentence(
            "{work} at {cost}\u00a0{currency}",
            work=text,
            cost=factor(part.cost),
            currency=currency,
        )
    return sentence("{work} × unknown rate", work=text)


def _wait_term(part: Part, currency: str | None) -> Sentence:
    return _times(part, write_minutes(part.wait or 0.0))


def _work_total(parts: Sequence[Part], currency: str | None) -> Sentence:
    minutes = math.fsum(part.times * part.share * (part.work or 0.0) for part in parts)
    text = sentence("{time} in {n} steps", time=write_minutes(minutes), n=len(parts))
    costs = [part.times * part.share * part.cost for part in parts if part.cost is not None]
    if currency is None or not costs:
        return text
    unrated = len(parts) - len(costs)
    cost = factor(math.fsum(costs))
    return sentence(
        "{work} at {cost}\u00a0{currency} ({n} of unknown rate)"
        if unrated
        else "{work} at {cost}\u00a0{currency}",
        work=text,
        cost=cost,
        currency=currency,
        n=unrated,
    )


def _wait_total(parts: Sequence[Part], currency: str | None) -> Sentence:
    minutes = math.fsum(part.times * part.share * (part.wait or 0.0) for part in parts)
    return sentence("{time} before {n} steps", time=write_minutes(minutes), n=len(parts))
