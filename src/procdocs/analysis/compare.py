"""As-is against to-be: which steps change, who answers for what, and what each figure becomes."""

from dataclasses import dataclass

from procdocs.analysis.compare_metrics import MetricChange, compare_metrics
from procdocs.analysis.compare_steps import StepChange, compare_steps, match_steps
from procdocs.analysis.figures import ProcessFigures
from procdocs.model.portal import Portal
from procdocs.model.process import Process


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciChange:
    """A role whose letters at an activity change."""

    before_row: str | None
    """Activity of the as-is; None where it is new."""
    after_row: str | None
    """Activity of the to-be; None where it goes."""
    role: str
    """Id of the role."""
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
) -> Comparison:
    """Compare two states of a process.

    Steps are matched by id, and by `replaces` of the to-be. The yearly change counts with the
    volume of the to-be, or where it has none with that of the as-is.
    """
    return Comparison(
        before=before.id,
        after=after.id,
        steps=compare_steps(before, after, figures_before, figures_after),
        raci=_compare_raci(before, after),
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


def _compare_raci(before: Process, after: Process) -> tuple[RaciChange, ...]:
    matched = match_steps(before, after)
    old_rows = {row.id: row for row in before.raci.rows}
    pairs: list[tuple[tuple[str, ...], str | None]] = []
    covered: set[str] = set()
    for row in after.raci.rows:
        sources = matched.get(row.id, (row.id,) if row.id in old_rows else ())
        known = tuple(source for source in sources if source in old_rows)
        covered.update(known)
        pairs.append((known, row.id))
    pairs += [((row,), None) for row in old_rows if row not in covered]
    changes: list[RaciChange] = []
    for sources, target in pairs:
        new_row = after.raci.row(target) if target is not None else None
        roles = dict.fromkeys(
            cell.role
            for row in (*(old_rows[source] for source in sources), new_row)
            if row is not None
            for cell in row.assignments
        )
        for role in roles:
            old = tuple(
                dict.fromkeys(
                    letter for source in sources for letter in old_rows[source].letters(role)
                )
            )
            new = new_row.letters(role) if new_row is not None else ()
            if set(old) != set(new):
                changes.append(
                    RaciChange(
                        before_row=sources[0] if sources else None,
                        after_row=target,
                        role=role,
                        before=old,
                        after=new,
                    )
                )
    return tuple(changes)
