"""Escalations: work that climbs `reports_to` to a manager and comes back down (an "M").

It counts whether the work comes down in the line of command where it went up or crosses to
another one. What would end it is the decision right at the first activity above.
"""

import math
from collections.abc import Mapping, Sequence

from procdocs.analysis.figures import Escalation
from procdocs.analysis.handoffs import is_system, role_at
from procdocs.analysis.links import ActivityLink
from procdocs.analysis.network import Network
from procdocs.analysis.step_times import VisitTime
from procdocs.model.organisation import Role

LONGEST = 6
"""Activities above that are followed; longer ways are no escalation but a process of its own."""


def superiors(role: str, roles: Mapping[str, Role]) -> tuple[str, ...]:
    """Give the roles above one, nearest first; a cycle is cut."""
    chain: list[str] = []
    current = roles.get(role)
    while current is not None and current.reports_to is not None:
        above = current.reports_to.id
        if above == role or above in chain:
            break
        chain.append(above)
        current = roles.get(above)
    return tuple(chain)


def find_escalations(
    network: Network,
    links: Sequence[ActivityLink],
    visits: Sequence[float] | None,
    times: Sequence[VisitTime],
    roles: Mapping[str, Role],
) -> tuple[Escalation, ...]:
    """Find every way up and down again.

    Args:
        network: The flow.
        links: Which activity follows which.
        visits: Expected visits by node; None where shares are unknown.
        times: Of one visit, by node.
        roles: The organisation.

    Returns:
        Escalations in order of the activity where they begin.
    """
    search = _Search(network, links, times, roles)
    found: list[Escalation] = []
    for link in links:
        source = role_at(network, link.source, roles)
        above = role_at(network, link.target, roles)
        if source is None or above is None or is_system(source, roles):
            continue
        if above in superiors(source, roles):
            count = None if visits is None else visits[link.source] * link.weight
            found += search.follow(link.source, (link.target,), count)
    # A manager who passes it further up is part of the climb and begins none of its own.
    parts = {
        (escalation.managers[start:], escalation.back)
        for escalation in found
        for start in range(len(escalation.managers))
    }
    return tuple(
        escalation
        for escalation in found
        if ((escalation.source, *escalation.managers), escalation.back) not in parts
    )


class _Search:
    def __init__(
        self,
        network: Network,
        links: Sequence[ActivityLink],
        times: Sequence[VisitTime],
        roles: Mapping[str, Role],
    ) -> None:
        self.network = network
        self.times = times
        self.roles = roles
        self.after: dict[int, list[ActivityLink]] = {}
        for link in links:
            self.after.setdefault(link.source, []).append(link)

    def follow(
        self, source: int, managers: tuple[int, ...], count: float | None
    ) -> list[Escalation]:
        """Follow the work from the last manager until it is down, or does not come down."""
        found: list[Escalation] = []
        current = role_at(self.network, managers[-1], self.roles)
        origin = role_at(self.network, source, self.roles)
        if current is None or origin is None:
            return found
        for link in self.after.get(managers[-1], ()):
            role = role_at(self.network, link.target, self.roles)
            onward = None if count is None else count * link.weight
            if role is None or is_system(role, self.roles):
                continue
            if self.is_below(role, current, origin):
                found.append(self.describe(source, managers, link.target, onward))
            elif link.target not in managers and len(managers) < LONGEST:
                found += self.follow(source, (*managers, link.target), onward)
        return found

    def is_below(self, role: str, manager: str, origin: str) -> bool:
        """Tell whether the work is down: under the manager, or as low as where it began."""
        if role == manager:
            return False
        if role == origin or manager in superiors(role, self.roles):
            return True
        if role in superiors(manager, self.roles):
            return False
        return len(superiors(role, self.roles)) > len(superiors(manager, self.roles))

    def describe(
        self, source: int, managers: tuple[int, ...], back: int, expected: float | None
    ) -> Escalation:
        origin = role_at(self.network, source, self.roles) or ""
        chain = superiors(origin, self.roles)
        reached = [role_at(self.network, node, self.roles) or "" for node in managers]
        climbed = [chain.index(role) + 1 for role in reached if role in chain]
        levels = max(climbed)
        leads = [self.times[node].lead for node in managers]
        down = role_at(self.network, back, self.roles) or ""
        # Down in another line: neither where it began nor under the manager it went up to.
        crosses = any(role not in chain for role in reached) or (
            down != origin and chain[levels - 1] not in superiors(down, self.roles)
        )
        decision = self.network.steps[managers[0]]
        authority = decision.authority if decision else None
        return Escalation(
            source=self.network.ids[source],
            managers=tuple(self.network.ids[node] for node in managers),
            back=self.network.ids[back],
            source_role=origin,
            top_role=chain[levels - 1],
            levels=levels,
            crosses=crosses,
            minutes=None if None in leads else math.fsum(lead for lead in leads if lead),
            expected=expected,
            decision=self.network.ids[managers[0]],
            limit=authority.limit if authority else None,
        )
