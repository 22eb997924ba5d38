"""Which activity follows which, gateways and events looked through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.network import Network
from procdocs.model.organisation import Role
from procdocs.model.steps import Step

SMALLEST = 1e-12
"""A weight below this is not followed any further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLink:
    """An activity and one that follows it."""

    source: int
    """Node of the first."""
    target: int
    """Node of the second."""
    weight: float
    """Expected times per visit of the first. Each branch into a join counts by itself."""
    by_event: bool
    """Whether it leaves by a boundary event."""


def role_of(step: Step, roles: Mapping[str, Role]) -> str | None:
    """Give the role that does a step: its own, else that of its lane."""
    if step.role is not None:
        return step.role.id
    return step.lane if step.lane in roles else None


def find_links(
    network: Network, arcs: Sequence[tuple[int, int]] | None = None
) -> list[ActivityLink]:
    """Find which activities follow each other.

    Args:
        network: The flow.
        arcs: Only these ways count (a route); each with weight 1. None: all, with their chances.

    Returns:
        Links in authored order of source, then target.
    """
    allowed = None if arcs is None else set(arcs)
    links: list[ActivityLink] = []
    for node, step in enumerate(network.steps):
        if step is not None and step.is_activity:
            found = _follow(network, node, allowed)
            links += [
                ActivityLink(source=node, target=target, weight=weight, by_event=by_event)
                for (target, by_event), weight in sorted(found.items())
            ]
    return links


def _ways(
    network: Network, node: int, allowed: set[tuple[int, int]] | None
) -> list[tuple[int, float, bool]]:
    timers = len(network.events.get(node, ()))
    ways = [
        (target, share, position < timers)
        for position, (target, share) in enumerate(network.arcs[node])
    ]
    if node in network.splits:
        split = network.splits[node]
        ways += [
            (target, marginal, False)
            for target, marginal in zip(split.targets, split.marginals, strict=True)
            if marginal > 0
        ]
    if allowed is None:
        return ways + [(target, share, True) for target, share in network.spawns.get(node, ())]
    return [(target, 1.0, event) for target, _, event in ways if (node, target) in allowed]


def _follow(
    network: Network, source: int, allowed: set[tuple[int, int]] | None
) -> dict[tuple[int, bool], float]:
    """Spread the weight of one visit to the next activities."""
    found: dict[tuple[int, bool], float] = {}
    pending: dict[tuple[int, bool], float] = {}
    for target, weight, event in _ways(network, source, allowed):
        pending[target, event] = pending.get((target, event), 0.0) + weight
    # Gateways may loop among themselves; each round passes one of them, and the weight fades.
    for _ in range(10 * len(network.ids) + 100):
        if not pending:
            break
        onward: dict[tuple[int, bool], float] = {}
        for (node, event), weight in pending.items():
            step = network.steps[node]
            if step is not None and step.is_activity:
                found[node, event] = found.get((node, event), 0.0) + weight
                continue
            for target, share, _ in _ways(network, node, allowed):
                key = (target, event)
                if weight * share > SMALLEST:
                    onward[key] = onward.get(key, 0.0) + weight * share
        pending = onward
    return found
