"""Current and future state of a value stream side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.compare_metrics import MetricChange
from procdocs.analysis.portal_figures import StreamFigures
from procdocs.analysis.vsm import every_stage
from procdocs.model.portal import Portal

STREAM_METRICS: tuple[tuple[str, str, str], ...] = (
    ("takt_seconds", "seconds", "none"),
    ("lead_time_days", "days", "lower"),
    ("processing_seconds", "seconds", "lower"),
    ("va_seconds", "seconds", "none"),
    ("processing_ratio", "share", "higher"),
    ("process_cycle_efficiency", "share", "higher"),
    ("rolled_complete_accurate", "share", "higher"),
    ("pieces_inside", "count", "lower"),
)
"""Name in `StreamFigures`, unit, and which direction is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamComparison:
    """A future value stream beside the current one."""

    before: str
    """Id of the current one."""
    after: str
    """Id of the future one."""
    kept: tuple[str, ...]
    """Stages that both have."""
    added: tuple[str, ...]
    """Stages that are new."""
    removed: tuple[str, ...]
    """Stages that go."""
    metrics: tuple[MetricChange, ...]
    """Every figure before and after; `annual` is always None."""


def compare_stream_variants(
    portal: Portal, figures: Mapping[str, StreamFigures]
) -> dict[str, StreamComparison]:
    """Compare every future value stream with its current one.

    Returns:
        By id of the future one, in the portal's order.
    """
    found = {}
    for stream in portal.value_streams.values():
        base = stream.variant_of.id if stream.variant_of else None
        if base is not None and base in figures and base != stream.id:
            found[stream.id] = compare_streams(figures[base], figures[stream.id])
    return found


def compare_streams(before: StreamFigures, after: StreamFigures) -> StreamComparison:
    """Compare two states of a value stream; stages are matched by id."""
    old = [stage.id for stage in every_stage(before.stages)]
    new = [stage.id for stage in every_stage(after.stages)]
    return StreamComparison(
        before=before.stream,
        after=after.stream,
        kept=tuple(name for name in new if name in old),
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        metrics=tuple(
            MetricChange(
                name=name,
                unit=unit,
                better=better,
                before=getattr(before, name),
                after=getattr(after, name),
                annual=None,
            )
            for name, unit, better in STREAM_METRICS
        ),
    )
