"""Visits of a flow by linear equations in fractions: METHODS word for word, and slow.

It shares nothing with the analysis but the definition: an edge into a join weighs 1/Σq; the chance
of a visit is N₀ⱼ/Nⱼⱼ in the chain where each split follows only the branch that holds j.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.support.trees import Renderer, Tree, combinations

Chain = dict[str, list[tuple[str, Fraction]]]


@dataclass(frozen=True)
class ExactFlow:
    steps: list[dict[str, Any]]
    """As for `process_from`."""
    chain: Chain
    """Ways out of each step that is no split."""
    splits: Mapping[str, tuple[str, list[str], list[Fraction]]]
    """By split: its join, the heads of its branches, and how often each is taken."""

    def visits(self) -> dict[str, Fraction]:
        whole = dict(self.chain)
        arrivals = {}
        for split, (join, heads, taken) in self.splits.items():
            whole[split] = list(zip(heads, taken, strict=True))
            arrivals[join] = sum(taken)
        weighted = {
            node: [(to, weight / arrivals.get(to, 1)) for to, weight in ways]
            for node, ways in whole.items()
        }
        return solve(weighted, "begin")

    def reached(self, step: str) -> Fraction:
        single = dict(self.chain)
        for split, (join, heads, taken) in self.splits.items():
            ways = [(join, Fraction(1))]
            for head, often in zip(heads, taken, strict=True):
                if step in self.between(head, join):
                    ways = [(head, often), (join, 1 - often)]
            single[split] = ways
        return solve(single, "begin").get(step, Fraction(0)) / solve(single, step)[step]

    def between(self, head: str, join: str) -> set[str]:
        seen: set[str] = set()
        stack = [head]
        while stack:
            node = stack.pop()
            if node not in seen and node != join:
                seen.add(node)
                ways = self.splits[node][1] if node in self.splits else []
                stack += [*ways, *(to for to, _ in self.chain.get(node, ()))]
        return seen


def exact_flow(tree: Tree) -> ExactFlow:
    """Render a tree, and keep its chain in fractions."""
    renderer = Renderer()
    first = renderer.render(tree, "finish")
    steps = [{"id": "begin", "type": "start", "next": first}, *renderer.steps]
    steps.append({"id": "finish", "type": "end"})
    chain: Chain = {}
    splits = {}
    for step in steps:
        name, kind = step["id"], step.get("type", "task")
        if kind == "fork":
            heads = step["next"]
            splits[name] = (renderer.joins[name], heads, [Fraction(1)] * len(heads))
        elif kind == "inclusive":
            heads, shares = zip(*step["branches"].items(), strict=True)
            exact = [Fraction(share).limit_denominator(100) for share in shares]
            taken = [
                sum(chance for chosen, chance in combinations(exact) if number in chosen)
                for number in range(len(exact))
            ]
            splits[name] = (renderer.joins[name], list(heads), taken)
        elif kind == "decision":
            chain[name] = [
                (to, Fraction(share).limit_denominator(100))
                for to, share in step["branches"].items()
            ]
        else:
            chain[name] = [(step["next"], Fraction(1))] if "next" in step else []
    return ExactFlow(steps=steps, chain=chain, splits=splits)


def solve(chain: Chain, source: str) -> dict[str, Fraction]:
    """Solve v = source + v·Q by Gauss and Jordan."""
    nodes = list(chain)
    row_of = {node: number for number, node in enumerate(nodes)}
    rows = [[Fraction(0)] * len(nodes) + [Fraction(0)] for _ in nodes]
    for node, number in row_of.items():
        rows[number][number] += 1
        rows[number][-1] = Fraction(node == source)
        for to, weight in chain[node]:
            rows[row_of[to]][number] -= weight
    for column in range(len(nodes)):
        pivot = next(n for n in range(column, len(nodes)) if rows[n][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other, row in enumerate(rows):
            if other != column and row[column]:
                rows[other] = [
                    value - row[column] * taken
                    for value, taken in zip(row, rows[column], strict=True)
                ]
    return {node: rows[number][-1] for node, number in row_of.items()}
