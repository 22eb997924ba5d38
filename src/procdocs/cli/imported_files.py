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
from procdocs.source.text_files import text_on_disk
from procdocs.source.yaml_edit import YamlEditError, update_yaml
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
        drafts = {"roles": {id_: dict(role) for id_, role in roles.items()}}
        if not path.is_file():
            return path, write_yaml(drafts)
        return path, updated_file(path, drafts, keep="roles")


def updated_file(path: Path, values: Mapping[str, object], *, keep: str = "") -> str:
    """Bring a YAML file up to date; comments and the writing of what stays are kept.

    Args:
        path: The file.
        values: What it shall hold.
        keep: A key whose entries stay beside those of `values`.

    Returns:
        The new text; that of a new file where the old one cannot be changed so.
    """
    wanted = dict(values)
    try:
        text = text_on_disk(path)
        before = read_yaml(path.name, text).value
        if keep and isinstance(before, dict) and isinstance(before.get(keep), dict):
            entries = wanted[keep]
            wanted = {**before, keep: {**before[keep], **dict(entries)}}  # type: ignore[call-overload]
        return update_yaml(text, wanted)
    except (UnicodeDecodeError, YamlEditError):
        return write_yaml(wanted)


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
        path.write_bytes(text.encode("utf-8"))
        click.echo(f"Wrote {path}", err=True)


def stop_on_refused(refused: tuple[tuple[str, str], ...], *, wrote: bool) -> None:
    """Say which files could not be read: status 2 where none could, 1 where some were."""
    for name, message in refused:
        click.echo(f"procdocs: {name} was not read: {message}", err=True)
    if refused:
        sys.exit(EXIT_PARTLY if wrote else 2)
