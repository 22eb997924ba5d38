"""Walks over a part of a flow, each step once."""

from collections.abc import Set

from procdocs.model.flow import Flow


def walk_within(flow: Flow, start: str, allowed: Set[str]) -> list[str]:
    """Give the steps that can be reached from one without leaving a set, depth first.

    Args:
        flow: The flow.
        start: Id of a step in the set.
        allowed: Ids of the steps that may be visited.
    """
    seen = {start}
    stack = [start]
    found = []
    while stack:
        current = stack.pop()
        found.append(current)
        for edge in reversed(flow.out_edges(current)):
            if edge.target in allowed and edge.target not in seen:
                seen.add(edge.target)
                stack.append(edge.target)
    return found


def without_way_in(flow: Flow, part: Set[str]) -> set[str]:
    """Give the steps of a set that only lead into its loops, from outside of them."""
    inside = {one: sum(edge.source in part for edge in flow.in_edges(one)) for one in sorted(part)}
    loose = [one for one, count in inside.items() if count == 0]
    outside = set(loose)
    while loose:
        for edge in flow.out_edges(loose.pop()):
            if edge.target not in inside or edge.target in outside:
                continue
            inside[edge.target] -= 1
            if inside[edge.target] == 0:
                outside.add(edge.target)
                loose.append(edge.target)
    return outside
