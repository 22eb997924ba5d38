"""Sentences of findings in the language of the page."""

import datetime
import re
from dataclasses import dataclass

from procdocs.diagnostics.sentence import Figure, Sentence
from procdocs.locale import mark_of, table
from procdocs.model.places import Text
from procdocs.views.context import ViewContext

_PLACE = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class _Fraction:
    """A number whose fraction stands behind the mark of the language."""

    value: float
    mark: str

    def __format__(self, spec: str) -> str:
        return format(self.value, spec).replace(".", self.mark)


def say_sentence(context: ViewContext, text: str) -> str | None:
    """Say what a check wrote in English in the language of the page.

    Args:
        context: The language.
        text: A `Sentence`, or a fixed English text.

    Returns:
        The text; None where it, or a part of it, is not translated.
    """
    template = text.template if isinstance(text, Sentence) else text
    if not _is_known(context, template):
        return None
    if not isinstance(text, Sentence) or not text.values:
        return str(context.words(text))
    said = {name: _say(context, value) for name, value in text.values.items()}
    return None if None in said.values() else context.words(template).format(**said)


def said(context: ViewContext, text: str) -> str:
    """Say a sentence, in English where it is not translated."""
    return say_sentence(context, text) or text


def _is_known(context: ViewContext, template: str) -> bool:
    """Tell whether a template is translated, or has no word that could be."""
    if context.language.startswith("en") or template in table(context.language):
        return True
    return not _WORD.search(_PLACE.sub("", template))


def _say(context: ViewContext, value: object) -> object:
    if isinstance(value, Sentence):
        return say_sentence(context, value)
    if isinstance(value, Text):
        return context.say(value)
    if isinstance(value, Figure):
        return value.replace(".", mark_of(context.words))
    if isinstance(value, float):
        return _Fraction(value, mark_of(context.words))
    return context.date(value) if isinstance(value, datetime.date) else value
