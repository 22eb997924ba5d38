"""Plans and drafts to the values a process file is written from."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from procdocs.imports.bpmn.drafts import Arrow, Draft, Graph
from procdocs.imports.bpmn.own import inner_texts
from procdocs.imports.bpmn.own_process import participants
from procdocs.imports.bpmn.plan import FilePlan, Part
from procdocs.source.documents.base import authored_keys
from procdocs.source.documents.step import StepDocument

_FIRST = (
    "id",
    "name",
    "type",
    "kind",
    "event",
    "role",
    "process",
    "description",
    "instructions",
    "note",
    "system",
    "inputs",
    "outputs",
    "receives",
    "sends",
    "time",
    "repeat",
    "raci",
    "branches",
    "next",
)
_ORDER = (*_FIRST, *(key for key in authored_keys(StepDocument) if key not in _FIRST))
_SWAPPED = {"receives": "sends", "sends": "receives"}
_ONE_OR_MANY = ("inputs", "outputs", "receives", "sends")
_NEEDS_ROLE = ("task", "subprocess")


def write_process(
    plan: FilePlan,
    order: Mapping[int, Sequence[str]],
    links: Mapping[str, str],
    owner: str,
    parties: Collection[str] = (),
) -> dict[str, Any]:
    """Give the values of a process file, in the order in which they are written.

    Args:
        plan: What it holds; steps have ids.
        order: Keys of the steps of each part, in the order in which they are written.
        links: Ids of process files by the keys of the subprocess steps that stand for them.
        owner: The role that owns it.
        parties: Ids of the outside parties that the organisation has.
    """
    values: dict[str, Any] = {"name": plan.name}
    first = plan.parts[0]
    if plan.parent is not None:
        values["part_of"] = plan.parent.id
    elif not plan.own:
        values.update({"owner": owner, "status": "draft"})
    described = first.scope.documentation
    if plan.source.own:
        described = inner_texts(first.scope.element).get("description", "")
    elif plan.parent is not None and first.scope.element.get("triggeredByEvent") != "true":
        described = ""  # it is written at the step
    if described:
        values["description"] = described
    if plan.notes:
        values["note"] = "\n\n".join(plan.notes)
    graph = first.graph
    assert graph is not None
    if plan.parent is None:
        values.update(_edges_of(graph))
        if len(plan.lanes) > 1:
            values["lanes"] = plan.lanes
        if plan.names:
            values["participants"] = participants(plan, parties)
    steps = [
        _step(step, part.graph, following, links, with_role=_needs_role(step, before, behind, plan))
        for part, step, following, before, behind in _in_order(plan, order)
        if part.graph is not None
    ]
    values["steps"] = steps
    return values


def _in_order(
    plan: FilePlan, order: Mapping[int, Sequence[str]]
) -> Iterator[tuple[Part, Draft, str | None, str | None, str | None]]:
    """Give the steps of all parts in the order in which they are written.

    Returns:
        For each: its part, the step, the key of the following step of its part, and the lanes of
        the steps before and behind it in the file.
    """
    found: list[tuple[Part, Draft, str | None]] = []
    for number, part in enumerate(plan.parts):
        assert part.graph is not None
        keys = order[number]
        following = (*keys[1:], None)
        found += [
            (part, part.graph.steps[key], behind)
            for key, behind in zip(keys, following, strict=False)
        ]
    places = {id_: place for place, id_ in enumerate(plan.own.get("steps", ()))}
    if all(step.id in places for _, step, _ in found):
        found.sort(key=lambda each: places[each[1].id])
    lanes = [None, *(step.lane for _, step, _ in found), None]
    for place, each in enumerate(found, 1):
        yield *each, lanes[place - 1], lanes[place + 1]


def _needs_role(step: Draft, before: str | None, behind: str | None, plan: FilePlan) -> bool:
    """Tell whether the role of a step has to be written."""
    if step.type in _NEEDS_ROLE or step.role_written or step.lane is None:
        return True
    if plan.own and step.settled:
        return step.lane != (behind if step.type == "start" else before)
    return step.type == "start" or step.lane != before


def _edges_of(graph: Graph) -> dict[str, str]:
    """Give trigger and result, where one start and one end say them."""
    made = {}
    for key, kind in (("trigger", "start"), ("result", "end")):
        names = [step.name for step in graph.steps.values() if step.type == kind]
        if len(names) == 1 and names[0]:
            made[key] = names[0]
    return made


def _step(
    step: Draft, graph: Graph, following: str | None, links: Mapping[str, str], *, with_role: bool
) -> dict[str, Any]:
    values: dict[str, Any] = {"id": step.id, **step.values}
    if step.name:
        values["name"] = step.texts.get("name", step.name)
    if step.type != "task":
        values["type"] = step.type
    if with_role and step.lane:
        values["role"] = step.lane
    if step.type == "subprocess":
        values["process"] = links[step.key]
    for key in _ONE_OR_MANY:
        if key in values and len(values[key]) == 1:
            values[key] = values[key][0]
    values.update(_ways(step, graph, following))
    for each in step.boundaries:
        entry = {**each.values, "to": graph.steps[each.target].id}
        values.setdefault(each.key, []).append(entry)
    for each in step.boundaries:
        found = values[each.key]
        if isinstance(found, list) and len(found) == 1:
            values[each.key] = found[0]
    order = _ORDER
    if step.sends_first:
        order = tuple(_SWAPPED.get(key, key) for key in _ORDER)
    return {key: values[key] for key in order if key in values}


def _ways(step: Draft, graph: Graph, following: str | None) -> dict[str, Any]:
    out = graph.out(step.key)
    if step.type == "end" or not out:
        return {}
    targets = [graph.steps[arrow.target].id for arrow in out]
    branching = step.type in ("decision", "inclusive", "event-choice") or any(
        arrow.conditional for arrow in out
    )
    if branching:
        return {"branches": [_branch(arrow, graph) for arrow in out]}
    if len(set(targets)) < len(targets):
        if step.type == "fork":
            return {"branches": [{"to": target} for target in targets]}
        targets = list(dict.fromkeys(targets))
    if len(targets) == 1:
        if following is None or out[0].target != following:
            return {"next": targets[0]}
        told = graph.into(following) > 1 if step.next is None else step.next == targets[0]
        told = told or _starts_a_branch(graph, following)
        return {"next": targets[0]} if told else {}
    return {"next": targets}


def _starts_a_branch(graph: Graph, key: str) -> bool:
    """Tell whether a fork leads to a step: nothing may fall through into that."""
    for arrow in graph.arrows:
        source = graph.steps[arrow.source]
        if arrow.target == key and source.type != "decision":
            out = graph.out(source.key)
            apart = len(out) > 1 and not any(each.conditional for each in out)
            if source.type in ("fork", "inclusive") or apart:
                return True
    return False


def _branch(arrow: Arrow, graph: Graph) -> dict[str, Any]:
    made: dict[str, Any] = {}
    when = arrow.values.get("when", arrow.label)
    if when:
        made["when"] = when
    made["to"] = graph.steps[arrow.target].id
    if "share" in arrow.values:
        made["share"] = arrow.values["share"]
    return made
