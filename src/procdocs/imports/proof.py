"""Check imported files before they are written, and allow what the drawing itself has wrong.

A drawing may hold what a check calls an error, such as a loop that is never left. It is taken as
it was drawn: the finding is allowed in the file, with a comment that says so, and is reported.
"""

import datetime
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from procdocs.analysis.analysis import analyse_portal
from procdocs.checks.registry import run_checks
from procdocs.diagnostics import Diagnostic, Severity
from procdocs.imports.bpmn.bring_in import ImportedFile
from procdocs.source.load import load_portal
from procdocs.source.rules import SOURCE_RULES, UNKNOWN_PART, UNKNOWN_REFERENCE
from procdocs.source.yaml_tree import write_yaml

_REFERENCES = (UNKNOWN_REFERENCE, UNKNOWN_PART)
_REASON = "it was drawn like this in the imported model"
_PORTAL = {
    "name": "Import",
    "company": "Import",
    "landscape": [
        {"id": "imported", "name": "Imported", "groups": [{"id": "imported", "name": "Imported"}]}
    ],
}


def prove_processes(
    files: Iterable[ImportedFile], roles: Mapping[str, Mapping[str, Any]], today: datetime.date
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Write process files as YAML, with comments that allow errors of the drawing.

    Args:
        files: What to write.
        roles: Drafts of roles.
        today: The day that counts.

    Returns:
        Texts by process id, and the errors that were found; those of a check are allowed now.
    """
    texts = {file.id: write_yaml(dict(file.values)) for file in files}
    found = _errors(texts, list(files), roles, today)
    known = {rule.code for rule in SOURCE_RULES}
    by_file: dict[str, dict[int, list[str]]] = {}
    for each in found:
        id_ = Path(each.span.file).stem
        if each.rule.code not in known and id_ in texts:
            codes = by_file.setdefault(id_, {}).setdefault(each.span.line, [])
            if each.rule.code not in codes:
                codes.append(each.rule.code)
    for id_, lines in by_file.items():
        texts[id_] = _allow(texts[id_], lines)
    return texts, found


def _allow(text: str, lines: Mapping[int, list[str]]) -> str:
    made = []
    for number, line in enumerate(text.split("\n"), 1):
        if number in lines:
            indent = line[: len(line) - len(line.lstrip(" "))]
            codes = ", ".join(lines[number])
            made.append(f"{indent}# procdocs: allow {codes} because {_REASON}")
        made.append(line)
    return "\n".join(made)


def _errors(
    texts: Mapping[str, str],
    files: list[ImportedFile],
    roles: Mapping[str, Mapping[str, Any]],
    today: datetime.date,
) -> tuple[Diagnostic, ...]:
    """Load the files in a portal of their own, with a stand-in for whatever they refer to."""
    with tempfile.TemporaryDirectory(prefix="procdocs-import-") as folder:
        content = Path(folder) / "content"
        (content / "processes").mkdir(parents=True)
        (content / "portal.yml").write_text(write_yaml(_PORTAL), encoding="utf-8")
        shared = [id_ for file in files for id_ in _shared(file.values.get("participants"))]
        parties = {id_: {"name": id_} for id_ in shared}
        organisation = {"parties": parties} if parties else {}
        organisation["roles"] = {**_stand_ins(files), **{k: dict(v) for k, v in roles.items()}}
        (content / "organisation.yml").write_text(write_yaml(organisation), encoding="utf-8")
        for id_, text in {**_called(files, texts), **texts}.items():
            (content / "processes" / f"{id_}.yml").write_text(text, encoding="utf-8")
        loaded = load_portal(Path(folder), content, today=today)
        found = list(loaded.diagnostics)
        if loaded.portal is not None:
            found += run_checks(loaded.portal, analyse_portal(loaded.portal, today), today)
    looked_up = {file.id for file in files if file.known_references}
    return tuple(
        each
        for each in found
        if each.severity is Severity.ERROR
        and not (each.rule in _REFERENCES and Path(each.span.file).stem in looked_up)
    )


def _shared(participants: Any) -> list[str]:
    """Give the outside parties that a process takes from the organisation."""
    if isinstance(participants, dict):
        return [id_ for id_, described in participants.items() if described is None]
    return list(participants or ())


def _stand_ins(files: Iterable[ImportedFile]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for file in files:
        parties = file.values.get("participants", {})
        lanes = [file.values.get("owner"), *file.values.get("lanes", ())]
        lanes += [step.get("role") for step in file.values["steps"]]
        named.update((lane, {"name": lane}) for lane in lanes if lane and lane not in parties)
    for file in files:
        for party in file.values.get("participants", {}):
            named.pop(party, None)
    return named


def _called(files: Iterable[ImportedFile], texts: Mapping[str, str]) -> dict[str, str]:
    made = {}
    for file in files:
        for step in file.values["steps"]:
            id_ = step.get("process")
            if id_ and id_ not in texts:
                made[id_] = write_yaml({"name": id_, "steps": [{"id": "end", "type": "end"}]})
    return made
