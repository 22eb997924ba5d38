"""Write a portal tree as Markdown, SVG and assets, for any site generator."""

from pathlib import Path

from procdocs.portal.tree import PortalTree

MARKER = ".procdocs-generated"
"""Lists the files of the last run: only those may be replaced or removed by the next."""


class TargetNotOurs(Exception):  # noqa: N818 - reads as what it is
    """The folder holds files that an earlier run did not write."""


def write_tree(tree: PortalTree, directory: Path) -> int:
    """Write every page, with its pictures in it, and every file.

    Files of an earlier run that are no longer part of the tree are removed.

    Args:
        tree: The portal.
        directory: A folder that is new, empty, or was written by an earlier run.

    Returns:
        How many files were written.

    Raises:
        TargetNotOurs: The folder holds a file that is not ours; nothing was written.
    """
    wanted = {page.path: page.whole(page.markdown).encode() for page in tree.pages.values()}
    wanted.update({file.path: file.read() for file in tree.files})
    existing = _existing(directory)
    # A marker may name anything; only what lies in the folder is ever removed.
    before = _written_before(directory) & existing
    foreign = sorted(existing - before)
    if foreign:
        raise TargetNotOurs(
            f"{directory} holds {foreign[0]!r}, which procdocs did not write; name an empty folder"
        )
    for path in sorted(before - set(wanted)):
        (directory / path).unlink(missing_ok=True)
    for path, content in wanted.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (directory / MARKER).write_text("".join(f"{path}\n" for path in sorted(wanted)), "utf-8")
    return len(wanted)


def _written_before(directory: Path) -> set[str]:
    marker = directory / MARKER
    return set(marker.read_text("utf-8").split("\n")) - {""} if marker.is_file() else set()


def _existing(directory: Path) -> set[str]:
    found = (path for path in directory.rglob("*") if not path.is_dir() or path.is_symlink())
    return {path.relative_to(directory).as_posix() for path in found} - {MARKER}
