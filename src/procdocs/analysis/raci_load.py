"""How much work a role has: hours a year against its capacity, and the letters that it holds.

Only current processes count: no to-be, none retired. The work of a subprocess step is counted in
its own process and not again in the one that calls it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.links import role_of
from procdocs.analysis.portal_figures import LoadPart, RoleLoad
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import RaciMatrix
from procdocs.model.steps import StepType


@dataclass(slots=True)
class _Work:
    """What a role does in one process, while it is added up."""

    hours: list[float] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    unknown: bool = False


def counted_processes(portal: Portal) -> tuple[Process, ...]:
    """Give the current processes; an embedded one counts where its parent does."""
    current = {process.id for process in portal.current_processes()}
    return tuple(
        process
        for process in portal.current_processes()
        if process.part_of is None or process.part_of.id in current
    )


def find_loads(portal: Portal, figures: Mapping[str, ProcessFigures]) -> dict[str, RoleLoad]:
    """Find the load of every role.

    Args:
        portal: The portal.
        figures: Figures of its processes.

    Returns:
        By role, in the portal's order; roles without any work too.
    """
    parts: dict[str, list[LoadPart]] = {role: [] for role in portal.roles}
    unknown: dict[str, list[str]] = {role: [] for role in portal.roles}
    for process in counted_processes(portal):
        for name, work in _work_by_role(process, portal, figures[process.id]).items():
            if name not in parts:
                continue
            if work.unknown:
                unknown[name].append(process.id)
            if work.hours:
                hours = math.fsum(work.hours)
                parts[name].append(
                    LoadPart(process=process.id, hours=hours, steps=tuple(work.steps))
                )
    letters = count_letters(portal)
    found = {}
    for role in portal.roles.values():
        capacity = role.capacity
        own = tuple(parts[role.id])
        found[role.id] = RoleLoad(
            role=role.id,
            hours=math.fsum(part.hours for part in own) if own else None,
            capacity_hours=None if capacity is None else capacity * portal.calendar.hours_per_year,
            parts=own,
            unknown_processes=tuple(unknown[role.id]),
            letters=tuple(letters.get(role.id, {}).items()),
        )
    return found


def _work_by_role(process: Process, portal: Portal, figures: ProcessFigures) -> dict[str, _Work]:
    work: dict[str, _Work] = {}
    items = figures.items_per_year
    for step in process.activities:
        role = role_of(step, portal.roles)
        if role is None or step.type is StepType.SUBPROCESS:
            continue
        own = work.setdefault(role, _Work())
        own.steps.append(step.id)
        found = figures.steps.get(step.id)
        if items is None or found is None or found.labour_minutes is None:
            own.unknown = True
        else:
            own.hours.append(found.labour_minutes * items / 60.0)
    return work


def count_letters(portal: Portal) -> dict[str, dict[str, int]]:
    """Count in how many activities each role holds each letter, implied ones too.

    Returns:
        By role, then by letter in order of the portal's scheme, then of appearance.
    """
    order = [letter for letter, _ in portal.scheme.letters]
    counts: dict[str, dict[str, int]] = {}
    for matrix in every_matrix(portal):
        for row in matrix.rows:
            for cell in row.assignments:
                letters = counts.setdefault(cell.role, dict.fromkeys(order, 0))
                letters[cell.letter] = letters.get(cell.letter, 0) + 1
    return {
        role: {letter: count for letter, count in letters.items() if count}
        for role, letters in counts.items()
    }


def every_matrix(portal: Portal) -> list[RaciMatrix]:
    """Give the matrices of the current processes and of the tables that stand on their own."""
    return [
        *(process.raci for process in counted_processes(portal)),
        *(table.matrix for table in portal.raci_tables.values() if table.process is None),
    ]
