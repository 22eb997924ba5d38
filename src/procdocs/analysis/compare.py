"""As-is against to-be: which steps change, who answers for what, and what each figure becomes."""

from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.compare_metrics import MetricChange, compare_metrics
from procdocs.analysis.compare_steps import (
    StepChange,
    compare_steps,
    match_steps,
    variant_renames,
)
from procdocs.analysis.facts import SAME, Renames
from procdocs.analysis.figures import ProcessFigures
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import RaciMatrix, RaciRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciChange:
    """A role whose letters at an activity change."""

    before_row: str | None
    """Activity of the as-is; None where it is new."""
    after_row: str | None
    """Activity of the to-be; None where it goes."""
    role: str
    """Id of the role, the newer one where it was changed."""
    before: tuple[str, ...]
    """Its letters as they are."""
    after: tuple[str, ...]
    """Its letters as they shall be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A to-be process beside its as-is."""

    before: str
    """Id of the as-is."""
    after: str
    """Id of the to-be."""
    steps: tuple[StepChange, ...]
    """Every step of both: in order of the to-be, a removed one where it stood."""
    raci: tuple[RaciChange, ...]
    """Letters that change, in order of the activities of the to-be, then of those removed."""
    metrics: tuple[MetricChange, ...]
    """Every figure before and after, also those that stay."""

    @property
    def differs(self) -> bool:
        """Whether a step, a letter or a figure changes."""
        return bool(self.changed_steps or self.raci or any(metric.moves for metric in self.metrics))

    @property
    def changed_steps(self) -> tuple[StepChange, ...]:
        """The steps that do not stay as they are."""
        return tuple(step for step in self.steps if step.kind != "kept")

    def metric(self, name: str) -> MetricChange | None:
        """Find a figure by its name, such as `cycle_time_minutes`."""
        return next((metric for metric in self.metrics if metric.name == name), None)


def compare_processes(
    before: Process,
    after: Process,
    figures_before: ProcessFigures,
    figures_after: ProcessFigures,
    renames: Renames | None = None,
) -> Comparison:
    """Compare two states of a process.

    Steps are matched by id, and by `replaces` of the to-be. The yearly change counts with the
    volume of the to-be, or where it has none with that of the as-is.

    Args:
        before: The as-is, or the older state.
        after: The to-be, or the newer state.
        figures_before: Figures of the one.
        figures_after: Figures of the other.
        renames: Ids that were changed between two states of a portal; None: both are in one.
    """
    if renames is None:
        renames = variant_renames(before, after)
    return Comparison(
        before=before.id,
        after=after.id,
        steps=compare_steps(before, after, figures_before, figures_after, renames),
        raci=compare_matrices(
            before.raci, after.raci, match_steps(before, after, renames), renames
        ),
        metrics=compare_metrics(figures_before, figures_after),
    )


def compare_variants(portal: Portal, figures: dict[str, ProcessFigures]) -> dict[str, Comparison]:
    """Compare every to-be with its as-is.

    Returns:
        By id of the to-be, in the portal's order.
    """
    found = {}
    for process in portal.processes.values():
        base = portal.processes.get(process.variant_of.id) if process.variant_of else None
        if base is not None and base.id != process.id:
            found[process.id] = compare_processes(
                base, process, figures[base.id], figures[process.id]
            )
    return found


def compare_matrices(
    before: RaciMatrix,
    after: RaciMatrix,
    matched: Mapping[str, tuple[str, ...]],
    renames: Renames,
) -> tuple[RaciChange, ...]:
    """Find the letters that change.

    Args:
        before: The older matrix.
        after: The newer one.
        matched: By row of the newer one the rows whose place it takes; left out: that of its id.
        renames: Roles whose ids were changed.
    """
    old_rows = {row.id: row for row in before.rows}
    pairs: list[tuple[tuple[str, ...], str | None]] = []
    covered: set[str] = set()
    for row in after.rows:
        sources = matched.get(row.id, (row.id,) if row.id in old_rows else ())
        known = tuple(source for source in sources if source in old_rows)
        covered.update(known)
        pairs.append((known, row.id))
    pairs += [((row,), None) for row in old_rows if row not in covered]
    changes: list[RaciChange] = []
    for sources, target in pairs:
        new_row = after.row(target) if target is not None else None
        old = _letters([old_rows[source] for source in sources], renames)
        new = _letters([new_row] if new_row else [], SAME)
        for role in dict.fromkeys((*old, *new)):
            if set(old.get(role, ())) != set(new.get(role, ())):
                changes.append(
                    RaciChange(
                        before_row=sources[0] if sources else None,
                        after_row=target,
                        role=role,
                        before=tuple(old.get(role, ())),
                        after=tuple(new.get(role, ())),
                    )
                )
    return tuple(changes)


def _letters(rows: list[RaciRow], renames: Renames) -> dict[str, dict[str, None]]:
    """Give the letters of each role in some rows, by its newer id."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for cell in row.assignments:
            found.setdefault(renames.of("role", cell.role).id, {})[cell.letter] = None
    return found
