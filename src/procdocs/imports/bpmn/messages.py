"""Message flows to what steps send and receive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from procdocs.imports.bpmn.drafts import BoundaryDraft, Draft, Log
from procdocs.imports.bpmn.elements import BpmnFile, MessageFlow, Pool
from procdocs.imports.bpmn.plan import FilePlan, party_of
from procdocs.imports.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """An end of a message flow that is a step, or an event at its border."""

    plan: FilePlan
    party: str | None
    step: Draft
    boundary: BoundaryDraft | None = None


def take_messages(file: BpmnFile, plans: Sequence[FilePlan], known: Known, log: Log) -> int:
    """Write the message flows of a file at the steps where they start or end.

    Args:
        file: The file.
        plans: All its process files, embedded ones too, with ids for their steps.
        known: Roles and parties of the portal.
        log: Where to say what was not taken as it is.

    Returns:
        How many were written.
    """
    ends = _ends(plans)
    pools = {pool.key: pool for pool in file.pools}
    written = 0
    for flow in file.messages:
        source, target = ends.get(flow.source), ends.get(flow.target)
        if source and target:
            written += _between_steps(flow, source, target, log)
        elif source and flow.target in pools:
            written += _to_pool(flow, source, pools[flow.target], "sends", known, log)
        elif target and flow.source in pools:
            written += _to_pool(flow, target, pools[flow.source], "receives", known, log)
        elif flow.source in pools and flow.target in pools:
            log.lost(flow.element, "neither of its ends is a step")
        else:
            log.lost(flow.element, "one of its ends is no step and no pool in the result")
    return written


def _ends(plans: Sequence[FilePlan]) -> dict[str, _End]:
    made: dict[str, _End] = {}
    for plan in plans:
        for part in plan.parts:
            assert part.graph is not None
            for step in part.graph.steps.values():
                made.setdefault(step.key, _End(plan=plan, party=part.party, step=step))
                for each in step.boundaries:
                    end = _End(plan=plan, party=part.party, step=step, boundary=each)
                    made.setdefault(each.node.key, end)
    return made


def _between_steps(flow: MessageFlow, source: _End, target: _End, log: Log) -> int:
    if source.plan is target.plan:
        if source.party == target.party:
            log.lost(flow.element, "it stays within one pool")
            return 0
        if target.boundary and source.party and target.boundary.key == "on_message":
            log.simplified(flow.element, "an event at a border has a pool as sender, not a step")
            return _at_border(flow, target, source.party, log)
        if target.boundary:
            log.simplified(flow.element, "it reaches the step, not the event at its border")
        to = target.step.id
    else:
        to = f"{target.plan.id}#{target.step.id}"
    if source.boundary:
        log.simplified(flow.element, "it leaves the step, not the event at its border")
    _add(source.step, "sends", "to", to, flow.name)
    return 1


def _to_pool(flow: MessageFlow, end: _End, pool: Pool, key: str, known: Known, log: Log) -> int:
    giver = end.plan.giver
    if giver.own_pool is pool:
        log.lost(flow.element, "its other end is the company's pool as a whole, not a step of it")
        return 0
    if pool.key not in giver.pools:
        log.simplified(flow.element, f"the pool “{pool.name}” is a black box in {giver.id}")
    party = party_of(giver, pool, known)
    if party == end.party:
        log.lost(flow.element, "it stays within one pool")
        return 0
    if end.boundary and key == "receives":
        if end.boundary.key == "on_message":
            return _at_border(flow, end, party, log)
        log.simplified(flow.element, "it reaches the step, not the event at its border")
    _add(end.step, key, "to" if key == "sends" else "from", party, flow.name)
    return 1


def _at_border(flow: MessageFlow, end: _End, party: str, log: Log) -> int:
    assert end.boundary is not None
    if "from" in end.boundary.values:
        log.simplified(flow.element, "the event has a sender already; it reaches the step")
        _add(end.step, "receives", "from", party, flow.name)
        return 1
    end.boundary.values["from"] = party
    if flow.name and "name" not in end.boundary.values:
        end.boundary.values["name"] = flow.name
    elif flow.name and not _says(end.boundary.values.get("name"), flow.name):
        log.simplified(flow.element, "the event has a name of its own")
    return 1


def _says(text: Any, name: str) -> bool:
    return name in text.values() if isinstance(text, dict) else text == name


def _add(step: Draft, key: str, end: str, other: str, name: str) -> None:
    value: dict[str, Any] = {end: other, **({"name": name} if name else {})}
    if value not in step.values.setdefault(key, []):
        step.values[key].append(value)
