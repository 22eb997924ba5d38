"""The portal's own words in each language; English is the key.

What writers type is translated by writers, in their files. Here are only the words that templates
and views add. A word without a translation stays English, so that a page is never cut.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files

Words = Callable[[str], str]
"""Gives the text to show for an English text."""


_MARK: ContextVar[str] = ContextVar("mark before the fraction of a number", default=".")


class _Put:
    """A value that is put into a phrase, and chooses between the words for one and for many."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, spec: str) -> str:
        one, choice, many = spec.partition("|")
        if choice:
            return one if str(self.value) == "1" else many
        return format(self.value, spec)


class Phrase(str):
    """A text with places for values: `{n} {n:step|steps}` says `1 step` and `2 steps`."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Put values in; a place with words between bars takes the word that fits its number."""
        return super().format(
            *(_Put(value) for value in args), **{name: _Put(each) for name, each in values.items()}
        )


def _base(language: str) -> str:
    """Cut a language code to its letters before the region: a file name, and nothing else."""
    return "".join(each for each in language.split("-")[0].lower() if each.isalpha())


@lru_cache(maxsize=8)
def table(language: str) -> Mapping[str, str]:
    """Read the table of a language: English text to its translation; empty if there is none."""
    source = files("procdocs.locale").joinpath(f"{_base(language)}.json")
    if _base(language) == "en" or not source.is_file():
        return {}
    found: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return found


def words(language: str) -> Words:
    """Give the function that translates the portal's own words.

    Args:
        language: Code of the language, such as `en` or `zh`.

    Returns:
        A function from an English text to its translation, or to itself where there is none; what
        it gives is a `Phrase`.
    """
    known = table(language)
    return lambda text: Phrase(known.get(text, text))


def mark_of(spoken: Words) -> str:
    """Give what stands before the fraction of a number in a language: a point or a comma."""
    return spoken("0.5")[1:2]


def decimal_mark() -> str:
    """Give the mark by which numbers are written now; a point unless `numbers_of` says else."""
    return _MARK.get()


@contextmanager
def numbers_of(spoken: Words) -> Iterator[None]:
    """Write the numbers of all that is made inside as a language does.

    Numbers are written in some hundred places, far from where the language is known, and all of
    one page in one language.
    """
    token = _MARK.set(mark_of(spoken))
    try:
        yield
    finally:
        _MARK.reset(token)
