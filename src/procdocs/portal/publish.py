"""Put a finished site live in one step, keep the last ones, go back to one of them.

A target folder holds `releases/<id>/`, one folder a release, and `current`, a link to one of them
that is replaced by renaming another over it. A server that serves `current` therefore shows the one
or the other as a whole, and whatever fails before the renaming leaves the live site as it was.
"""

import datetime
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from procdocs.portal.release_files import copy_site, remove_release, sync_folder
from procdocs.portal.seal import Seal, SealBroken, check_seal, read_seal

RELEASES = "releases"
CURRENT = "current"
LOCK = ".procdocs-publish.lock"
KEEP = 5
"""Releases that are kept unless said otherwise."""

_ID = re.compile(r"(?P<stamp>\d{8}T\d{6}Z)-[0-9a-f]{8}")
_STAMP = "%Y%m%dT%H%M%SZ"
_UNFINISHED = ".new-"
_DISCARDED = ".old-"
_NEXT = ".current.next"


class PublishError(Exception):
    """Nothing was published or switched; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A site that was published."""

    id: str
    """When it was published, and the beginning of its digest."""
    published: datetime.datetime
    """When, in UTC."""
    seal: Seal
    """What it holds."""
    current: bool
    """Whether it is the one that is served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication did."""

    release: str
    """The release that is live now."""
    unchanged: bool
    """True where it was live already and nothing was done."""
    removed: tuple[str, ...] = ()
    """Older releases that were removed."""
    left: tuple[str, ...] = ()
    """Older releases that were left: they hold files that were not published, or cannot be
    removed."""


def publish_site(
    site: Path, target: Path, *, keep: int = KEEP, any_audience: bool = False
) -> Published:
    """Copy a finished site beside the live one and switch to it.

    Args:
        site: The built site.
        target: The folder; made where it does not exist.
        keep: Releases to keep, the live one included; at least 1.
        any_audience: Whether a site may replace one that was built for another audience.

    Raises:
        PublishError: The site is not finished, the target is not ours, or another publication is
            under way. The live site is as it was.
    """
    site, target = site.resolve(), target.resolve()
    if site.is_relative_to(target) or target.is_relative_to(site):
        raise PublishError(f"the target {target} and the site {site} lie in each other")
    seal = _sound(site)
    with _locked(target, make=True):
        live = _live(target)
        if live is not None:
            _check_audience(live, seal, any_audience)
            if live.seal.digest == seal.digest and _is_whole(target, live):
                return Published(release=live.id, unchanged=True)
        release = _add(site, seal, target, live)
        _switch(target, release)
        removed, left = _prune(target, keep)
    return Published(release=release, unchanged=False, removed=removed, left=left)


def roll_back(target: Path, release: str | None = None) -> str:
    """Switch to a former release.

    Args:
        target: The folder.
        release: Its id; None: the one before the live one.

    Returns:
        Id of the release that is live now.

    Raises:
        PublishError: There is no such release, or it is no longer whole.
    """
    target = target.resolve()
    with _locked(target, make=False):
        known = list_releases(target)
        live = _live(target)
        if release is None:
            older = [each for each in known if live is not None and each.id < live.id]
            if not older:
                raise PublishError(f"{target} has no release before the live one")
            chosen = older[0]
        else:
            named = [each for each in known if each.id == release]
            if not named:
                raise PublishError(f"{target} has no release {release!r}; --list shows them")
            chosen = named[0]
        try:
            check_seal(target / RELEASES / chosen.id, chosen.seal)
        except SealBroken as error:
            raise PublishError(f"{error}; nothing was switched") from error
        _switch(target, chosen.id)
    return chosen.id


def list_releases(target: Path) -> tuple[Release, ...]:
    """List what was published in a folder, the newest first."""
    live = _linked(target)
    found = []
    folder = target / RELEASES
    for path in sorted(folder.iterdir(), reverse=True) if folder.is_dir() else ():
        match = _ID.fullmatch(path.name)
        if match is None or path.is_symlink():
            continue
        with suppress(SealBroken, ValueError):
            found.append(
                Release(
                    id=path.name,
                    published=_moment(match["stamp"]),
                    seal=read_seal(path),
                    current=path.name == live,
                )
            )
    return tuple(found)


def _moment(stamp: str) -> datetime.datetime:
    return datetime.datetime.strptime(stamp, _STAMP).replace(tzinfo=datetime.UTC)


def _sound(site: Path) -> Seal:
    try:
        seal = read_seal(site)
        check_seal(site, seal)
    except SealBroken as error:
        raise PublishError(str(error)) from error
    if "index.html" not in seal.files:
        raise PublishError(f"{site} has no first page, index.html")
    return seal


