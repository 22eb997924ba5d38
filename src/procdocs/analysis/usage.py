"""Where everything is used: for every object, who refers to it and as what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from procdocs.analysis.usage_sources import every_reference
from procdocs.model.places import Common, Text
from procdocs.model.portal import Portal

_LINK = re.compile(
    r"\]\((process|policy|role|system|document|kpi|term|risk):([^)\s#]+)(?:#([^)\s]+))?\)"
)


class _Entry(Protocol):
    """Anything of a catalogue."""

    @property
    def id(self) -> str: ...

    @property
    def common(self) -> Common: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One reference to an object."""

    kind: str
    """Kind of what refers: `process`, `step`, `policy`, `clause`, `role`, `unit`, `system`,
    `document`, `kpi`, `risk`, `control`, `term`, `value-stream`, `stage` or `raci`."""
    id: str
    """Id of what refers; of a step that of its process, of a clause that of its policy, of a
    stage that of its value stream, of a control its own."""
    part: str | None
    """Step, clause, stage or row."""
    how: str
    """In which capacity: the key of the reference (`owner`, `input`, `output`, `system`, …), a
    letter of RACI, or `text` for a link in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The where-used index."""

    by_object: Mapping[tuple[str, str], tuple[Use, ...]]
    """By kind and id, uses of its parts too; in order of the portal."""
    by_part: Mapping[tuple[str, str, str], tuple[Use, ...]]
    """By kind, id and part: uses of a clause (`policy`) or of a step (`process`)."""

    def of(self, kind: str, id_: str, part: str | None = None) -> tuple[Use, ...]:
        """Give the uses of an object, or of one part of it.

        Args:
            kind: `role`, `unit`, `party`, `policy`, `process`, `system`, `document`, `kpi`,
                `risk`, `control`, `term` or `success-factor`.
            id_: Its id.
            part: A clause or step; None: the object as a whole, its parts included.
        """
        if part is None:
            return self.by_object.get((kind, id_), ())
        return self.by_part.get((kind, id_, part), ())

    def steps(self, kind: str, id_: str, how: str | None = None) -> tuple[Use, ...]:
        """Give the steps that use an object, if asked only in one capacity."""
        return tuple(
            use
            for use in self.of(kind, id_)
            if use.kind == "step" and (how is None or use.how == how)
        )

    def processes(self, kind: str, id_: str) -> tuple[str, ...]:
        """Give the processes that use an object, in themselves or in a step."""
        return tuple(
            dict.fromkeys(
                use.id for use in self.of(kind, id_) if use.kind in ("process", "step", "raci-row")
            )
        )


def find_usage(portal: Portal) -> Usage:
    """Index every reference of a portal.

    Returns:
        Each use once, in order of the portal: processes, catalogues, policies, streams, texts.
    """
    objects: dict[tuple[str, str], dict[Use, None]] = {}
    parts: dict[tuple[str, str, str], dict[Use, None]] = {}

    def add(kind: str, id_: str, part: str | None, use: Use) -> None:
        objects.setdefault((kind, id_), {})[use] = None
        if part is not None:
            parts.setdefault((kind, id_, part), {})[use] = None

    for found in every_reference(portal):
        use = Use(kind=found.kind, id=found.id, part=found.part, how=found.how)
        add(found.target_kind, found.target, found.target_part, use)
    for kind, id_, part, text in _texts(portal):
        for target_kind, target, target_part in _links(text):
            add(target_kind, target, target_part, Use(kind=kind, id=id_, part=part, how="text"))
    return Usage(
        by_object={key: tuple(uses) for key, uses in objects.items()},
        by_part={key: tuple(uses) for key, uses in parts.items()},
    )


def _links(text: Text | None) -> Iterator[tuple[str, str, str | None]]:
    for _, words in text.values if text else ():
        for match in _LINK.finditer(words):
            yield match[1], match[2], match[3]


def _texts(portal: Portal) -> Iterator[tuple[str, str, str | None, Text | None]]:
    """Give every Markdown text with the object that it belongs to."""
    for process in portal.processes.values():
        for text in (process.common.description, process.common.note):
            yield "process", process.id, None, text
        for step in process.steps:
            for text in (step.instructions, step.common.description, step.common.note):
                yield "step", process.id, step.id, text
    for policy in portal.policies.values():
        yield "policy", policy.id, None, policy.preamble
        for clause in policy.clauses:
            yield "clause", policy.id, clause.id, clause.text
    catalogues: dict[str, Mapping[str, _Entry]] = {
        "role": portal.roles,
        "unit": portal.units,
        "system": portal.systems,
        "document": portal.documents,
        "kpi": portal.kpis,
        "risk": portal.risks,
        "control": portal.controls,
        "value-stream": portal.value_streams,
    }
    for kind, catalogue in catalogues.items():
        for entry in catalogue.values():
            yield kind, entry.id, None, entry.common.description
            yield kind, entry.id, None, entry.common.note
    for term in portal.terms.values():
        yield "term", term.id, None, term.definition
