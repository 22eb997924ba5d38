"""Data that one process enters into two systems."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.views.context import ViewContext
from procdocs.views.where_used import StepUse


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleEntry:
    """Two steps whose outputs hold the same fields, in two systems."""

    process: Process
    """Where."""
    first: Step
    """The earlier step."""
    second: Step
    """The later step."""
    fields: tuple[str, ...]
    """The fields, as the documents name them."""


def double_entries(context: ViewContext, system: str) -> Iterator[DoubleEntry]:
    """Give the pairs of steps of which one works in the system and the other does not."""
    seen: set[str] = set()
    uses: list[StepUse] = context.uses.by_system.get(system, [])
    for use in uses:
        if use.process.id in seen:
            continue
        seen.add(use.process.id)
        steps = [step for step in use.process.activities if step.systems and _keys(step)]
        for place, first in enumerate(steps):
            for second in steps[place + 1 :]:
                inside = [_in(step, system) for step in (first, second)]
                if inside[0] == inside[1]:
                    continue
                later = _fields(context, second)
                fields = tuple(name for name in _fields(context, first) if name in later)
                if fields:
                    yield DoubleEntry(
                        process=use.process, first=first, second=second, fields=fields
                    )


def _keys(step: Step) -> bool:
    return bool(step.outputs) and step.automation != "automated"


def _in(step: Step, system: str) -> bool:
    return any(ref.id == system for ref in step.systems)


def _fields(context: ViewContext, step: Step) -> tuple[str, ...]:
    documents = [
        context.portal.documents.get(item.document.id) for item in step.outputs if item.document
    ]
    return tuple(
        dict.fromkeys(name for document in documents if document for name in document.fields)
    )
