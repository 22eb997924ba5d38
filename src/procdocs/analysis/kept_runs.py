"""Simulated figures of former runs of the program, where somebody keeps them.

A simulation depends on the content of its flow and on this code alone, so that a kept figure is the
one that would be found. Where figures are kept is not known here: who calls hands over a store.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Store(Protocol):
    """Keeps texts by what they were made from."""

    def recall(self, content: str) -> str | None:
        """Give what is kept for a content; None where nothing is."""

    def keep(self, content: str, found: str) -> None:
        """Keep what was found for a content."""


_STORE: ContextVar[Store | None] = ContextVar("store", default=None)


@contextmanager
def kept_in(store: Store | None) -> Iterator[None]:
    """Let simulations within take their figures from a store, and put them there.

    Args:
        store: Where figures are; None: nothing is kept.
    """
    token = _STORE.set(store)
    try:
        yield
    finally:
        _STORE.reset(token)


def recall(content: str) -> str | None:
    """Give what is kept for a content; None where nothing is, or nobody keeps anything."""
    store = _STORE.get()
    return store.recall(content) if store else None


def keep(content: str, found: str) -> None:
    """Keep what was found for a content."""
    store = _STORE.get()
    if store:
        store.keep(content, found)
