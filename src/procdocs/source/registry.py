"""Every id of the portal by kind, so that a reference can be resolved or a near one offered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from procdocs.diagnostics import Related, Span
from procdocs.source.findings import Findings
from procdocs.source.nearest import Suggestions
from procdocs.source.rules import ALIAS_TAKEN, DUPLICATE_ID

KINDS: Mapping[str, str] = {
    "role": "role",
    "unit": "unit",
    "party": "outside party",
    "system": "system",
    "document": "document",
    "kpi": "KPI",
    "risk": "risk",
    "control": "control",
    "term": "term",
    "process": "process",
    "policy": "policy",
    "group": "group of the landscape",
    "factor": "success factor",
    "stream": "value stream",
}
"""Kinds of things that have ids, and their names in messages."""


@dataclass(slots=True)
class Names:
    """The ids of one kind."""

    places: dict[str, Span] = field(default_factory=dict)
    """Where each id was given, in authored order."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Former ids and the ids for which they stand."""
    parts: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """By id: its parts (steps or clauses), former ids of parts included, and the id each has."""


class Registry:
    """All ids, aliases and parts."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._suggestions = Suggestions()
        self._names = {kind: Names() for kind in KINDS}
        self._unread: dict[str, set[str]] = {kind: set() for kind in KINDS}
        self._incomplete: set[str] = set()
        self.people: dict[str, str] = {}
        """Names of people who hold roles, folded, and the role each holds."""

    def add(self, kind: str, id: str, span: Span) -> bool:  # noqa: A002 - ids are called id
        """Enter an id.

        Returns:
            False where it is taken, which is reported.
        """
        places = self._names[kind].places
        if id in places:
            self._findings.add(
                DUPLICATE_ID,
                f"another {KINDS[kind]} has the id `{id}`",
                span,
                help="Rename one of the two.",
                related=(Related(span=places[id], message="first written here"),),
                subject=f"{kind}:{id}",
            )
            return False
        places[id] = span
        return True

    def add_parts(self, kind: str, id: str, parts: Mapping[str, str]) -> None:  # noqa: A002
        """Enter the parts of an id: what may stand behind `#`, and the part that it means."""
        self._names[kind].parts[id] = parts

    def add_aliases(self, kind: str, id: str, aliases: Iterable[tuple[str, Span]]) -> None:  # noqa: A002
        """Enter former ids; called when all ids of the kind are known."""
        names = self._names[kind]
        for alias, span in aliases:
            owner = alias if alias in names.places else names.aliases.get(alias)
            if owner is None:
                names.aliases[alias] = id
                continue
            taken = "id" if alias in names.places else "alias"
            self._findings.add(
                ALIAS_TAKEN,
                f"the alias `{alias}` is the id of the {KINDS[kind]} itself"
                if owner == id and taken == "id"
                else f"the alias `{alias}` is already the {taken} of `{owner}`",
                span,
                help="Take it away; an alias is a former id that nothing else has.",
                related=(Related(span=names.places[owner], message=f"`{owner}` is here"),),
                subject=f"{kind}:{id}",
            )

    def add_unread(self, kind: str, id: str | None) -> None:  # noqa: A002
        """Enter what is there and could not be read: references to it are not wrong.

        Args:
            kind: Its kind.
            id: Its id; None where a whole file of many is unread.
        """
        if id is None:
            self._incomplete.add(kind)
        else:
            self._unread[kind].add(id)

    def may_exist(self, kind: str, id: str) -> bool:  # noqa: A002
        """Tell whether an unknown id may stand for something that could not be read."""
        return kind in self._incomplete or id in self._unread[kind]

    def ids(self, kind: str) -> Mapping[str, Span]:
        """Give the ids of a kind, in authored order."""
        return self._names[kind].places

    def find(self, kind: str, id: str) -> str | None:  # noqa: A002
        """Give the id for which an id or alias stands; None where there is none."""
        names = self._names[kind]
        return id if id in names.places else names.aliases.get(id)

    def find_part(self, kind: str, id: str, part: str) -> str | None:  # noqa: A002
        """Give the part that is meant; None where there is none."""
        return self._names[kind].parts.get(id, {}).get(part)

    def explain(self, kind: str, id: str) -> tuple[str, str | None]:  # noqa: A002
        """Say that an id is unknown, and what was probably meant.

        Returns:
            The message and the help.
        """
        message = f"unknown {KINDS[kind]} `{id}`"
        if kind == "role":
            message = f"unknown role `{id}`"
        elsewhere = [
            name for other, name in KINDS.items() if other != kind and self.find(other, id)
        ]
        names = self._names[kind]
        meant = self._suggestions.of(kind, id, (*names.places, *names.aliases))
        if elsewhere:
            return (
                f"{message}; `{id}` is {_article(elsewhere[0])} {elsewhere[0]}",
                f"Name {_article(KINDS[kind])} {KINDS[kind]} here.",
            )
        if meant:
            return f"{message}, did you mean `{meant}`?", None
        if len(names.places) == 0:
            return message, f"There is no {KINDS[kind]} at all; write it first."
        if len(names.places) <= 12:
            known = ", ".join(f"`{name}`" for name in names.places)
            return message, f"Known are {known}."
        return message, "Write it down first, or correct the id."

    def explain_part(self, kind: str, id: str, part: str) -> tuple[str, str | None]:  # noqa: A002
        """Say that a part is unknown, and what was probably meant."""
        parts = self._names[kind].parts.get(id, {})
        noun = "clause" if kind == "policy" else "step"
        message = f"{KINDS[kind]} `{id}` has no {noun} `{part}`"
        meant = self._suggestions.of(f"{kind}:{id}", part, parts)
        if meant:
            return f"{message}, did you mean `{meant}`?", None
        known = ", ".join(f"`{name}`" for name in list(parts)[:12])
        return message, f"It has {known}." if known else f"It has no {noun} at all."


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeio" else "a"
