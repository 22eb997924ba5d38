"""What BPMN has no place for, as extension elements in a namespace of our own.

The standard lets every element carry elements of other namespaces; other tools leave them as they
are and ignore them. A value is JSON, as it would stand in YAML.
"""

import json
from collections.abc import Mapping
from typing import Any

from procdocs.exports.authored import (
    authored_process,
    authored_step,
    languages_of,
    letters_of,
    percent,
    text_of,
)
from procdocs.exports.bpmn_timers import boundary_timer, wait_timer
from procdocs.exports.bpmn_xml import Tag, tag
from procdocs.model.flow import Edge
from procdocs.model.portal import Portal
from procdocs.model.process import Participant, Process
from procdocs.model.raci import Origin
from procdocs.model.steps import Boundary, Item, Step, StepType


def extend(into: Tag, *found: Tag) -> None:
    """Put elements of ours into an element, if there are any."""
    if found:
        into.children.append(Tag(name="bpmn:extensionElements", children=list(found)))


def own_process(portal: Portal, process: Process) -> list[Tag]:
    """Write what a process says of itself."""
    texts = languages_of(
        portal,
        name=process.name,
        description=process.common.description,
        note=process.common.note,
    )
    made = [*_values(authored_process(portal, process)), *_texts(texts)]
    if process.part_of is None:
        made += _values({"lanes": list(process.lanes) if process.lanes_written else []})
    if any(party.open for party in process.participants):
        made += _values({"steps": [step.id for step in process.steps]})
    return made


def own_inside(portal: Portal, process: Process) -> list[Tag]:
    """Write what the process of an embedded sub-process says of itself, beside what its step says.

    Its name is that of the step, unless it differs.
    """
    made = _values(authored_process(portal, process), of="process")
    texts = languages_of(portal, description=process.common.description, note=process.common.note)
    made += _texts(texts, of="process")
    return [*made, *_values({"name": text_of(process.name, portal)}, of="process")]


def own_step(portal: Portal, process: Process, step: Step, *, nested: bool) -> list[Tag]:
    """Write what a step says of itself.

    Args:
        portal: Where the process is.
        process: Where the step is.
        step: The step.
        nested: Whether it is within a sub-process, where no lanes are drawn: its role is written.
    """
    made: list[Tag] = []
    role = portal.roles.get(step.lane or "")
    if nested and role is not None:
        made.append(tag("procdocs:role", ref=role.id, name=role.name.get(portal.language)))
    for message in step.messages:
        told = [each for each in step.messages if each.direction == message.direction]
        if message.elsewhere is not None or (nested and message.party is not None):
            made.append(
                tag(
                    f"procdocs:{message.direction}",
                    step=str(message.elsewhere) if message.elsewhere else None,
                    party=message.party,
                    place=str(told.index(message)),
                    name=message.name.get(portal.language) if message.name else None,
                )
            )
    if step.implied:
        return [*made, tag("procdocs:implied")]
    made += _values(authored_step(portal, process, step))
    if [each.direction for each in step.messages][:1] == ["sends"]:
        made.append(tag("procdocs:sends-first"))
    if len(step.next) == 1:
        made.append(tag("procdocs:next", step=step.next[0].id))
    made += _values({"raci": letters_of(process, step, Origin.TABLE)}, source="table")
    if "role" in step.place.keys and step.type not in (StepType.TASK, StepType.SUBPROCESS):
        made.append(tag("procdocs:with-role"))
    if step.type not in (StepType.TASK, StepType.SUBPROCESS):
        made += _values({"inputs": _items(step.inputs), "outputs": _items(step.outputs)})
    timer = wait_timer(step, portal.calendar) if step.event == "timer" else None
    made += [tag("procdocs:timer", says=timer[1])] if timer else []
    made += _texts(
        languages_of(
            portal,
            name=step.name,
            instructions=step.instructions,
            description=step.common.description,
            note=step.common.note,
        )
    )
    return made


def own_flow(portal: Portal, edge: Edge) -> list[Tag]:
    """Write the share of a branch, and its condition in other languages."""
    branch = edge.branch
    if branch is None:
        return []
    share = percent(branch.share) if branch.share_written else None
    made = _values({"share": share} if share else {})
    return [*made, *_texts(languages_of(portal, when=branch.when))]


def own_boundary(portal: Portal, boundary: Boundary) -> list[Tag]:
    """Write durations as typed, the share, and words in other languages."""
    values = {
        "after": boundary.after_written,
        "every": boundary.every_written,
        "share": percent(boundary.share),
    }
    made = _values({key: value for key, value in values.items() if value})
    timer = boundary_timer(boundary, portal.calendar)
    made += [tag("procdocs:timer", says=timer[1])] if timer else []
    return [*made, *_texts(languages_of(portal, when=boundary.when, name=boundary.name))]


def own_party(portal: Portal, party: Participant) -> list[Tag]:
    """Write the name of a party in other languages, and whether the process itself names it."""
    value = text_of(party.name, portal)
    made = _texts({"name": value} if isinstance(value, dict) else {})
    return made if "name" in party.place.keys else [*made, tag("procdocs:shared")]


def _items(items: tuple[Item, ...]) -> list[Any]:
    named = [(str(item.document) if item.document else item.text, item.state) for item in items]
    return [{"document": name, "state": state} if state else name for name, state in named]


def _values(values: Mapping[str, Any], **more: str) -> list[Tag]:
    return [
        tag("procdocs:value", _json(value), key=key, **more)
        for key, value in values.items()
        if value or key == "lanes"
    ]


def _texts(texts: Mapping[str, Any], **more: str) -> list[Tag]:
    return [tag("procdocs:text", _json(value), key=key, **more) for key, value in texts.items()]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
