"""Everything that is computed of a portal, at once."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.process_order import analyse_processes
from procdocs.model.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is computed of a portal. Mappings keep the order of the portal."""

    processes: Mapping[str, ProcessFigures]
    """Figures of every process, to-be and embedded ones too, by id."""


def analyse_portal(portal: Portal, today: datetime.date) -> Analysis:
    """Compute everything that is computed of a portal.

    Args:
        portal: The portal.
        today: The day for which it is computed.
    """
    return Analysis(processes=analyse_processes(portal))
