"""Phase 2: which flows lead back.

Before: a drawing. After: without the wires called loops, no box can be reached from itself.
"""

from procdocs.diagrams.swimlane.spec import Drawing


def _components(count: int, following: list[list[int]]) -> list[int]:
    """Number the strongly connected components (Tarjan 1972, without recursion)."""
    index = [-1] * count
    low = [0] * count
    component = [-1] * count
    stack: list[int] = []
    counter = found = 0
    for root in range(count):
        if index[root] >= 0:
            continue
        work = [(root, 0)]
        while work:
            node, position = work.pop()
            if position == 0:
                index[node] = low[node] = counter
                counter += 1
                stack.append(node)
            if position < len(following[node]):
                work.append((node, position + 1))
                child = following[node][position]
                if index[child] < 0:
                    work.append((child, 0))
                elif component[child] < 0:
                    low[node] = min(low[node], index[child])
                continue
            if low[node] == index[node]:
                while True:
                    member = stack.pop()
                    component[member] = found
                    if member == node:
                        break
                found += 1
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
    return component


def _reaches(start: int, goal: int, following: list[list[int]]) -> bool:
    seen = [False] * len(following)
    stack = [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        if not seen[node]:
            seen[node] = True
            stack.extend(following[node])
    return False


def find_loops(drawing: Drawing) -> tuple[bool, ...]:
    """Tell for each wire whether it leads back.

    A wire leads back if it closes a cycle and goes against the authored order, which is the best
    knowledge there is of what the work is for; or if the author says so. Of these, the shortest
    are then taken forward again as long as no cycle arises.

    Args:
        drawing: Boxes in authored order; wires to pools never lead back.

    Returns:
        One truth value a wire.
    """
    wires = drawing.wires
    inner = [wire.source >= 0 and wire.target >= 0 for wire in wires]
    following: list[list[int]] = [[] for _ in drawing.boxes]
    for index, wire in enumerate(wires):
        if inner[index]:
            following[wire.source].append(wire.target)
    component = _components(len(drawing.boxes), following)
    loops = [
        inner[index]
        and component[wire.source] == component[wire.target]
        and (wire.back is True or wire.target <= wire.source)
        for index, wire in enumerate(wires)
    ]
    forward: list[list[int]] = [[] for _ in drawing.boxes]
    for index, wire in enumerate(wires):
        if inner[index] and not loops[index]:
            forward[wire.source].append(wire.target)
    doubtful = sorted(
        (index for index, wire in enumerate(wires) if loops[index] and wire.back is not True),
        key=lambda index: (wires[index].source - wires[index].target, index),
    )
    for index in doubtful:
        wire = wires[index]
        if wire.source != wire.target and not _reaches(wire.target, wire.source, forward):
            loops[index] = False
            forward[wire.source].append(wire.target)
    return tuple(loops)
