"""The seal of a finished site: a list of its files, by which a copy is known to be whole.

Only a build that went through without errors writes it, and as the last thing it does.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import procdocs

SEAL_FILE = "procdocs-site.json"
"""Lies in the site's folder, beside its first page."""
_FORMAT = 1


class SealBroken(Exception):  # noqa: N818 - reads as what it is
    """A folder is no finished site, or was changed since it was built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a finished site holds."""

    version: str
    """The procdocs that built it."""
    audience: str | None
    """The audience that it was built for; None: everybody of the company."""
    files: Mapping[str, str]
    """SHA-256 of every file, by its path in the site, sorted; the seal itself left out."""

    @property
    def digest(self) -> str:
        """One name for the whole: the same for the same files."""
        lines = "".join(f"{digest}  {path}\n" for path, digest in self.files.items())
        head = f"{self.audience or ''}\n"
        return hashlib.sha256((head + lines).encode("utf-8", "surrogatepass")).hexdigest()


def write_seal(site: Path, audience: str | None = None) -> Seal:
    """Seal a site that was just built.

    Args:
        site: Its folder.
        audience: The audience that it was built for.

    Raises:
        SealBroken: It holds a link, which a copy could not hold as it is.
    """
    seal = Seal(
        version=procdocs.__version__,
        audience=audience,
        files={path: hash_file(site / path) for path in list_files(site)},
    )
    values = {
        "format": _FORMAT,
        "procdocs": seal.version,
        "audience": seal.audience,
        "files": dict(seal.files),
    }
    (site / SEAL_FILE).write_text(json.dumps(values, indent=1) + "\n", "utf-8")
    return seal


def read_seal(site: Path) -> Seal:
    """Read the seal of a site.

    Raises:
        SealBroken: There is none that can be read.
    """
    try:
        values = json.loads((site / SEAL_FILE).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SealBroken(
            f"{site} is no finished portal: it has no readable {SEAL_FILE}, which a build without "
            "errors writes last; run `procdocs build`"
        ) from error
    files = values.get("files") if isinstance(values, dict) else None
    if not isinstance(files, dict) or values.get("format") != _FORMAT:
        raise SealBroken(f"{site / SEAL_FILE} is of another version; build the portal again")
    odd = [path for path, digest in files.items() if not _is_plain(path, digest)]
    if odd:
        raise SealBroken(f"{site / SEAL_FILE} names {odd[0]!r}, which is no file of a site")
    audience = values.get("audience")
    return Seal(
        version=str(values.get("procdocs", "")),
        audience=audience if isinstance(audience, str) else None,
        files={path: files[path] for path in sorted(files)},
    )


def check_seal(site: Path, seal: Seal) -> None:
    """Prove that a site still holds what it was sealed with, and nothing else.

    Raises:
        SealBroken: It does not; the message names the first files.
    """
    present = set(list_files(site))
    wrong = [f"{path} is missing" for path in seal.files if path not in present]
    wrong += [f"{path} was added" for path in sorted(present - set(seal.files))]
    wrong += [
        f"{path} was changed"
        for path, digest in seal.files.items()
        if path in present and hash_file(site / path) != digest
    ]
    if wrong:
        some = ", ".join(wrong[:3]) + (f" and {len(wrong) - 3} more" if len(wrong) > 3 else "")
        raise SealBroken(f"{site} is not as it was built: {some}")


def list_files(site: Path) -> tuple[str, ...]:
    """List the files of a site by their paths, sorted; the seal left out.

    Raises:
        SealBroken: It holds a link, or something that is no file.
    """
    return tuple(sorted(_walk(site, site)))


def _walk(site: Path, folder: Path) -> Iterator[str]:
    for path in folder.iterdir():
        name = path.relative_to(site).as_posix()
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise SealBroken(f"{path} is a link or a device; a site holds files and folders only")
        if path.is_dir():
            yield from _walk(site, path)
        elif name != SEAL_FILE:
            yield name


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_plain(path: object, digest: object) -> bool:
    if not isinstance(path, str) or not isinstance(digest, str) or "\0" in path:
        return False
    parts = PurePosixPath(path).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and path != SEAL_FILE
