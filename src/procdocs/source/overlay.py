"""A local variant: what differs, laid over the tree of the process that it extends."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from procdocs.diagnostics import Related, Span
from procdocs.source.cursor import Cursor, Origin, Path
from procdocs.source.findings import Findings
from procdocs.source.nearest import nearest
from procdocs.source.origins import KeyOrigin, MergedOrigin
from procdocs.source.rules import DROPPED_STEP, MISPLACED_KEY, UNKNOWN_PART, WRONG_SHAPE
from procdocs.source.scalars import describe

Moved = dict[Path, tuple[Origin, Path]]
_NOT_INHERITED = ("aliases", "override", "extends")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A whole process, made of a variant and its base."""

    cursor: Cursor
    """The merged tree; every node knows in which file it was written."""
    dropped: frozenset[str]
    """Steps of the base that are gone."""


@dataclass(slots=True)
class _Steps:
    """The steps while they are merged: each with its id, value, and where it comes from."""

    ids: list[str]
    raw: list[Any]
    origins: list[tuple[Origin, Path]]
    changes: list[Moved]


def lay_over(id_: str, own: Cursor, base_id: str, base: Cursor, findings: Findings) -> Overlay:
    """Lay a variant over its base.

    Keys at the top of the file and under a step replace those of the base: mappings merge, lists
    replace, `null` removes. A new step stands behind the one that its `after` names.

    Args:
        id_: The variant.
        own: Its tree.
        base_id: The process that it extends.
        base: The tree of that, itself merged where it is a variant.
        findings: Where faults of `override` are reported.
    """
    raw = {key: value for key, value in base.raw.items() if key not in _NOT_INHERITED}
    moved: Moved = {(): (own.origin, own.path)}
    for key in raw:
        moved[(key,)] = (base.origin, (*base.path, key))
    for key, value in own.raw.items():
        if key not in ("override", "steps"):
            _put(raw, key, value, (key,), (own.origin, (*own.path, key)), moved)
    subject = f"process:{id_}"
    steps = _base_steps(raw, base)
    dropped = _override(steps, own, base_id, findings, subject)
    _own_steps(steps, own)
    for number, (origin, change) in enumerate(zip(steps.origins, steps.changes, strict=True)):
        moved[("steps", number)] = origin
        moved.update({("steps", number, *path): place for path, place in change.items()})
    if steps.raw or "steps" in raw:
        raw["steps"] = steps.raw
    merged = Cursor(MergedOrigin(own.origin, moved), (), raw)
    _check_dropped(merged, dropped, base_id, findings, subject)
    return Overlay(cursor=merged, dropped=frozenset(dropped))


def _put(
    raw: dict[str, Any],
    key: str,
    value: Any,
    path: Path,
    place: tuple[Origin, Path],
    moved: Moved,
) -> None:
    """Put a value over that of the base."""
    if value is None:
        raw.pop(key, None)
    elif isinstance(value, dict) and isinstance(raw.get(key), dict):
        merged = dict(raw[key])
        for below, inner in value.items():
            _put(merged, below, inner, (*path, below), (place[0], (*place[1], below)), moved)
        raw[key] = merged
    else:
        raw[key] = value
        for known in [known for known in moved if known[: len(path)] == path]:
            del moved[known]
        moved[path] = place


def _base_steps(raw: dict[str, Any], base: Cursor) -> _Steps:
    steps = _Steps([], [], [], [])
    written = raw.get("steps")
    for number, step in enumerate(written if isinstance(written, list) else ()):
        steps.ids.append(str(step.get("id")) if isinstance(step, dict) else "")
        steps.raw.append(step)
        steps.origins.append((base.origin, (*base.path, "steps", number)))
        steps.changes.append({})
    return steps


def _override(
    steps: _Steps, own: Cursor, base_id: str, findings: Findings, subject: str
) -> dict[str, Span]:
    """Change, drop and add steps; give the places where steps were dropped."""
    written = own.raw.get("override")
    if written is None:
        return {}
    if not isinstance(written, dict):
        findings.add(
            WRONG_SHAPE,
            f"`override`: {describe(written)} where a mapping belongs",
            own.key_of("override"),
            help="Write the id of a step, and below it what differs.",
            subject=subject,
        )
        return {}
    dropped: dict[str, Span] = {}
    base_ids = list(steps.ids)
    for step_id, change in written.items():
        at = own.at("override", step_id)
        if change is not None and not isinstance(change, dict):
            findings.add(
                WRONG_SHAPE,
                f"`{step_id}`: {describe(change)} where a mapping belongs",
                at.key_span,
                help="Write what differs as `key: value`, or `null` to drop the step.",
                subject=subject,
            )
        elif step_id in base_ids:
            _change(steps, step_id, change, at, dropped, findings, subject)
        elif change is None or "after" not in change:
            _report_unknown(step_id, base_id, base_ids, at, change is None, findings, subject)
        else:
            _add(steps, step_id, change, at, findings, subject)
    return dropped


