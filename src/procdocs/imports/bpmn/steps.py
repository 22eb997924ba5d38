"""A flow node to a step: its type, event, name, what it needs and makes."""

import re
from typing import Any

from procdocs.imports.bpmn.data import data_of
from procdocs.imports.bpmn.drafts import Draft, Log
from procdocs.imports.bpmn.elements import BpmnFile, Node
from procdocs.imports.bpmn.own import own_attribute, own_texts, take_own
from procdocs.imports.bpmn.timers import is_duration, read_cycle, read_timer
from procdocs.source.documents.step import STEP_TYPES

_KINDS = {
    "userTask": "user",
    "manualTask": "manual",
    "serviceTask": "service",
    "scriptTask": "script",
    "businessRuleTask": "rule",
    "sendTask": "send",
    "receiveTask": "receive",
}
_GATEWAYS = {
    "exclusiveGateway": "decision",
    "parallelGateway": "fork",
    "inclusiveGateway": "inclusive",
    "complexGateway": "inclusive",
    "eventBasedGateway": "event-choice",
}
_CAUGHT = ("timer", "message", "signal", "conditional")
_THROWN = ("message", "signal", "error", "escalation", "terminate")


def draft_step(node: Node, file: BpmnFile, log: Log) -> Draft:
    """Make a step of a flow node that is no boundary event.

    Gateways get the type they have as splits; what they are is decided with their flows. In a file
    that we wrote every type stands.
    """
    draft = _draft(node, file, log)
    if file.own:
        type_ = own_attribute(node.element, "type")
        type_ = type_ if type_ in STEP_TYPES else ""
        # A gateway without it was added in another tool since.
        gateway = node.tag in _GATEWAYS
        draft.settled = not own_attribute(node.element, "added") and (bool(type_) or not gateway)
        draft.type = type_ or draft.type
        draft.values = {
            key: value
            for key, value in draft.values.items()
            if key not in ("instructions", "description", "note")
        }
        draft.values.update(own_texts(node.element))
        take_own(draft.values, node.element, file.own_parties)
    return draft


def _draft(node: Node, file: BpmnFile, log: Log) -> Draft:
    tag = node.tag
    values: dict[str, Any] = {}
    if tag in _GATEWAYS:
        draft = Draft(key=node.key, node=node, type=_GATEWAYS[tag], name=node.name)
        if tag == "complexGateway":
            log.simplified(node.element, "a complex gateway becomes an inclusive one")
        _describe(draft, "description")
        return draft
    if tag in ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent"):
        return _event(node, file, log)
    draft = Draft(key=node.key, node=node, type="task", name=node.name, values=values)
    if tag in _KINDS:
        values["kind"] = _KINDS[tag]
    elif tag == "callActivity":
        draft.type = "subprocess"
        draft.calls = node.element.get("calledElement") or node.element.get("calledElementRef")
    elif node.scope is not None:
        draft.type = "subprocess"
        draft.calls = node.key
    elif tag != "task":
        log.simplified(node.element, f"a {tag} becomes a task")
    if tag in ("transaction", "adHocSubProcess"):
        log.simplified(node.element, f"the {tag} becomes a sub-process")
    if not draft.name:
        draft.name = _plain_name(node)
        log.simplified(node.element, f"it has no name; “{draft.name}” is written")
    _describe(draft, "instructions")
    values.update(data_of(node.element, file, log))
    _repeat(draft, node, log)
    return draft


def _plain_name(node: Node) -> str:
    words = {
        "userTask": "User task",
        "manualTask": "Manual task",
        "serviceTask": "Service task",
        "scriptTask": "Script task",
        "businessRuleTask": "Business rule task",
        "sendTask": "Send task",
        "receiveTask": "Receive task",
        "callActivity": "Call activity",
    }
    return words.get(node.tag, "Sub-process" if node.scope else "Task") + " without a name"


def _describe(draft: Draft, key: str) -> None:
    if draft.node is not None and draft.node.documentation:
        draft.values[key] = draft.node.documentation


def add_note(draft: Draft, text: str) -> None:
    """Add a paragraph to a step's note, in whatever languages that is written."""
    before = draft.values.get("note")
    if isinstance(before, dict):
        draft.values["note"] = {code: f"{said}\n\n{text}" for code, said in before.items()}
        return
    draft.values["note"] = f"{before}\n\n{text}" if before else text


def _repeat(draft: Draft, node: Node, log: Log) -> None:
    found = node.element.first("multiInstanceLoopCharacteristics", "standardLoopCharacteristics")
    if node.element.get("isForCompensation") == "true":
        add_note(draft, "Undoes what was done (compensation).")
        log.simplified(node.element, "that it compensates is written in its note")
    if found is None:
        return
    count = found.first("loopCardinality")
    text = count.text if count is not None else found.get("loopMaximum")
    several = found.tag.startswith("multi")
    parallel = several and found.get("isSequential") != "true"
    if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,6})?", text) and float(text) > 0:
        times = float(text)
        times = int(times) if times.is_integer() else times
        draft.values["repeat"] = {"times": times, **({"parallel": True} if parallel else {})}
        if not several:
            log.simplified(found, "the loop is written with its greatest number of times")
        return
    how = "for each of several, at the same time" if parallel else "for each of several, in turn"
    add_note(draft, f"Repeated {how if several else 'until it is done'}.")
    log.simplified(found, "how often is not said; that it is repeated is written in the note")


