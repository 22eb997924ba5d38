"""Data objects and stores of a step: its inputs and outputs, as texts."""

from typing import Any

from procdocs.imports.bpmn.drafts import Log
from procdocs.imports.bpmn.elements import DATA, BpmnFile
from procdocs.imports.bpmn.own import own_attribute, own_id
from procdocs.imports.bpmn.reading import local
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.imports.identifiers import is_id, one_line
from procdocs.imports.known import Known


def data_of(element: Element, file: BpmnFile, log: Log) -> dict[str, Any]:
    """Give `inputs` and `outputs` of an activity or event, where it has any."""
    made: dict[str, Any] = {}
    used: set[str] = set()
    for key, tag, ends in (
        ("inputs", "dataInputAssociation", ("sourceRef", "targetRef")),
        ("outputs", "dataOutputAssociation", ("targetRef", "sourceRef")),
    ):
        items: list[Any] = []
        for association in element.all(tag):
            for end in ends[:1]:
                for found in association.all(end):
                    item = _item(local(found.text), file, log)
                    if item is not None and item not in items:
                        items.append(item)
            used.update(local(found.text) for found in association.all(*ends))
        if items:
            made[key] = items
    return made


def own_items(element: Element, tag: str, known: Known, log: Log) -> list[Any]:
    """Give the inputs or outputs that an export of ours wrote into an activity.

    Args:
        element: The activity.
        tag: `dataInput` or `dataOutput`.
        known: What the portal has; a document that it has not becomes a text.
        log: Where to say so.
    """
    specification = element.first("ioSpecification")
    if specification is None:
        return []
    items: list[Any] = []
    for found in specification.all(tag):
        state = found.first("dataState")
        document = own_id(own_attribute(found, "document"))
        name = data_text(one_line(found.get("name")))
        if document and known.has("document", document):
            name = document
        elif document:
            log.simplified(found, f"the portal has no document `{document}`; its name is a text")
        items.append(
            {"document": name, "state": one_line(state.get("name"))} if state is not None else name
        )
    return items


def _item(key: str, file: BpmnFile, log: Log) -> Any:
    element = file.by_id.get(key)
    if element is None or element.tag not in DATA:
        return None
    referred = file.by_id.get(local(element.get("dataObjectRef") or element.get("dataStoreRef")))
    name = one_line(element.get("name") or (referred.get("name") if referred else ""))
    if not name:
        return None
    text = data_text(name)
    state = element.first("dataState")
    words = one_line(state.get("name")) if state is not None else ""
    if id(element) not in log.said:
        log.simplified(element, f"“{text}” is written at the steps that use it")
    return {"document": text, "state": words} if words else text


def data_text(name: str) -> str:
    """Make a name a free text: one that could be the id of a document gets a capital."""
    if not is_id(name):
        return name
    capital = name[0].upper() + name[1:]
    return f"Data {name}" if is_id(capital) else capital