def _change(
    steps: _Steps,
    step_id: str,
    change: dict[str, Any] | None,
    at: Cursor,
    dropped: dict[str, Span],
    findings: Findings,
    subject: str,
) -> None:
    number = steps.ids.index(step_id)
    if change is None:
        for column in (steps.ids, steps.raw, steps.origins, steps.changes):
            del column[number]
        dropped[step_id] = at.key_span
        return
    if "after" in change:
        findings.add(
            MISPLACED_KEY,
            f"`after` is for new steps; `{step_id}` is a step of the base",
            at.key_of("after"),
            help="Take it away; the step keeps its place.",
            subject=f"{subject}#{step_id}",
        )
    made = dict(steps.raw[number])
    for key, value in change.items():
        if key != "after":
            place = (at.origin, (*at.path, key))
            _put(made, key, value, (key,), place, steps.changes[number])
    made["id"] = step_id
    steps.raw[number] = made


def _add(
    steps: _Steps,
    step_id: str,
    new: dict[str, Any],
    at: Cursor,
    findings: Findings,
    subject: str,
) -> None:
    after = new["after"]
    if after in steps.ids:
        number = steps.ids.index(after) + 1
    else:
        number = len(steps.ids)
        meant = nearest(str(after), steps.ids)
        findings.add(
            UNKNOWN_PART,
            f"`after` names no step: {describe(after)}"
            + (f", did you mean `{meant}`?" if meant else ""),
            at.at("after").span,
            help="Name the step behind which the new one comes; a dropped one is gone.",
            subject=f"{subject}#{step_id}",
        )
    steps.ids.insert(number, step_id)
    steps.raw.insert(number, {"id": step_id, **new})
    steps.origins.insert(number, (at.origin, at.path))
    steps.changes.insert(number, {("id",): (KeyOrigin(at.origin, at.path), ())})


def _own_steps(steps: _Steps, own: Cursor) -> None:
    """Take over `steps` of the variant: new ones with `after` are put in, else they replace all."""
    written = own.raw.get("steps")
    if not isinstance(written, list):
        return
    entries = [(number, step) for number, step in enumerate(written)]
    added = all(isinstance(step, dict) and step.get("after") in steps.ids for _, step in entries)
    if not added:
        for column in (steps.ids, steps.raw, steps.origins, steps.changes):
            column.clear()
    for number, step in entries:
        place = steps.ids.index(step["after"]) + 1 if added else len(steps.ids)
        steps.ids.insert(place, str(step.get("id")) if isinstance(step, dict) else "")
        steps.raw.insert(place, step)
        steps.origins.insert(place, (own.origin, (*own.path, "steps", number)))
        steps.changes.insert(place, {})


def _report_unknown(
    step_id: str,
    base_id: str,
    known: list[str],
    at: Cursor,
    is_drop: bool,
    findings: Findings,
    subject: str,
) -> None:
    meant = nearest(step_id, known)
    findings.add(
        UNKNOWN_PART,
        f"process `{base_id}` has no step `{step_id}`"
        + (f", did you mean `{meant}`?" if meant else ""),
        at.key_span,
        help="Only a step of the base can be dropped."
        if is_drop
        else "Correct the id, or write `after:` with the step behind which a new one comes.",
        subject=subject,
    )


def _check_dropped(
    merged: Cursor, dropped: dict[str, Span], base_id: str, findings: Findings, subject: str
) -> None:
    """Report dropped steps to which others still lead."""
    if not dropped:
        return
    for target, at in _targets(merged):
        if target in dropped:
            findings.add(
                DROPPED_STEP,
                f"the step `{target}` is dropped, and another still leads to it",
                dropped[target],
                help="Override the step that leads to it, so that it leads elsewhere.",
                related=(Related(span=at.span, message="leads to it"),),
                subject=subject,
            )


def _targets(merged: Cursor) -> Iterator[tuple[str, Cursor]]:
    """Find every written way of every step: the target and its place."""
    steps = merged.raw.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, dict):
            continue
        at = merged.at("steps", number)
        following = step.get("next")
        for position, target in enumerate(
            following if isinstance(following, list) else [following]
        ):
            if isinstance(target, str):
                yield target, at.at("next", position)
        for key in ("branches", "on_timeout", "on_error", "on_message", "on_escalation"):
            ways = step.get(key)
            for position, way in enumerate(ways if isinstance(ways, list) else [ways]):
                if isinstance(way, dict) and isinstance(way.get("to"), str):
                    yield way["to"], at.at(key, position, "to")
