"""What is computed of one process: its figures, those of its steps, and what they leave out.

Every number carries its unit in its name. A figure that cannot be had is None, never 0: shares
that are unknown, a loop without a way out, a total of which no part was measured. A total with
some parts unmeasured leaves them out, and `unmeasured_steps` names them.

Minutes are minutes of working time (see `procdocs.model.quantities`). Figures are per item unless
the name says `annual`.
"""

from dataclasses import dataclass
from enum import StrEnum

from procdocs.model.quantities import Basis, Money
from procdocs.model.steps import ValueClass


class Method(StrEnum):
    """How the cycle time was found."""

    EXACT = "exact"
    """A chain, or parallel parts without choice, loop or range inside."""
    FLOW_ANALYSIS = "flow-analysis"
    """By blocks, the longest of the branches' expectations; the true mean is no shorter."""
    SIMULATED = "simulated"
    """Parallel parts that are no blocks: token by token, with a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedTime:
    """Cycle time by simulation."""

    mean: float
    """Mean in minutes."""
    low: float
    """Lower end of the 95 % interval of the mean, in minutes."""
    high: float
    """Upper end of the 95 % interval of the mean, in minutes."""
    p50: float
    """Half of the items take no longer, in minutes."""
    p90: float
    """Nine of ten items take no longer, in minutes."""
    runs: int
    """Items simulated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFigures:
    """Figures of one step of the company; steps of outside parties have none.

    The times per visit include `repeat` and what interrupting boundary events cut off, so that
    visits × minutes is the step's part of a total.
    """

    step: str
    """Id of the step."""
    visits: float | None
    """Expected visits per item; None where shares are unknown."""
    reached: float | None
    """Probability that an item visits it at least once."""
    process_minutes: float | None
    """Work (PT) per visit; of a subprocess the labour of its process."""
    wait_minutes: float | None
    """Waiting (WT) per visit."""
    lead_minutes: float | None
    """Lead time per visit; of a subprocess the cycle time of its process. A time that says only
    its work or only its wait counts with what it says."""
    measured: bool
    """Whether work and lead time are both known."""
    value: ValueClass | None
    """Its class as authored."""
    basis: Basis | None
    """Basis of its time; the weakest of its process where it is a subprocess."""
    labour_minutes: float | None
    """Expected work per item: visits × work."""
    total_wait_minutes: float | None
    """Expected waiting per item: visits × wait."""
    rework_minutes: float | None
    """Part of `labour_minutes` in visits beyond the first."""
    cost: float | None
    """Expected cost per item in the portal's currency; 0 of a system, None where the rate is
    unknown."""
    slack_minutes: float | None
    """How much longer it may take without lengthening the cycle time; None in a flow without
    parallel parts, and of a step off the likely path of a flow that is no block."""

    @property
    def rework_visits(self) -> float | None:
        """Expected visits beyond the first."""
        if self.visits is None or self.reached is None:
            return None
        return max(0.0, self.visits - self.reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """Work that passes from one activity to the next, gateways and events looked through."""

    source: str
    """Id of the activity that hands on."""
    target: str
    """Id of the activity that takes over."""
    source_role: str
    """Role of the first."""
    target_role: str
    """Role of the second."""
    expected: float | None
    """Expected times per item; None where shares are unknown."""
    crosses_units: bool
    """Whether the two roles belong to different units; False where a unit is unknown."""
    with_system: bool
    """Whether one of the two is a role of kind system: a contact, no hand-off."""
    by_event: bool
    """Whether a boundary event hands over to its handler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PingPong:
    """Work that goes from a role to another and straight back."""

    steps: tuple[str, str, str]
    """The three consecutive activities."""
    roles: tuple[str, str]
    """The role that sends and gets back, and the one between."""
    expected: float | None
    """Expected times per item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Work that climbs `reports_to` to a manager and comes back down (an "M")."""

    source: str
    """Id of the activity from which it climbs."""
    managers: tuple[str, ...]
    """Activities above, in order."""
    back: str
    """The activity where it is down again."""
    source_role: str
    """Who passes it up."""
    top_role: str
    """The highest role it reaches."""
    levels: int
    """Levels of `reports_to` from the source role to the highest role above it."""
    crosses: bool
    """Whether it crosses to another line of command on its way."""
    minutes: float | None
    """Lead time of the activities above, once through."""
    expected: float | None
    """Expected times per item that it climbs and comes back."""
    decision: str
    """Id of the activity above whose decision right, held by the source role, would end it."""
    limit: Money | None
    """The limit written at that decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReworkLoop:
    """A way back in the flow."""

    source: str
    """Id of the step from which it goes back."""
    target: str
    """Id of the step that is done again."""
    share: float | None
    """Part of the source's visits that go back."""
    expected: float | None
    """Expected times per item."""
    steps: tuple[str, ...]
    """Activities that lie on the loop, in authored order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPath:
    """The way of greatest probability from start to end; every branch of a fork belongs to it."""

    steps: tuple[str, ...]
    """Ids of all its steps, gateways and events too, in order of the flow."""
    activities: tuple[str, ...]
    """Those that are activities."""
    probability: float
    """Product of the shares along it."""
    rolled_complete_accurate: float | None
    """Product of the %C&A of its activities that have one; None where none has."""
    complete_accurate_steps: int
    """Activities with a %C&A (k of k of n)."""
    handoffs: int
    """Hand-offs along it."""
    unit_handoffs: int
    """Those between units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessFigures:
    """Figures of a process, per item unless said otherwise."""

    process: str
    """Id of the process."""
    method: Method | None
    """How the cycle time was found; None where shares are unknown or a loop has no way out."""
    reason: str | None
    """Why figures are missing, in a sentence without a full stop; None where they are not."""
    missing_shares: tuple[str, ...]
    """Ids of the steps whose shares are unknown (starts, decisions, inclusive splits)."""
    left_out_events: tuple[str, ...]
    """Ids of the steps with a boundary event of unknown share, which the figures leave out."""
    steps: dict[str, StepFigures]
    """Figures of the company's steps in order of the flow; implied start and end too."""
    activities: int
    """How many activities there are (n of "k of n")."""
    unmeasured_steps: tuple[str, ...]
    """Activities without a whole time, in authored order; totals leave out what is unknown."""
    unjudged_steps: tuple[str, ...]
    """Activities without a value class, in authored order."""
    uncosted_steps: tuple[str, ...]
    """Activities with work but without a known cost rate; the cost leaves them out."""
    basis: Basis | None
    """The weakest basis among the times that are known."""
    labour_minutes: float | None
    """Labour content: Σ visits × PT."""
    va_minutes: float | None
    """Part of the labour that adds value, first visits only."""
    bva_minutes: float | None
    """Part needed by the business, first visits only."""
    nva_minutes: float | None
    """Waste, and every visit beyond the first whatever the class."""
    unjudged_minutes: float | None
    """First visits of steps without a class. The four add up to the labour."""
    rework_minutes: float | None
    """Part of `nva_minutes` that is visits beyond the first."""
    wait_minutes: float | None
    """Σ visits × WT."""
    lead_sum_minutes: float | None
    """Σ visits × LT; more than the cycle time where work is done in parallel."""
    cycle_time_minutes: float | None
    """Expected lead time through the flow."""
    cycle_time_simulated: SimulatedTime | None
    """Where a parallel part holds a choice, loop or range, or is no block, or a wait is a range."""
    theoretical_cycle_time_minutes: float | None
    """The same recursion over PT alone."""
    va_time_minutes: float | None
    """VA time by the same recursion, of the branches that set the cycle time."""
    cycle_time_efficiency: float | None
    """Theoretical cycle time ÷ cycle time."""
    activity_ratio: float | None
    """Σ PT ÷ Σ LT along the expected path."""
    process_cycle_efficiency: float | None
    """VA time ÷ cycle time; None where no step is judged."""
    cost_per_item: float | None
    """Σ visits × PT × cost rate, in the portal's currency; None where no rate is known."""
    likely_path: LikelyPath | None
    """The most likely path; None where shares are unknown."""
    handoffs: tuple[Handoff, ...]
    """Every hand-off and every contact with a system, in order of the flow."""
    handoffs_expected: float | None
    """Expected hand-offs between roles."""
    unit_handoffs_expected: float | None
    """Those between units."""
    system_contacts_expected: float | None
    """Expected passings to and from roles of kind system."""
    outside_contacts_expected: float | None
    """Expected messages to and from outside parties."""
    ping_pongs: tuple[PingPong, ...]
    """A → B → A."""
    escalations: tuple[Escalation, ...]
    """Up and down again."""
    rework_loops: tuple[ReworkLoop, ...]
    """Ways back."""
    critical_path: tuple[str, ...]
    """Activities without slack in order of the flow; empty in a flow without parallel parts."""
    items_per_year: float | None
    """Volume a year; of an embedded sub-process without one: what its parent sends there."""
    volume_derived: bool
    """Whether `items_per_year` comes from the parent."""
    annual_labour_hours: float | None
    """Labour content × items a year."""
    annual_wait_hours: float | None
    """Waiting × items a year."""
    annual_cost: float | None
    """Cost per item × items a year, in the portal's currency."""
    takt_minutes: float | None
    """Working minutes of a year ÷ items a year."""
    items_inside: float | None
    """Little's law: rate × cycle time, over the working hours of a year."""

    @property
    def measured_steps(self) -> int:
        """Activities with a whole time (k of "k of n")."""
        return self.activities - len(self.unmeasured_steps)

    @property
    def judged_steps(self) -> int:
        """Activities with a value class."""
        return self.activities - len(self.unjudged_steps)

    @property
    def rolled_complete_accurate(self) -> float | None:
        """Rolled %C&A along the most likely path; see `LikelyPath` for k of n."""
        return self.likely_path.rolled_complete_accurate if self.likely_path else None
