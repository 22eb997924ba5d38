"""Which steps a to-be keeps, changes, adds, drops and replaces."""

from dataclasses import dataclass

from procdocs.analysis.facts import SAME, FactChange, Renames, compare_facts, step_facts
from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.model.process import Process
from procdocs.model.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChange:
    """What becomes of a step."""

    kind: str
    """`kept`, `changed`, `added`, `removed` or `replaced` (by a step that names it)."""
    before: tuple[str, ...]
    """Steps of the as-is; several where one step takes the place of several."""
    after: str | None
    """Step of the to-be; None where it is removed."""
    changes: tuple[FactChange, ...]
    """What changes; of a replaced step against the first that it replaces, empty of added and
    removed steps."""
    labour_minutes: float | None
    """Change of the expected work per item; negative is less."""
    wait_minutes: float | None
    """Change of the expected waiting per item."""


def match_steps(
    before: Process, after: Process, renames: Renames = SAME
) -> dict[str, tuple[str, ...]]:
    """Match the steps of two states: for each of the to-be those whose place it takes.

    Args:
        before: The as-is.
        after: The to-be.
        renames: Steps whose ids were changed.

    Returns:
        By step of the to-be; the step of the same id first, then those that it replaces.
    """
    old = {renames.step(after.id, step.id): step.id for step in before.steps}
    known = set(old.values())
    return {
        step.id: tuple(
            dict.fromkeys(
                name for name in (old.get(step.id), *step.replaces) if name and name in known
            )
        )
        for step in after.steps
    }


def variant_renames(before: Process, after: Process) -> Renames:
    """Tell that a variant speaks of its own steps where its base speaks of its own."""
    return Renames(objects={("process", before.id): after.id})


def compare_steps(
    before: Process,
    after: Process,
    figures_before: ProcessFigures,
    figures_after: ProcessFigures,
    renames: Renames = SAME,
) -> tuple[StepChange, ...]:
    """Compare all steps of two states.

    Args:
        before: The as-is.
        after: The to-be.
        figures_before: Its figures.
        figures_after: Its figures.
        renames: Newer ids of steps and of other objects, where they were changed.

    Returns:
        In order of the to-be; a removed step follows the one behind which it stood.
    """
    matched = match_steps(before, after, renames)
    found = [
        _compare(before, after, matched[step.id], step, figures_before, figures_after, renames)
        for step in after.steps
    ]
    taken = {name for names in matched.values() for name in names}
    order = [step.id for step in before.steps]
    for place, name in enumerate(order):
        if name in taken:
            continue
        gone = StepChange(
            kind="removed",
            before=(name,),
            after=None,
            changes=(),
            labour_minutes=_change(figures_before, (name,), figures_after, None, "labour"),
            wait_minutes=_change(figures_before, (name,), figures_after, None, "wait"),
        )
        earlier = set(order[:place])
        behind = [number for number, change in enumerate(found) if earlier & set(change.before)]
        found.insert(behind[-1] + 1 if behind else 0, gone)
    return tuple(found)


def _compare(
    before: Process,
    after: Process,
    sources: tuple[str, ...],
    step: Step,
    figures_before: ProcessFigures,
    figures_after: ProcessFigures,
    renames: Renames,
) -> StepChange:
    changes: tuple[FactChange, ...] = ()
    first = before.step(sources[0]) if sources else None
    if first is not None:
        same = before.id == after.id
        changes = compare_facts(
            step_facts(before, first, renames), step_facts(after, step), translations=same
        )
        # What a step of a variant replaces is told by the steps themselves.
        changes = tuple(change for change in changes if same or change.key != "replaces")
    if not sources:
        kind = "added"
    elif len(sources) > 1 or sources[0] in step.replaces:
        kind = "replaced"
    else:
        kind = "changed" if changes else "kept"
    return StepChange(
        kind=kind,
        before=sources,
        after=step.id,
        changes=changes,
        labour_minutes=_change(figures_before, sources, figures_after, step.id, "labour"),
        wait_minutes=_change(figures_before, sources, figures_after, step.id, "wait"),
    )


def _change(
    figures_before: ProcessFigures,
    sources: tuple[str, ...],
    figures_after: ProcessFigures,
    target: str | None,
    what: str,
) -> float | None:
    """Find the change per item; None where a part is unknown."""
    old = [_read(figures_before.steps.get(name), what) for name in sources]
    new = [] if target is None else [_read(figures_after.steps.get(target), what)]
    if None in old or None in new:
        return None
    return sum(value or 0.0 for value in new) - sum(value or 0.0 for value in old)


def _read(step: StepFigures | None, what: str) -> float | None:
    if step is None:
        return None
    if step.lead_minutes is None and step.visits is not None:
        # A gateway takes no time; an activity of which none is known is unknown.
        return None if step.basis is not None else 0.0
    return step.labour_minutes if what == "labour" else step.total_wait_minutes
