"""The files of a release: copied so that each is whole and readable, removed one by one."""

import hashlib
import os
from pathlib import Path

from procdocs.portal.seal import SEAL_FILE, Seal, SealBroken, list_files

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_PIECE = 1 << 20


def copy_site(site: Path, seal: Seal, target: Path, former: Path | None = None) -> None:
    """Copy a site, prove each file while it is copied, and put everything on the disk.

    Files and folders are readable for all, whatever the umask: the server is another user. A file
    that was in the former release as it is keeps its time, so that what readers' browsers hold of
    it stays valid.

    Args:
        site: The sealed site.
        seal: Its seal.
        target: The new folder.
        former: The release before, if there is one.

    Raises:
        SealBroken: A file was changed while it was copied.
    """
    folders = {target}
    _make_folder(target)
    for name, digest in seal.files.items():
        path = target / name
        for folder in reversed(path.relative_to(target).parents[:-1]):
            if target / folder not in folders:
                _make_folder(target / folder)
                folders.add(target / folder)
        if _copy(site / name, path) != digest:
            raise SealBroken(f"{site / name} was changed while it was copied")
        _keep_time(path, digest, None if former is None else former / name)
    _copy(site / SEAL_FILE, target / SEAL_FILE)
    for folder in sorted(folders, reverse=True):
        sync_folder(folder)


def remove_release(release: Path, seal: Seal, aside: Path) -> bool:
    """Remove a release that was published, file by file.

    Args:
        release: Its folder.
        seal: Its seal.
        aside: The name under which it is removed, so that nobody goes back to half of it.

    Returns:
        False where it holds something that was not published; it is left as it is.
    """
    try:
        present = set(list_files(release))
    except SealBroken:
        return False
    if not present <= set(seal.files):
        return False
    if aside != release:
        release.rename(aside)
    for name in sorted(present):
        (aside / name).unlink()
    for folder in sorted((path for path in aside.rglob("*") if path.is_dir()), reverse=True):
        folder.rmdir()
    (aside / SEAL_FILE).unlink(missing_ok=True)
    aside.rmdir()
    return True


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(_FOLDER_MODE)


def _copy(source: Path, target: Path) -> str:
    """Copy a file and give the hash of what was written."""
    digest = hashlib.sha256()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with source.open("rb") as read, os.fdopen(os.open(target, flags, _FILE_MODE), "wb") as write:
        while piece := read.read(_PIECE):
            digest.update(piece)
            write.write(piece)
        write.flush()
        os.fchmod(write.fileno(), _FILE_MODE)
        os.fsync(write.fileno())
    return digest.hexdigest()


def _keep_time(path: Path, digest: str, former: Path | None) -> None:
    if former is None or not former.is_file() or former.is_symlink():
        return
    with former.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == digest
    if same:
        stat = former.stat()
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