def _check_audience(live: Release, seal: Seal, any_audience: bool) -> None:
    if live.seal.audience != seal.audience and not any_audience:
        raise PublishError(
            f"the live portal was built for {_audience(live.seal)}, this one for "
            f"{_audience(seal)}; publish each into a folder of its own, or say --any-audience"
        )


def _audience(seal: Seal) -> str:
    return f"the audience {seal.audience}" if seal.audience else "all audiences"


@contextmanager
def _locked(target: Path, *, make: bool) -> Iterator[None]:
    """Keep others from publishing into the folder, until done or dead."""
    try:
        import fcntl
    except ImportError as error:
        raise PublishError("publishing needs a system with links and locks, such as Linux") from (
            error
        )
    if make:
        _check_ours(target)
        _make_folders(target / RELEASES)
    elif not (target / RELEASES).is_dir():
        raise PublishError(f"nothing was published in {target}")
    lock = os.open(target / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublishError(f"another publication into {target} is under way") from error
        yield
    finally:
        os.close(lock)


def _check_ours(target: Path) -> None:
    """Refuse a folder in which something else lives, such as a site that was copied there."""
    if not target.is_dir() or (target / LOCK).is_file():
        return
    foreign = [
        path.name
        for path in sorted(target.iterdir())
        if not path.name.startswith(".") and path.name != "lost+found"
    ]
    if foreign:
        raise PublishError(
            f"{target} holds {foreign[0]!r}, which procdocs did not publish; name a new or an "
            "empty folder"
        )


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it, readable for the server whatever the umask."""
    if not folder.is_dir():
        _make_folders(folder.parent)
        folder.mkdir()
        folder.chmod(0o755)


def _linked(target: Path) -> str | None:
    """Give the release that the link names; None where there is no link of ours."""
    link = target / CURRENT
    if not link.is_symlink():
        return None
    folder, _, name = os.readlink(link).rpartition("/")
    return name if folder == RELEASES and _ID.fullmatch(name) else None


def _live(target: Path) -> Release | None:
    """Give the live release; None before the first, or where it was removed by hand.

    Raises:
        PublishError: `current` is not ours.
    """
    link = target / CURRENT
    if (link.is_symlink() or link.exists()) and _linked(target) is None:
        raise PublishError(
            f"{link} is no link to a release that was published here; move it away first"
        )
    return next((each for each in list_releases(target) if each.current), None)


def _is_whole(target: Path, release: Release) -> bool:
    try:
        check_seal(target / RELEASES / release.id, release.seal)
    except SealBroken:
        return False
    return True


def _add(site: Path, seal: Seal, target: Path, live: Release | None) -> str:
    """Copy a site into a release of its own, whole or not at all."""
    releases = target / RELEASES
    for path in releases.glob(f"{_UNFINISHED}*"):
        # What a publication that was killed has left; we hold the lock.
        if _ID.fullmatch(path.name.removeprefix(_UNFINISHED)) and not path.is_symlink():
            shutil.rmtree(path)
    release = f"{_next_stamp(target)}-{seal.digest[:8]}"
    part = releases / f"{_UNFINISHED}{release}"
    try:
        copy_site(site, seal, part, releases / live.id if live else None)
        part.rename(releases / release)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(releases)
    return release


def _next_stamp(target: Path) -> str:
    """Give the time, and later than any release, so that the order of ids is that of releases."""
    now = datetime.datetime.now(tz=datetime.UTC).replace(microsecond=0)
    for path in (target / RELEASES).iterdir():
        match = _ID.fullmatch(path.name)
        if match is not None:
            with suppress(ValueError):
                now = max(now, _moment(match["stamp"]) + datetime.timedelta(seconds=1))
    return now.strftime(_STAMP)


def _switch(target: Path, release: str) -> None:
    """Let the link name another release: one renaming, which is done or not done."""
    step = target / _NEXT
    if step.is_symlink():
        step.unlink()
    step.symlink_to(f"{RELEASES}/{release}")
    step.replace(target / CURRENT)
    sync_folder(target)


def _prune(target: Path, keep: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Remove the oldest releases, never the live one, and only what was published."""
    releases = target / RELEASES
    known = list_releases(target)
    removed: list[str] = []
    left: list[str] = []
    kept = max(1, keep) - 1
    others = [each for each in known if not each.current]
    for each in others[kept:]:
        gone = False
        # The new release is live by now: a folder that cannot be removed must not hide that.
        with suppress(OSError):
            aside = releases / f"{_DISCARDED}{each.id}"
            gone = remove_release(releases / each.id, each.seal, aside)
        (removed if gone else left).append(each.id)
    for path in releases.glob(f"{_DISCARDED}*"):
        if _ID.fullmatch(path.name.removeprefix(_DISCARDED)) and not path.is_symlink():
            with suppress(SealBroken, OSError):
                remove_release(path, read_seal(path), path)
    return tuple(removed), tuple(left)
