"""Values that change, in the words of a reader: names for ids, units for numbers."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import Any

from procdocs.analysis.facts import SAME, FactChange, Named, Record, Renames
from procdocs.analysis.renames import COLLECTIONS
from procdocs.model.portal import Portal
from procdocs.model.quantities import Money, Period, Rate, Volume, Wait
from procdocs.views.change_words import EVENTS, LABELS, PARTS, SHARES, VALUES
from procdocs.views.context import ViewContext
from procdocs.views.format import (
    NBSP,
    format_money,
    format_number,
    format_period,
    format_share,
    format_volume,
)
from procdocs.views.words import STEP_TYPE

LONG = 140
"""Of texts longer than this only the part that differs is shown."""
_AROUND = 8
_WORD = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+ ?| ")
_MOST = 420
_MOST_OF_A_TEXT = 280
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs."""

    label: str
    """What it is: who does it, work, wait, …"""
    before: str
    """As it was; empty for nothing."""
    after: str
    """As it becomes; empty for nothing."""
    key: str = ""
    """Its key in `procdocs.analysis.facts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells values of two states with the newer names, so that a new name is told only once."""

    context: ViewContext
    """The newer state: words, names, units."""
    before: Portal
    """The older state, for what is gone; the same portal where two variants are compared."""
    renames: Renames = SAME
    """Ids that were changed."""

    def differences(
        self, changes: tuple[FactChange, ...], owner: Any = None
    ) -> tuple[Difference, ...]:
        """Tell what differs, field by field.

        Args:
            changes: Of one object.
            owner: The object, for the names of its parts.
        """
        return tuple(self._difference(change, owner) for change in changes)

    def _difference(self, change: FactChange, owner: Any) -> Difference:
        before, after = self._sides(change)
        label = self.label(change.key, owner)
        if change.language not in (None, self.context.portal.language):
            label = f"{label} ({change.language})"
        return Difference(label=label, before=before, after=after, key=change.key)

    def _sides(self, change: FactChange) -> tuple[str, str]:
        old, new, key = change.before, change.after, change.key
        if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG:
            return excerpts(old, new)
        if isinstance(old, tuple) and isinstance(new, tuple):
            gone = tuple(each for each in old if each not in new)
            come = tuple(each for each in new if each not in old)
            if gone or come:
                old, new = gone, come
        before, after = self.tell(old, key), self.tell(new, key)
        if before == after:
            before, after = exactly(old), exactly(new)
        return shortened(before), shortened(after)

    def label(self, key: str, owner: Any = None) -> str:
        """Name a field."""
        t = self.context.words
        head, colon, rest = key.partition(":")
        if colon and head in PARTS:
            part, dot, inner = rest.partition(".")
            if head in ("rules", "success_factors", "segregation"):
                part, dot, inner = rest, "", ""
            name = self._part(owner, head, part) or part
            return f"{t(PARTS[head])} {name}" + (f": {self.label(inner)}" if dot else "")
        known = LABELS.get(key) or LABELS.get(key.rpartition(".")[2])
        return t(known or key.rpartition(".")[2].replace("_", " "))

    def _part(self, owner: Any, head: str, part: str) -> str:
        parts = {"clauses": "title", "stages": "name", "steps": "name"}
        if head == "steps" and hasattr(owner, "process"):
            owner = self.context.portal.processes.get(owner.process.id)
        known = [each for each in getattr(owner, head, ()) or () if getattr(each, "id", 0) == part]
        return self.context.say(getattr(known[0], parts.get(head, "name"), None)) if known else ""

    def name(self, named: Named) -> str:
        """Name an object: as it is called now, else as it was called."""
        texts = [
            self._name(self.context.portal, named, older=False),
            self._name(self.before, named, older=True),
        ]
        found = texts[0] or texts[1] or named.part or named.id
        twins = self._namesakes(named.kind, texts[0]) if texts[0] else 0
        return f"{found} ({named.id})" if twins > 1 else found

    def _name(self, portal: Portal, named: Named, *, older: bool) -> str:
        say = self.context.say
        if named.kind == "step" or (named.kind == "process" and named.part):
            process = portal.processes.get(self._id("process", named.id, older))
            if process is None or named.part is None:
                return ""
            back = {
                now: was
                for (kind, of, was), now in self.renames.parts.items()
                if older and (kind, of) == ("process", named.id)
            }
            step = process.step(back.get(named.part, named.part))
            if step is None:
                return ""
            called = say(step.name) or self.context.words(STEP_TYPE[step.type.value])
            return called if named.kind == "step" else f"{say(process.name)}: {called}"
        if named.kind == "group":
            return next((say(group.name) for group in portal.groups if group.id == named.id), "")
        thing = COLLECTIONS[named.kind](portal).get(self._id(named.kind, named.id, older))
        if thing is None:
            return ""
        called = say(getattr(thing, "name", None) or getattr(thing, "title", None))
        if named.kind == "policy" and named.part:
            clause = thing.clause(named.part)
            called += f" § {say(clause.title) if clause else named.part}"
        return called

    def _id(self, kind: str, id_: str, older: bool) -> str:
        """Give the id that an object has, or had in the older state."""
        back = (was for (of, was), now in self.renames.objects.items() if (of, now) == (kind, id_))
        return next(back, id_) if older else id_

    def _namesakes(self, kind: str, name: str) -> int:
        if kind in ("step", "group"):
            return 1
        things = COLLECTIONS[kind](self.context.portal).values()
        say = self.context.say
        return sum(
            say(getattr(each, "name", None) or getattr(each, "title", None)) == name
            for each in things
        )

    def tell(self, value: Any, key: str) -> str:
        """Write a value; empty for nothing."""
        last = key.rpartition(".")[2]
        if value is None or value == ():
            return ""
        if isinstance(value, Named):
            return self.name(value)
        if isinstance(value, bool):
            return self.context.words("yes" if value else "no")
        if isinstance(value, str):
            words = VALUES.get(last, {}).get(value)
            return self.context.words(words) if words else " ".join(value.split())
        if isinstance(value, (int, float)):
            return format_share(value) if last in SHARES else format_number(value, 4)
        if isinstance(value, tuple):
            told = [self.tell(each, key) for each in value]
            small = not any(isinstance(each, Record) for each in value)
            return (", " if small else "; ").join(text for text in told if text)
        if isinstance(value, Record):
            return self._record(value)
        return self._quantity(value)

    def _quantity(self, value: Any) -> str:
        context = self.context
        kinds: tuple[tuple[type, Callable[[Any], str]], ...] = (
            (timedelta, context.duration),
            (Wait, context.wait),
            (Money, format_money),
            (Rate, lambda rate: f"{format_number(rate.amount, 2)}{NBSP}{rate.currency}/h"),
            (Volume, lambda volume: format_volume(volume, context.words)),
            (Period, lambda period: format_period(period, context.words)),
            (datetime.date, context.date),
        )
        return next((write(value) for of, write in kinds if isinstance(value, of)), str(value))

    def _record(self, record: Record) -> str:
        parts = dict(record.parts)
        writer = _WRITERS.get(record.kind)
        if writer is not None:
            return writer(self, parts)
        return ", ".join(
            f"{self.context.inside(self.label(key))} {self.tell(value, key)}"
            for key, value in record.parts
        )


