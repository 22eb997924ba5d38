"""An event log as CSV: one line an event, columns known by their names."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import BinaryIO
from zoneinfo import ZoneInfo

from procdocs.analysis.event_log import COMPLETE, Event, instant
from procdocs.imports.event_log.collected import Collected
from procdocs.imports.event_log.moments import read_moment
from procdocs.source.rules import BAD_DATE, MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE
from procdocs.source.yaml_rules import NOT_TEXT, NOT_UTF8

_NAMES: Mapping[str, tuple[str, ...]] = {
    "case": ("case:concept:name", "case id", "caseid", "case", "case name", "trace", "trace id"),
    "activity": ("concept:name", "activity", "activity name", "event", "task", "event name"),
    "time": (
        "time:timestamp",
        "timestamp",
        "complete timestamp",
        "completion time",
        "complete time",
        "end timestamp",
        "end time",
        "end",
        "time",
        "date",
    ),
    "start": ("start_timestamp", "start timestamp", "start time", "start"),
    "lifecycle": ("lifecycle:transition", "lifecycle", "transition", "event type"),
    "resource": ("org:resource", "resource", "user", "originator", "performer"),
    "instance": ("concept:instance", "instance"),
}
_NEEDED = ("case", "activity", "time")
_DELIMITERS = (",", ";", "\t", "|")
_TOLD = re.compile(r"sep=([,;|\t])\r?\n?\Z", re.IGNORECASE)
"""The line with which Excel is told what stands between columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Names of columns as the reader gave them; None is looked for by its usual names."""

    case: str | None = None
    """The item."""
    activity: str | None = None
    """What was done."""
    time: str | None = None
    """When it was completed."""
    start: str | None = None
    """When it was begun, where a line has both."""
    lifecycle: str | None = None
    """Whether the line is a start or a completion."""
    resource: str | None = None
    """Who did it."""
    instance: str | None = None
    """Which starts and completions belong together."""


def read_csv_log(
    stream: BinaryIO,
    collected: Collected,
    columns: Columns,
    pattern: str | None,
    zone: ZoneInfo | None,
) -> None:
    """Read a CSV log.

    Args:
        stream: The bytes of the file, unpacked.
        collected: Takes events and faults.
        columns: Which columns are meant.
        pattern: How moments are written; None: the usual ways.
        zone: The zone whose wall clock counts.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="strict", newline="")
    try:
        _read(text, collected, columns, pattern, zone)
    except csv.Error as error:
        collected.fault(WRONG_SHAPE, f"the file is no CSV: {error}", 1, 1, 0, "Export it again.")
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        collected.fault(
            NOT_UTF8, f"the byte 0x{byte:02X} is not UTF-8", 1, 1, 0, "Save the log as UTF-8."
        )


def _read(
    text: io.TextIOWrapper,
    collected: Collected,
    columns: Columns,
    pattern: str | None,
    zone: ZoneInfo | None,
) -> None:
    head = text.readline(1_000_000)
    if not head.strip():
        return
    told = _TOLD.match(head)
    if told:
        head = text.readline(1_000_000)
    delimiter = told.group(1) if told else max(_DELIMITERS, key=head.count)
    heads = next(csv.reader([head], delimiter=delimiter))
    places = _find_columns(heads, columns, collected)
    if places is None:
        return
    rows = csv.reader(text, delimiter=delimiter)
    for cells in rows:
        if any(cell.strip() for cell in cells):
            _row(cells, rows.line_num + (2 if told else 1), places, heads, collected, pattern, zone)


def _find_columns(
    heads: list[str], columns: Columns, collected: Collected
) -> dict[str, int] | None:
    folded = [_fold(head) for head in heads]
    places: dict[str, int] = {}
    for field in fields(columns):
        name = field.name
        wanted = getattr(columns, name)
        names = _NAMES[name] if wanted is None else (wanted,)
        found = next((folded.index(_fold(each)) for each in names if _fold(each) in folded), None)
        if found is not None:
            places[name] = found
        elif wanted is not None:
            collected.fault(
                UNKNOWN_KEY,
                f"there is no column `{wanted[:60]}`",
                1,
                1,
                0,
                "The columns are " + ", ".join(f"`{head[:40]}`" for head in heads[:40]) + ".",
            )
        elif name in _NEEDED:
            collected.fault(
                MISSING_KEY,
                f"no column is known to hold the {_WHAT[name]}",
                1,
                1,
                0,
                f"Name it with --{name}; the columns are "
                + ", ".join(f"`{head[:40]}`" for head in heads[:40])
                + ".",
            )
    return None if collected.faults else places


_WHAT = {"case": "case", "activity": "activity", "time": "time"}


def _fold(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name.strip().lower())


def _row(
    cells: list[str],
    line: int,
    places: Mapping[str, int],
    heads: list[str],
    collected: Collected,
    pattern: str | None,
    zone: ZoneInfo | None,
) -> None:
    def cell(name: str) -> str:
        place = places.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    if len(cells) > len(heads) or max(places[name] for name in _NEEDED) >= len(cells):
        collected.fault(
            WRONG_SHAPE,
            f"the line has {len(cells)} columns, the head has {len(heads)}",
            line,
            1,
            0,
            "Quote cells that hold the character between columns.",
        )
        return
    for name in ("case", "activity"):
        if not cell(name):
            column = heads[places[name]]
            mend = "Every event belongs to a case and an activity."
            collected.fault(
                MISSING_KEY, f"`{column}` is empty", line, _column(cells, places[name]), 0, mend
            )
            return
        if "\0" in cell(name):
            collected.fault(
                NOT_TEXT,
                "the line holds a NUL byte, so it is no text",
                line,
                _column(cells, places[name]),
                0,
                "Export the log again.",
            )
            return
    kind = collected.kind(cell("lifecycle"))
    if kind is None:
        return
    moments = {}
    for name in ("time", "start"):
        written = cell(name)
        if not written and name == "start":
            continue
        moments[name] = read_moment(written, pattern, zone)
        if moments[name] is None:
            collected.fault(
                BAD_DATE,
                f"`{heads[places[name]]}`: `{written[:60]}` is no moment that can be read",
                line,
                _column(cells, places[name]),
                min(len(written), 60),
                "Write it as 2026-03-01 14:30:00, or say how it is written with --time-format.",
            )
            return
    moment = moments["time"]
    assert moment is not None
    started = moments.get("start") if kind == COMPLETE else None
    if started is not None and instant(started) > instant(moment):
        collected.fault(
            WRONG_SHAPE,
            f"it ends at {cell('time')[:40]}, before it begins at {cell('start')[:40]}",
            line,
            _column(cells, places["time"]),
            min(len(cell("time")), 60),
            "Put the two right, or leave the line out with --skip-broken.",
        )
        return
    collected.add(
        cell("case"),
        Event(
            cell("activity"),
            moment,
            kind,
            cell("resource") or None,
            cell("instance") or None,
            started,
        ),
    )


def _column(cells: list[str], place: int) -> int:
    """Tell where a cell begins, as far as no quotes come before it."""
    return sum(len(cell) + 1 for cell in cells[:place]) + 1
