"""The order of the lanes, where the author gave none."""

from itertools import permutations

from procdocs.views.swimlane import LaneView, SwimlaneView

_EXHAUSTIVE = 6


def order_lanes(view: SwimlaneView) -> tuple[LaneView, ...]:
    """Order the lanes from top to bottom.

    The author's order stands if there is one. Otherwise the first actor comes on top, and the
    others so that flows pass over as few lanes as possible. Lanes of a pool stay together.

    Args:
        view: The view; nodes in authored order.

    Returns:
        All lanes.
    """
    if view.lanes_ordered or len(view.lanes) < 3:
        return view.lanes
    home = {node.id: node.lane for node in view.nodes}
    weight: dict[tuple[str, str], int] = {}
    for edge in view.edges:
        one, two = home.get(edge.source), home.get(edge.target)
        if one is not None and two is not None and one != two:
            key = (min(one, two), max(one, two))
            weight[key] = weight.get(key, 0) + 1
    first = next((node.lane for node in view.nodes), view.lanes[0].id)
    groups: list[list[LaneView]] = []
    for lane in view.lanes:
        mates = next((g for g in groups if g[0].pool == lane.pool), None)
        if mates is None:
            groups.append([lane])
        else:
            mates.append(lane)
    ordered: list[LaneView] = []
    for group in groups:
        head = [lane for lane in group if lane.id == first]
        rest = [lane for lane in group if lane.id != first]
        ordered.extend((*head, *_best_order(head, rest, weight)))
    return tuple(ordered)


def _span(order: list[LaneView], weight: dict[tuple[str, str], int]) -> int:
    at = {lane.id: index for index, lane in enumerate(order)}
    return sum(
        count * (abs(at[one] - at[two]) ** 2)
        for (one, two), count in weight.items()
        if one in at and two in at
    )


def _best_order(
    head: list[LaneView], rest: list[LaneView], weight: dict[tuple[str, str], int]
) -> list[LaneView]:
    if len(rest) <= _EXHAUSTIVE:
        best = min(permutations(rest), key=lambda order: _span([*head, *order], weight))
        return list(best)
    order = list(rest)
    cost = _span([*head, *order], weight)
    improved = True
    while improved:
        improved = False
        for one in range(len(order)):
            for two in range(one + 1, len(order)):
                tried = list(order)
                tried[one], tried[two] = tried[two], tried[one]
                new = _span([*head, *tried], weight)
                if new < cost:
                    order, cost, improved = tried, new, True
    return order
