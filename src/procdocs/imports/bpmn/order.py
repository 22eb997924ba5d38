"""The order in which steps are written: as the work flows, ways back last."""

from procdocs.imports.bpmn.drafts import Graph


def order_steps(graph: Graph) -> list[str]:
    """Order the steps so that ways lead forward, but for those that close a circle.

    The reverse of the order in which a depth-first walk leaves the steps; of several ways out the
    first in the file comes first.

    Returns:
        The keys of all steps.
    """
    ways: dict[str, list[str]] = {key: [] for key in graph.steps}
    for arrow in graph.arrows:
        ways[arrow.source].append(arrow.target)
    for step in graph.steps.values():
        ways[step.key] += [each.target for each in step.boundaries]
    starts = [step.key for step in graph.steps.values() if step.type == "start"]
    rest = [key for key in graph.steps if key not in starts]
    left: list[str] = []
    seen: set[str] = set()
    for root in reversed([*starts, *rest]) if not starts else [*reversed(starts), *rest]:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(reversed(ways[root])))]
        while stack:
            key, following = stack[-1]
            step_to = next((found for found in following if found not in seen), None)
            if step_to is None:
                left.append(key)
                stack.pop()
            else:
                seen.add(step_to)
                stack.append((step_to, iter(reversed(ways[step_to]))))
    return left[::-1]
