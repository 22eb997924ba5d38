"""Results that are kept in a folder, so that the same work is not done twice.

An entry is found by a hash of everything that it is made from, and holds a hash of itself. One
that is lost, cut short, changed or of another name is only a miss, so that a result which is taken
from here is the one that would be made. What is kept is bytes and never code.
"""

import hashlib
import os
import sys
import time
from functools import cache
from pathlib import Path

import procdocs

CACHE_FOLDER = ".cache/procdocs"
"""Where a portal keeps results, from its own folder."""
_PACKAGE = Path(procdocs.__file__).parent
_USED_SECONDS = 3600
"""An entry that was used is marked so at most this often."""
_DIGEST = 32


class KeptFiles:
    """Results of one kind, by the hash of what they are made from."""

    def __init__(self, folder: Path | None, most_bytes: int = 1 << 30) -> None:
        """Use a folder.

        Args:
            folder: Where entries are; None keeps none. It is made when first needed.
            most_bytes: Above this `tidy` removes what was not used for longest.
        """
        self.folder = folder
        self.most_bytes = most_bytes
        self._is_made = False

    def read(self, key: str) -> bytes | None:
        """Give the result of a key; None where there is none, or none that is whole."""
        if self.folder is None:
            return None
        try:
            with (self.folder / key).open("rb") as file:
                held = file.read()
                used = os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        content = held[_DIGEST:]
        if held[:_DIGEST] != _proof(key, content):
            return None
        if time.time() - used > _USED_SECONDS:
            self._mark_used(key)
        return content

    def write(self, key: str, content: bytes) -> None:
        """Keep a result; a folder that cannot be written keeps none from then on.

        The entry appears whole or not at all, also where two builds write it at once.
        """
        if self.folder is None:
            return
        part = self.folder / f"{key}.{os.getpid()}.{time.monotonic_ns()}.part"
        try:
            if not self._is_made:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._is_made = True
            part.write_bytes(_proof(key, content) + content)
            part.replace(self.folder / key)
        except OSError:
            self.folder = None

    def tidy(self) -> None:
        """Remove what was not used for longest above `most_bytes`, and what was left half written.

        Other builds may be at work in the folder: what they removed first is gone, and what they
        still miss is made again.
        """
        if self.folder is None:
            return
        try:
            with os.scandir(self.folder) as entries:
                found = [(entry, entry.stat()) for entry in entries if entry.is_file()]
        except OSError:
            return
        found.sort(key=lambda each: each[1].st_mtime, reverse=True)
        held = 0
        old = time.time() - _USED_SECONDS
        for entry, status in found:
            held += status.st_size
            abandoned = entry.name.endswith(".part") and status.st_mtime < old
            if held > self.most_bytes or abandoned:
                Path(entry.path).unlink(missing_ok=True)

    def _mark_used(self, key: str) -> None:
        try:
            os.utime(self.folder / key if self.folder else key)
        except OSError:
            return


class KeptRuns:
    """Simulated figures in a folder; see `procdocs.analysis.kept_runs`."""

    def __init__(self, folder: Path) -> None:
        """Use a folder."""
        self._files = KeptFiles(folder, most_bytes=1 << 25)

    def recall(self, content: str) -> str | None:
        """Give what is kept for a content; None where nothing is."""
        found = self._files.read(self._key(content))
        return None if found is None else found.decode()

    def keep(self, content: str, found: str) -> None:
        """Keep what was found for a content."""
        self._files.write(self._key(content), found.encode())

    def tidy(self) -> None:
        """Remove what was not used for longest."""
        self._files.tidy()

    def _key(self, content: str) -> str:
        return key_of(code_digest("analysis", "model"), sys.version, content)


def key_of(*parts: str | bytes) -> str:
    """Hash what a result is made from: each part counts, and where one ends."""
    digest = hashlib.sha256()
    for part in parts:
        held = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(held).to_bytes(8, "big"))
        digest.update(held)
    return digest.hexdigest()


@cache
def code_digest(*parts: str) -> str:
    """Hash the code and tables in some folders and files of this package; none: all of it."""
    digest = hashlib.sha256(procdocs.__version__.encode())
    for part in parts or (".",):
        top = _PACKAGE / part
        for path in [top, *sorted(top.rglob("*"))]:
            if "__pycache__" not in path.parts and path.is_file():
                digest.update(f"\0{path.relative_to(_PACKAGE).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _proof(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()
