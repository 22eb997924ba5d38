"""Hand-offs between roles and units, contacts with systems and outside parties, ping-pong.

Two consecutive activities with different roles are a hand-off; gateways and events are looked
through, each branch into a join hands off by itself, and a boundary event hands off to its
handler. Roles of kind system are counted apart, and so are messages to and from outside parties.
"""

import math
from collections.abc import Mapping, Sequence

from procdocs.analysis.figures import Handoff, PingPong
from procdocs.analysis.links import ActivityLink, role_of
from procdocs.analysis.network import Network
from procdocs.model.organisation import Role
from procdocs.model.process import Process


def find_handoffs(
    network: Network,
    links: Sequence[ActivityLink],
    visits: Sequence[float] | None,
    roles: Mapping[str, Role],
) -> tuple[Handoff, ...]:
    """Find where work changes hands.

    Args:
        network: The flow.
        links: Which activity follows which.
        visits: Expected visits by node; None where shares are unknown.
        roles: The organisation.

    Returns:
        Hand-offs and contacts with systems, in order of the activities.
    """
    found = []
    for link in links:
        source, target = role_at(network, link.source, roles), role_at(network, link.target, roles)
        if source is None or target is None or source == target:
            continue
        found.append(
            Handoff(
                source=network.ids[link.source],
                target=network.ids[link.target],
                source_role=source,
                target_role=target,
                expected=None if visits is None else visits[link.source] * link.weight,
                crosses_units=_crosses_units(source, target, roles),
                with_system=is_system(source, roles) or is_system(target, roles),
                by_event=link.by_event,
            )
        )
    return tuple(found)


def role_at(network: Network, node: int, roles: Mapping[str, Role]) -> str | None:
    """Give the role that does the step of a node."""
    step = network.steps[node]
    return None if step is None else role_of(step, roles)


def is_system(role: str, roles: Mapping[str, Role]) -> bool:
    """Tell whether a role is played by a system."""
    return role in roles and roles[role].kind == "system"


def _crosses_units(first: str, second: str, roles: Mapping[str, Role]) -> bool:
    units = [roles[role].unit for role in (first, second) if role in roles]
    known = [unit.id for unit in units if unit is not None]
    return len(known) == 2 and known[0] != known[1]


def add_expected(handoffs: Sequence[Handoff], *, units: bool, systems: bool) -> float | None:
    """Add up expected hand-offs.

    Args:
        handoffs: Hand-offs and contacts.
        units: Only those that cross units.
        systems: Contacts with systems instead of hand-offs.

    Returns:
        Expected number per item; None where it is unknown of one.
    """
    counted = [
        handoff.expected
        for handoff in handoffs
        if handoff.with_system == systems and (handoff.crosses_units or not units)
    ]
    if any(expected is None for expected in counted):
        return None
    return math.fsum(expected for expected in counted if expected is not None)


def count_messages(process: Process, network: Network, visits: Sequence[float]) -> float:
    """Count expected messages between the company's steps and outside parties, per item.

    A message told at both ends is one; one to a process of the company is no contact.
    """
    counts = {name: visits[node] for node, name in enumerate(network.ids) if network.steps[node]}
    told: set[tuple[str, str]] = set()
    total = 0.0
    for step in process.flow.steps:
        for message in step.messages:
            if step.id in counts and (message.party is not None or message.step is not None):
                told.add((step.id, message.step or ""))
                total += counts[step.id]
    for step in process.flow.steps:
        for message in step.messages:
            here = message.step
            if step.id in counts or here is None or here not in counts:
                continue
            if (here, step.id) not in told:
                total += counts[here]
    return total


def find_ping_pongs(
    network: Network,
    links: Sequence[ActivityLink],
    visits: Sequence[float] | None,
    roles: Mapping[str, Role],
) -> tuple[PingPong, ...]:
    """Find work that goes from a role to another and straight back (A → B → A).

    Roles of kind system are no partners: a look into a system is a contact.
    """
    after: dict[int, list[ActivityLink]] = {}
    for link in links:
        after.setdefault(link.source, []).append(link)
    found = []
    for first in links:
        here, there = role_at(network, first.source, roles), role_at(network, first.target, roles)
        if here is None or there is None or here == there:
            continue
        if is_system(here, roles) or is_system(there, roles):
            continue
        for second in after.get(first.target, ()):
            if role_at(network, second.target, roles) == here:
                expected = None
                if visits is not None:
                    expected = visits[first.source] * first.weight * second.weight
                found.append(
                    PingPong(
                        steps=(
                            network.ids[first.source],
                            network.ids[first.target],
                            network.ids[second.target],
                        ),
                        roles=(here, there),
                        expected=expected,
                    )
                )
    return tuple(found)
