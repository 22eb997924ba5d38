"""An event log as XES (IEEE 1849), read as a stream.

The file is read with expat, event by event, so its size does not matter; a document type, and
with it every entity, is refused.
"""

from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat
from zoneinfo import ZoneInfo

from procdocs.analysis.event_log import COMPLETE, Event
from procdocs.imports.event_log.collected import Collected
from procdocs.imports.event_log.moments import read_moment
from procdocs.source.rules import BAD_DATE, MISSING_KEY, WRONG_SHAPE

_DEEPEST = 200
_CLASSIFIED = ("concept:name", "Activity", "activity")


class _RefusedError(Exception):
    """The file has a document type, or is nested too deeply."""


@dataclass(slots=True)
class _State:
    collected: Collected
    pattern: str | None
    zone: ZoneInfo | None
    traces: int = 0
    path: list[str] = field(default_factory=list)
    trace: dict[str, str] = field(default_factory=dict)
    event: dict[str, str] = field(default_factory=dict)
    line: int = 1
    waiting: list[tuple[dict[str, str], int]] = field(default_factory=list)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2]
        inside = self.path[-1] if self.path else ""
        key, value = attributes.get("key"), attributes.get("value")
        if bare == "trace":
            self.trace, self.waiting = {}, []
            self.traces += 1
        elif bare == "event" and inside == "trace":
            self.event = {}
        elif inside == "trace" and key is not None and value is not None:
            self.trace[key] = value
        elif inside == "event" and key is not None and value is not None:
            self.event[key] = value
        self.path.append(bare)
        if len(self.path) > _DEEPEST:
            raise _RefusedError(f"its elements are nested more than {_DEEPEST} deep")

    def close(self, line: int) -> None:
        bare = self.path.pop()
        if bare == "event" and self.path and self.path[-1] == "trace":
            self.waiting.append((self.event, line))
        elif bare == "trace":
            # The name of a trace may stand behind its events.
            case = self.trace.get("concept:name") or f"trace {self.traces}"
            for event, at in self.waiting:
                self._add(case, event, at)
            self.waiting = []

    def _add(self, case: str, event: dict[str, str], line: int) -> None:
        activity = next((event[key] for key in _CLASSIFIED if event.get(key)), None)
        if activity is None:
            self.collected.fault(
                MISSING_KEY,
                "the event has no `concept:name`",
                line,
                1,
                0,
                "Every event names its activity.",
            )
            return
        kind = self.collected.kind(event.get("lifecycle:transition"))
        if kind is None:
            return
        written = event.get("time:timestamp", "")
        moment = read_moment(written, self.pattern, self.zone)
        if moment is None:
            self.collected.fault(
                BAD_DATE,
                f"`time:timestamp`: `{written[:60]}` is no moment that can be read",
                line,
                1,
                0,
                "XES has moments such as 2026-03-01T14:30:00.000+01:00.",
            )
            return
        started = None
        if kind == COMPLETE and event.get("start_timestamp"):
            started = read_moment(event["start_timestamp"], self.pattern, self.zone)
        self.collected.add(
            case,
            Event(
                activity.strip(),
                moment,
                kind,
                event.get("org:resource"),
                event.get("concept:instance"),
                started,
            ),
        )


def read_xes_log(
    stream: BinaryIO, collected: Collected, pattern: str | None, zone: ZoneInfo | None
) -> None:
    """Read a XES log.

    Args:
        stream: The bytes of the file, unpacked.
        collected: Takes events and faults.
        pattern: How moments are written; None: as XES has them.
        zone: The zone whose wall clock counts.
    """
    state = _State(collected, pattern, zone)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = state.open
    parser.EndElementHandler = lambda _: state.close(parser.CurrentLineNumber)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        while piece := stream.read(65_536):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        collected.fault(
            WRONG_SHAPE,
            f"the file is no whole XML: {expat.ErrorString(error.code)}",
            error.lineno,
            error.offset + 1,
            0,
            "Export it again, or mend it there.",
        )
    except (_RefusedError, ValueError, LookupError) as error:
        line = parser.CurrentLineNumber
        collected.fault(
            WRONG_SHAPE, f"the file is refused: {error}", line, 1, 0, "Export it again."
        )


def _refuse_doctype(*_: object) -> None:
    raise _RefusedError("a log has no document type or entities")
