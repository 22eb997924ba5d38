"""Parts that name others by a bare id: stages of streams, systems taken over, steps replaced."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from procdocs.model.catalogue import System
from procdocs.model.process import Process
from procdocs.model.value_stream import Stage, ValueStream


def restrict_stream(stream: ValueStream) -> ValueStream:
    """Leave out the stages of a stream that were only a process that is hidden.

    Args:
        stream: A stream whose references to hidden processes are gone already.
    """
    stages = tuple(_kept(stream.stages))
    gone = {stage.id for stage in _all(stream.stages)} - {stage.id for stage in _all(stages)}
    if not gone:
        return stream
    return replace(
        stream,
        stages=stages,
        information=tuple(
            flow for flow in stream.information if not {flow.source, flow.target} & gone
        ),
        bursts=tuple(burst for burst in stream.bursts if burst.at not in gone),
    )


def restrict_system(system: System, hidden: Collection[str]) -> System:
    """Leave out of what a system takes over the systems that are hidden."""
    return replace(system, replaces=tuple(name for name in system.replaces if name not in hidden))


def restrict_variant(process: Process, hidden: Collection[str]) -> Process:
    """Leave out of what the steps of a variant replace the hidden steps of its base."""
    if not hidden:
        return process
    return replace(
        process,
        steps=tuple(
            replace(step, replaces=tuple(id_ for id_ in step.replaces if id_ not in hidden))
            for step in process.steps
        ),
    )


def _kept(stages: tuple[Stage, ...]) -> Iterator[Stage]:
    for stage in stages:
        chains = tuple(chain for one in stage.parallel if (chain := tuple(_kept(one))))
        if stage.name is not None or stage.process is not None or chains:
            yield stage if chains == stage.parallel else replace(stage, parallel=chains)


def _all(stages: tuple[Stage, ...]) -> Iterator[Stage]:
    for stage in stages:
        yield stage
        for chain in stage.parallel:
            yield from _all(chain)