def _way(teller: Teller, parts: Mapping[str, Any]) -> str:
    """Write `Yes 80 %: Release order`, `after 2 d: Remind`, or the name of the next step."""
    tell = teller.tell
    t = teller.context.words
    condition = []
    if parts.get("kind") in EVENTS:
        what = " ".join(tell(parts.get(key), key) for key in ("after", "when", "name")).strip()
        condition.append(t(EVENTS[parts["kind"]]).format(what=what).strip())
        if parts.get("party"):
            condition.append(t("from {name}").format(name=tell(parts["party"], "party")))
        if not parts.get("interrupting", True):
            condition.append(t("the step goes on"))
        if "every" in parts:
            condition.append(t("every {time}").format(time=tell(parts["every"], "every")))
    elif parts.get("when"):
        condition.append(tell(parts["when"], "when"))
    if "share" in parts:
        condition.append(format_share(parts["share"]))
    to = tell(parts["to"], "to")
    between = ", " if "kind" in parts else " "
    return f"{between.join(condition)}: {to}" if condition else to


def _item(teller: Teller, parts: Mapping[str, Any]) -> str:
    name = teller.tell(parts.get("document") or parts.get("text"), "text")
    return f"{name} ({parts['state']})" if "state" in parts else name


def _message(teller: Teller, parts: Mapping[str, Any]) -> str:
    t = teller.context.words
    other = parts.get("elsewhere") or parts.get("step") or parts.get("party")
    pattern = t("sends {what} to {whom}" if parts["direction"] == "sends" else
                "receives {what} from {whom}")  # fmt: skip
    what = teller.tell(parts.get("name"), "name")
    return " ".join(pattern.format(what=what, whom=teller.tell(other, "party")).split())


