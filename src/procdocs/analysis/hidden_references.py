"""References to what some of those who see them may not see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from procdocs.analysis.audience import KINDS, kind_of, ranks
from procdocs.model.places import Common, Ref
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import Origin, RaciTable

NOUNS: Mapping[str, str] = {
    "roles": "role",
    "units": "unit",
    "parties": "outside party",
    "systems": "system",
    "documents": "document",
    "kpis": "KPI",
    "policies": "policy",
    "risks": "risk",
    "controls": "control",
    "terms": "term",
    "processes": "process",
    "value_streams": "value stream",
}
"""Names of the mappings' objects, for messages."""

_PASSED_OVER = ("place", "flow", "raci", "matrix", "span", "common")


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenReference:
    """A reference to what some of those who see it may not see."""

    ref: Ref
    """The reference."""
    noun: str
    """Kind of what is hidden."""
    audience: str
    """The least audience of what is hidden."""
    seen_by: str
    """The least audience of where the reference stands."""
    subject: str
    """Where it stands, such as `process:credit-check`."""


def hidden_references(portal: Portal) -> Iterator[HiddenReference]:
    """Find references from what more may see to what fewer may see, in authored order.

    Args:
        portal: The whole portal.

    Yields:
        Each reference that a build for the audience of its place would leave out.
    """
    rank = ranks(portal)
    levels = _levels(portal, rank)
    narrowest = max((level for known in levels.values() for level in known.values()), default=0)
    if narrowest == min(
        (level for known in levels.values() for level in known.values()), default=0
    ):
        return
    for kind in KINDS:
        for id_, found in getattr(portal, kind).items():
            references = (*_references(found, kind, rank, 0), *_cells(found, rank))
            for ref, there, level in references:
                hidden = levels[there].get(ref.id, 0)
                if hidden > level:
                    yield HiddenReference(
                        ref=ref,
                        noun=NOUNS[there],
                        audience=portal.audiences[hidden],
                        seen_by=portal.audiences[level],
                        subject=f"{KINDS[kind]}:{id_}",
                    )


def _levels(portal: Portal, rank: Mapping[str, int]) -> dict[str, dict[str, int]]:
    return {
        kind: {
            id_: rank.get(found.common.audience, 0) for id_, found in getattr(portal, kind).items()
        }
        for kind in NOUNS
    }


def _references(
    value: Any, kind: str, rank: Mapping[str, int], level: int
) -> Iterator[tuple[Ref, str, int]]:
    """Find every reference below an object: what it is, where it leads, who sees its place."""
    common = getattr(value, "common", None)
    if isinstance(common, Common):
        level = max(level, rank.get(common.audience, 0))
    for field in fields(value):
        below = getattr(value, field.name)
        if below is None or below == () or isinstance(below, str) or field.name in _PASSED_OVER:
            continue
        there = kind_of(field.name, kind)
        for found in _flat(below):
            if isinstance(found, Ref):
                if there is not None:
                    yield found, there, level
            elif is_dataclass(found):
                yield from _references(found, kind, rank, level)


def _cells(value: Any, rank: Mapping[str, int]) -> Iterator[tuple[Ref, str, int]]:
    """Find the written cells of a table, or of the steps of a process."""
    if isinstance(value, Process):
        matrix, origin = value.raci, Origin.INLINE
    elif isinstance(value, RaciTable):
        matrix, origin = value.matrix, Origin.TABLE
    else:
        return
    for row in matrix.rows:
        step = value.step(row.step) if isinstance(value, Process) and row.step else None
        level = rank.get((step or value).common.audience, 0)
        for cell in row.assignments:
            if cell.origin is origin:
                yield Ref(id=cell.role, span=cell.span), "roles", level


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for entry in value:
            yield from _flat(entry)
    elif value is not None:
        yield value
