"""What an object says, as a flat list of comparable facts: every field of the model, no place.

The fields are found by reflection, so that a field that is added to the model is compared as well.
Left out is what is no statement: where something was written, in which order keys stand, hints for
the layout, and what is derived from other fields.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum, IntEnum
from typing import Any

from procdocs.diagnostics import Span
from procdocs.model.places import Common, Governed, Place, Ref, Text
from procdocs.model.portal import Portal
from procdocs.model.process import Process, Purpose
from procdocs.model.quantities import Money, Period, Rate, Volume, Wait
from procdocs.model.steps import Authority, Step, StepTime
from procdocs.model.value_stream import StreamCustomer, WorkingTime

REFERENCES: Mapping[str, str] = {
    **dict.fromkeys(("owner", "approved_by", "escalate_to", "reports_to", "head"), "role"),
    **dict.fromkeys(("role", "by", "applies_to", "asked_of"), "role"),
    **dict.fromkeys(("part_of", "variant_of", "extends", "process"), "process"),
    **dict.fromkeys(("trigger_from", "result_to", "elsewhere", "duties", "step"), "process"),
    **dict.fromkeys(("kpis", "goals", "satisfaction"), "kpi"),
    **dict.fromkeys(("policies", "supersedes", "source"), "policy"),
    **dict.fromkeys(("risks", "also_covers", "risk"), "risk"),
    **dict.fromkeys(("controls", "compensated_by"), "control"),
    **dict.fromkeys(("systems", "system", "source_system"), "system"),
    **dict.fromkeys(("document", "training", "trained"), "document"),
    **dict.fromkeys(("unit", "parent"), "unit"),
    "party": "party",
    "see": "term",
    "group": "group",
    "next": "step",
}
"""Kind of the object that a reference stands for, by the field that holds it."""

_NEVER = frozenset(
    (
        *("id", "place", "span", "keys", "number", "implied", "lane", "is_activity", "origin"),
        *("share_written", "review_written", "lanes_written", "from_table", "private_audience"),
        *("layout", "flow", "raci", "lanes", "start", "written"),
    )
)
_STEP_WAYS = frozenset(("branches", "next", "boundaries"))
_SKIPPED: Mapping[str, frozenset[str]] = {
    "Process": frozenset(("steps",)),
    "Step": _STEP_WAYS,
    "Risk": frozenset(("controls",)),
    "RaciTable": frozenset(("matrix",)),
    "Clause": frozenset(("level",)),
    "Page": frozenset(("path", "source")),
}
_LINK = re.compile(
    r"\b(process|policy|role|system|document|kpi|risk|control|unit|party|term):([a-z0-9][a-z0-9-]*)"
)
_SETTINGS = (
    *("name", "company", "language", "languages", "currency", "calendar", "accent", "logo"),
    *("priority", "review_cycle", "review_warn", "audiences", "default_audience", "repository"),
    "feedback_url",
)
_FLAT = (Common, Governed, Purpose, StepTime, Authority, StreamCustomer, WorkingTime)
_PLAIN_PREFIX = (Common, Governed)
_QUANTITIES = (Money, Rate, Volume, Wait, Period, datetime.date, datetime.timedelta)
_NAMES = frozenset(("group", "party", "risk"))
_STEP_IDS = frozenset(("to", "of", "step"))
_NOT_IN_RECORDS = (_NEVER | {"open"}) - {"id"}
_KEYED = frozenset(("clauses", "stages", "steps", "groups"))
_ORDERED = frozenset(("audiences", "areas", "order of stages", "duties"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A reference: the object by its kind and its id of today."""

    kind: str
    """`role`, `policy`, `step`, …"""
    id: str
    """Its id in the newer state, where it has another one there."""
    part: str | None = None
    """A step of a process, a clause of a policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A small thing without an id of its own, such as a branch."""

    kind: str
    """What it is, such as `branch`."""
    parts: tuple[tuple[str, Any], ...]
    """Field and value, without those that say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of an object."""

    key: str
    """Field, such as `name`, `purpose.need` or `clauses:limits.text`."""
    language: str | None
    """Of a text."""
    value: Any
    """Text, number, quantity, `Named`, `Record`, or a tuple of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A statement that differs."""

    key: str
    """Field."""
    language: str | None
    """Of a text."""
    before: Any
    """Value; None where nothing was said."""
    after: Any
    """Value; None where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renames:
    """Ids of the older state and what they are in the newer one, where they differ."""

    objects: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By kind and older id."""
    parts: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """By kind, newer id of the object and older id of the part."""
    language: tuple[str, str] | None = None
    """The portal's language before and after, where it is another one: a text that was written
    without a language goes with it."""

    def of(self, kind: str, id_: str, part: str | None = None) -> Named:
        """Name an object of the older state by its newer id."""
        today = self.objects.get((kind, id_), id_)
        return Named(
            kind=kind,
            id=today,
            part=None if part is None else self.parts.get((kind, today, part), part),
        )

    def step(self, process: str, step_id: str) -> str:
        """Give the newer id of a step of a process; `process` is its newer id."""
        return self.parts.get(("process", process, step_id), step_id)

    def texts(self, text: Text) -> Iterator[tuple[str, str]]:
        """Give the languages and wordings of a text of the older state."""
        for language, words in text.values:
            if self.language and len(text.values) == 1 and language == self.language[0]:
                yield self.language[1], words
            else:
                yield language, words


