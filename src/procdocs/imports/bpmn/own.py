"""What only files that we wrote hold: our attributes, and texts told apart by their ids."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from procdocs.imports.bpmn.elements import Scope
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.imports.identifiers import clean_block, is_id, one_line

NAMESPACE = "urn:procdocs:bpmn:1"
_LONGEST = 150
_TEXTS = ("instructions", "description", "note")


def own_attribute(element: Element, name: str) -> str:
    """Give one of our attributes; empty where it is missing."""
    return element.get(f"{{{NAMESPACE}}}{name}")


def own_id(text: str) -> str:
    """Give an id of ours that an element's id was made of; empty where it can be none.

    It becomes the name of a file, and anyone may have written it.
    """
    return text if is_id(text) and len(text) <= _LONGEST else ""


def own_texts(element: Element) -> dict[str, str]:
    """Give documentation of a step or process by the key that stands at the end of its id."""
    return {key: text for key, text in _all_texts(element).items() if key in _TEXTS}


def inner_texts(element: Element) -> dict[str, str]:
    """Give the description and note of a process, or of what is within a sub-process."""
    texts = _all_texts(element)
    if element.tag == "process":
        return {key: texts[key] for key in _TEXTS if key in texts}
    keys = {"inside": "description", "inside_note": "note"}
    return {keys[key]: text for key, text in texts.items() if key in keys}


def _all_texts(element: Element) -> dict[str, str]:
    made = {}
    for found in element.all("documentation"):
        text = clean_block(found.text)
        if text:
            made[found.get("id").rpartition(".")[2]] = text
    return made


def take_own(values: dict[str, Any], element: Element, parties: Collection[str]) -> None:
    """Add messages that no flow shows: those of other process files, and within sub-processes.

    Args:
        values: What is written of the step.
        element: Its flow node.
        parties: Ids of the outside parties of the file.
    """
    extension = element.first("extensionElements")
    for found in extension.children if extension is not None else ():
        if found.namespace != NAMESPACE or found.tag not in ("sends", "receives"):
            continue
        there = found.get("step").split("#")
        party = found.get("party")
        known = len(there) == 2 and all(own_id(part) for part in there)
        if not known and party not in parties:
            continue
        name = one_line(found.get("name"))
        end = "to" if found.tag == "sends" else "from"
        entry = {end: found.get("step") if known else party, **({"name": name} if name else {})}
        values.setdefault(found.tag, []).append(entry)


def own_role(element: Element) -> tuple[str, str] | None:
    """Give id and name of the role of a step within a sub-process."""
    extension = element.first("extensionElements")
    for found in extension.children if extension is not None else ():
        if found.namespace == NAMESPACE and found.tag == "role":
            ref, name = own_id(found.get("ref")), one_line(found.get("name"))
            return (ref, name) if ref or name else None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedGateway:
    """A gateway that an export added beside a step."""

    step: str
    """Key of the step."""
    flow: str
    """Key of the flow between the two."""


def added_gateways(scope: Scope) -> dict[str, AddedGateway]:
    """Find the gateways that an export added, by their keys.

    One that was since given a second way to or from its step, or stands beside another added one,
    is a gateway like any other.
    """
    kinds = {
        node.key: kind
        for node in scope.nodes
        if (kind := own_attribute(node.element, "added")) in ("merge", "split")
    }
    found: dict[str, AddedGateway] = {}
    for key, kind in kinds.items():
        if kind == "merge":
            ways = [(flow.target, flow.key) for flow in scope.flows if flow.source == key]
        else:
            ways = [(flow.source, flow.key) for flow in scope.flows if flow.target == key]
        if len(ways) == 1 and ways[0][0] not in kinds:
            found[key] = AddedGateway(step=ways[0][0], flow=ways[0][1])
    return found
