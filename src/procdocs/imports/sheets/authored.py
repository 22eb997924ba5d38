"""The YAML files that sheets are written back to, and the edits that each is to get."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from procdocs.diagnostics import Diagnostic, Rule, Span, finding
from procdocs.imports.sheets.cells import Edited
from procdocs.source.rules import NOT_ALLOWED, UNKNOWN_REFERENCE
from procdocs.source.text_files import text_on_disk
from procdocs.source.yaml_document import YamlTree
from procdocs.source.yaml_edit import Edit, SetValue, YamlEditError, edit_yaml
from procdocs.source.yaml_marks import Path as YamlPath
from procdocs.source.yaml_tree import read_yaml, write_yaml


@dataclass(slots=True, kw_only=True)
class Authored:
    """Files of a portal as their writers left them, and what shall change in them."""

    root: Path
    """The portal's folder."""
    content: Path
    """The content folder, under `root`."""
    found: list[Diagnostic] = field(default_factory=list)
    """What is wrong with the edits."""
    _texts: dict[str, str] = field(default_factory=dict)
    _trees: dict[str, YamlTree] = field(default_factory=dict)
    _edits: dict[str, list[tuple[Edit, Edited]]] = field(default_factory=dict)
    _processes: dict[str, str] = field(default_factory=dict)
    _new: dict[str, dict[str, Any]] = field(default_factory=dict)

    def value(self, file: str) -> Any:
        """Give what a file holds; it is one that the portal was made of."""
        if file not in self._trees:
            self._texts[file] = text_on_disk(self.root / file)
            self._trees[file] = read_yaml(file, self._texts[file])
        return self._trees[file].value

    def named(self, path: Path) -> str:
        """Name a file from the portal's folder."""
        return path.resolve().relative_to(self.root.resolve()).as_posix()

    def process_file(self, id_: str) -> str:
        """Name the file of a process; of a local variant its own, not that of its base."""
        if not self._processes:
            for path in sorted((self.content / "processes").rglob("*.yml")):
                self._processes.setdefault(path.stem, self.named(path))
        return self._processes[id_]

    def edit(self, file: str, edit: Edit, cell: Edited) -> None:
        """Note an edit and the cell for which it is made."""
        self._edits.setdefault(file, []).append((edit, cell))

    def put(self, file: str, path: YamlPath, value: Any, cell: Edited) -> None:
        """Set a value; mappings on the way that are not there yet are made."""
        node = self.value(file)
        for depth, part in enumerate(path[:-1]):
            if isinstance(node, dict) and node.get(part) is None:
                for missing in reversed(path[depth + 1 :]):
                    value = {missing: value}
                path = path[: depth + 1]
                break
            node = node[part]
        for number, (before, first) in enumerate(self._edits.get(file, ())):
            # Two cells may each ask for a part of a mapping that is not there yet.
            if isinstance(before, SetValue) and before.path == path and isinstance(value, dict):
                joined = _joined(before.value, value)
                self._edits[file][number] = (SetValue(path=path, value=joined), first)
                return
        self.edit(file, SetValue(path=path, value=value), cell)

    def add_file(self, file: str, values: dict[str, Any]) -> dict[str, Any]:
        """Make a new file, or give what it is to hold already."""
        return self._new.setdefault(file, values)

    def report(self, rule: Rule, cell: Edited, message: str, help: str) -> None:  # noqa: A002
        """Note what is wrong with a cell."""
        where = f"{cell.where}: {message}"
        self.found.append(finding(rule, where, cell.cell.span, help=help))

    def not_allowed(self, cell: Edited, help: str) -> None:  # noqa: A002
        """Note that a value is none of those that there are."""
        self.report(NOT_ALLOWED, cell, f"`{cell.text[:60]}` is not allowed here", help)

    def unknown(self, cell: Edited, noun: str, id_: str, near: str | None) -> None:
        """Note that nothing has an id."""
        mend = f"Did you mean `{near}`?" if near else f"Write the id of a {noun}, or add it first."
        self.report(UNKNOWN_REFERENCE, cell, f"there is no {noun} `{id_[:60]}`", mend)

    def texts(self) -> tuple[dict[str, str], dict[str, str]]:
        """Give the files before and after; a file that is new was empty before."""
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for file, pairs in self._edits.items():
            self.value(file)
            before[file] = self._texts[file]
            try:
                after[file] = edit_yaml(before[file], [edit for edit, _ in pairs])
            except YamlEditError as error:
                cell = pairs[0][1]
                place = Span.of_file(file)
                words = f"{file}: {error}"
                self.report(NOT_ALLOWED, cell, words, f"Change {place.file} by hand.")
        for file, values in self._new.items():
            before[file], after[file] = "", write_yaml(values)
        return before, after


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{key: _joined(one.get(key), value) for key, value in other.items()}}
    return other