SAME = Renames()
"""Nothing was renamed."""


def object_facts(thing: Any, renames: Renames = SAME, *, inside: str = "") -> tuple[Fact, ...]:
    """List what an object says.

    Args:
        thing: An object of the model.
        renames: Newer ids, where `thing` is of the older state.
        inside: Newer id of the process, where it is a step.

    Returns:
        In the order of the fields; nothing for a field that says nothing.
    """
    walker = _Walker(renames=renames, inside=inside)
    facts = list(walker.facts(thing, ""))
    return tuple(fact for fact in facts if fact.value not in (None, (), ""))


def portal_facts(portal: Portal, renames: Renames = SAME) -> tuple[Fact, ...]:
    """List what portal.yml and the duties kept apart say: the settings, not what has an id."""
    walker = _Walker(renames=renames, inside="")
    found: list[Fact] = []
    for name in _SETTINGS:
        value = getattr(portal, name)
        if isinstance(value, Text):
            found += [
                Fact(key=name, language=code, value=text) for code, text in renames.texts(value)
            ]
        else:
            found.append(Fact(key=name, language=None, value=walker.value(value, name)))
    found.append(Fact(key="scheme", language=None, value=portal.scheme.name))
    for area in portal.areas:
        found += walker.facts(area, f"areas:{area.id}.")
    for code, thing in (*portal.success_factors.items(), *portal.rules.items()):
        kind = "rules" if code in portal.rules else "success_factors"
        found.append(Fact(key=f"{kind}:{code}", language=None, value=walker.value(thing, kind)))
    for rule in portal.segregation:
        key = f"segregation:{rule.name}"
        found.append(Fact(key=key, language=None, value=walker.value(rule, "segregation")))
    return tuple(fact for fact in found if fact.value not in (None, (), ""))


def step_facts(process: Process, step: Step, renames: Renames = SAME) -> tuple[Fact, ...]:
    """List what a step says, with the ways that lead on from it, implied ones too."""
    inside = renames.of("process", process.id).id
    walker = _Walker(renames=renames, inside=inside)
    ways = tuple(
        walker.record(
            edge.boundary or edge.branch,
            "way",
            (("to", Named(kind="step", id=inside, part=renames.step(inside, edge.target))),),
        )
        for edge in process.flow.out_edges(step.id)
    )
    own = object_facts(step, renames, inside=inside)
    return (*own, Fact(key="ways", language=None, value=ways)) if ways else own


def compare_facts(
    before: tuple[Fact, ...], after: tuple[Fact, ...], *, translations: bool = True
) -> tuple[FactChange, ...]:
    """Find the statements that differ: in order of the newer object, then those that are gone.

    Args:
        before: What the older object says.
        after: What the newer one says.
        translations: Whether it counts that one of the two lacks a text in a language which it
            has in another; of two variants it does not.
    """
    old = {(fact.key, fact.language): fact for fact in before}
    new = {(fact.key, fact.language): fact for fact in after}
    found = []
    for key in dict.fromkeys((*new, *old)):
        was = old[key].value if key in old else None
        now = new[key].value if key in new else None
        if not translations and None in (was, now) and _has_both(key[0], old, new):
            continue
        if _comparable(key[0], was) != _comparable(key[0], now):
            found.append(FactChange(key=key[0], language=key[1], before=was, after=now))
    return tuple(found)


