"""Which object of a newer portal is which of the older one, also where its id was changed.

An object is the same as the one of its id. What is left on both sides is taken for the same where
the newer one names the older id as an alias, where both have the same name, or where most of what
they say, and of what refers to them, is alike.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from procdocs.analysis.facts import Renames, object_facts, step_facts
from procdocs.analysis.usage import Usage
from procdocs.model.portal import Portal
from procdocs.model.process import Process

ALIKE = 0.6
"""Least share of equal statements that makes two objects of different ids the same."""
_LEAST_IN_COMMON = 3
_SAYS_LITTLE = frozenset(("audience", "kind", "state", "status", "better", "type", "time.basis"))

COLLECTIONS: Mapping[str, Callable[[Portal], Mapping[str, Any]]] = {
    "unit": lambda portal: portal.units,
    "role": lambda portal: portal.roles,
    "party": lambda portal: portal.parties,
    "system": lambda portal: portal.systems,
    "document": lambda portal: portal.documents,
    "kpi": lambda portal: portal.kpis,
    "risk": lambda portal: portal.risks,
    "control": lambda portal: portal.controls,
    "term": lambda portal: portal.terms,
    "policy": lambda portal: portal.policies,
    "process": lambda portal: portal.processes,
    "raci": lambda portal: {
        id_: table for id_, table in portal.raci_tables.items() if table.process is None
    },
    "value-stream": lambda portal: portal.value_streams,
    "survey": lambda portal: portal.surveys,
    "page": lambda portal: {page.path: page for page in portal.pages},
}
"""Everything that has an id, by its kind. A table that completes a process is part of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An object before and after."""

    kind: str
    """Key of `COLLECTIONS`."""
    before: Any
    """As it was; None where it is new."""
    after: Any
    """As it is; None where it is gone."""


def match_portals(
    before: Portal, after: Portal, usage: tuple[Usage, Usage]
) -> tuple[tuple[Pair, ...], Renames]:
    """Match every object of two states of a portal.

    Args:
        before: The older state.
        after: The newer one.
        usage: Where everything is used in the older and in the newer state.

    Returns:
        For each kind the objects in the newer order, then those that are gone; and what became of
        ids that were changed, of steps and clauses too.
    """
    pairs: list[Pair] = []
    objects: dict[tuple[str, str], str] = {}
    parts: dict[tuple[str, str, str], str] = {}
    for kind, collection in COLLECTIONS.items():
        old, new = collection(before), collection(after)
        moved = _moved(old, new, partial(_object_profile, kind=kind, old=old, usage=usage))
        if kind == "survey":
            # A survey has the id of its process.
            moved.update(
                {
                    now: was
                    for (of, was), now in objects.items()
                    if of == "process" and was in old and now in new and was not in new
                }
            )
        objects.update({(kind, was): now for now, was in moved.items()})
        for id_, thing in new.items():
            pairs.append(Pair(kind=kind, before=old.get(moved.get(id_, id_)), after=thing))
        taken = {*new, *moved.values()}
        pairs += [
            Pair(kind=kind, before=thing, after=None)
            for id_, thing in old.items()
            if id_ not in taken
        ]
    for pair in pairs:
        if pair.before is not None and pair.after is not None:
            if pair.kind == "process":
                parts.update(
                    {
                        ("process", pair.after.id, was): now
                        for now, was in match_moved_steps(pair.before, pair.after).items()
                    }
                )
            if pair.kind == "policy":
                known = {clause.id for clause in pair.before.clauses}
                parts.update(
                    {
                        ("policy", pair.after.id, was): now
                        for was, now in pair.after.clause_aliases
                        if was in known
                    }
                )
    languages = (before.language, after.language)
    language = languages if before.language != after.language else None
    return tuple(pairs), Renames(objects=objects, parts=parts, language=language)


def object_id(thing: Any) -> str:
    """Give the id of an object; that of a survey is its process, of a page its path."""
    if hasattr(thing, "path"):
        return str(thing.path)
    return str(thing.id) if hasattr(thing, "id") else str(thing.process.id)


def match_moved_steps(before: Process, after: Process) -> dict[str, str]:
    """Find the steps whose ids were changed: older id by newer id."""
    named = {name for step in after.steps for name in step.replaces}
    old = {step.id: step for step in before.steps if step.id not in named}
    new = {step.id: step for step in after.steps if not step.replaces}
    return _moved(
        old,
        new,
        lambda step: (
            _name(step),
            step.type.value,
            frozenset(
                (fact.key, repr(fact.value))
                for fact in step_facts(before if old.get(step.id) is step else after, step)
                if fact.key not in _SAYS_LITTLE
            ),
        ),
    )


_Profile = tuple[str, str, frozenset[tuple[str, str]]]


def _moved(
    old: Mapping[str, Any], new: Mapping[str, Any], profile: Callable[[Any], _Profile]
) -> dict[str, str]:
    """Match what is only on one side: older id by newer id, the most alike first."""
    gone = {id_: thing for id_, thing in old.items() if id_ not in new}
    come = {id_: thing for id_, thing in new.items() if id_ not in old}
    found: dict[str, str] = {}
    if not gone or not come:
        return found
    for id_, thing in come.items():
        for alias in getattr(getattr(thing, "common", None), "aliases", ()):
            if alias in gone and alias not in found.values():
                found.setdefault(id_, alias)
    profiles_old = {id_: profile(thing) for id_, thing in gone.items()}
    profiles_new = {id_: profile(thing) for id_, thing in come.items()}
    ranked = sorted(
        (-score, at_new, at_old, now, was)
        for at_new, (now, is_) in enumerate(profiles_new.items())
        for at_old, (was, was_) in enumerate(profiles_old.items())
        if (score := _likeness(was_, is_)) >= ALIKE
    )
    taken = set(found.values())
    for _, _, _, now, was in ranked:
        if now not in found and was not in taken:
            found[now] = was
            taken.add(was)
    return found


def _likeness(before: _Profile, after: _Profile) -> float:
    """Tell how alike two objects are: 2 with the same name, else the share of equal statements."""
    if before[1] != after[1]:
        return 0.0
    common = before[2] & after[2]
    share = len(common) / (len(before[2] | after[2]) or 1)
    if before[0] and before[0] == after[0]:
        return 1.0 + share
    return share if len(common) >= _LEAST_IN_COMMON else 0.0


def _object_profile(
    thing: Any, kind: str, old: Mapping[str, Any], usage: tuple[Usage, Usage]
) -> _Profile:
    used = usage[0 if old.get(object_id(thing)) is thing else 1]
    return (_name(thing), kind, frozenset(_statements(thing, kind, used)))


def _statements(thing: Any, kind: str, usage: Usage) -> Iterator[tuple[str, str]]:
    for fact in object_facts(thing):
        if fact.key not in _SAYS_LITTLE and "audience" not in fact.key:
            yield fact.key, repr(fact.value)
    if isinstance(thing, Process):
        for step in thing.steps:
            yield f"step {step.id}", _name(step)
    for use in usage.of(kind, object_id(thing)):
        yield "used by", repr(use)


def _name(thing: Any) -> str:
    """Give a name to recognise a thing by; empty where it has none."""
    name = getattr(thing, "name", None) or getattr(thing, "title", None)
    return " ".join(str(name).casefold().split()) if name else ""
