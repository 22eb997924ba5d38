"""Where a part of the model was written, and references from one part to another."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from procdocs.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of an object in the source, and of each of its keys."""

    span: Span
    """The object itself: its id or name where it has one, else the whole value."""
    keys: Mapping[str, Span] = field(default_factory=dict)
    """Span of the value behind each authored key, such as `owner`; a list item is `kpis[0]`."""

    def at(self, key: str) -> Span:
        """Find the span of a key's value, or of the object where the key was not written."""
        return self.keys.get(key, self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A reference to an object that exists; `credit-policy#limits` has the part `limits`."""

    id: str
    """Id of the object. An alias is already replaced by the id it stands for."""
    part: str | None = None
    """A clause of a policy or a step of a process."""
    span: Span
    """Where the reference was written."""

    def __str__(self) -> str:
        """The reference as a writer types it."""
        return self.id if self.part is None else f"{self.id}#{self.part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A titled address outside the portal."""

    title: "Text"
    """What the reader sees."""
    url: str
    """An http, https or mailto address, or a path under assets/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in one or several languages."""

    values: tuple[tuple[str, str], ...]
    """Pairs of language and text in authored order; a text without a language has the portal's."""
    span: Span
    """Where it was written (the whole mapping, where it has several languages)."""

    def get(self, language: str) -> str:
        """Give the text in a language, else in the first language that was written."""
        found = dict(self.values)
        return found.get(language) or (self.values[0][1] if self.values else "")

    def has(self, language: str) -> bool:
        """Tell whether the text was written in this language."""
        return any(code == language for code, _ in self.values)

    def __str__(self) -> str:
        """The first language's text, for messages."""
        return self.values[0][1] if self.values else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What everything may carry."""

    description: Text | None = None
    """Markdown."""
    note: Text | None = None
    """Markdown."""
    aliases: tuple[str, ...] = ()
    """Former ids; old links keep working."""
    audience: str
    """The least audience that may see it, resolved from its parent or the portal's default."""
    links: tuple[Link, ...] = ()
    """Addresses outside the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """What a governed object (process, policy, value stream, document) says of its own state."""

    owner: Ref | None = None
    """A role."""
    approved_by: Ref | None = None
    """A role."""
    status: str | None = None
    """`draft`, `in-review`, `effective` or `retired`."""
    version: str | None = None
    """As written: `2.10` stays 2.10."""
    effective: datetime.date | None = None
    """First day in force."""
    review_by: datetime.date | None = None
    """As written, else effective plus the portal's review cycle, else None."""
    review_written: bool = False
    """True where `review_by` was written, False where it was derived."""
    changes: tuple["Change", ...] = ()
    """History, in authored order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of an object's history."""

    version: str | None
    """The version that it made."""
    date: datetime.date
    """When."""
    by: Ref | None
    """The role that made it."""
    reason: Text
    """Why."""
