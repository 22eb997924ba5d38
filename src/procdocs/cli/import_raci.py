"""`procdocs import raci`: tables to content/raci."""

import sys
from pathlib import Path

from procdocs.cli.imported_files import Place, stop_on_refused, updated_file, write_files
from procdocs.cli.session import refuse
from procdocs.imports.raci_import import import_raci
from procdocs.imports.report import render_report
from procdocs.source.yaml_tree import write_yaml


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
        files[path] = updated_file(path, values) if path.is_file() else write_yaml(values)
    twins = place.twins("raci", files)
    if made.roles:
        path, text = place.roles_file(target, made.tables[0].id, made.roles)
        files[path] = text
    sys.stdout.write(render_report(made.reports, whole=True))
    write_files(files, twins, force=force, dry_run=dry_run)
    stop_on_refused(made.refused, wrote=bool(files) or bool(made.reports))
