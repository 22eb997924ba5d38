"""`procdocs export`: machine formats."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from procdocs.cli.session import config_option, example, load, refuse, refusing, stop_on_errors
from procdocs.exports.bpmn import export_bpmn
from procdocs.exports.csv_ import export_csv
from procdocs.exports.json_ import export_json
from procdocs.exports.schema import export_schema
from procdocs.exports.svg import export_svg
from procdocs.exports.xlsx import export_xlsx
from procdocs.project import Project

Exporter = Callable[[Project, tuple[str, ...]], Mapping[str, str | bytes]]

PROCESS_FORMATS: dict[str, Exporter] = {
    "json": export_json,
    "csv": export_csv,
    "xlsx": export_xlsx,
    "bpmn": export_bpmn,
    "svg": export_svg,
}
"""Formats made from the content; each gives the files to write, by name."""


@click.command()
@config_option
@click.argument("format_name", metavar="FORMAT", type=click.Choice([*PROCESS_FORMATS, "schema"]))
@click.argument("ids", nargs=-1)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to; left out: a single file goes to standard output.",
)
@click.option("--audience", help="Only what this audience of portal.yml may see.")
@refusing
@example(
    "procdocs export json -o out            # out/portal.json, the whole portal\n"
    "procdocs export svg credit-check > credit-check.svg\n"
    "procdocs export bpmn -o models         # a BPMN 2.0 file for each process\n"
    "procdocs export xlsx credit-check -o out\n"
    "procdocs export schema -o .procdocs    # JSON Schemas for editors"
)
def export(
    config_file: Path,
    format_name: str,
    ids: tuple[str, ...],
    output: Path | None,
    audience: str | None,
) -> None:
    """Write the portal in a machine format: json, csv, xlsx, bpmn, svg or schema.

    IDS are processes; left out, all of them.
    """
    files: Mapping[str, str | bytes]
    if format_name == "schema":
        files = export_schema()
    else:
        project = load(config_file, audience=audience)
        stop_on_errors(project, strict=False)
        known = project.portal.processes if project.portal else {}
        missing = [wanted for wanted in ids if wanted not in known]
        if missing:
            refuse(f"there is no process {missing[0]!r}")
        files = PROCESS_FORMATS[format_name](project, ids)
    if output is None and len(files) == 1:
        only = next(iter(files.values()))
        if isinstance(only, bytes) and sys.stdout.isatty():
            refuse("this format is no text; name a folder for it with --output")
        sys.stdout.buffer.write(only if isinstance(only, bytes) else only.encode("utf-8"))
        return
    if output is None:
        refuse(f"{len(files)} files; name a folder for them with --output")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (output / name).write_bytes(data)
    click.echo(f"Wrote {len(files)} files to {output}", err=True)
