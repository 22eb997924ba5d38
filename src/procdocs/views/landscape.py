"""The process landscape: from customer need to customer satisfaction, every group a link."""

from dataclasses import dataclass

from procdocs.model.portal import Area, Group
from procdocs.model.process import Process
from procdocs.views.context import ViewContext
from procdocs.views.links import PROCESSES, Links


@dataclass(frozen=True, slots=True, kw_only=True)
class LandscapeCell:
    """A group of processes."""

    name: str
    """What it is called."""
    href: str
    """Its section of the index of processes."""
    count: str
    """How many processes it holds, and how many are key: `6 processes, 2 key`."""
    key: bool
    """Whether one of them is key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandscapeBand:
    """An area."""

    name: str
    """What it is called."""
    chain: bool
    """Whether its groups follow each other."""
    cells: tuple[LandscapeCell, ...]
    """Its groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandscapeView:
    """The whole landscape."""

    bands: tuple[LandscapeBand, ...]
    """Areas in authored order."""


def view_landscape(context: ViewContext, links: Links) -> LandscapeView:
    """Make the landscape as seen from a page; areas without a group are left out."""
    return LandscapeView(
        bands=tuple(_band(context, links, area) for area in context.portal.areas if area.groups)
    )


def group_processes(context: ViewContext, group: Group) -> tuple[Process, ...]:
    """Give the processes of a group that stand for themselves: none embedded, no to-be."""
    return tuple(
        process
        for process in context.portal.current_processes()
        if process.group == group.id and process.part_of is None
    )


def is_key(context: ViewContext, process: Process) -> bool:
    """Tell whether a process is key: important and weak, and no local variant of the like."""
    priority = context.analysis.priorities.get(process.id)
    return priority is not None and priority.key and not repeats_base(context, process.id)


def repeats_base(context: ViewContext, process_id: str) -> bool:
    """Tell whether a local variant has no other scores than its base.

    Rankings then name the base alone: the variant is the same process in another place, and a
    second row with the same figures would count one thing twice.
    """
    process = context.portal.processes[process_id]
    priorities = context.analysis.priorities
    if process.extends is None or process.extends.id not in priorities:
        return False
    own, base = priorities[process_id], priorities[process.extends.id]
    return (own.importance, own.performance) == (base.importance, base.performance)


def _band(context: ViewContext, links: Links, area: Area) -> LandscapeBand:
    return LandscapeBand(
        name=context.say(area.name),
        chain=area.chain,
        cells=tuple(_cell(context, links, group) for group in area.groups),
    )


def _cell(context: ViewContext, links: Links, group: Group) -> LandscapeCell:
    t = context.words
    processes = group_processes(context, group)
    key = sum(is_key(context, process) for process in processes)
    unit = "process" if len(processes) == 1 else "processes"
    count = t(f"{{n}} {unit}").format(n=len(processes))
    if key:
        count += t(", {n} key").format(n=key)
    return LandscapeCell(
        name=context.say(group.name),
        href=links.page(PROCESSES, group.id),
        count=count,
        key=bool(key),
    )
