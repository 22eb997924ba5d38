"""BPMN models brought into a portal of their own, and out again."""

from collections import Counter
from pathlib import Path

from tests.support.portals import PORTAL, TODAY

from procdocs.imports.bpmn.bring_in import Imported, import_bpmn
from procdocs.imports.proof import prove_processes
from procdocs.imports.report import Fate, Report
from procdocs.project import Project, open_project
from procdocs.source.yaml_tree import write_yaml

_TAGS = {
    "sequence flows": ("sequenceFlow",),
    "lanes": ("lane",),
    "message flows": ("messageFlow",),
}


def bring_in(folder: Path, name: str, data: bytes) -> tuple[Imported, Project | None]:
    """Import a model into a new portal in a folder; no project where nothing could be read."""
    made = import_bpmn([(name, data)])
    if not made.processes:
        return made, None
    texts, _ = prove_processes(made.processes, made.roles, TODAY)
    content = folder / "content"
    (content / "processes").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Test\nplugins: [procdocs]\n")
    (content / "portal.yml").write_text(PORTAL)
    roles = {id_: dict(role) for id_, role in made.roles.items()}
    (content / "organisation.yml").write_text(write_yaml({"roles": roles}))
    for id_, text in texts.items():
        (content / "processes" / f"{id_}.yml").write_text(text)
    return made, open_project(folder / "mkdocs.yml", today=TODAY)


def unnamed(report: Report) -> list[str]:
    """Give the kinds of which less is in the result than in the file, without being named."""
    named = Counter(
        remark.kind
        for remark in report.remarks
        if remark.fate in (Fate.LOST, Fate.SIMPLIFIED) and remark.id
    )
    missing = []
    for kind, (there, here) in report.counts.items():
        tags = _TAGS.get(kind)
        said = sum(
            number
            for tag, number in named.items()
            if (tag in tags if tags else tag not in sum(_TAGS.values(), ()))
        )
        if there - here > said:
            missing.append(kind)
    return missing
