"""Events while a log is read, and the faults of its lines."""

from dataclasses import dataclass, field

from procdocs.analysis.event_log import COMPLETE, START, Event, EventLog, make_log
from procdocs.diagnostics import Diagnostic, Rule, Span, finding
from procdocs.source.rules import MISSING_KEY, WRONG_SHAPE

MOST_EVENTS = 5_000_000
"""More events than this are not read; they would not fit in the memory of a small machine."""
_MOST_FAULTS = 20


class LogTooLargeError(Exception):
    """The log has more events than are read."""


@dataclass(slots=True)
class Collected:
    """What was read so far."""

    file: str
    """The file's name in findings."""
    cases: dict[str, list[Event]] = field(default_factory=dict)
    """Events by case."""
    ignored: dict[str, int] = field(default_factory=dict)
    """Events that are neither starts nor completions, by kind."""
    faults: list[Diagnostic] = field(default_factory=list)
    """The first faults."""
    faulty: int = 0
    """How many faults there are."""
    events: int = 0
    """How many events were taken."""

    def add(self, case: str, event: Event) -> None:
        """Take an event.

        Raises:
            LogTooLargeError: There are too many.
        """
        self.events += 1
        if self.events > MOST_EVENTS:
            raise LogTooLargeError
        self.cases.setdefault(case, []).append(event)

    def kind(self, lifecycle: str | None) -> str | None:
        """Tell whether a transition is a start or a completion; None: neither, and counted."""
        folded = (lifecycle or "complete").strip().lower()
        if folded in ("", "complete", "completed", "end", "ended", "finish", "finished", "closed"):
            return COMPLETE
        if folded in ("start", "started", "begin", "begun"):
            return START
        self.ignored[folded[:40]] = self.ignored.get(folded[:40], 0) + 1
        return None

    def fault(
        self, rule: Rule, message: str, line: int, column: int, width: int, mend: str
    ) -> None:
        """Report a fault; only the first few are kept."""
        self.faulty += 1
        if len(self.faults) < _MOST_FAULTS:
            span = Span(
                file=self.file, line=line, column=column, end_line=line, end_column=column + width
            )
            self.faults.append(finding(rule, message, span, help=mend))

    def result(self) -> tuple[EventLog | None, tuple[Diagnostic, ...]]:
        """Give the log and all faults; None where there is not one event."""
        faults = list(self.faults)
        if self.faulty > len(faults):
            more = self.faulty - len(faults)
            faults.append(
                finding(
                    WRONG_SHAPE,
                    f"{more} more lines are faulty",
                    Span.of_file(self.file),
                    help="Mend those above first; they are often of one kind.",
                )
            )
        if not self.cases and not faults:
            faults.append(
                finding(
                    MISSING_KEY,
                    "the log has no event",
                    Span.of_file(self.file),
                    help="Export it again, with one line for each event.",
                )
            )
        made = make_log(self.file, self.cases, self.ignored) if self.cases else None
        return made, tuple(faults)
