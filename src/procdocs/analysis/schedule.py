"""Slack of the steps of an activity network that is no block: the critical path method.

Method: Kelley & Walker, Critical-Path Planning and Scheduling (1959). Forward and backward pass
over the likely route, with expected lead times.
"""

from collections.abc import Sequence

from procdocs.analysis.likely_path import find_likely_route
from procdocs.analysis.network import Network
from procdocs.analysis.step_times import VisitTime


def find_schedule_slack(network: Network, times: Sequence[VisitTime]) -> dict[int, float]:
    """Find how much longer each step may take without lengthening the whole.

    Args:
        network: A flow whose shares are all known.
        times: Of one visit, by node.

    Returns:
        Minutes by node of the likely route; empty where there is no route.
    """
    route = find_likely_route(network, None)
    if route is None:
        return {}
    leads = {node: times[node].lead or 0.0 for node in route.nodes}
    before: dict[int, list[int]] = {node: [] for node in route.nodes}
    after: dict[int, list[int]] = {node: [] for node in route.nodes}
    for source, target in route.arcs:
        before[target].append(source)
        after[source].append(target)
    finish: dict[int, float] = {}
    for node in route.nodes:
        finish[node] = max((finish[found] for found in before[node]), default=0.0) + leads[node]
    whole = max(finish.values(), default=0.0)
    latest: dict[int, float] = {}
    for node in reversed(route.nodes):
        latest[node] = min((latest[found] - leads[found] for found in after[node]), default=whole)
    return {node: max(0.0, latest[node] - finish[node]) for node in route.nodes}
