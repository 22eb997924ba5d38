"""Escalations gathered by the decision for which work climbs."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.analysis.figures import Escalation, ProcessFigures
from procdocs.checks.context import CheckContext
from procdocs.checks.improvement.price_words import Part
from procdocs.checks.improvement.prices import figured, price_of, step_part
from procdocs.diagnostics import Price
from procdocs.model.process import Process
from procdocs.model.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """All the ways by which work of one role climbs to one decision and comes back."""

    process: Process
    """The process."""
    figures: ProcessFigures
    """Its figures."""
    decision: Step
    """The step whose decision right would end the climb."""
    source: Step
    """The step from which most of it climbs."""
    ways: tuple[Escalation, ...]
    """The single ways, at least one."""

    @property
    def levels(self) -> int:
        """The greatest number of levels climbed."""
        return max(way.levels for way in self.ways)

    @property
    def expected(self) -> float | None:
        """Expected times per item; None where shares are unknown."""
        known = [way.expected for way in self.ways if way.expected is not None]
        return sum(known) if known else None

    def price(self, context: CheckContext, share: float = 1.0) -> Price:
        """Give the work of the activities above, and the waiting before them.

        Args:
            context: The portal.
            share: Part of the climbs that counts.
        """
        parts: list[Part] = []
        for way in self.ways:
            for manager in way.managers if way.expected is not None else ():
                step = self.process.step(manager)
                parts += step_part(context, step, self.figures, times=way.expected, share=share)
        return price_of(context, self.process, self.figures, parts)


def every_climb(context: CheckContext) -> Iterator[Climb]:
    """Give the climbs of all current processes, gathered by decision and role."""
    for process, figures in figured(context):
        gathered: dict[tuple[str, str], list[Escalation]] = {}
        for way in figures.escalations:
            gathered.setdefault((way.decision, way.source_role), []).append(way)
        for (decision_id, _), ways in gathered.items():
            most = max(ways, key=lambda way: way.expected or 0)
            decision, source = process.step(decision_id), process.step(most.source)
            if decision is not None and source is not None:
                yield Climb(
                    process=process,
                    figures=figures,
                    decision=decision,
                    source=source,
                    ways=tuple(ways),
                )
