"""portal.yml: the company, its landscape and the rules of its portal."""

import re
from typing import Annotated, ClassVar

from pydantic import Field

from procdocs.source.documents.base import Authored, Common
from procdocs.source.fields import (
    Asset,
    Boolean,
    Id,
    OneOrMany,
    Period,
    Plain,
    Scalar,
    Text,
    choice,
    number,
)
from procdocs.source.rules import BAD_COLOUR, BAD_LANGUAGE, BAD_URL, NOT_ALLOWED, UNKNOWN_KEY
from procdocs.source.scalars import ScalarError, describe, read_plain


def _pattern(pattern: str, rule: object, what: str, help_text: str) -> Scalar:
    compiled = re.compile(pattern, re.ASCII)

    def read(value: object) -> str:
        text = read_plain(value)
        if not compiled.fullmatch(text):
            raise ScalarError(rule, f"{describe(text)} where {what} belongs", help_text)  # type: ignore[arg-type]
        return text

    return Scalar(read, {"type": "string", "pattern": f"^{pattern}$"})


Colour = Annotated[
    str, _pattern(r"#[0-9a-fA-F]{6}", BAD_COLOUR, "a colour", 'write it in quotes, as "#00607a"')
]
Language = Annotated[
    str,
    _pattern(
        r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", BAD_LANGUAGE, "a language", "use a code such as en"
    ),
]
Currency = Annotated[
    str, _pattern(r"[A-Z]{3}", NOT_ALLOWED, "a currency", "use its code, such as EUR")
]
Template = Annotated[
    str,
    _pattern(
        r"(https?://[^\s\"<>\\`/{}]+|mailto:|\{url\})[^\s\"<>\\`]*",
        BAD_URL,
        "a web address",
        "start it with https://",
    ),
]
LEVELS = ("off", "info", "warning", "error")


class GroupDocument(Common):
    """A group of processes."""

    id: Id
    """Unique over all areas."""
    name: Text
    """What it is called."""


class AreaDocument(Common):
    """A band of the landscape."""

    id: Id
    """Its id."""
    name: Text
    """What it is called."""
    chain: Boolean | None = None
    """Whether its groups follow each other."""
    groups: OneOrMany[GroupDocument] | None = None
    """Its groups."""


class CalendarDocument(Authored):
    """Working time, by which days and weeks become hours."""

    hours_per_day: Annotated[float, number(0.1, 24)] | None = None
    """Working hours of a day; left out: 8. 24 where the clock runs on."""
    days_per_week: Annotated[float, number(0.1, 7)] | None = None
    """Working days of a week; left out: 5."""


class SuccessFactorDocument(Common):
    """What the company must do well."""

    name: Text
    """What it is called."""
    weight: Annotated[float, number(0, 1000)] | None = None
    """Its weight; left out: 1."""


class PriorityDocument(Authored):
    """Limits of the key processes."""

    importance: Annotated[float, number(0, 5)] | None = None
    """Least importance of a key process; left out: 3.5."""
    performance: Annotated[float, number(0, 5)] | None = None
    """Greatest performance of a key process; left out: 2.5."""
    cost_weight: Annotated[float, number(0, 1000)] | None = None
    """Weight of the cost impact; left out: 1."""


class SchemeDocument(Authored):
    """How RACI tables are written."""

    scheme: Annotated[str, choice("RACI", "RASCI", "RACI-VS", "DACI")] | None = None
    """The letters in use unless a table says otherwise."""


class ReviewDocument(Authored):
    """When governed objects are looked at again."""

    cycle: Period | None = None
    """How long after its first day in force."""
    warn: Period | None = None
    """How long before the day a review is due; left out: 30 days."""


def _read_option(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ScalarError(
            UNKNOWN_KEY,
            "an unknown key",
            "the keys here are `level` and `reason`; a threshold of the rule is a number",
        )
    return float(value)


class RuleDocument(Authored):
    """What the portal says of one rule: a level and a reason, and thresholds by their names."""

    model_config: ClassVar = {"extra": "allow"}
    __pydantic_extra__: dict[str, Annotated[float, Scalar(_read_option, {"type": "number"})]] = (
        Field(init=False)
    )

    level: Annotated[str, choice(*LEVELS)] | None = None
    """off, info, warning or error."""
    reason: Plain | None = None
    """Why; needed where the rule is off."""


class DefaultsDocument(Authored):
    """What holds where nothing is said."""

    audience: Plain | None = None
    """Of what names none."""


class RepositoryDocument(Authored):
    """Where the sources are."""

    url: Template
    """Its address."""
    branch: Plain | None = None
    """The branch that is published; left out: main."""
    edit: Template | None = None
    """Pattern of the edit link, with {url}, {branch}, {path} and {line}."""


class FeedbackDocument(Authored):
    """Where readers suggest a change."""

    url: Template
    """Address with {title} and {body}."""


class PortalDocument(Common):
    """portal.yml."""

    name: Text
    """Name of the portal."""
    company: Text
    """Name of the company."""
    landscape: OneOrMany[AreaDocument]
    """Areas with their groups."""
    language: Language | None = None
    """Of the portal's own words, and of a text without a language; left out: en."""
    languages: OneOrMany[Language] | None = None
    """What texts may be in."""
    currency: Currency | None = None
    """ISO 4217 code; left out: EUR."""
    calendar: CalendarDocument | None = None
    """Working time."""
    accent: Colour | None = None
    """A colour in quotes."""
    logo: Asset | None = None
    """Path of a picture under assets/."""
    success_factors: dict[Id, SuccessFactorDocument] | None = None
    """What the company must do well, by id."""
    priority: PriorityDocument | None = None
    """Limits of the key processes."""
    raci: SchemeDocument | None = None
    """How RACI tables are written."""
    review: ReviewDocument | None = None
    """When governed objects are looked at again."""
    rules: dict[Plain, RuleDocument] | None = None
    """What the portal says of single rules, by code."""
    audiences: OneOrMany[Id] | None = None
    """From widest to narrowest."""
    defaults: DefaultsDocument | None = None
    """What holds where nothing is said."""
    repository: RepositoryDocument | None = None
    """Where the sources are."""
    feedback: FeedbackDocument | None = None
    """Where readers suggest a change."""
