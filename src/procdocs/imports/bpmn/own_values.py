"""Values that an export wrote as our own elements: JSON, proved before it is taken.

A file may have been changed by anyone since, or made up: a value that its key does not allow is
left out and reported, and so is a reference to what the portal does not have.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from procdocs.imports.bpmn.drafts import Log
from procdocs.imports.bpmn.own import NAMESPACE, own_id
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.imports.identifiers import clean_block, is_id, one_line
from procdocs.imports.known import Known
from procdocs.imports.roles import Roles
from procdocs.source.documents.base import authored_keys
from procdocs.source.documents.process import ProcessDocument
from procdocs.source.documents.step import BranchDocument, StepDocument, TimeoutDocument

_LONGEST = 100_000
_LINK = re.compile(
    r"\[(?P<words>[^\[\]]*)\]\(\s*<?(?P<kind>process|policy|role|unit|party|system|document|kpi|risk"
    r"|control|term|value-stream):(?P<id>[^)\s>#]*)(?P<part>#[^)\s>]*)?>?[^)]*\)"
)
_DRAWN = (
    "id name type kind event process branches next sends receives on_timeout on_error on_message "
    "on_escalation instructions description note after role part_of extends override participants "
    "steps"
)
"""Keys that BPMN itself has a place for, or that a whole process has no need of."""
_STEP = frozenset(authored_keys(StepDocument)) - frozenset(_DRAWN.split())
_PROCESS = frozenset({*authored_keys(ProcessDocument)} - {*_DRAWN.split()}) | {"name", "steps"}
_REFERENCES: Mapping[str, tuple[str, ...]] = {
    "system": ("system",),
    "policies": ("policy",),
    "controls": ("control",),
    "kpis": ("kpi",),
    "risks": ("risk",),
    "group": ("group",),
    "audience": ("audience",),
    "variant_of": ("process",),
    "success_factors": ("factor",),
    "trigger.from": ("process",),
    "result.to": ("process",),
    "purpose.satisfaction": ("kpi",),
    "inputs": ("document",),
    "outputs": ("document",),
    "owner": ("role",),
    "approved_by": ("role",),
    "authority.escalate_to": ("role",),
    "changes.by": ("role",),
    "raci.*": ("role",),
}
_FREE = ("inputs", "outputs", "purpose.satisfaction")
"""What cannot be an id is a text there."""


class OwnValues:
    """Reads our values and proves them against the format and the portal."""

    def __init__(self, known: Known, roles: Roles, processes: Callable[[str], bool]) -> None:
        """Say what there is.

        Args:
            known: What the portal has.
            roles: Finds roles, and drafts those that are missing.
            processes: Tells whether there is a process of an id, in the portal or in this import.
        """
        self.known = known
        self.roles = roles
        self.processes = processes

    def step(self, element: Element, log: Log, process: str) -> dict[str, Any]:
        """Give what a step says of itself.

        Args:
            element: The flow node.
            log: Where to say what was left out.
            process: Id of the process; letters of a table that it has are in that table.
        """
        made: dict[str, Any] = {}
        for found in ours(element, "value"):
            if found.get("of"):
                continue
            key = found.get("key")
            if found.get("source") == "table":
                if process in self.known.tables:
                    continue
                value = self._read(found, ("raci",), StepDocument, {"id": "x"}, log)
                if isinstance(value, dict):
                    before = made.get("raci", {})
                    made["raci"] = {
                        letter: list(dict.fromkeys([*before.get(letter, []), *roles]))
                        for letter, roles in {**before, **value}.items()
                    }
                continue
            value = self._read(found, _STEP, StepDocument, {"id": "x"}, log)
            if value is not None:
                made[key] = value
        return made

    def process(self, element: Element, log: Log) -> dict[str, Any]:
        """Give what a process, or the inside of a sub-process, says of itself."""
        inside = "" if element.tag == "process" else "process"
        made: dict[str, Any] = {}
        for found in ours(element, "value"):
            if found.get("of") == inside:
                value = self._read(found, _PROCESS, ProcessDocument, {"name": "x"}, log)
                if value is not None:
                    made[found.get("key")] = value
        if "variant_of" not in made:
            made.pop("state", None)
        return made

    def share(self, element: Element, log: Log) -> str | None:
        """Give the share of a branch."""
        for found in ours(element, "value"):
            value = self._read(found, ("share",), BranchDocument, {"to": "x"}, log)
            if value is not None:
                return str(value)
        return None

    def boundary(self, element: Element, log: Log) -> dict[str, Any]:
        """Give the durations of a timer at a border as typed, and the share of the event."""
        made = {}
        least = {"to": "x", "after": "1h"}
        for found in ours(element, "value"):
            value = self._read(found, ("after", "every", "share"), TimeoutDocument, least, log)
            if value is not None:
                made[found.get("key")] = value
        return made

    def messages(self, entries: list[dict[str, Any]], element: Element, log: Log) -> None:
        """Take out messages to and from steps of other processes that there are not."""
        for entry in list(entries):
            process, _, step = str(entry.get("to") or entry.get("from")).partition("#")
            if not step:
                continue
            steps = self.known.steps.get(process)
            if not self.processes(process) or (steps is not None and step not in steps.values()):
                log.lost(element, f"there is no step `{process}#{step}` to exchange messages with")
                entries.remove(entry)

    def prose(self, text: str, element: Element, log: Log) -> str:
        """Take the link from words that lead to what the portal does not have."""

        def kept(found: re.Match[str]) -> str:
            kind, id_, part = found["kind"], found["id"], found["part"] or ""
            if self._leads(kind, id_, part):
                return found[0]
            log.simplified(element, f"the portal has no {kind} `{id_}{part}`; its link is text")
            return found["words"]

        return _LINK.sub(kept, text)

    def _leads(self, kind: str, id_: str, part: str) -> bool:
        if kind == "process":
            steps = self.known.steps.get(id_)
            inside = not part or steps is None or part[1:] in steps.values()
            return self.processes(id_) and inside
        if kind in ("role", "party"):
            ids = self.known.role_ids if kind == "role" else self.known.party_ids
            return self.known.things is None or (id_ in ids and not part)
        return self.known.has(kind, id_ + part)

    def _read(
        self,
        found: Element,
        keys: Collection[str],
        model: type[BaseModel],
        least: Mapping[str, Any],
        log: Log,
    ) -> Any:
        key = found.get("key")
        try:
            value = _json(found.text)
            if key not in keys or value is None:
                raise ValueError(key)
            if key in ("inputs", "outputs") and not isinstance(value, list):
                value = [value]
            if key in ("lanes", "steps"):
                if not isinstance(value, list) or not all(map(own_id, map(str, value))):
                    raise ValueError(key)
            else:
                model.model_validate({**least, key: value})
        except (ValueError, RecursionError, ValidationError):
            log.lost(found, f"its value of `{key[:40]}` is none that the format knows")
            return None
        return self._known(key, value, found, log)

    def _known(self, path: str, value: Any, found: Element, log: Log) -> Any:
        """Leave out references to what there is not; draft roles."""
        kinds = _REFERENCES.get(path)
        if kinds is not None:
            if isinstance(value, dict) and path == "purpose.satisfaction":
                return value
            if isinstance(value, dict) and path in _FREE:
                kept = self._known(path, value.get("document"), found, log)
                return None if kept is None else {**value, "document": kept}
            if isinstance(value, dict):
                there = {k: v for k, v in value.items() if self._there(kinds[0], k, found, log)}
                return there or None
            if isinstance(value, list):
                checked = [self._known(path, each, found, log) for each in value]
                return [each for each in checked if each is not None] or None
            if path in _FREE and not is_id(str(value)):
                return value
            if kinds[0] == "role":
                id_ = own_id(str(value))
                name = _words(id_) if id_ else one_line(str(value))
                return self.roles.find(name, "a BPMN file", id_)
            return value if self._there(kinds[0], str(value), found, log) else None
        if isinstance(value, dict):
            made = {}
            for key, inner in value.items():
                inside = f"{path}.*" if f"{path}.*" in _REFERENCES else f"{path}.{key}"
                kept = self._known(inside, inner, found, log)
                if kept is not None:
                    made[key] = kept
            return made or None
        if isinstance(value, list) and path == "changes":
            return [self._known(path, each, found, log) for each in value]
        return value

    def _there(self, kind: str, id_: str, found: Element, log: Log) -> bool:
        there = self.processes(id_) if kind == "process" else self.known.has(kind, id_)
        if not there:
            log.lost(found, f"the portal has no {kind} `{id_[:80]}`")
        return there


def ours(element: Element, tag: str) -> list[Element]:
    """Give our own elements of one name that extend an element."""
    extension = element.first("extensionElements")
    children = extension.children if extension is not None else ()
    return [found for found in children if found.namespace == NAMESPACE and found.tag == tag]


def languages(element: Element, key: str, said: str, *, of: str = "") -> dict[str, str] | None:
    """Give a text in several languages, if one of them is still what the file says.

    Args:
        element: Where it is.
        key: Which text: `name`, `note`, …
        said: What the file says in the standard's own place.
        of: `process` for what is within a sub-process.
    """
    for found in ours(element, "text"):
        if found.get("key") != key or found.get("of") != of:
            continue
        try:
            value = _json(found.text)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and said in value.values():
            texts = {code: text for code, text in value.items() if isinstance(text, str)}
            try:
                ProcessDocument.model_validate({"name": texts})
            except ValidationError:
                continue
            return texts
    return None


def _json(text: str) -> Any:
    if len(text) > _LONGEST:
        raise ValueError("too long")
    return _clean(json.loads(text, parse_constant=_refuse))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_block(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {clean_block(key): _clean(each) for key, each in value.items()}
    return value


def _words(id_: str) -> str:
    return id_.replace("-", " ").capitalize()
