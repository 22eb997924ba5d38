"""Small conversions that the exports share: texts, numbers, days and references as plain values."""

import datetime
from collections.abc import Iterable

from procdocs.model.places import Ref, Text
from procdocs.model.portal import Portal

DECIMALS = 9
"""Kept of a number: far more than any figure means, and the same on every machine."""


def say(portal: Portal, text: Text | None) -> str | None:
    """Give a text in the portal's language; None for no text."""
    return text.get(portal.language) if text is not None else None


def number(value: float | None) -> float | None:
    """Round a number; None stays None."""
    return None if value is None else round(float(value), DECIMALS)


def iso(day: datetime.date | None) -> str | None:
    """Write a day as 2026-03-01."""
    return day.isoformat() if day is not None else None


def ref_ids(refs: Iterable[Ref]) -> list[str]:
    """Write references as a writer types them."""
    return [str(ref) for ref in refs]
