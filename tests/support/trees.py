"""Random block-structured flows as trees, and their times computed by other means than ours.

A tree is one of
    ("task", minutes)
    ("seq", (tree, …))
    ("xor", ((share, tree), …))
    ("and", (tree, …))
    ("or", ((share, tree), …))          independent shares, at least one is taken
    ("loop", tree, back)                done again with probability `back`
"""

import itertools
import math
from typing import Any

Tree = tuple[Any, ...]


class Renderer:
    """Writes a tree as steps for `tests.support.models.process_from`."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.count = 0
        self.joins: dict[str, str] = {}

    def name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def render(self, tree: Tree, then: str) -> str:
        """Add the steps of a tree that goes on to `then`; give the step where it begins."""
        kind = tree[0]
        if kind == "task":
            name = self.name("t")
            more = tree[2] if len(tree) > 2 else {}
            self.steps.append({"id": name, "process": tree[1], "wait": 0, "next": then, **more})
            return name
        if kind == "seq":
            for part in reversed(tree[1]):
                then = self.render(part, then)
            return then
        if kind == "loop":
            check = self.name("d")
            head = self.render(tree[1], check)
            step = {"id": check, "type": "decision", "branches": {then: 1 - tree[2], head: tree[2]}}
            self.steps.append(step)
            return head
        return self._split(tree, then)

    def _split(self, tree: Tree, then: str) -> str:
        kind = tree[0]
        split = self.name("s")
        if kind == "xor":
            merge = self.name("m")
            self.steps.append({"id": merge, "type": "milestone", "next": then})
            heads = {self.render(part, merge): share for share, part in tree[1]}
            self.steps.append({"id": split, "type": "decision", "branches": heads})
            return split
        join = self.joins[split] = self.name("j")
        self.steps.append({"id": join, "type": "join", "next": then})
        if kind == "and":
            heads = [self.render(part, join) for part in tree[1]]
            self.steps.append({"id": split, "type": "fork", "next": heads})
        else:
            shares = {self.render(part, join): share for share, part in tree[1]}
            self.steps.append({"id": split, "type": "inclusive", "branches": shares})
        return split


def steps_of(tree: Tree) -> list[dict[str, Any]]:
    """Give the steps of a tree, with a start and an end."""
    renderer = Renderer()
    first = renderer.render(tree, "finish")
    start = {"id": "begin", "type": "start", "next": first}
    return [start, *renderer.steps, {"id": "finish", "type": "end"}]


def combinations(shares: list[float]) -> list[tuple[tuple[int, ...], float]]:
    """Give every combination of an inclusive split with its probability."""
    some = 1 - math.prod(1 - share for share in shares)
    found = []
    for taken in itertools.product((False, True), repeat=len(shares)):
        if any(taken):
            chance = math.prod(s if t else 1 - s for s, t in zip(shares, taken, strict=True))
            chosen = tuple(number for number, one in enumerate(taken) if one)
            found.append((chosen, chance / some))
    return found


def book_time(tree: Tree) -> float:
    """Cycle time by the formulas of the textbook."""
    kind = tree[0]
    if kind == "task":
        return float(tree[1])
    if kind == "seq":
        return sum(book_time(part) for part in tree[1])
    if kind == "xor":
        return sum(share * book_time(part) for share, part in tree[1])
    if kind == "and":
        return max(book_time(part) for part in tree[1])
    if kind == "loop":
        return book_time(tree[1]) / (1 - tree[2])
    times = [book_time(part) for _, part in tree[1]]
    shares = [share for share, _ in tree[1]]
    return sum(
        chance * max(times[number] for number in chosen) for chosen, chance in combinations(shares)
    )


def labour(tree: Tree) -> float:
    """Expected work."""
    kind = tree[0]
    if kind == "task":
        return float(tree[1])
    if kind in ("seq", "and"):
        return sum(labour(part) for part in tree[1])
    if kind == "xor":
        return sum(share * labour(part) for share, part in tree[1])
    if kind == "loop":
        return labour(tree[1]) / (1 - tree[2])
    shares = [share for share, _ in tree[1]]
    works = [labour(part) for _, part in tree[1]]
    return sum(
        chance * sum(works[number] for number in chosen) for chosen, chance in combinations(shares)
    )


def distribution(tree: Tree) -> dict[float, float]:
    """The true distribution of the cycle time, by enumeration; loops are cut at 1e-7."""
    kind = tree[0]
    if kind == "task":
        return {float(tree[1]): 1.0}
    if kind == "seq":
        result = {0.0: 1.0}
        for part in tree[1]:
            result = _combine(result, distribution(part), lambda one, other: one + other)
        return result
    if kind == "xor":
        result = {}
        for share, part in tree[1]:
            for time, chance in distribution(part).items():
                result[time] = result.get(time, 0.0) + share * chance
        return result
    if kind == "and":
        return _longest([distribution(part) for part in tree[1]])
    if kind == "loop":
        once, result = distribution(tree[1]), {}
        rounds, weight = once, 1 - tree[2]
        while weight > 1e-7:
            for time, chance in rounds.items():
                result[time] = result.get(time, 0.0) + weight * chance
            rounds = _combine(rounds, once, lambda one, other: one + other)
            weight *= tree[2]
        return result
    parts = [distribution(part) for _, part in tree[1]]
    result = {}
    for chosen, share in combinations([share for share, _ in tree[1]]):
        for time, chance in _longest([parts[number] for number in chosen]).items():
            result[time] = result.get(time, 0.0) + share * chance
    return result


def _longest(parts: list[dict[float, float]]) -> dict[float, float]:
    result = {0.0: 1.0}
    for part in parts:
        result = _combine(result, part, max)
    return result


def _combine(first: dict[float, float], second: dict[float, float], how: Any) -> dict[float, float]:
    result: dict[float, float] = {}
    for one, chance in first.items():
        for other, weight in second.items():
            value = how(one, other)
            result[value] = result.get(value, 0.0) + chance * weight
    return result


def true_mean(tree: Tree) -> float:
    """The true mean of the cycle time."""
    return sum(time * chance for time, chance in distribution(tree).items())


def has_choice_in_parallel(tree: Tree, *, inside: bool = False) -> bool:
    """Whether a parallel branch holds a choice or a loop."""
    kind = tree[0]
    if kind == "task":
        return False
    if kind == "loop":
        return inside or has_choice_in_parallel(tree[1], inside=inside)
    if kind == "seq":
        return any(has_choice_in_parallel(part, inside=inside) for part in tree[1])
    if kind == "xor":
        return inside or any(has_choice_in_parallel(part) for _, part in tree[1])
    if kind == "and":
        return any(has_choice_in_parallel(part, inside=True) for part in tree[1])
    return inside or any(has_choice_in_parallel(part, inside=True) for _, part in tree[1])