def _event(node: Node, file: BpmnFile, log: Log) -> Draft:
    tag = node.tag
    draft = Draft(key=node.key, node=node, type="start", name=node.name)
    definition = node.events[0] if node.events else None
    kind = definition.kind if definition else ""
    if len(node.events) > 1:
        log.simplified(node.element, f"of its {len(node.events)} events only the first is taken")
    if tag == "startEvent":
        _set_event(draft, kind, _CAUGHT, log)
    elif tag == "endEvent":
        draft.type = "end"
        _set_event(draft, kind, _THROWN, log)
    elif tag == "intermediateCatchEvent":
        draft.type = "milestone" if kind == "link" else "wait"
        if draft.type == "wait":
            _set_event(draft, kind, _CAUGHT, log)
    else:
        _thrown(draft, kind, log)
    if not draft.name and definition is not None and definition.name:
        draft.name = definition.name
    if definition is not None and definition.detail:
        after = read_timer(definition.detail) if kind == "timer" else None
        if draft.type == "wait" and after:
            draft.values["time"] = {"wait": after}
        elif not draft.name and kind == "conditional":
            draft.name = definition.detail
        elif definition.detail != draft.name:
            label = {"timer": "Timer", "conditional": "Condition"}.get(kind, "Detail")
            add_note(draft, f"{label}: `{definition.detail.replace('`', chr(39))}`")
            log.simplified(node.element, f"the {kind} “{definition.detail}” is in its note")
    elif draft.type == "wait" and kind == "timer" and not file.own and read_timer(node.name):
        draft.values["time"] = {"wait": read_timer(node.name)}
    _describe(draft, "description")
    return draft


def _set_event(draft: Draft, kind: str, allowed: tuple[str, ...], log: Log) -> None:
    if kind in allowed:
        draft.values["event"] = kind
    elif kind and draft.node is not None:
        log.simplified(draft.node.element, f"a {draft.type} has no event of kind {kind}")
        add_note(draft, f"Event: {kind}.")


def _thrown(draft: Draft, kind: str, log: Log) -> None:
    assert draft.node is not None
    if kind == "message":
        draft.type = "task"
        draft.values["kind"] = "send"
        definition = draft.node.events[0]
        draft.name = draft.name or definition.name or "Send message"
        log.simplified(draft.node.element, "a message thrown on the way becomes a send task")
        return
    draft.type = "milestone"
    if kind and kind != "link":
        log.simplified(draft.node.element, f"a {kind} event on the way becomes a milestone")
        add_note(draft, f"Event: {kind}.")


def boundary_values(node: Node, log: Log) -> tuple[str, dict[str, Any]]:
    """Tell under which key a boundary event is written, and what beside `to`.

    Returns:
        `on_timeout`, `on_error`, `on_message` or `on_escalation`, and the values.
    """
    definition = node.events[0] if node.events else None
    kind = definition.kind if definition else ""
    words = node.name or (definition.name if definition else "")
    values: dict[str, Any] = {}
    if len(node.events) > 1:
        log.simplified(node.element, f"of its {len(node.events)} events only the first is taken")
    stays = node.element.get("cancelActivity") == "false"
    key, label = "on_escalation", "when"
    if kind == "timer":
        detail = definition.detail if definition else ""
        every = read_cycle(detail)
        after = every or read_timer(detail) or read_timer(node.name)
        if after is not None:
            values["after"] = after
            if every and stays:
                values["every"] = every
            if words and not is_duration(words, after):
                log.simplified(node.element, "its duration is taken, its name is not")
            key, label = "on_timeout", ""
        else:
            words = words or detail or "Too late"
            log.simplified(node.element, "a timer without a duration becomes an escalation")
    elif kind in ("message", "signal"):
        key, label = "on_message", "name"
        if kind == "signal":
            log.simplified(node.element, "a signal becomes a message")
    elif kind in ("error", "cancel"):
        key = "on_error"
        words = words or ("Cancelled" if kind == "cancel" else "")
        if kind == "cancel":
            log.simplified(node.element, "a cancellation becomes an error")
        if stays:
            log.simplified(node.element, "an error always interrupts")
            stays = False
    elif kind != "escalation":
        words = words or (definition.detail if definition else "") or kind.capitalize()
        log.simplified(node.element, f"an event of kind {kind or 'none'} becomes an escalation")
    if label and words:
        values[label] = words
    if stays:
        values["interrupting"] = False
    return key, values
