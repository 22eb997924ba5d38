"""A sentence that remembers what it was made from, so that it can be said in another language.

Findings are written in English, where they are made. A `Sentence` is that English text; it keeps
its template and the values that were put in, and pages that speak another language say it anew
(`procdocs.views.sentences`). The command line prints it as it is.
"""

from collections.abc import Mapping, Sequence


class Figure(str):
    """A number as written in English, with a point before its fraction."""

    __slots__ = ()


class Sentence(str):
    """An English text with its template and values; made by `sentence`."""

    __slots__ = ("template", "values")

    template: str
    """The text with places for values, as `str.format` takes them."""
    values: Mapping[str, object]
    """What was put in: a `Sentence`, `Text`, `Figure`, number or day is said in the language of
    the page, anything else stands as it is."""

    def __new__(
        cls, text: str, template: str = "", values: Mapping[str, object] | None = None
    ) -> "Sentence":
        """Make the text; a copy or a pickle passes the text alone and sets the rest."""
        made = super().__new__(cls, text)
        made.template = template
        made.values = values or {}
        return made


def sentence(template: str, /, **values: object) -> Sentence:
    """Put values into a template.

    Args:
        template: English, with a place `{name}` for every value.
        **values: By name.
    """
    return Sentence(template.format(**values), template, values)


_ENDS = {
    "and": "{list} and {item}",
    "or": "{list} or {item}",
    "and no": "{list} and no {item}",
    ",": "{list}, {item}",
    "+": "{list} + {item}",
}


def listed(items: Sequence[object], last: str = "and") -> Sentence:
    """Write a list: `a`, `a and b`, `a, b and c`.

    Args:
        items: Any number.
        last: What stands before the last item: `and`, `or`, `and no`, a comma or a plus.
    """
    said = sentence("{item}", item=items[0]) if items else sentence("")
    for item in items[1:-1]:
        said = sentence(_ENDS["+" if last == "+" else ","], list=said, item=item)
    return sentence(_ENDS[last], list=said, item=items[-1]) if len(items) > 1 else said
