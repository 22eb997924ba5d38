"""The portal's own words in each language; English is the key.

What writers type is translated by writers, in their files. Here are only the words that templates
and views add. A word without a translation stays English, so that a page is never cut.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files

Words = Callable[[str], str]
"""Gives the text to show for an English text."""


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
        A function from an English text to its translation, or to itself where there is none.
    """
    known = table(language)
    return lambda text: known.get(text, text)
