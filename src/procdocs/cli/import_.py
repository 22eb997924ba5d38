"""`procdocs import`: YAML from BPMN 2.0 XML, and from RACI tables."""

import sys
from pathlib import Path

import click

from procdocs.cli.import_raci import run_raci
from procdocs.cli.import_sheet import own_sheets, read_all, run_sheets
from procdocs.cli.imported_files import Place, stop_on_refused, write_files
from procdocs.cli.replaced import tell_replaced
from procdocs.cli.session import config_option, example, refuse, refusing
from procdocs.imports.bpmn.bring_in import import_bpmn
from procdocs.imports.proof import prove_processes
from procdocs.imports.report import render_report
from procdocs.imports.sheets.kinds import RESPONSIBILITIES
from procdocs.project import build_date


@click.command("import")
@config_option
@click.argument("format_name", metavar="FORMAT", type=click.Choice(["bpmn", "raci", "sheet"]))
@click.argument(
    "sources",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to; left out: content/processes/imported, and content/raci for tables.",
)
@click.option("--process", help="Of tables: the process that they complete.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--quiet", "-q", is_flag=True, help="Do not list what was taken as it is.")
@refusing
@example(
    "procdocs import bpmn order.bpmn --dry-run   # what would come of it, element by element\n"
    "procdocs import bpmn models/*.bpmn\n"
    "procdocs import raci responsibilities.xlsx\n"
    "procdocs import sheet portal.xlsx --dry-run   # what the edits of the workbook would change"
)
def import_(
    config_file: Path,
    format_name: str,
    sources: tuple[Path, ...],
    output: Path | None,
    process: str | None,
    force: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Bring in processes (bpmn), RACI tables (raci), or sheets that were exported (sheet).

    bpmn reads BPMN 2.0 files, raci tables of CSV, XLSX and Markdown. A report on standard output
    says what was taken, what was simplified and what could not be expressed. Roles that the
    organisation does not have are drafted in a file of their own.

    sheet reads what `procdocs export csv|xlsx` wrote and somebody edited: responsibilities, steps
    and KPIs. Only edited cells change anything, in the files where they are written, whose other
    lines stay as they are. A value that has changed in the portal since the export is not
    overwritten but reported. With --dry-run the difference is printed; with --force the sheet
    goes before a newer value.
    """
    place = Place(config_file)
    if format_name == "sheet":
        if output is not None or process is not None:
            refuse("sheets go back to the files that they came from, without --output or --process")
        run_sheets(config_file, read_all(sources), force=force, dry_run=dry_run)
        return
    if format_name == "raci":
        ours, sources = own_sheets(sources) if place.portal else ([], sources)
        if ours:
            run_sheets(config_file, ours, force=force, dry_run=dry_run, only=RESPONSIBILITIES)
        if not sources:
            return
        run_raci(place, sources, output, process, force=force, dry_run=dry_run)
        return
    target = output or place.content / "processes" / "imported"
    known = place.known()
    made = import_bpmn([(path.name, path.read_bytes()) for path in sources], known)
    texts, errors = prove_processes(made.processes, made.roles, build_date())
    files = {target / f"{id_}.yml": text for id_, text in texts.items()}
    twins = place.twins("processes", files)
    stem = made.processes[0].id if made.processes else ""
    if made.roles:
        path, text = place.roles_file(target, stem, made.roles)
        files[path] = text
    sys.stdout.write(render_report(made.reports, whole=not quiet))
    for each in errors:
        id_ = Path(each.span.file).stem
        click.echo(f"  found in {id_}: {each.rule.code} {each.message}")
    if force or dry_run:
        tell_replaced({path: text for path, text in files.items() if path.parent == target})
    write_files(files, twins, force=force, dry_run=dry_run)
    stop_on_refused(made.refused, wrote=bool(files))
