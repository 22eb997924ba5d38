"""Lanes to roles: those the organisation has, and drafts for the others."""

from collections.abc import Mapping

from procdocs.imports.bpmn.drafts import Graph, Log
from procdocs.imports.bpmn.elements import Lane, Scope
from procdocs.imports.bpmn.own import own_id
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.imports.known import fold
from procdocs.imports.roles import Roles


def lanes_of(scope: Scope, roles: Roles, origin: str, log: Log, *, own: bool) -> dict[str, str]:
    """Give the role of each lane of a process.

    Returns:
        Ids of roles by the keys of lanes, from top to bottom.
    """
    made: dict[str, str] = {}
    leaves: dict[str, set[tuple[str, ...]]] = {}
    for lane in scope.lanes:
        leaves.setdefault(fold(lane.name), set()).add(lane.above)
    outer: dict[str, None] = {}
    for number, lane in enumerate(scope.lanes, 1):
        name = lane.name
        if not name:
            name = f"{scope.name or origin}, lane {number}"
            log.simplified(lane.element, f"it has no name; the role is “{name}”")
        elif len(leaves[fold(name)]) > 1 and lane.above:
            name = f"{lane.above[-1]}: {name}"
            log.simplified(lane.element, f"others are called so too; the role is “{name}”")
        outer.update(dict.fromkeys(lane.above))
        key = lane.key.rpartition(".")[2]
        wanted = own_id(key.removeprefix("lane_")) if own and key.startswith("lane_") else ""
        around = f" within “{lane.above[-1]}”" if lane.above else ""
        id_ = roles.find(name, f"{origin}, lane “{name}”{around}", wanted)
        if id_ in made.values():
            log.simplified(lane.element, f"it is one with another lane of the role {id_}")
        made[lane.key] = id_
    _outer_lanes(scope.element, log)
    return made


def _outer_lanes(element: Element, log: Log) -> None:
    for lane in element.walk():
        inner = lane.first("childLaneSet") if lane.tag == "lane" else None
        if inner is not None and inner.first("lane") is not None:
            log.simplified(lane, "lanes are not nested; those in it are taken")


def place_in_lanes(graph: Graph, lanes: Mapping[str, str], log: Log, outer: str | None) -> None:
    """Give each step its role.

    A step in no lane stands where its neighbours do; one with no neighbour in a lane, with the
    role of what is around it.

    Args:
        graph: The steps.
        lanes: Ids of roles by the keys of lanes of its scope; empty for none.
        log: Where to say what was guessed.
        outer: The role of what is around it.
    """
    by_node = {
        node: lanes[lane.key]
        for lane in reversed(graph.scope.lanes)
        for node in sorted(lane.nodes)
        if lane.key in lanes
    }
    for step in graph.steps.values():
        step.lane = by_node.get(step.key)
    if by_node:
        _ask_neighbours(graph, log)
    first = next(iter(lanes.values()), None)
    for step in graph.steps.values():
        if step.lane is None:
            step.lane = outer or first
            if lanes and step.node is not None and step.type in ("task", "subprocess"):
                log.simplified(step.node.element, f"it is in no lane; the role is {step.lane}")


def _ask_neighbours(graph: Graph, log: Log) -> None:
    neighbours: dict[str, list[str]] = {key: [] for key in graph.steps}
    ways = [(arrow.source, arrow.target) for arrow in graph.arrows]
    ways += [(s.key, each.target) for s in graph.steps.values() for each in s.boundaries]
    for source, target in ways:
        neighbours[target].append(source)
    for source, target in ways:
        neighbours[source].append(target)
    waiting = [key for key, step in graph.steps.items() if step.lane is None]
    while waiting:
        still = []
        for key in waiting:
            lanes = [graph.steps[other].lane for other in neighbours[key]]
            found = next((lane for lane in lanes if lane is not None), None)
            if found is None:
                still.append(key)
                continue
            step = graph.steps[key]
            step.lane = found
            if step.node is not None and step.type in ("task", "subprocess"):
                log.simplified(step.node.element, f"it is in no lane; the role is {found}")
        if len(still) == len(waiting):
            return
        waiting = still


def only_lane(scope: Scope) -> Lane | None:
    """Give the lane of a process that has just one."""
    return scope.lanes[0] if len(scope.lanes) == 1 else None
