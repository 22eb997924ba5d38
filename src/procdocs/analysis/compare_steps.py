"""Which steps a to-be keeps, changes, adds, drops and replaces."""

from collections.abc import Callable
from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.analysis.step_times import minutes
from procdocs.model.process import Process
from procdocs.model.steps import Item, Step

FieldValue = str | float | tuple[str, ...] | None
"""A plain value to show: text, number, list of ids or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A key of a step whose value changes."""

    name: str
    """The key, such as `role`; times are `process_minutes`, `wait_minutes`, `lead_minutes`."""
    before: FieldValue
    """As it is."""
    after: FieldValue
    """As it shall be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChange:
    """What becomes of a step."""

    kind: str
    """`kept`, `changed`, `added`, `removed` or `replaced` (by a step that names it)."""
    before: tuple[str, ...]
    """Steps of the as-is; several where one step takes the place of several."""
    after: str | None
    """Step of the to-be; None where it is removed."""
    changes: tuple[FieldChange, ...]
    """What changes; empty of added, removed and replaced steps."""
    labour_minutes: float | None
    """Change of the expected work per item; negative is less."""
    wait_minutes: float | None
    """Change of the expected waiting per item."""


_FIELDS: tuple[tuple[str, Callable[[Step], FieldValue]], ...] = (
    ("name", lambda step: None if step.name is None else str(step.name)),
    ("type", lambda step: step.type.value),
    ("kind", lambda step: step.kind),
    ("role", lambda step: step.role.id if step.role else step.party),
    ("system", lambda step: tuple(ref.id for ref in step.systems)),
    ("inputs", lambda step: _items(step.inputs)),
    ("outputs", lambda step: _items(step.outputs)),
    ("process_minutes", lambda step: _time(step, "process")),
    ("wait_minutes", lambda step: _time(step, "wait")),
    ("lead_minutes", lambda step: _time(step, "lead")),
    ("complete_accurate", lambda step: step.complete_accurate),
    ("value", lambda step: step.value.value if step.value else None),
    ("waste", lambda step: step.waste),
    ("automation", lambda step: step.automation),
    ("authority", lambda step: _authority(step)),
    ("policies", lambda step: tuple(str(ref) for ref in step.policies)),
    ("controls", lambda step: tuple(ref.id for ref in step.controls)),
    ("branches", lambda step: _branches(step)),
    ("next", lambda step: tuple(ref.id for ref in step.next)),
    ("events", lambda step: _events(step)),
    ("repeat", lambda step: step.repeat.times if step.repeat else None),
    ("process", lambda step: step.process.id if step.process else None),
    ("instructions", lambda step: str(step.instructions) if step.instructions else None),
)


def match_steps(before: Process, after: Process) -> dict[str, tuple[str, ...]]:
    """Match the steps of two states: for each of the to-be those whose place it takes.

    Returns:
        By step of the to-be; the step of the same id first, then those that it replaces.
    """
    old = {step.id for step in before.steps}
    return {
        step.id: tuple(dict.fromkeys(name for name in (step.id, *step.replaces) if name in old))
        for step in after.steps
    }


def compare_steps(
    before: Process,
    after: Process,
    figures_before: ProcessFigures,
    figures_after: ProcessFigures,
) -> tuple[StepChange, ...]:
    """Compare all steps of two states.

    Returns:
        In order of the to-be; a removed step follows the one behind which it stood.
    """
    matched = match_steps(before, after)
    old = {step.id: step for step in before.steps}
    found = [
        _compare(old, matched[step.id], step, figures_before, figures_after) for step in after.steps
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
    old: dict[str, Step],
    sources: tuple[str, ...],
    step: Step,
    figures_before: ProcessFigures,
    figures_after: ProcessFigures,
) -> StepChange:
    changes: tuple[FieldChange, ...] = ()
    if not sources:
        kind = "added"
    elif sources != (step.id,):
        kind = "replaced"
    else:
        changes = field_changes(old[step.id], step)
        kind = "changed" if changes else "kept"
    return StepChange(
        kind=kind,
        before=sources,
        after=step.id,
        changes=changes,
        labour_minutes=_change(figures_before, sources, figures_after, step.id, "labour"),
        wait_minutes=_change(figures_before, sources, figures_after, step.id, "wait"),
    )


def field_changes(before: Step, after: Step) -> tuple[FieldChange, ...]:
    """Find the keys of a step whose values differ, in the order of a process file."""
    pairs = [(name, read(before), read(after)) for name, read in _FIELDS]
    return tuple(
        FieldChange(name=name, before=old, after=new) for name, old, new in pairs if old != new
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


def _items(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(
        (item.document.id if item.document else item.text or "")
        + (f" ({item.state})" if item.state else "")
        for item in items
    )


def _time(step: Step, part: str) -> float | None:
    if step.time is None:
        return None
    if part == "wait":
        return None if step.time.wait is None else minutes(step.time.wait.mean)
    time = step.time.process if part == "process" else step.time.lead
    return None if time is None else minutes(time)


def _authority(step: Step) -> FieldValue:
    if step.authority is None:
        return None
    limit, above = step.authority.limit, step.authority.escalate_to
    words = [f"{limit.amount:g} {limit.currency}"] if limit else []
    return tuple(words + ([above.id] if above else []))


def _branches(step: Step) -> tuple[str, ...]:
    return tuple(
        " ".join(
            part
            for part in (
                str(branch.when) if branch.when else "",
                f"→ {branch.to}",
                "" if branch.share is None else f"{branch.share * 100:g} %",
            )
            if part
        )
        for branch in step.branches
    )


def _events(step: Step) -> tuple[str, ...]:
    return tuple(
        f"{event.kind} → {event.to}"
        + ("" if event.share is None else f" {event.share:g}")
        + ("" if event.after is None else f" after {minutes(event.after):g} min")
        for event in step.boundaries
    )
