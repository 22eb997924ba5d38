"""`procdocs new` and `procdocs init`: commented files in the right place, never over others."""

import datetime
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from procdocs.cli.session import config_option, example, refuse, refusing
from procdocs.exports.schema import export_schema
from procdocs.project import ProjectError
from procdocs.source.site_config import read_site_config

ID = re.compile(r"[a-z0-9][a-z0-9-]*")

PLACES = {
    "process": "processes/{id}.yml",
    "policy": "policies/{id}.md",
    "role": "organisation/{id}.yml",
    "raci": "raci/{id}.yml",
    "value-stream": "value-streams/{id}.yml",
}
"""Where a new file of each kind goes, under the content folder."""

TEMPLATES = files("procdocs.cli") / "templates"


@click.command()
@config_option
@click.argument("kind", type=click.Choice(sorted(PLACES)))
@click.argument("name", metavar="ID")
@click.option("--group", help="Of a process: its group in the landscape, and its folder.")
@refusing
@example("procdocs new process goods-receipt --group purchasing\nprocdocs new policy travel-policy")
def new(config_file: Path, kind: str, name: str, group: str | None) -> None:
    """Write a commented file in the right place. An existing file is left as it is."""
    if not ID.fullmatch(name):
        refuse(f"{name!r} is no id: use a-z, 0-9 and hyphens, such as {_slug(name)!r}")
    if not config_file.is_file():
        raise ProjectError(f"there is no {config_file}; make a portal first with `procdocs init`")
    if group is not None and kind != "process":
        refuse("--group goes with a process")
    content = config_file.parent / read_site_config(config_file).content
    place = PLACES[kind].format(id=name)
    if group is not None:
        place = f"processes/{group}/{name}.yml"
    target = content / place
    twin = next((path for path in content.glob(f"{kind}*/**/{name}.*") if path.is_file()), target)
    if twin.exists():
        refuse(f"{twin} exists already; it was left as it is")
    template = (TEMPLATES / "new" / f"{kind}{target.suffix}").read_text("utf-8")
    title = name.replace("-", " ").capitalize()
    today = datetime.datetime.now(tz=datetime.UTC).date()
    target.parent.mkdir(parents=True, exist_ok=True)
    text = template.replace("@ID@", name).replace("@TITLE@", title)
    text = text.replace("@GROUP@", group or "my-group").replace("@TODAY@", today.isoformat())
    with target.open("x", encoding="utf-8") as file:
        file.write(text)
    click.echo(f"Wrote {target}", err=True)


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=Path())
@refusing
@example("procdocs init my-portal\ncd my-portal && procdocs serve")
def init(directory: Path) -> None:
    """Start a new portal that builds at once: content, mkdocs.yml, CI and editor settings.

    Nothing is written where one of its files exists already.
    """
    wanted = dict(_tree(TEMPLATES / "init", ""))
    for name, schema in export_schema().items():
        wanted[f".procdocs/schemas/{name}"] = schema
    present = [path for path in sorted(wanted) if (directory / path).exists()]
    if present:
        refuse(f"{directory / present[0]} exists already; nothing was written")
    for path, text in wanted.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    click.echo(f"Wrote {len(wanted)} files. Next: cd {directory} && procdocs serve", err=True)


def _tree(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every template; `dot-x` stands for `.x`, which tools may skip."""
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        name = re.sub(r"^dot-", ".", entry.name)
        if entry.is_dir():
            yield from _tree(entry, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}", entry.read_text("utf-8")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "my-id"
