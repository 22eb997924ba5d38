"""Who feeds whom: which process gives another its work, and how that is known."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.analysis.raci_load import counted_processes
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.value_stream import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """That one process feeds another."""

    source: str
    """Id of the process that gives."""
    target: str
    """Id of the process that gets."""
    by: tuple[str, ...]
    """How it is known: `trigger`, `result`, `message`, `subprocess`, `value-stream`, `document`."""
    documents: tuple[str, ...]
    """Documents that the one makes and the other needs."""


def find_interactions(portal: Portal) -> tuple[Interaction, ...]:
    """Find which current processes feed each other.

    A document alone (an output here, an input there) makes an interaction only where it is the
    output of one process and not of many, else everything would be tied to everything.

    Returns:
        In the portal's order of the sources, then of the targets.
    """
    processes = {process.id: process for process in counted_processes(portal)}
    found: dict[tuple[str, str], dict[str, None]] = {}
    papers: dict[tuple[str, str], dict[str, None]] = {}
    for source, target, by in _written(portal, processes):
        if source != target and source in processes and target in processes:
            found.setdefault((source, target), {})[by] = None
    for source, target, document in _by_documents(processes):
        found.setdefault((source, target), {})["document"] = None
        papers.setdefault((source, target), {})[document] = None
    order = {name: number for number, name in enumerate(processes)}
    return tuple(
        Interaction(
            source=pair[0],
            target=pair[1],
            by=tuple(found[pair]),
            documents=tuple(papers.get(pair, ())),
        )
        for pair in sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    )


def _written(portal: Portal, processes: dict[str, Process]) -> Iterator[tuple[str, str, str]]:
    for process in processes.values():
        for ref in process.trigger_from:
            yield ref.id, process.id, "trigger"
        for ref in process.result_to:
            yield process.id, ref.id, "result"
        for step in process.steps:
            if step.process is not None:
                yield process.id, step.process.id, "subprocess"
            for message in step.messages:
                if message.elsewhere is not None:
                    there = message.elsewhere.id
                    ends = (process.id, there)
                    source, target = ends if message.direction == "sends" else ends[::-1]
                    yield source, target, "message"
    for stream in portal.value_streams.values():
        if stream.state != "to-be":
            for before, after in _neighbours(stream.stages):
                yield before, after, "value-stream"


def _neighbours(stages: tuple[Stage, ...]) -> Iterator[tuple[str, str]]:
    chain = [stage.process.id for stage in stages if stage.process is not None]
    yield from itertools.pairwise(chain)
    for stage in stages:
        for inner in stage.parallel:
            yield from _neighbours(inner)


def _by_documents(processes: dict[str, Process]) -> Iterator[tuple[str, str, str]]:
    makers: dict[str, dict[str, None]] = {}
    takers: dict[str, dict[str, None]] = {}
    for process in processes.values():
        for step in process.steps:
            for item in step.outputs:
                if item.document is not None:
                    makers.setdefault(item.document.id, {})[process.id] = None
            for item in step.inputs:
                if item.document is not None:
                    takers.setdefault(item.document.id, {})[process.id] = None
    for document, made in makers.items():
        if len(made) != 1:
            continue
        maker = next(iter(made))
        for taker in takers.get(document, ()):
            if taker != maker:
                yield maker, taker, document
