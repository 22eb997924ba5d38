"""What shall change in a tree of plain values: made of edits, or of two versions of the tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from procdocs.source.yaml_marks import Path
from procdocs.source.yaml_scalars import source_text

_NOTHING = object()


@dataclass(slots=True)
class Plan:
    """What happens to a node and to those below it; nothing at first."""

    value: Any = _NOTHING
    """The value that replaces the whole node."""
    below: dict[str | int, "Plan"] = field(default_factory=dict)
    """Plans of entries that stay."""
    gone: set[str | int] = field(default_factory=set)
    """Entries that are taken out; only ever asked, never gone over."""
    added: list[tuple[int, str, Any]] = field(default_factory=list)
    """New entries: before which of the old ones, by number; the key (empty in lists); the value."""

    @property
    def replaces(self) -> bool:
        """Whether the whole node is replaced."""
        return self.value is not _NOTHING

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens."""
        return not (self.replaces or self.gone or self.added or self.below)

    def at(self, path: Path) -> "Plan":
        """Give the plan of a node below, made where there is none."""
        plan = self
        for part in path:
            plan = plan.below.setdefault(part, Plan())
        return plan

    def touches(self, path: Path) -> bool:
        """Tell whether anything happens to a node, below it, or to all of what it stands in."""
        plan = self
        for part in path:
            if plan.replaces or part in plan.gone:
                return True
            if part not in plan.below:
                return False
            plan = plan.below[part]
        return not plan.is_empty


def plan_update(old: Any, new: Any) -> Plan:
    """Plan the least that makes one value of another.

    Entries of mappings are the same where their keys are; those of lists where they are equal or
    have the same `id`, else where they stand at the same place between two that are.

    Args:
        old: The value as it is.
        new: The value as it shall be. The order of keys that are in both does not count.
    """
    if same_value(old, new):
        return Plan()
    if isinstance(old, dict) and isinstance(new, dict):
        return _plan_mapping(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return _plan_list(old, new)
    return Plan(value=new)


def _plan_mapping(old: dict[str, Any], new: dict[str, Any]) -> Plan:
    plan = Plan(gone={key for key in old if key not in new})
    numbers = {key: number for number, key in enumerate(old)}
    behind = 0
    for key, value in new.items():
        if key not in old:
            plan.added.append((behind, key, value))
            continue
        behind = numbers[key] + 1
        below = plan_update(old[key], value)
        if not below.is_empty:
            plan.below[key] = below
    return plan


def _plan_list(old: list[Any], new: list[Any]) -> Plan:
    plan = Plan()
    matcher = SequenceMatcher(None, [_identity(v) for v in old], [_identity(v) for v in new], False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        shared = i2 - i1 if kind == "equal" else min(i2 - i1, j2 - j1)
        for offset in range(shared):
            below = plan_update(old[i1 + offset], new[j1 + offset])
            if not below.is_empty:
                plan.below[i1 + offset] = below
        plan.gone.update(range(i1 + shared, i2))
        plan.added += [(i1 + shared, "", value) for value in new[j1 + shared : j2]]
    return plan


def _identity(value: Any) -> str:
    """Say by what an entry of a list is known again."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return f"id {value['id']}"
    return repr(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _plain(value[key])) for key in sorted(value)]
    if isinstance(value, list):
        return [_plain(below) for below in value]
    return _kind(value), source_text(value)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    return "number" if isinstance(value, (int, float)) else type(value).__name__


def same_value(one: Any, other: Any) -> bool:
    """Tell whether two values are written alike: `true` is not 1, and 2.10 is not 2.1.

    The order of keys does not count.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_value, one, other))
    return bool(_plain(one) == _plain(other))


def carry_out(value: Any, plan: Plan) -> Any:
    """Give the value that a plan makes of another, which is left as it is."""
    if plan.replaces:
        return plan.value
    if isinstance(value, dict):
        return dict(_carried_mapping(value, plan))
    if isinstance(value, list):
        return list(_carried_list(value, plan))
    return value


def _carried_mapping(value: dict[str, Any], plan: Plan) -> Iterator[tuple[str, Any]]:
    for number, (key, below) in enumerate(value.items()):
        yield from ((new, made) for at, new, made in plan.added if at == number)
        if key not in plan.gone:
            yield key, carry_out(below, plan.below[key]) if key in plan.below else below
    yield from ((new, made) for at, new, made in plan.added if at >= len(value))


def _carried_list(value: list[Any], plan: Plan) -> Iterator[Any]:
    for number, below in enumerate(value):
        yield from (made for at, _, made in plan.added if at == number)
        if number not in plan.gone:
            yield carry_out(below, plan.below[number]) if number in plan.below else below
    yield from (made for at, _, made in plan.added if at >= len(value))


def changed_nodes(plan: Plan) -> list[tuple[Path, Plan]]:
    """Give the plans that change their own node or an entry of it, deepest first."""
    found: list[tuple[Path, Plan]] = []

    def walk(path: Path, plan: Plan) -> None:
        if plan.replaces or plan.gone or plan.added:
            found.append((path, plan))
        for part, below in plan.below.items():
            walk((*path, part), below)

    walk((), plan)
    return sorted(found, key=lambda each: -len(each[0]))
