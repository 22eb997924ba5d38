"""The two states that `procdocs diff` compares: a revision of git, a folder, or the work tree."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from procdocs.project import ProjectError, build_date, open_content
from procdocs.source.git_revision import (
    Repository,
    RevisionError,
    TreeFile,
    inside,
    open_repository,
)
from procdocs.source.site_config import SiteConfig, read_site_config
from procdocs.views.review_report import ReviewSide

WORK_TREE = "working tree"
PORTAL_FILE = "portal.yml"
_PROCESS = re.compile(r"(?:process:)?(?P<id>[a-z0-9][a-z0-9-]*)")
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\n")
_RANGE = re.compile(r"(?P<base>.+?)(?P<dots>\.{2,3})(?P<head>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Opens states; folders of revisions are written below `scratch` and go with it."""

    config_file: Path
    """The mkdocs.yml of the command."""
    scratch: Path
    """An empty folder."""

    def work_tree(self) -> ReviewSide:
        """Open the portal as it is on disk.

        Raises:
            ProjectError: There is none.
        """
        root = self.config_file.resolve().parent
        if not self.config_file.is_file():
            raise ProjectError(
                f"There is no {self.config_file}. Run the command in the portal's folder, or name "
                "the file with --config-file."
            )
        return _open(WORK_TREE, root, read_site_config(self.config_file))

    def named(self, name: str) -> ReviewSide:
        """Open the state that a writer names.

        Raises:
            ProjectError: The name is neither a folder with a portal nor a revision.
        """
        _refuse_odd(name)
        folder = Path(name)
        found = _find_portal(folder, self.config_file.name)
        if found is not None and (folder.is_absolute() or name.startswith(".")):
            return _open(_shown(name), *found)
        try:
            repository = open_repository(self.config_file.resolve().parent)
            commit = repository.commit(name)
        except RevisionError as error:
            if found is None:
                raise ProjectError(_no_revision(name, folder, str(error))) from error
            return _open(_shown(name), *found)
        if commit is None:
            if found is None:
                raise ProjectError(_unknown(name, folder, repository))
            return _open(_shown(name), *found)
        if found is not None:
            raise ProjectError(
                f"{name!r} is a folder and a revision; write ./{name} for the folder, {name}~0 for "
                "the revision"
            )
        return self._revision(name, repository, commit)

    def _revision(self, name: str, repository: Repository, commit: str) -> ReviewSide:
        """Write what a portal is made of as it was in a commit, and open it."""
        label = f"{_shown(name)} ({commit[:10]})"
        target = Path(tempfile.mkdtemp(dir=self.scratch))
        config = f"{repository.prefix}{self.config_file.name}"
        try:
            listed = repository.files(commit, config)
            if not listed:
                raise ProjectError(f"{label} has no {config}: there is no portal in it")
            repository.write(listed, target)
            site = read_site_config(target / config)
            content = inside(repository.prefix, site.content)
            if content is None:
                raise ProjectError(
                    f"{label}: the content folder {site.content!r} lies outside the repository"
                )
            listed = repository.files(commit, content)
            if not [each for each in listed if each.path != content]:
                raise ProjectError(f"{label} has no content folder {content!r}")
            repository.write(_without(listed, config), target)
        except RevisionError as error:
            raise ProjectError(f"{label}: {error}") from error
        return _open(label, target / repository.prefix, site)


@contextmanager
def opened_sides(config_file: Path) -> Iterator[Sides]:
    """Give what opens states; what it writes is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="procdocs-diff-") as scratch:
        yield Sides(config_file=config_file, scratch=Path(scratch).resolve())


def process_id(name: str, side: ReviewSide) -> str | None:
    """Give the process of a portal that `process:ID`, or a bare id, stands for; None for none."""
    found = _PROCESS.fullmatch(name)
    portal = side.project.portal
    known = found is not None and portal is not None and found["id"] in portal.processes
    return found["id"] if found and known else None


def _open(label: str, root: Path, site: SiteConfig, content: Path | None = None) -> ReviewSide:
    root = root.resolve()
    folder = content or root / site.content
    if not folder.is_dir():
        raise ProjectError(f"{label}: there is no content folder {site.content!r}")
    folder = folder.resolve()
    if not folder.is_relative_to(root):
        root = folder.parent
    project = open_content(root, folder, site=site, today=build_date())
    assets = project.portal.assets if project.portal else ()
    return ReviewSide(
        label=label,
        project=project,
        assets={path: _hash(folder / path) for path in assets},
    )


def _find_portal(folder: Path, config_name: str) -> tuple[Path, SiteConfig, Path | None] | None:
    """Find the portal in a folder: one with a mkdocs.yml, or a content folder; None for none."""
    try:
        for name in (config_name, "mkdocs.yml"):
            if (folder / name).is_file():
                return folder, read_site_config(folder / name), None
        if (folder / PORTAL_FILE).is_file():
            return folder.resolve().parent, SiteConfig(content=folder.name), folder
    except OSError:
        return None
    return None


def _without(files: tuple[TreeFile, ...], config: str) -> tuple[TreeFile, ...]:
    return tuple(file for file in files if file.path != config)


def _refuse_odd(name: str) -> None:
    if not name or name.startswith("-") or not name.isprintable():
        raise ProjectError(
            f"{name!r} is neither a revision nor a folder; write a branch, a tag, a commit such as "
            "HEAD~1, or a folder such as ../other-portal"
        )


def _unknown(name: str, folder: Path, repository: Repository) -> str:
    span = _RANGE.fullmatch(name)
    if span:
        head = span["head"] or "HEAD"
        base = span["base"]
        if span["dots"] == "...":
            base = f"$(git merge-base {base} {head})"
        return f"{name!r} is a range; write the two revisions apart: procdocs diff {base} {head}"
    text = f"git knows no commit {name!r}"
    if folder.is_dir():
        text += f", and the folder holds neither mkdocs.yml nor {PORTAL_FILE}"
    elif _PROCESS.fullmatch(name):
        text += f"; a process is written process:{name}"
    if repository.is_shallow():
        text += "; this clone is shallow: `git fetch --unshallow` (in CI: fetch-depth: 0) brings it"
    return text


def _no_revision(name: str, folder: Path, reason: str) -> str:
    if folder.is_dir():
        return f"the folder {name!r} holds neither mkdocs.yml nor {PORTAL_FILE}"
    return f"there is no folder {name!r}, and no revision can be read: {reason}"


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _hash(path: Path) -> str:
    """Hash a file to download so that git's ways to store it make no difference."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    pointer = _POINTER.match(content)
    if pointer:
        return pointer[1].decode("ascii")
    if b"\0" not in content[:8000]:
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()
