"""Every written reference from one object to another, with its place and its holder's state.

Rules about retired, draft or unused objects all ask the same question: who names this?
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.usage_sources import Reference as FoundReference
from procdocs.analysis.usage_sources import every_reference
from procdocs.checks.texts import WrittenText
from procdocs.model.places import Ref
from procdocs.model.portal import Portal

_LINK = re.compile(
    r"\]\((process|policy|role|system|document|kpi|risk|control|term):"
    r"([^)#\s]+)(?:#([^)\s]+))?"
)
_PARTS = {"step": "process", "raci-row": "process", "clause": "policy", "stage": "value-stream"}
_NAMED_PARTS = ("step", "stage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One object names another."""

    kind: str
    """Kind of what is named: `process`, `policy`, `role`, `system`, …"""
    ref: Ref
    """What is named, and where."""
    way: str
    """The key or way in which it is named, such as `policies` or `text`."""
    subject: str
    """The holder, as findings name it: `process:credit-check#register`."""
    status: str | None
    """Status of the holder where it is governed."""

    @property
    def holder_kind(self) -> str:
        """Kind of the holder."""
        return self.subject.partition(":")[0]

    @property
    def holder_id(self) -> str:
        """Id of the holder, without a step."""
        return self.subject.partition(":")[2].partition("#")[0]


def read_references(portal: Portal, texts: Sequence[WrittenText]) -> tuple[Reference, ...]:
    """Collect every written reference of a portal.

    A local variant repeats the references of its base; they are its own as well.

    Args:
        portal: The model.
        texts: Every text of it; links in Markdown are references too.
    """
    states = _states(portal)
    return (
        *(
            _placed(found, Ref(id=found.target, part=found.target_part, span=found.span), states)
            for found in every_reference(portal)
            if found.span is not None
        ),
        *_of_exceptions(portal),
        *_of_texts(portal, texts),
    )


def _states(portal: Portal) -> Mapping[tuple[str, str], str | None]:
    return {
        (kind, one.id): one.governed.status
        for kind, found in (
            ("process", portal.processes),
            ("policy", portal.policies),
            ("document", portal.documents),
            ("value-stream", portal.value_streams),
        )
        for one in found.values()
    }


def _placed(
    found: FoundReference, ref: Ref, states: Mapping[tuple[str, str], str | None]
) -> Reference:
    kind = _PARTS.get(found.kind, found.kind)
    part = f"#{found.part}" if found.kind in _NAMED_PARTS else ""
    return Reference(
        kind=found.target_kind,
        ref=ref,
        way=found.how,
        subject=f"{kind}:{found.id}{part}",
        status=states.get((kind, found.id)),
    )


def _of_exceptions(portal: Portal) -> Iterator[Reference]:
    for rule in portal.segregation:
        for exception in rule.exceptions:
            if exception.compensated_by is not None:
                yield Reference(
                    kind="control",
                    ref=exception.compensated_by,
                    way="compensated_by",
                    subject=f"role:{exception.role.id}",
                    status=None,
                )


def _of_texts(portal: Portal, texts: Sequence[WrittenText]) -> Iterator[Reference]:
    catalogues = {
        "process": portal.processes,
        "policy": portal.policies,
        "role": portal.roles,
        "system": portal.systems,
        "document": portal.documents,
        "kpi": portal.kpis,
        "risk": portal.risks,
        "control": portal.controls,
        "term": portal.terms,
    }
    for written in texts:
        for _, value in written.text.values:
            if not written.markdown or "](" not in value:
                continue
            for kind, target, part in _LINK.findall(value):
                if target in catalogues[kind]:
                    yield Reference(
                        kind=kind,
                        ref=Ref(id=target, part=part or None, span=written.text.span),
                        way="text",
                        subject=written.subject,
                        status=written.status,
                    )
