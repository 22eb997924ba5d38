"""Stages of value streams with their figures."""

from collections.abc import Iterator

from procdocs.analysis.portal_figures import StageFigures, StreamFigures
from procdocs.checks.context import CheckContext
from procdocs.model.value_stream import Stage, ValueStream


def figured_stages(
    context: CheckContext,
) -> Iterator[tuple[ValueStream, StreamFigures, Stage, StageFigures]]:
    """Give the stages of every present value stream, those of parallel chains too."""
    for stream in context.portal.value_streams.values():
        figures = context.analysis.streams.get(stream.id)
        if figures is None or stream.state == "to-be":
            continue
        by_id = {found.id: found for found in _flat(figures.stages)}
        for stage in every_stage(stream.stages):
            found = by_id.get(stage.id)
            if found is not None:
                yield stream, figures, stage, found


def every_stage(stages: tuple[Stage, ...]) -> Iterator[Stage]:
    """Give stages and those of their parallel chains, from first to last."""
    for stage in stages:
        yield stage
        for chain in stage.parallel:
            yield from every_stage(chain)


def _flat(stages: tuple[StageFigures, ...]) -> Iterator[StageFigures]:
    for stage in stages:
        yield stage
        for chain in stage.chains:
            yield from _flat(chain)
