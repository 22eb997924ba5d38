"""The figures of two states side by side, and what the change gives a year."""

from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures

METRICS: tuple[tuple[str, str, str], ...] = (
    ("cycle_time_minutes", "minutes", "lower"),
    ("theoretical_cycle_time_minutes", "minutes", "lower"),
    ("labour_minutes", "minutes", "lower"),
    ("va_minutes", "minutes", "none"),
    ("bva_minutes", "minutes", "lower"),
    ("nva_minutes", "minutes", "lower"),
    ("unjudged_minutes", "minutes", "none"),
    ("rework_minutes", "minutes", "lower"),
    ("wait_minutes", "minutes", "lower"),
    ("cycle_time_efficiency", "share", "higher"),
    ("activity_ratio", "share", "higher"),
    ("process_cycle_efficiency", "share", "higher"),
    ("rolled_complete_accurate", "share", "higher"),
    ("handoffs_expected", "count", "lower"),
    ("unit_handoffs_expected", "count", "lower"),
    ("system_contacts_expected", "count", "none"),
    ("outside_contacts_expected", "count", "none"),
    ("cost_per_item", "money", "lower"),
    ("activities", "count", "none"),
    ("items_inside", "count", "lower"),
)
"""Name in `ProcessFigures`, unit, and which direction is better (`lower`, `higher`, `none`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChange:
    """One figure before and after."""

    name: str
    """Its name in `ProcessFigures`."""
    unit: str
    """`minutes`, `seconds`, `days`, `share` (0..1), `count` or `money` (the portal's currency)."""
    better: str
    """`lower`, `higher` or `none`."""
    before: float | None
    """As it is; None: it cannot be had."""
    after: float | None
    """As it shall be."""
    annual: float | None
    """Change a year: hours of a time per item, money of a cost; None of other figures, and where
    the volume is unknown. Negative is less."""

    @property
    def difference(self) -> float | None:
        """After − before; None where one is unknown."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def moves(self) -> bool:
        """Whether it changes, or becomes known or unknown."""
        change = self.difference
        if change is None:
            return (self.before is None) != (self.after is None)
        return abs(change) > 1e-9 * max(1.0, abs(self.before or 0.0))

    @property
    def improves(self) -> bool | None:
        """Whether the change is for the better; None where it is neither or unknown."""
        change = self.difference
        if change is None or abs(change) < 1e-9 or self.better == "none":
            return None
        return (change < 0) == (self.better == "lower")


def compare_metrics(before: ProcessFigures, after: ProcessFigures) -> tuple[MetricChange, ...]:
    """Put the figures of two states side by side.

    Returns:
        In the order of `METRICS`.
    """
    items = after.items_per_year if after.items_per_year is not None else before.items_per_year
    found = []
    for name, unit, better in METRICS:
        old, new = getattr(before, name), getattr(after, name)
        annual = None
        if items is not None and old is not None and new is not None:
            annual = {"minutes": (new - old) * items / 60.0, "money": (new - old) * items}.get(unit)
        found.append(
            MetricChange(name=name, unit=unit, better=better, before=old, after=new, annual=annual)
        )
    return tuple(found)
