"""What became of each element of a file that was brought in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of an element."""

    TAKEN = "taken"
    """It is in the result as it was."""
    SIMPLIFIED = "simplified"
    """It is in the result in another form."""
    LOST = "not expressed"
    """The format has no place for it."""
    ADDED = "added"
    """The format needs it, and the file did not have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line of the report."""

    fate: Fate
    """What became of it."""
    kind: str
    """Kind of the element, as the file names it: `exclusiveGateway`, `lane`, …"""
    id: str
    """Its id in the file; empty where it has none."""
    name: str
    """Its name; empty where it has none."""
    message: str
    """What was done, in one sentence without a full stop."""
    line: int | None = None
    """Its line in the file."""

    def __str__(self) -> str:
        """The line as printed."""
        name = f" “{self.name}”" if self.name else ""
        id_ = f" ({self.id})" if self.id else ""
        where = f", line {self.line}" if self.line else ""
        return f"{self.fate}: {self.kind}{name}{id_}{where}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All remarks about one file."""

    source: str
    """The file."""
    remarks: tuple[Remark, ...]
    """In the order of the file, then what was added."""
    counts: Mapping[str, tuple[int, int]]
    """Of what is counted (`flow nodes`, `sequence flows`, …): in the file, and in the result."""

    def of(self, fate: Fate) -> tuple[Remark, ...]:
        """Give the remarks of one fate."""
        return tuple(remark for remark in self.remarks if remark.fate is fate)

    def summary(self) -> str:
        """Say how much there was and what became of it, on two lines."""
        fates = Counter(remark.fate for remark in self.remarks)
        shown = ", ".join(f"{fates[fate]} {fate}" for fate in Fate if fates[fate])
        counted = ", ".join(
            f"{kind} {here} → {there}" for kind, (here, there) in self.counts.items()
        )
        return f"{self.source}: {shown or 'nothing in it'}\n  {counted}"


def render_report(reports: Iterable[Report], *, whole: bool) -> str:
    """Write reports as text.

    Args:
        reports: One for each file.
        whole: Whether to list what was taken as it was.
    """
    lines = []
    for report in reports:
        lines.append(report.summary())
        lines += [
            f"  {remark}" for remark in report.remarks if whole or remark.fate is not Fate.TAKEN
        ]
    return "\n".join(lines) + "\n"
