"""`procdocs import raci`: tables to content/raci."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from procdocs.cli.imported_files import Place, stop_on_refused, write_files
from procdocs.cli.session import refuse
from procdocs.imports.raci_import import ImportedTable, import_raci
from procdocs.imports.report import render_report
from procdocs.imports.yaml_edit import without_step_key
from procdocs.source.yaml_tree import read_yaml, write_yaml


def run_raci(
    place: Place,
    sources: tuple[Path, ...],
    output: Path | None,
    process: str | None,
    *,
    force: bool,
    dry_run: bool,
) -> None:
    """Bring tables in; see `procdocs import --help`."""
    target = output or place.content / "raci"
    known = place.known()
    if process is not None and process not in known.processes.values():
        refuse(f"there is no process {process!r}")
    made = import_raci([(path.name, path.read_bytes()) for path in sources], known, process)
    files = {}
    for table in made.tables:
        path = target / f"{table.id}.yml"
        values = dict(table.values)
        if table.changes and path.is_file():
            values = _with_changes(path, values)
        files[path] = write_yaml(values)
    twins = place.twins("raci", files)
    for table in made.tables:
        files.update(_freed_steps(place, table, files))
    if made.roles:
        path, text = place.roles_file(target, made.tables[0].id, made.roles)
        files[path] = text
    sys.stdout.write(render_report(made.reports, whole=True))
    write_files(files, twins, force=force, dry_run=dry_run)
    stop_on_refused(made.refused, wrote=bool(files) or bool(made.reports))


def _with_changes(path: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """Lay changed rows over a table that exists; what else is in it stays."""
    read = read_yaml(path.name, path.read_text(encoding="utf-8", errors="replace")).value
    before: dict[str, Any] = dict(read) if isinstance(read, dict) else {}
    rows = before.get("activities")
    kept = dict(rows) if isinstance(rows, dict) else {}
    for key, row in values["activities"].items():
        old = kept.get(key)
        texts = {k: v for k, v in old.items() if k in ("name", "group", "note")} if old else {}
        kept[key] = {**texts, **row}
    return {**before, "activities": kept}


def _freed_steps(place: Place, table: ImportedTable, files: Mapping[Path, str]) -> dict[Path, str]:
    """Take `raci` out of steps whose letters the table says now; the files exist, and need --force.

    Where it stands within braces, the writer must do it.
    """
    process = place.portal.processes.get(table.id) if place.portal else None
    made: dict[Path, str] = {}
    for id_ in reversed(table.inline):
        step = process.step(id_) if process else None
        if step is None:
            continue
        span = step.place.at("raci")
        path = place.root / span.file
        text = made.get(path) or files.get(path) or path.read_text(encoding="utf-8")
        edited = without_step_key(text, id_, "raci", span)
        if edited is None:
            click.echo(
                f"{span.file}:{span.line}: take `raci` out of the step {id_} by hand", err=True
            )
        else:
            made[path] = edited
    return made
