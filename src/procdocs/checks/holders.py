"""The objects of a portal that have a name, a place and perhaps a state, in one shape."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.diagnostics import Span
from procdocs.diagnostics.sentence import Sentence, sentence
from procdocs.model.places import Common, Governed, Place, Ref, Text
from procdocs.model.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An object seen from outside."""

    kind: str
    """`process`, `policy`, `role`, …"""
    id: str
    """Its id."""
    name: Text
    """What it is called."""
    governed: Governed | None
    """Owner, status and review, where it has them."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""
    part_of: Ref | None = None
    """Of an embedded process: its parent, from which state and review come."""

    @property
    def subject(self) -> str:
        """Kind and id, as findings name what they are about."""
        return f"{self.kind}:{self.id}"

    @property
    def label(self) -> Sentence:
        """Kind and id, as messages name it."""
        return label_of(self.kind, self.id)


def label_of(kind: str, object_id: str) -> Sentence:
    """Name an object in a message: its kind and id."""
    return sentence("{kind} `{id}`", kind=sentence(KIND_WORDS.get(kind, kind)), id=object_id)


KIND_WORDS = {"kpi": "KPI", "value-stream": "value stream", "raci": "table"}
"""Kinds whose word in a sentence is another."""


def first_span(place: Place, *keys: str) -> Span:
    """Give the span of the first of several keys that was written, else of the object."""
    for key in keys:
        if key in place.keys:
            return place.keys[key]
    return place.span


def holders(portal: Portal) -> Iterator[Holder]:
    """Give every object of a portal that has an id, a name and a place of its own."""
    for process in portal.processes.values():
        yield Holder(
            kind="process",
            id=process.id,
            name=process.name,
            governed=process.governed,
            common=process.common,
            place=process.place,
            part_of=process.part_of,
        )
    for policy in portal.policies.values():
        yield Holder(
            kind="policy",
            id=policy.id,
            name=policy.title,
            governed=policy.governed,
            common=policy.common,
            place=policy.place,
        )
    for kind, governed in (("value-stream", portal.value_streams), ("document", portal.documents)):
        for one in governed.values():
            yield Holder(
                kind=kind,
                id=one.id,
                name=one.name,
                governed=one.governed,
                common=one.common,
                place=one.place,
            )
    for kind, found in (
        ("unit", portal.units),
        ("role", portal.roles),
        ("party", portal.parties),
        ("system", portal.systems),
        ("kpi", portal.kpis),
        ("risk", portal.risks),
        ("control", portal.controls),
        ("term", portal.terms),
    ):
        for item in found.values():
            yield Holder(
                kind=kind,
                id=item.id,
                name=item.name,
                governed=None,
                common=item.common,
                place=item.place,
            )
