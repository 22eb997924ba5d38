"""Our own values put where they belong: at the steps, branches and events of a graph."""

from typing import Any

from procdocs.imports.bpmn.data import own_items
from procdocs.imports.bpmn.drafts import BoundaryDraft, Draft, Graph, Log
from procdocs.imports.bpmn.elements import BpmnFile
from procdocs.imports.bpmn.flows import flow_elements
from procdocs.imports.bpmn.own_values import OwnValues, languages, ours
from procdocs.imports.bpmn.timers import read_timer
from procdocs.imports.bpmn.xml_reader import Element

_WORDS = ("instructions", "description", "note")


def apply_own(graph: Graph, file: BpmnFile, values: OwnValues, log: Log, process: str) -> None:
    """Write what an export kept for us at the steps of a graph.

    Args:
        graph: The steps, as BPMN says them.
        file: The file.
        values: Reads and proves our values.
        log: Where to say what was left out.
        process: Id of the process.
    """
    for step in graph.steps.values():
        if step.node is not None:
            _step(step, values, log, process)
        for each in step.boundaries:
            _boundary(each, values, log)
    for arrow in graph.arrows:
        for element in flow_elements(graph, arrow)[:1]:
            share = values.share(element, log)
            if share is not None:
                arrow.values["share"] = share
            said = languages(element, "when", arrow.label)
            if said is not None:
                arrow.values["when"] = said


def _step(step: Draft, values: OwnValues, log: Log, process: str) -> None:
    assert step.node is not None
    element = step.node.element
    found = values.step(element, log, process)
    step.role_written = bool(ours(element, "with-role"))
    step.sends_first = bool(ours(element, "sends-first"))
    if step.settled:
        step.next = next((each.get("step") for each in ours(element, "next")), "")
    if "repeat" in found and not _same_repeat(step.values.get("repeat"), found["repeat"], element):
        del found["repeat"]
    if "time" in found:
        _mend_wait(step, found["time"], element)
    for key in ("sends", "receives"):
        if key in step.values:
            values.messages(step.values[key], element, log)
            if not step.values[key]:
                del step.values[key]
    for key, tag in (("inputs", "dataInput"), ("outputs", "dataOutput")):
        items = own_items(element, tag, values.known, log)
        if items:
            step.values[key] = [*step.values.get(key, ()), *items]
    step.values.update(found)
    for key in _WORDS:
        said = languages(element, key, str(step.values.get(key, "")))
        if said is not None:
            step.values[key] = {
                code: values.prose(text, element, log) for code, text in said.items()
            }
        elif key in step.values:
            step.values[key] = values.prose(step.values[key], element, log)
    said = languages(element, "name", step.name)
    if said is not None:
        step.texts["name"] = said


def order_messages(graph: Graph) -> None:
    """Put messages that no flow shows back to their places among those of the flows."""
    for step in graph.steps.values():
        if step.node is None:
            continue
        for key in ("sends", "receives"):
            found = step.values.get(key, [])
            marks = ours(step.node.element, key)
            places = [mark.get("place") for mark in marks]
            if len(found) <= len(marks) or not all(place.isdigit() for place in places):
                continue
            rest = found[len(marks) :]
            for place, entry in sorted(zip(map(int, places), found, strict=False), key=_place):
                rest.insert(place, entry)
            step.values[key] = rest


def _place(each: tuple[int, Any]) -> int:
    return each[0]


def _same_repeat(drawn: Any, typed: Any, element: Element) -> bool:
    """Tell whether the loop marker is still the one that was written."""
    found = element.first("multiInstanceLoopCharacteristics")
    if found is None:
        return False
    count = found.first("loopCardinality")
    parallel = found.get("isSequential") != "true"
    return (
        isinstance(typed, dict)
        and count is not None
        and count.text == f"{float(typed['times']):g}"
        and parallel is bool(typed.get("parallel"))
    )


def _mend_wait(step: Draft, time: dict[str, Any], element: Element) -> None:
    """Take the timer of the file where it was changed since our value was written."""
    assert step.node is not None
    detail = step.node.events[0].detail if step.node.events else ""
    written = next((each.get("says") for each in ours(element, "timer")), "")
    if step.type == "wait" and detail != written and (after := read_timer(detail)):
        time["wait"] = after


def _boundary(each: BoundaryDraft, values: OwnValues, log: Log) -> None:
    element = each.node.element
    found = values.boundary(element, log)
    detail = each.node.events[0].detail if each.node.events else ""
    written = next((mark.get("says") for mark in ours(element, "timer")), "")
    if each.key != "on_timeout" or detail != written:
        found = {key: value for key, value in found.items() if key == "share"}
    elif found.get("every") is None:
        each.values.pop("every", None)
    each.values.update(found)
    for key in ("when", "name"):
        said = languages(element, key, str(each.values.get(key, "")))
        if said is not None:
            each.values[key] = said


def leave_out_implied(graph: Graph, log: Log) -> None:
    """Take out starts and ends that no writer wrote, where they are drawn again by themselves.

    That is so for a start that leads to the first step only, and for an end to which only the last
    leads.
    """
    marked = [
        step.key
        for step in graph.steps.values()
        if step.node is not None and ours(step.node.element, "implied")
    ]
    rest = [key for key in graph.steps if key not in marked]
    if not rest:
        return
    for key in marked:
        step = graph.steps[key]
        ways = [arrow for arrow in graph.arrows if key in (arrow.source, arrow.target)]
        ends = {arrow.target if step.type == "start" else arrow.source for arrow in ways}
        border = [s for s in graph.steps.values() for b in s.boundaries if b.target == key]
        wanted = rest[0] if step.type == "start" else rest[-1]
        if ends != {wanted} or border or any(arrow.label for arrow in ways):
            continue
        assert step.node is not None
        what = "trigger" if step.type == "start" else "result"
        log.simplified(step.node.element, f"it is drawn from the {what} of the process")
        for arrow in ways:
            for element in flow_elements(graph, arrow):
                log.simplified(element, f"it is drawn with the {step.type}")
            graph.arrows.remove(arrow)
        del graph.steps[key]
