"""What is computed over processes: value streams, priorities, loads, and the whole of it.

Figures that cannot be had are None, never 0.
"""

from dataclasses import dataclass

from procdocs.model.places import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFigures:
    """Figures of one stage of a value stream."""

    id: str
    """Id of the stage."""
    name: Text | None
    """Its name; that of its process where it has none."""
    process: str | None
    """Id of the process that is this stage."""
    inventory_pieces: float | None
    """Stock before it, all streams of pieces summed."""
    inventory_days: float | None
    """Stock before it in days of demand; None where nothing is written or the demand is unknown."""
    wait_days: float | None
    """Waiting before it in days, apart from stock; None where nothing is written."""
    cycle_seconds: float | None
    """Time per piece; of a process its theoretical cycle time; of parallel chains the sum along
    the longest."""
    lead_days: float | None
    """What the stage adds to the ladder: stock, waiting and its own time; None: nothing known."""
    lead_seconds: float | None
    """The same in seconds of the stage's own working time."""
    va_seconds: float | None
    """Part of its time that adds value; None where nothing is judged."""
    capacity_per_shift: float | None
    """Pieces a shift: available ÷ cycle time × uptime. None of a process."""
    bottleneck: bool | None
    """Whether the capacity is below the demand per shift; None where one is unknown."""
    complete_accurate: float | None
    """%C&A; rolled where the stage is a process."""
    chains: tuple[tuple["StageFigures", ...], ...]
    """Parallel chains."""
    determining: int | None
    """Index of the longest of the chains, the one that the ladder takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFigures:
    """Figures of a value stream."""

    stream: str
    """Id of the stream."""
    demand_per_day: float | None
    """Pieces a working day."""
    demand_per_shift: float | None
    """Pieces a shift."""
    available_seconds_per_shift: float
    """Shift less breaks; without `working_time` a day of portal.calendar is one shift."""
    available_seconds_per_day: float
    """Of all shifts."""
    takt_seconds: float | None
    """Available time ÷ demand."""
    stages: tuple[StageFigures, ...]
    """From first to last."""
    lead_time_days: float | None
    """Stock, waiting and work of all stages, the longest of parallel chains."""
    lead_time_seconds: float | None
    """The same in working time, each stage by its own length of a day."""
    processing_seconds: float | None
    """Sum of the times per piece along the ladder."""
    va_seconds: float | None
    """Part that adds value; None where no stage is judged."""
    processing_ratio: float | None
    """Processing ÷ lead time, on working time."""
    processing_ratio_clock: float | None
    """Processing ÷ lead time, on days of 24 hours."""
    process_cycle_efficiency: float | None
    """VA time ÷ lead time, on working time."""
    bottlenecks: tuple[str, ...]
    """Ids of the stages that cannot meet the demand."""
    rolled_complete_accurate: float | None
    """Product of the %C&A that are known."""
    complete_accurate_stages: int
    """Stages with a %C&A."""
    unmeasured_stages: tuple[str, ...]
    """Stages without any time or stock; the totals leave them out."""
    pieces_inside: float | None
    """Little's law: demand a day × lead time in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPriority:
    """Importance and performance of a process (Hardaker & Ward 1987)."""

    process: str
    """Id of the process."""
    importance: float | None
    """0..5; None where no success factor is scored."""
    performance: float | None
    """0..5; None where nothing tells it."""
    performance_stated: bool
    """True where it was written, False where it comes from KPIs."""
    factors: int
    """How many success factors it touches (scored above 0)."""
    scored: bool
    """False: it has no score at all and is listed, not placed."""
    key: bool
    """Important and performing poorly, by the limits of portal.yml."""
    kpi_scores: tuple[tuple[str, float], ...]
    """KPI and its score 0..5, of those with target and actual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPart:
    """The work of a role in one process."""

    process: str
    """Id of the process."""
    hours: float
    """Hours a year."""
    steps: tuple[str, ...]
    """The role's activities there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLoad:
    """Work of a role against its capacity, over the current processes."""

    role: str
    """Id of the role."""
    hours: float | None
    """Hours a year of the work that is known; None where none is."""
    capacity_hours: float | None
    """Full-time equivalents × working hours of a year."""
    parts: tuple[LoadPart, ...]
    """By process, in order of the landscape."""
    unknown_processes: tuple[str, ...]
    """Processes where the role works but volume, shares or times are unknown."""
    letters: tuple[tuple[str, int], ...]
    """How many activities it holds each letter in, implied ones too."""

    @property
    def utilisation(self) -> float | None:
        """Hours ÷ capacity."""
        if self.hours is None or not self.capacity_hours:
            return None
        return self.hours / self.capacity_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Which parts of its documentation a process has."""

    process: str
    """Id of the process."""
    present: tuple[str, ...]
    """Names of the parts that are there; see `procdocs.analysis.completeness.PARTS`."""
    missing: tuple[str, ...]
    """Names of the parts that are not."""
    measured: int
    """Activities with a whole time."""
    judged: int
    """Activities with a value class."""
    activities: int
    """Activities."""

    @property
    def share(self) -> float:
        """Part of what is asked that is there, 0..1."""
        total = len(self.present) + len(self.missing)
        return len(self.present) / total if total else 0.0
