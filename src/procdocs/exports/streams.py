"""Value streams as plain values for `portal.json`."""

from typing import Any

from procdocs.analysis.analysis import Analysis
from procdocs.analysis.portal_figures import StageFigures
from procdocs.exports.values import number, say
from procdocs.model.portal import Portal


def export_streams(portal: Portal, analysis: Analysis) -> dict[str, Any]:
    """Give every value stream with its figures, by id."""
    values = {}
    for stream in portal.value_streams.values():
        figures = analysis.streams[stream.id]
        values[stream.id] = {
            "name": say(portal, stream.name),
            "state": stream.state,
            "variant_of": stream.variant_of.id if stream.variant_of else None,
            "demand_per_day": number(figures.demand_per_day),
            "demand_per_shift": number(figures.demand_per_shift),
            "available_seconds_per_shift": number(figures.available_seconds_per_shift),
            "available_seconds_per_day": number(figures.available_seconds_per_day),
            "takt_seconds": number(figures.takt_seconds),
            "lead_time_days": number(figures.lead_time_days),
            "processing_seconds": number(figures.processing_seconds),
            "processing_ratio": number(figures.processing_ratio),
            "processing_ratio_clock": number(figures.processing_ratio_clock),
            "process_cycle_efficiency": number(figures.process_cycle_efficiency),
            "rolled_complete_accurate": number(figures.rolled_complete_accurate),
            "bottlenecks": list(figures.bottlenecks),
            "unmeasured_stages": list(figures.unmeasured_stages),
            "stages": [_stage(portal, stage) for stage in figures.stages],
        }
    return values


def _stage(portal: Portal, stage: StageFigures) -> dict[str, Any]:
    return {
        "id": stage.id,
        "name": say(portal, stage.name),
        "process": stage.process,
        "inventory_pieces": number(stage.inventory_pieces),
        "inventory_days": number(stage.inventory_days),
        "wait_days": number(stage.wait_days),
        "cycle_seconds": number(stage.cycle_seconds),
        "lead_days": number(stage.lead_days),
        "capacity_per_shift": number(stage.capacity_per_shift),
        "bottleneck": stage.bottleneck,
        "complete_accurate": number(stage.complete_accurate),
        "parallel": [[_stage(portal, inner) for inner in chain] for chain in stage.chains],
    }
