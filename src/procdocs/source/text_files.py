"""One file of the portal as text, or the reason why it is none."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from procdocs.diagnostics.types import Diagnostic, Rule, Span, finding
from procdocs.source.yaml_rules import (
    FILE_SIZE,
    LINK_OUTSIDE,
    NOT_A_FILE,
    NOT_TEXT,
    NOT_UTF8,
    UNREADABLE,
)

MAX_BYTES = 2_000_000
"""A larger file is not read."""

_MARKED = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE = "Save it as UTF-8; every editor can (often under Save As, Encoding)."


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A file that was read."""

    file: str
    """Path relative to the portal's folder, with `/`."""
    text: str
    """Its text, with line feeds only and without a byte-order mark."""


def relative_name(root: Path, path: Path) -> str:
    r"""Name a file as findings name it: relative to the portal's folder, with `/`.

    Bytes of a name that are no UTF-8 come out as `\xNN`.
    """
    name = Path(os.path.relpath(path, root)).as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_within(path: Path, folder: Path) -> bool:
    """Tell whether a path, its links followed, lies in a folder."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def read_text(root: Path, path: Path, *, within: Path | None = None) -> TextFile | Diagnostic:
    """Read a text file.

    Args:
        root: The portal's folder.
        path: The file.
        within: The folder that it must not leave, by `..` or by a link; left out, the portal's.

    Returns:
        The text, or the one finding that says why there is none. A finding about a byte points
        at the character for which it stands.
    """
    name = relative_name(root, path)
    if "\0" in name:
        return unreadable(name, ValueError())
    if not is_within(path, within or root):
        return _problem(
            LINK_OUTSIDE,
            "the path leads out of the portal's content",
            name,
            "Put the file itself there.",
        )
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return not_a_file(name, state.st_mode)
        if state.st_size > MAX_BYTES:
            return _problem(
                FILE_SIZE,
                f"the file has {state.st_size:,} bytes; at most {MAX_BYTES:,} are read",
                name,
                "Split it into several files.",
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        return unreadable(name, error, is_link=os.path.islink(path))
    return decode(name, data)


def decode(name: str, data: bytes) -> TextFile | Diagnostic:
    """Turn the bytes of a file into text.

    Args:
        name: The file's name in findings.
        data: All of its bytes.

    Returns:
        The text, or the finding that says at which place it is none.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _problem(NOT_UTF8, f"the file is {encoding}, not UTF-8", name, _SAVE)
    data = data.removeprefix(b"\xef\xbb\xbf")
    nul = data.find(b"\x00")
    if nul >= 0:
        if data.count(b"\x00") * 3 > len(data):
            return _problem(NOT_UTF8, "the file is UTF-16 or UTF-32, not UTF-8", name, _SAVE)
        return finding(
            NOT_TEXT,
            "the file holds a NUL byte, so it is no text",
            _place(name, data[:nul].decode("utf-8", "replace")),
            help="Delete the byte, or put the file under `assets/` if it is to be downloaded.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = data[error.start : error.start + 1]
        guess = bad.decode("cp1252", "replace")
        meant = f" (in Windows-1252 it would be `{guess}`)" if guess.isprintable() else ""
        return finding(
            NOT_UTF8,
            f"the byte 0x{bad.hex().upper()} is not UTF-8{meant}",
            _place(name, data[: error.start].decode("utf-8")),
            help=_SAVE,
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return TextFile(file=name, text=text)


def text_on_disk(path: Path) -> str:
    """Give a text file with its own line ends and byte-order mark, for changing parts of it.

    Raises:
        OSError: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
    """
    return path.read_bytes().decode("utf-8")


def not_a_file(name: str, mode: int) -> Diagnostic:
    """Make the finding about a folder or device that stands where a file is expected."""
    kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device"
    return _problem(NOT_A_FILE, f"this is {kind}, not a file", name, "Rename or remove it.")


def unreadable(name: str, error: Exception, *, is_link: bool = False) -> Diagnostic:
    """Make the finding about a file or folder that the system would not open."""
    number = getattr(error, "errno", None)
    if number == errno.ELOOP:
        return _problem(LINK_OUTSIDE, "the link leads in a circle", name, "Remove it.")
    if number == errno.ENOENT:
        message = "the link leads nowhere" if is_link else "there is no such file"
        return _problem(UNREADABLE, message, name, "Correct the path.")
    if number in (errno.EACCES, errno.EPERM):
        return _problem(
            UNREADABLE, "the file may not be read", name, "Give yourself the right to read it."
        )
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return _problem(UNREADABLE, f"the file cannot be read: {reason}", name, "Look at the file.")


def _problem(rule: Rule, message: str, name: str, mend: str) -> Diagnostic:
    return finding(rule, message, Span.of_file(name), help=mend)


def _place(name: str, before: str) -> Span:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(file=name, line=line, column=column, end_line=line, end_column=column + 1)
