"""Everything that is computed of a portal, at once."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.compare import Comparison, compare_variants
from procdocs.analysis.compare_streams import StreamComparison, compare_stream_variants
from procdocs.analysis.completeness import find_completeness
from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.interactions import Interaction, find_interactions
from procdocs.analysis.portal_figures import (
    Completeness,
    ProcessPriority,
    RoleLoad,
    StreamFigures,
)
from procdocs.analysis.priority import rank_processes
from procdocs.analysis.process_order import analyse_processes
from procdocs.analysis.raci_load import counted_processes, find_loads
from procdocs.analysis.survey_drift import SurveyDrift, find_drift
from procdocs.analysis.usage import Usage, find_usage
from procdocs.analysis.vsm import analyse_stream
from procdocs.model.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is computed of a portal. Mappings keep the order of the portal."""

    processes: Mapping[str, ProcessFigures]
    """Figures of every process, to-be and embedded ones too, by id."""
    streams: Mapping[str, StreamFigures]
    """Figures of every value stream, by id."""
    priorities: Mapping[str, ProcessPriority]
    """Importance and performance of the current processes, embedded ones left out, by id."""
    loads: Mapping[str, RoleLoad]
    """Work of every role over the current processes, by role."""
    comparisons: Mapping[str, Comparison]
    """Every to-be process beside its as-is, by id of the to-be."""
    stream_comparisons: Mapping[str, StreamComparison]
    """Every future value stream beside its current one, by id of the future one."""
    drifts: Mapping[str, SurveyDrift]
    """What staff say beside what is written, by process."""
    completeness: Mapping[str, Completeness]
    """How complete the documentation of each current process is, by id."""
    interactions: tuple[Interaction, ...]
    """Which current process feeds which."""
    usage: Usage
    """Where everything is used."""


def analyse_portal(portal: Portal, today: datetime.date) -> Analysis:
    """Compute everything that is computed of a portal.

    Args:
        portal: The portal.
        today: The day for which it is computed.
    """
    processes = analyse_processes(portal)
    streams = {
        stream.id: analyse_stream(stream, portal, processes)
        for stream in portal.value_streams.values()
    }
    return Analysis(
        processes=processes,
        streams=streams,
        priorities=rank_processes(portal),
        loads=find_loads(portal, processes),
        comparisons=compare_variants(portal, processes),
        stream_comparisons=compare_stream_variants(portal, streams),
        drifts={
            name: find_drift(survey, portal.processes[name], portal, processes)
            for name, survey in portal.surveys.items()
            if name in portal.processes
        },
        completeness={
            process.id: find_completeness(process, processes[process.id], portal)
            for process in counted_processes(portal)
        },
        interactions=find_interactions(portal),
        usage=find_usage(portal),
    )
