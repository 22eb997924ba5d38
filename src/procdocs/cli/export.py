"""`procdocs export`: machine formats."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from procdocs.cli.session import config_option, example, load, refuse, refusing, stop_on_errors
from procdocs.exports.json_ import export_json
from procdocs.exports.schema import export_schema
from procdocs.exports.svg import export_svg
from procdocs.project import Project

Exporter = Callable[[Project, tuple[str, ...]], dict[str, str]]

PROCESS_FORMATS: dict[str, Exporter] = {"json": export_json, "svg": export_svg}
"""Formats made from the content; each gives the files to write, by name."""


@click.command()
@config_option
@click.argument("format_name", metavar="FORMAT", type=click.Choice(["json", "schema", "svg"]))
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
    "procdocs export schema -o .procdocs    # JSON Schemas for editors"
)
def export(
    config_file: Path,
    format_name: str,
    ids: tuple[str, ...],
    output: Path | None,
    audience: str | None,
) -> None:
    """Write the portal in a machine format: json, schema or svg.

    IDS are processes; left out, all of them.
    """
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
        sys.stdout.write(next(iter(files.values())))
        return
    if output is None:
        refuse(f"{len(files)} files; name a folder for them with --output")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (output / name).write_text(content, encoding="utf-8")
    click.echo(f"Wrote {len(files)} files to {output}", err=True)