def _has_both(key: str, *sides: Mapping[tuple[str, str | None], Fact]) -> bool:
    """Tell whether both objects have a text, in whatever language."""
    return all(any(of == key and code for of, code in side) for side in sides)


def _is_derived(thing: Any, name: str) -> bool:
    """Tell whether two of the three times of a step give this one."""
    known = isinstance(thing, StepTime) and None not in (thing.process, thing.wait)
    return known and name == "lead"


def _comparable(key: str, value: Any) -> Any:
    """Make equal what means the same: white space of texts, the order of a list of things."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        parts = [_comparable(key, each) for each in value]
        in_order = any(part in _ORDERED for part in key.replace(":", ".").split("."))
        return tuple(parts if in_order else sorted(parts, key=repr))
    if isinstance(value, float):
        return round(value, 9)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walker:
    renames: Renames
    inside: str

    def facts(self, thing: Any, prefix: str) -> Iterator[Fact]:
        skipped = _NEVER | _SKIPPED.get(type(thing).__name__, frozenset())
        for each in fields(thing):
            if each.name in skipped or _is_derived(thing, each.name):
                continue
            value = getattr(thing, each.name)
            if isinstance(value, _FLAT):
                inner = prefix if isinstance(value, _PLAIN_PREFIX) else f"{prefix}{each.name}."
                yield from self.facts(value, inner)
            elif isinstance(value, Text):
                for language, text in self.renames.texts(value):
                    yield Fact(key=f"{prefix}{each.name}", language=language, value=self.text(text))
            elif each.name in _KEYED and isinstance(value, tuple):
                yield from self._keyed(each.name, value, prefix)
            else:
                key = f"{prefix}{each.name}"
                yield Fact(key=key, language=None, value=self.value(value, each.name))

    def text(self, text: str) -> str:
        """Let the links of a text name their targets by the newer ids."""
        if not self.renames.objects or ":" not in text:
            return text
        return _LINK.sub(lambda link: f"{link[1]}:{self.renames.of(link[1], link[2]).id}", text)

    def _keyed(self, name: str, values: tuple[Any, ...], prefix: str) -> Iterator[Fact]:
        """List parts that have an id under it, and which there are where their order matters."""
        if name == "stages":
            order = tuple(each.id for each in values)
            yield Fact(key=f"{prefix}order of {name}", language=None, value=order)
        for each in values:
            if hasattr(each, "id"):
                part = each.id
            else:
                part = self.renames.of("process", each.step.id, each.step.part).part or ""
            if name == "clauses":
                part = self.renames.parts.get(("policy", self.inside, part), part)
            inner = f"{prefix}{name}:{part}."
            yield from self.facts(each, inner)
            for chain in getattr(each, "parallel", ()):
                yield from self._keyed(name, chain, prefix)

    def value(self, value: Any, name: str) -> Any:
        """Make a value that can be compared and told without the object it comes from."""
        if isinstance(value, Ref):
            kind = REFERENCES.get(name, name)
            if kind == "step":
                return Named(
                    kind="step", id=self.inside, part=self.renames.step(self.inside, value.id)
                )
            return self.renames.of(kind, value.id, value.part)
        if isinstance(value, Text):
            return self.text(str(value))
        if isinstance(value, Enum):
            return value.name.lower() if isinstance(value, IntEnum) else value.value
        if value is None or isinstance(value, (str, bool, int, float, *_QUANTITIES)):
            if isinstance(value, str) and name in _NAMES:
                return self.renames.of(REFERENCES[name], value)
            if isinstance(value, str) and name in _STEP_IDS:
                part = self.renames.step(self.inside, value)
                return Named(kind="step", id=self.inside, part=part)
            return value
        if isinstance(value, (tuple, list)):
            if name == "parallel":
                return tuple(stage.id for chain in value for stage in chain)
            return tuple(self.value(each, name) for each in value)
        if isinstance(value, (Place, Span)):
            return None
        if is_dataclass(value):
            return self.record(value, name)
        return str(value)

    def record(self, value: Any, kind: str, more: tuple[tuple[str, Any], ...] = ()) -> Record:
        """Make a record of a dataclass without an id."""
        known = dict(more)
        parts: list[tuple[str, Any]] = []
        if value is not None:
            for each in fields(value):
                if each.name in known or each.name in _NOT_IN_RECORDS:
                    continue
                inner = self.value(getattr(value, each.name), each.name)
                if inner not in (None, (), ""):
                    parts.append((each.name, inner))
        return Record(kind=kind, parts=(*parts, *known.items()))
