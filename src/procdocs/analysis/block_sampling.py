"""Running a block-structured flow once: branches side by side, the longest decides.

Beside the lead time each run gives what flow analysis counts of it: the time along the branches
that are longest by expectation. Its mean is known exactly, so that it serves as a control variate
(Ross, Simulation, ch. 9), and the lead time is never below it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.blocks import Block, Scope
from procdocs.analysis.network import SplitNode
from procdocs.analysis.sampling import Draws, NodeProgram, choose

END = -1
"""No way on within the scope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSampler:
    """A block-structured flow, ready to run."""

    scope: Scope
    """Its blocks."""
    programs: tuple[NodeProgram, ...]
    """Its nodes."""
    ranks: Mapping[int, tuple[int, ...]]
    """By split: place of each branch by expected time, 0 the longest."""
    text: str
    """Its content."""
    cost: float
    """Expected visits of one run, those within subprocesses too."""

    @property
    def content(self) -> str:
        """What its draws depend on."""
        return self.text

    def draw_lead(self, draws: Draws) -> tuple[float, float]:
        """Run it once; see `Sampler`."""
        return self._run(self.scope, draws)

    def _run(self, scope: Scope, draws: Draws) -> tuple[float, float]:
        if not scope.entry:
            return 0.0, 0.0
        node = choose(scope.entry, draws, self.programs[0].place[0])
        blocks = {block.split: block for block in scope.blocks}
        lead = counted = 0.0
        while node != END:
            program = self.programs[node]
            block = blocks.get(node)
            if block is not None:
                whole, part = program.draw_time(draws)
                inner, inner_part = self._run_block(block, draws)
                lead += whole + inner
                counted += part + inner_part
                node = block.exit if block.exit in scope.arcs else END
                continue
            whole, part = program.draw_time(draws)
            target, spent = program.draw_way(draws)
            lead += whole * spent
            counted += part * spent
            node = target if target in scope.arcs else END
        return lead, counted

    def _run_block(self, block: Block, draws: Draws) -> tuple[float, float]:
        taken = draw_branches(block.ways, draws, self.programs[block.split].place)
        if not taken:
            return 0.0, 0.0
        ranks = self.ranks[block.split]
        lead = counted = 0.0
        longest = min(taken, key=ranks.__getitem__)
        for branch in taken:
            whole, part = self._run(block.branches[branch], draws)
            lead = max(lead, whole)
            if branch == longest:
                counted = part
        return lead, counted


def draw_branches(ways: SplitNode, draws: Draws, place: tuple[str, int]) -> tuple[int, ...]:
    """Draw the branches of a split that are taken, by position."""
    if ways.shares is not None:
        return _draw_independent(ways.shares, draws, place)
    if len(ways.combinations) == 1:
        return ways.combinations[0][0]
    number = draws.uniform(place)
    for branches, share in ways.combinations:
        number -= share
        if number < 0:
            return branches
    return ways.combinations[-1][0]


def _draw_independent(
    shares: tuple[float, ...], draws: Draws, place: tuple[str, int]
) -> tuple[int, ...]:
    """Draw each branch by itself, given that at least one is taken."""
    taken: list[int] = []
    for branch, share in enumerate(shares):
        chance = share
        if not taken:
            none_left = math.prod(1.0 - later for later in shares[branch:])
            chance = share / (1.0 - none_left) if none_left < 1.0 else 0.0
        if chance >= 1.0 or draws.uniform((*place, branch)) < chance:
            taken.append(branch)
    return tuple(taken)
