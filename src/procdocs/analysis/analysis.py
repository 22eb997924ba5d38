"""Everything that is computed of a portal, at once."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.portal_figures import ProcessPriority, RoleLoad, StreamFigures
from procdocs.analysis.priority import rank_processes
from procdocs.analysis.process_order import analyse_processes
from procdocs.analysis.raci_load import find_loads
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


def analyse_portal(portal: Portal, today: datetime.date) -> Analysis:
    """Compute everything that is computed of a portal.

    Args:
        portal: The portal.
        today: The day for which it is computed.
    """
    processes = analyse_processes(portal)
    return Analysis(
        processes=processes,
        streams={
            stream.id: analyse_stream(stream, portal, processes)
            for stream in portal.value_streams.values()
        },
        priorities=rank_processes(portal),
        loads=find_loads(portal, processes),
    )
