"""The files of a git revision, written beside the work tree: neither it nor the index is touched.

Blobs are read as they were committed (`cat-file`), so that no filter, attribute or hook of the
repository has a part in it.
"""

import os
import posixpath
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_PIECE = 1 << 20
_OF_THE_CALLER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
_LINK, _SUBMODULE = "120000", "160000"


class RevisionError(Exception):
    """A revision cannot be read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeFile:
    """A file of a revision."""

    path: str
    """From the top of the repository, with `/`."""
    mode: str
    """Of git: `100644`, `100755`, or `120000` for a link."""
    blob: str
    """The name of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A git repository as seen from one of its folders."""

    folder: Path
    """The folder from which git is run."""
    prefix: str
    """The folder's path from the top of the repository; empty, or ending in `/`."""

    def commit(self, revision: str) -> str | None:
        """Find the commit that a writer means by a branch, a tag, `HEAD~1` or a part of a sha.

        Returns:
            Its full name; None where git knows no such commit.
        """
        if not revision or revision.startswith("-") or not revision.isprintable():
            return None
        done = _git(self.folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return done.stdout.decode("ascii", "replace").strip() if done.returncode == 0 else None

    def is_shallow(self) -> bool:
        """Tell whether the history was cut when the repository was cloned."""
        done = _git(self.folder, "rev-parse", "--is-shallow-repository")
        return done.stdout.strip() == b"true"

    def files(self, commit: str, path: str) -> tuple[TreeFile, ...]:
        """List a file, or all files of a folder, as they are in a commit.

        Args:
            commit: Full name of the commit.
            path: From the top of the repository; empty for all.

        Raises:
            RevisionError: Git cannot read the commit.
        """
        wanted = ["--", path] if path else []
        done = _git(self.folder, "ls-tree", "-r", "-z", "--full-tree", commit, *wanted)
        if done.returncode:
            raise RevisionError(f"git cannot read {commit[:10]}: {_reason(done)}")
        return tuple(file for entry in done.stdout.split(b"\0") for file in _entry(entry))

    def write(self, files: tuple[TreeFile, ...], target: Path) -> None:
        """Write files under a folder, at their paths; links last, so that none is written through.

        Raises:
            RevisionError: A content is missing, as in a broken clone.
        """
        plain = [file for file in files if file.mode != _LINK]
        links = [file for file in files if file.mode == _LINK]
        with _contents(self.folder) as contents:
            for file in plain:
                path = target / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as out:
                    for piece in contents.read(file.blob):
                        out.write(piece)
            for file in links:
                path = target / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.symlink_to(os.fsdecode(b"".join(contents.read(file.blob))))


def open_repository(folder: Path) -> Repository:
    """Open the repository that holds a folder.

    Raises:
        RevisionError: Git is not there, or the folder is in no repository.
    """
    done = _git(folder, "rev-parse", "--show-prefix")
    if done.returncode:
        raise RevisionError(
            f"{folder} is in no git repository that can be read ({_reason(done)}); "
            "without one, name two folders"
        )
    return Repository(folder=folder, prefix=os.fsdecode(done.stdout.rstrip(b"\n")))


def inside(prefix: str, path: str) -> str | None:
    """Join a path to a folder of the repository; None where it leads out of it."""
    joined = posixpath.normpath(posixpath.join(prefix, path))
    if joined == ".":
        return ""
    return None if joined.startswith(("../", "/")) or joined == ".." else joined


class _Contents:
    """A running `git cat-file --batch`."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process

    def read(self, blob: str) -> Iterator[bytes]:
        """Give the content of a blob, piece by piece; it must be read to its end."""
        asked, answered = self.process.stdin, self.process.stdout
        assert asked is not None
        assert answered is not None
        asked.write(blob.encode("ascii") + b"\n")
        asked.flush()
        head = answered.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise RevisionError(f"git cannot read the content {blob[:10]}; is the clone whole?")
        left = int(head[2])
        while left:
            piece = answered.read(min(left, _PIECE))
            if not piece:
                raise RevisionError(f"git stopped while the content {blob[:10]} was read")
            left -= len(piece)
            yield piece
        answered.read(1)

    def __enter__(self) -> "_Contents":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.__exit__(None, None, None)


def _contents(folder: Path) -> _Contents:
    return _Contents(
        subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    )


def _entry(entry: bytes) -> Iterator[TreeFile]:
    head, tab, name = entry.partition(b"\t")
    if not tab:
        return
    mode, _, blob = head.decode("ascii").split(" ")
    path = os.fsdecode(name)
    parts = PurePosixPath(path).parts
    # Git makes no such tree; a forged one shall not lead out of the folder it is written to.
    if mode != _SUBMODULE and not path.startswith("/") and ".." not in parts:
        yield TreeFile(path=path, mode=mode, blob=blob)


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        if folder.is_dir():
            raise RevisionError("git is not installed; without it, name two folders") from error
        raise RevisionError(f"there is no folder {folder}") from error


def _environment() -> dict[str, str]:
    """Give git's surroundings: found from the folder, even where a hook of git runs us."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_THE_CALLER}
    return {**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}


def _reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"git stopped with {done.returncode}"
