"""Open an event log, packed or not, and read it by its kind."""

import gzip
import io
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from procdocs.analysis.event_log import EventLog
from procdocs.diagnostics import Diagnostic
from procdocs.imports.event_log.collected import MOST_EVENTS, Collected, LogTooLargeError
from procdocs.imports.event_log.csv_log import Columns, read_csv_log
from procdocs.imports.event_log.xes_log import read_xes_log
from procdocs.source.rules import WRONG_SHAPE
from procdocs.source.yaml_rules import FILE_SIZE, UNREADABLE

MOST_BYTES = 2_000_000_000
"""A log is read up to this size, unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOptions:
    """How a log is to be read."""

    columns: Columns = field(default_factory=Columns)
    """Columns of a CSV file."""
    time_format: str | None = None
    """How moments are written, in the terms of `strptime`."""
    zone: ZoneInfo | None = None
    """The zone whose wall clock counts; None: that of each moment."""


def read_event_log(
    path: Path, options: LogOptions
) -> tuple[EventLog | None, tuple[Diagnostic, ...]]:
    """Read an event log.

    Args:
        path: A .csv, .tsv, .txt or .xes file, or one of them packed as .gz. What is neither by its
            name is XES where it begins with `<`.
        options: How to read it.

    Returns:
        The log and what is wrong with its lines. None where not one event could be read.

    Raises:
        OSError: The file cannot be opened.
    """
    collected = Collected(path.name)
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream = gzip.GzipFile(fileobj=raw) if packed else raw
        counted = io.BufferedReader(_Counted(stream))
        try:
            start = counted.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
            if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff")):
                read_xes_log(counted, collected, options.time_format, options.zone)
            else:
                read_csv_log(counted, collected, options.columns, options.time_format, options.zone)
        except LogTooLargeError:
            collected.fault(
                FILE_SIZE,
                f"the log has more than {MOST_EVENTS:,} events or {MOST_BYTES:,} bytes",
                1,
                1,
                0,
                "Export a shorter period.",
            )
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            collected.fault(
                UNREADABLE, f"the packed file is broken: {error}", 1, 1, 0, "Fetch it again."
            )
        except RecursionError:
            collected.fault(
                WRONG_SHAPE, "the file is nested too deeply", 1, 1, 0, "Export it again."
            )
    return collected.result()


class _Counted(io.RawIOBase):
    """A stream that ends the reading when it has given too much."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile) -> None:
        super().__init__()
        self._stream = stream
        self._given = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read the next piece.

        Raises:
            LogTooLargeError: More than `MOST_BYTES` were given.
        """
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        self._given += len(piece)
        if self._given > MOST_BYTES:
            raise LogTooLargeError
        return len(piece)