def _history(teller: Teller, parts: Mapping[str, Any]) -> str:
    head = [teller.tell(parts.get(key), key) for key in ("version", "date", "by")]
    return f"{', '.join(each for each in head if each)}: {teller.tell(parts['reason'], '')}"


def _table(teller: Teller, parts: Mapping[str, Any]) -> str:
    rows = [" | ".join(teller.tell(cell, "") for cell in row) for row in parts.get("rows", ())]
    return "; ".join([" | ".join(parts.get("inputs", ())), *rows])


def _repeat(teller: Teller, parts: Mapping[str, Any]) -> str:
    text = f"×{NBSP}{format_number(parts['times'], 2)}"
    if "per" in parts:
        text = f"{teller.tell(parts['per'], 'per')} {text}"
    return f"{text}, {teller.context.words('side by side')}" if parts.get("parallel") else text


def _link(teller: Teller, parts: Mapping[str, Any]) -> str:
    return f"{teller.tell(parts.get('title'), 'title')} ({parts.get('url', '')})"


def _actual(teller: Teller, parts: Mapping[str, Any]) -> str:
    return f"{parts['period']}: {format_number(parts['value'], 4)}"


def _named(teller: Teller, parts: Mapping[str, Any]) -> str:
    return teller.tell(parts.get("name") or parts.get("id"), "name")


_WRITERS: Mapping[str, Callable[[Teller, Mapping[str, Any]], str]] = {
    "way": _way,
    "inputs": _item,
    "outputs": _item,
    "messages": _message,
    "changes": _history,
    "table": _table,
    "repeat": _repeat,
    "links": _link,
    "actuals": _actual,
    "participants": _named,
    "success_factors": _named,
}


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Cut two long texts to the words that differ, with a few around them."""
    old, new = _WORD.findall(" ".join(before.split())), _WORD.findall(" ".join(after.split()))
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = min(len(old), len(new)) - head
    same = takewhile(
        lambda pair: pair[0] == pair[1], zip(reversed(old), reversed(new), strict=False)
    )
    tail = min(rest, sum(1 for _ in same))
    return _excerpt(old, head, tail), _excerpt(new, head, tail)


def _excerpt(words: list[str], head: int, tail: int) -> str:
    first, last = max(0, head - _AROUND), min(len(words), len(words) - tail + _AROUND)
    text = shortened("".join(words[first:last]).strip(), _MOST_OF_A_TEXT)
    return ("… " if first else "") + text + (" …" if last < len(words) else "")


def shortened(text: str, most: int = _MOST) -> str:
    """Cut a text in its middle where it is too long to be read in a table."""
    half = (most - 3) // 2
    return text if len(text) <= most else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def visible(text: str) -> str:
    """Show the signs that turn the direction of writing: with them a text is not what it seems."""
    return _TURNS.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", text)


def exactly(value: Any) -> str:
    """Write a value with all its digits, where rounding hides what differs."""
    return ", ".join(_exact(value))


def _exact(value: Any) -> Iterator[str]:
    if isinstance(value, timedelta):
        yield f"{value.total_seconds():g}{NBSP}s"
    elif isinstance(value, Wait):
        yield from (text for each in (value.low, value.mean, value.high) for text in _exact(each))
    elif isinstance(value, (Money, Rate)):
        yield f"{value.amount!r}{NBSP}{value.currency}"
    elif isinstance(value, Record):
        for key, part in value.parts:
            yield f"{key} {' '.join(_exact(part))}"
    elif isinstance(value, tuple):
        for each in value:
            yield from _exact(each)
    elif isinstance(value, Named):
        yield value.id + (f"#{value.part}" if value.part else "")
    elif value is not None:
        yield str(value)
