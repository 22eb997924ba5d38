"""Running any flow once, token by token: for parallel parts that are no blocks.

Every token that arrives goes on at once; only a join holds it, until no token of the same split
that could still come to this join is under way. A token that leaves or ends releases the join; an
end that terminates stops all. A handler that does not interrupt runs beside and adds to no time.
"""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field

from procdocs.analysis.block_sampling import draw_branches
from procdocs.analysis.network import Network
from procdocs.analysis.sampling import Draws, NodeProgram, choose

MOST_EVENTS = 20_000
"""A run with more visits does not come to an end."""
MOST_TOKENS = 100
"""More tokens at once mean that a loop multiplies them."""


class EndlessRunError(RuntimeError):
    """A run does not come to an end."""


@dataclass(slots=True)
class _Group:
    """The tokens that one passage of a split has started."""

    split: int
    beside: bool
    """Whether a token beside has started them; such a group is joined apart."""


@dataclass(slots=True)
class _Token:
    groups: tuple[_Group, ...]
    """Splits passed and not yet joined, outermost first."""
    work: float
    va: float
    beside: bool
    """Started by an event that does not interrupt: adds to no time."""
    target: int = -1
    """Where it goes when its visit ends; drawn at the start, but unknown to joins till then."""


@dataclass(slots=True)
class Run:
    """What one run gives."""

    lead: float = 0.0
    """Minutes until the last token ends."""
    work: float = 0.0
    """Minutes of work alone along the longest way."""
    va: float = 0.0
    """Minutes that add value on the way of the token that ends last."""
    visits: dict[int, int] = field(default_factory=dict)
    """Visits by node."""
    effort: int = 0
    """What the run has cost, in visits: those made, and tokens looked at for joins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSampler:
    """A flow ready to run token by token."""

    network: Network
    """The flow."""
    programs: tuple[NodeProgram, ...]
    """Its nodes."""
    works: tuple[tuple[float, float], ...]
    """By node: work of a visit, and the part that adds value in a first visit, in minutes."""
    feeds: Mapping[tuple[int, int], frozenset[int]]
    """By split and join: the nodes from which the join can be reached without passing the split
    again, where at least two branches of the split lead to it."""
    text: str
    """Its content."""
    cost: float
    """Expected visits of one run, those within subprocesses too."""

    @property
    def content(self) -> str:
        """What its draws depend on."""
        return self.text

    def draw_lead(self, draws: Draws) -> tuple[float, float]:
        """Run it once; all of its time counts, as no expectation is known."""
        lead = self.run(draws).lead
        return lead, lead

    def run(self, draws: Draws) -> Run:
        """Run it once.

        Raises:
            EndlessRunError: There is no end in sight.
        """
        return _Running(self, draws).go()


def find_feeds(network: Network) -> dict[tuple[int, int], frozenset[int]]:
    """Find which splits a join may wait for, and from where a token may still come."""
    before: dict[int, list[int]] = {}
    for node in range(len(network.ids)):
        for target in network.successors(node, spawned=False):
            before.setdefault(target, []).append(node)
    feeds: dict[tuple[int, int], frozenset[int]] = {}
    for split, ways in network.splits.items():
        for join in sorted(network.joins):
            seen = {join}
            stack = [join]
            while stack:
                for source in before.get(stack.pop(), ()):
                    if source != split and source not in seen:
                        seen.add(source)
                        stack.append(source)
            if sum(target in seen for target in ways.targets) > 1:
                feeds[split, join] = frozenset(seen)
    return feeds


class _Running:
    """The state of one run."""

    def __init__(self, sampler: TokenSampler, draws: Draws) -> None:
        self.sampler = sampler
        self.network = sampler.network
        self.draws = draws
        self.result = Run()
        self.queue: list[tuple[float, int, int, _Token]] = []
        self.waiting: dict[tuple[int, int], tuple[_Group, list[_Token]]] = {}
        self.handlers: list[tuple[int, _Token]] = []
        self.events = 0
        self.now = 0.0

    def go(self) -> Run:
        start = choose(self.network.entry, self.draws, self.sampler.programs[0].place[0])
        self.enter(start, _Token(groups=(), work=0.0, va=0.0, beside=False))
        self.start_handlers()
        while self.queue:
            self.now, _, node, token = heapq.heappop(self.queue)
            if node in self.network.terminates and not token.beside:
                self.end(token)
                break
            self.leave(node, token)
            self.start_handlers()
            while self.waiting and self.release(force=not self.queue):
                self.start_handlers()
        return self.result

    def start_handlers(self) -> None:
        """Let the handlers begin that visits have started; one may start another."""
        while self.handlers:
            node, token = self.handlers.pop()
            self.enter(node, token)

    def enter(self, node: int, token: _Token) -> None:
        """Let a token arrive at a node: it waits at a join, else its visit begins."""
        if node in self.network.joins:
            group = self.group_at(token, node)
            if token.beside and (group is None or not group.beside):
                return
            if group is not None:
                self.waiting.setdefault((id(group), node), (group, []))[1].append(token)
                return
        self.visit(node, token)

    def group_at(self, token: _Token, join: int) -> _Group | None:
        """Find the passage of a split that a join waits for: the outermost split it may close."""
        for outer in token.groups:
            if (outer.split, join) in self.sampler.feeds:
                latest = [group for group in token.groups if group.split == outer.split]
                return latest[-1]
        return None

    def visit(self, node: int, token: _Token) -> None:
        self.events += 1
        self.result.effort += 1 + len(token.groups) // 8
        if self.result.effort > MOST_EVENTS or len(self.queue) > MOST_TOKENS:
            raise EndlessRunError
        program = self.sampler.programs[node]
        whole, _ = program.draw_time(self.draws)
        target, spent = program.draw_way(self.draws)
        for handler, share in self.network.spawns.get(node, ()):
            if self.draws.uniform(("spawn", *program.place, handler)) < share:
                beside = _Token(groups=token.groups, work=0.0, va=0.0, beside=True)
                self.handlers.append((handler, beside))
        work, va = self.sampler.works[node]
        token.work += work
        token.va += va if node not in self.result.visits else 0.0
        token.target = target
        self.result.visits[node] = self.result.visits.get(node, 0) + 1
        heapq.heappush(self.queue, (self.now + whole * spent, self.events, node, token))

    def leave(self, node: int, token: _Token) -> None:
        """End a visit: go on, start the branches of a split, or end."""
        split = self.network.splits.get(node)
        if split is None:
            if token.target < 0:
                self.end(token)
            else:
                self.enter(token.target, token)
            return
        taken = draw_branches(split, self.draws, self.sampler.programs[node].place)
        groups = (*token.groups, _Group(split=node, beside=token.beside))
        if not taken:
            self.end(token)
        for branch in taken:
            self.enter(
                split.targets[branch],
                _Token(groups=groups, work=token.work, va=token.va, beside=token.beside),
            )

    def end(self, token: _Token) -> None:
        if token.beside:
            return
        self.result.lead = self.now
        self.result.work = max(self.result.work, token.work)
        self.result.va = token.va

    def release(self, *, force: bool) -> bool:
        """Let a join go on for which nobody can come any more.

        Args:
            force: Nothing else moves; where joins wait for each other, the first goes on.
        """
        held = list(self.waiting)
        self.result.effort += len(held) * (len(held) + len(self.queue)) // 8
        for key in held:
            group, tokens = self.waiting[key]
            near = self.sampler.feeds[group.split, key[1]]
            if not any(self.may_come(group, near, node, token) for _, _, node, token in self.queue):
                others = [
                    (node, token)
                    for other in held
                    if other != key
                    for node, token in ((other[1], t) for t in self.waiting[other][1])
                ]
                if not any(self.may_come(group, near, node, token) for node, token in others):
                    self.join(key, group, tokens)
                    return True
        if force and held:
            group, tokens = self.waiting[held[0]]
            self.join(held[0], group, tokens)
            return True
        return False

    @staticmethod
    def may_come(group: _Group, near: frozenset[int], node: int, token: _Token) -> bool:
        if token.beside and not group.beside:
            return False
        return node in near and any(found is group for found in token.groups)

    def join(self, key: tuple[int, int], group: _Group, tokens: list[_Token]) -> None:
        """Make one token of all that have come, and let it go on."""
        del self.waiting[key]
        last = tokens[-1]
        place = next(n for n, found in enumerate(last.groups) if found is group)
        alive = any(
            any(found is group for found in token.groups)
            for _, _, _, token in self.queue
            if group.beside or not token.beside
        ) or any(
            any(found is group for found in token.groups)
            for _, held in self.waiting.values()
            for token in held
        )
        merged = _Token(
            groups=last.groups[: place + 1] if alive else last.groups[:place],
            work=max(token.work for token in tokens),
            va=last.va,
            beside=group.beside,
        )
        self.visit(key[1], merged)
