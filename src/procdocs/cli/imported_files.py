"""Where imported files go: the portal imported into, and writing without replacing anything."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from procdocs.cli.session import refuse
from procdocs.imports.known import Known, know_portal
from procdocs.model.portal import Portal
from procdocs.project import build_date
from procdocs.source.load import load_portal
from procdocs.source.site_config import read_site_config
from procdocs.source.yaml_tree import read_yaml, write_yaml

EXIT_PARTLY = 1
_ORGANISATION = "organisation"


class Place:
    """The portal that is imported into; there need not be one."""

    def __init__(self, config_file: Path) -> None:
        site = read_site_config(config_file) if config_file.is_file() else None
        self.root = config_file.parent
        self.content = self.root / (site.content if site else "content")
        self.portal: Portal | None = None
        if site is not None and self.content.is_dir():
            root = self.root.resolve()
            self.portal = load_portal(root, self.content.resolve(), today=build_date()).portal

    def known(self) -> Known:
        """Give the roles, parties and processes that are there."""
        return know_portal(self.portal)

    def twins(self, folder: str, files: Mapping[Path, str]) -> dict[Path, Path]:
        """Find files of the same stem elsewhere in the portal: two of them would be an error."""
        there = {path.stem: path for path in sorted((self.content / folder).rglob("*.yml"))}
        return {
            path: there[path.stem]
            for path in files
            if path.stem in there
            and there[path.stem].resolve() != path.resolve()
            and self.holds(path)
        }

    def holds(self, path: Path) -> bool:
        """Tell whether a path lies in the content folder."""
        return path.resolve().is_relative_to(self.content.resolve())

    def roles_file(
        self, target: Path, stem: str, roles: Mapping[str, Mapping[str, object]]
    ) -> tuple[Path, str]:
        """Choose the file for drafts of roles; roles that stand in it already are kept."""
        base = self.content if self.holds(target) else target
        path = base / _ORGANISATION / f"imported-{stem}.yml"
        before: dict[str, object] = {}
        if path.is_file():
            read = read_yaml(path.name, path.read_text(encoding="utf-8", errors="replace")).value
            found = read.get("roles") if isinstance(read, dict) else None
            before = dict(found) if isinstance(found, dict) else {}
        text = write_yaml({"roles": {**before, **{id_: dict(role) for id_, role in roles.items()}}})
        return path, text


def write_files(
    files: Mapping[Path, str], twins: Mapping[Path, Path], *, force: bool, dry_run: bool
) -> None:
    """Write files, or show them; none that exists is replaced without `force`.

    A file of drafted roles is only ever added to.
    """
    for path, twin in twins.items():
        if not dry_run:
            refuse(f"{twin} is called {path.stem} too; rename one of the two. Nothing was written")
    present = [path for path in files if path.exists() and path.parent.name != _ORGANISATION]
    if dry_run:
        for path, text in files.items():
            note = " (exists)" if path in present or path in twins else ""
            click.echo(f"\nWould write {path}{note}:\n\n{text}")
        return
    if present and not force:
        refuse(f"{present[0]} exists already; nothing was written. Replace it with --force")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(f"Wrote {path}", err=True)


def stop_on_refused(refused: tuple[tuple[str, str], ...], *, wrote: bool) -> None:
    """Say which files could not be read: status 2 where none could, 1 where some were."""
    for name, message in refused:
        click.echo(f"procdocs: {name} was not read: {message}", err=True)
    if refused:
        sys.exit(EXIT_PARTLY if wrote else 2)
