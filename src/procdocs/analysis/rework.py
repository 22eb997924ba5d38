"""Ways back: where work is done again, and how often."""

from collections.abc import Sequence

from procdocs.analysis.figures import ReworkLoop
from procdocs.analysis.network import Network


def find_rework_loops(network: Network, visits: Sequence[float] | None) -> tuple[ReworkLoop, ...]:
    """Find every way back of a flow, read depth first in authored order.

    Args:
        network: The flow.
        visits: Expected visits by node; None where shares are unknown.

    Returns:
        Loops in order of the step from which they go back.
    """
    found = []
    for source, target in _ways_back(network):
        share = sum(chance for to, chance in network.arcs[source] if to == target)
        on_loop = network.reachable([target]) & _leading_to(network, source)
        known = visits is not None and not network.missing_shares
        found.append(
            ReworkLoop(
                source=network.ids[source],
                target=network.ids[target],
                share=share if not network.missing_shares else None,
                expected=visits[source] * share if visits is not None and known else None,
                steps=tuple(
                    network.ids[node]
                    for node in sorted(on_loop)
                    if (step := network.steps[node]) is not None and step.is_activity
                ),
            )
        )
    return tuple(found)


def _ways_back(network: Network) -> list[tuple[int, int]]:
    """Find the edges that lead to a node from which they were reached."""
    found: list[tuple[int, int]] = []
    done: set[int] = set()
    for start, _ in network.entry:
        if start in done:
            continue
        open_nodes = {start}
        stack = [(start, iter(network.successors(start)))]
        while stack:
            node, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                stack.pop()
                open_nodes.discard(node)
                done.add(node)
            elif target in open_nodes:
                if (node, target) not in found:
                    found.append((node, target))
            elif target not in done:
                open_nodes.add(target)
                stack.append((target, iter(network.successors(target))))
    return sorted(found)


def _leading_to(network: Network, goal: int) -> set[int]:
    before: dict[int, list[int]] = {}
    for node in range(len(network.ids)):
        for target in network.successors(node):
            before.setdefault(target, []).append(node)
    seen = {goal}
    stack = [goal]
    while stack:
        for source in before.get(stack.pop(), ()):
            if source not in seen:
                seen.add(source)
                stack.append(source)
    return seen
