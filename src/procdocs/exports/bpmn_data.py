"""Inputs and outputs of an activity as the data that BPMN says it needs and makes."""

from procdocs.exports.bpmn_xml import Tag
from procdocs.exports.values import say
from procdocs.model.portal import Portal
from procdocs.model.steps import Item, Step


def write_data(into: Tag, portal: Portal, step: Step, id_: str) -> None:
    """Write inputs and outputs into an activity.

    Args:
        into: The activity.
        portal: For the names of documents.
        step: The step that it stands for.
        id_: Its id in the file.
    """
    if not step.inputs and not step.outputs:
        return
    specification = into.add("bpmn:ioSpecification", id=f"{id_}.io")
    for kind, items in (("Input", step.inputs), ("Output", step.outputs)):
        for number, item in enumerate(items, 1):
            name = f"{id_}.{kind.lower()}_{number}"
            made = specification.add(
                f"bpmn:data{kind}",
                id=name,
                name=_name(portal, item),
                procdocs__document=item.document.id if item.document else None,
            )
            if item.state:
                made.add("bpmn:dataState", id=f"{name}.state", name=item.state)
    for kind, items in (("input", step.inputs), ("output", step.outputs)):
        group = specification.add(f"bpmn:{kind}Set", id=f"{id_}.{kind}s")
        for number, _ in enumerate(items, 1):
            group.add(f"bpmn:data{kind.capitalize()}Refs", f"{id_}.{kind}_{number}")


def _name(portal: Portal, item: Item) -> str | None:
    document = portal.documents.get(item.document.id) if item.document else None
    return say(portal, document.name) if document else item.text
