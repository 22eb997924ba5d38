"""What an export kept of a process, beside its steps."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from procdocs.imports.bpmn.own import inner_texts
from procdocs.imports.bpmn.own_values import languages, ours
from procdocs.imports.bpmn.plan import FilePlan
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.source.documents.base import authored_keys
from procdocs.source.documents.process import ProcessDocument

_FIRST = ("name", "group", "part_of", "owner", "approved_by", "status", "version")


def own_languages(plan: FilePlan, element: Element) -> dict[str, dict[str, str]]:
    """Give the texts of a process that are in several languages.

    Args:
        plan: The process file.
        element: Its process, or the sub-process in which it is.
    """
    of = "" if element.tag == "process" else "process"
    said = {"name": plan.name, **inner_texts(element)}
    found = {key: languages(element, key, text, of=of) for key, text in said.items()}
    for pool in plan.source.pools:
        if pool.key in plan.pools:
            id_ = plan.pools[pool.key]
            found[f"party_{id_}"] = languages(pool.element, "name", plan.names[id_])
    return {key: texts for key, texts in found.items() if texts is not None}


def with_own(values: dict[str, Any], plan: FilePlan, prose: Callable[[str], str]) -> dict[str, Any]:
    """Lay what an export kept over what BPMN says of a process, in the order of the format.

    Args:
        values: What BPMN says.
        plan: The process file.
        prose: Takes links that lead nowhere from a text.
    """
    if not plan.own and not plan.texts:
        return values
    made = {key: value for key, value in values.items() if key not in ("trigger", "result")}
    kept = {key: value for key, value in plan.own.items() if key not in ("lanes", "name", "steps")}
    made.update(kept)
    if "lanes" in plan.own:
        made.update(_lanes(plan))
        if not made["lanes"]:
            del made["lanes"]
    for key in ("name", "description"):
        if key in plan.texts and made.get(key) in plan.texts[key].values():
            made[key] = plan.texts[key]
    note = plan.texts.get("note")
    if note is not None and made.get("note"):
        further = [text for text in plan.notes if text not in note.values()]
        made["note"] = {code: "\n\n".join([text, *further]) for code, text in note.items()}
    for key in ("description", "note"):
        if key in made:
            made[key] = _in_all(made[key], prose)
    if plan.parent is not None and "name" in plan.own:
        made["name"] = plan.own["name"]
    return in_order(made)


def _in_all(text: Any, change: Callable[[str], str]) -> Any:
    if isinstance(text, dict):
        return {code: change(said) for code, said in text.items()}
    return change(text)


def _lanes(plan: FilePlan) -> dict[str, list[str]]:
    """Give the lanes as typed where the drawing has the same roles in the same order.

    Parties are pools of their own there, above or below all roles.
    """
    typed, drawn = [str(lane) for lane in plan.own["lanes"]], plan.lanes
    if not typed:
        return {"lanes": []}

    def roles(lanes: list[str]) -> list[str]:
        return [lane for lane in lanes if lane not in plan.names]

    return {"lanes": typed if roles(typed) == roles(drawn) else drawn}


def in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    """Put the values of a process file into the order of the format, the steps last."""
    keys = [key for key in authored_keys(ProcessDocument) if key not in (*_FIRST, "steps")]
    order: Sequence[str] = (*_FIRST, *keys, "steps")
    return {key: values[key] for key in order if key in values}


def participants(plan: FilePlan, parties: Collection[str]) -> list[str] | dict[str, Any]:
    """Give the outside parties: by id where the organisation has them, else with their names."""
    shared = {
        plan.pools[pool.key]
        for pool in plan.source.pools
        if pool.key in plan.pools and pool.key and ours(pool.element, "shared")
    }
    known = {id_ for id_ in shared if id_ in parties}
    if known == set(plan.names):
        return list(plan.names)
    return {
        id_: None if id_ in known else {"name": plan.texts.get(f"party_{id_}", name)}
        for id_, name in plan.names.items()
    }
