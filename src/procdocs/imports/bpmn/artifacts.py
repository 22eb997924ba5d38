"""What stands beside the flow: annotations, associated data, groups."""

from procdocs.imports.bpmn.data import data_text
from procdocs.imports.bpmn.drafts import Draft, Graph, Log
from procdocs.imports.bpmn.elements import DATA, BpmnFile
from procdocs.imports.bpmn.reading import local, plain
from procdocs.imports.bpmn.steps import add_note
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.imports.identifiers import one_line


def take_artifacts(container: Element, graphs: list[Graph], file: BpmnFile, log: Log) -> None:
    """Write annotations as notes, and associated data as inputs and outputs.

    Args:
        container: The process, sub-process or collaboration in which they are.
        graphs: Where the steps are; what belongs to none is a note of the first.
        file: The file, for references.
        log: Where to say what became of them.
    """
    steps: dict[str, Draft] = {}
    for graph in graphs:
        steps.update(graph.steps)
        for step in graph.steps.values():
            steps.update((each.node.key, step) for each in step.boundaries)
    pairs = [
        (local(found.get("sourceRef")), local(found.get("targetRef")), found)
        for found in container.all("association")
    ]
    for source, target, found in pairs:
        _associate(source, target, found, steps, file, log)
    for found in container.all("textAnnotation"):
        text = plain("\n".join(inner.whole_text() for inner in found.all("text")))
        if not text:
            continue
        key = found.get("id")
        near = [other for a, b, _ in pairs if key in (a, b) for other in (a, b) if other in steps]
        if near:
            for other in dict.fromkeys(near):
                add_note(steps[other], text)
            names = ", ".join(steps[other].name or steps[other].type for other in near)
            log.simplified(found, f"it is the note of: {names}")
        elif graphs:
            graphs[0].notes.append(text)
            log.simplified(found, "it is in the note of the process")
    for found in container.all("group"):
        log.lost(found, "groups are not drawn")


def _associate(
    source: str,
    target: str,
    found: Element,
    steps: dict[str, Draft],
    file: BpmnFile,
    log: Log,
) -> None:
    """Take data that is only joined to a step by an association."""
    for data, step, key in ((source, target, "inputs"), (target, source, "outputs")):
        element = file.by_id.get(data)
        if element is None or element.tag not in DATA or step not in steps:
            continue
        draft = steps[step]
        if key == "outputs" and found.get("associationDirection") in ("", "None"):
            key = "inputs"
        name = one_line(element.get("name"))
        if not name or draft.type not in ("task", "subprocess"):
            continue
        items = draft.values.setdefault(key, [])
        text = data_text(name)
        known = [item["document"] if isinstance(item, dict) else item for item in items]
        if text not in known:
            items.append(text)
        if id(element) not in log.said:
            log.simplified(element, f"“{text}” is written at the steps that use it")
