"""From a tree to a document: every fault reported in plain words, the rest kept.

What is faulty is taken out of a copy of the tree and the rest is read again, so that one bad step
does not take its process away. No message of pydantic is ever seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from procdocs.diagnostics import Span
from procdocs.source.cursor import Cursor, PrunedDict, PrunedList
from procdocs.source.documents.base import authored_keys
from procdocs.source.fields import SCALAR_ERROR
from procdocs.source.findings import Findings
from procdocs.source.nearest import nearest
from procdocs.source.rules import MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE
from procdocs.source.scalars import describe

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]

_MOST_ROUNDS = 12
_LISTS = ("list_type", "too_short", "iteration_error")
_STAND_INS = ("name", "title", "company", "text", "reason")


def read_document(
    model: type[Model], cursor: Cursor, findings: Findings, subject: str | None, name: str
) -> tuple[Model, Cursor] | None:
    """Read a tree as a document.

    Args:
        model: The document's shape.
        cursor: The tree.
        findings: Where faults are reported.
        subject: What the faults are about.
        name: What stands in for a missing name, so that the object is kept.

    Returns:
        The document and the tree without its faulty parts; None where nothing could be kept.
    """
    raw = cursor.raw
    for turn in range(_MOST_ROUNDS):
        try:
            return model.model_validate(raw), Cursor(cursor.origin, cursor.path, raw)
        except ValidationError as error:
            here = Cursor(cursor.origin, cursor.path, raw)
            faults = error.errors(include_url=False)
        located = [(_way(fault["loc"], raw), fault) for fault in faults]
        meant = _meant(model, located)
        for way, fault in located:
            if fault["type"] != "missing" or (turn == 0 and way not in meant):
                _report(model, here, way, fault, findings, subject)
        if any(not way and fault["type"] != "missing" for way, fault in located):
            return None
        raw = _without(raw, located, name)
    return None


def _meant(
    model: type[BaseModel], located: Iterable[tuple[Location, Mapping[str, Any]]]
) -> set[Location]:
    """Tell which keys were meant by unknown ones: their absence needs no second finding."""
    return {
        (*way[:-1], key)
        for way, fault in located
        if fault["type"] == "extra_forbidden"
        and (key := nearest(str(way[-1]), _keys_at(model, fault["loc"][:-1])))
    }


def _keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    return next((authored_keys(found) for found in _models(model, location)), ())


def _way(location: Location, raw: Any) -> Location:
    """Turn pydantic's location into the way to the node as written.

    Marks of unions go; so do positions in what was written as one instead of a list, and keys of
    a long form that was written short. A key that is missing stays as the last part.
    """
    way: list[str | int] = []
    parts = [part for part in location if not (isinstance(part, str) and part.startswith("("))]
    for number, part in enumerate(parts):
        if isinstance(part, int):
            if isinstance(raw, list) and part < len(raw):
                way.append(part)
                raw = raw[part]
        elif part == "[key]":
            way.append(part)
        elif isinstance(raw, dict) and part in raw:
            way.append(part)
            raw = raw[part]
        elif isinstance(raw, dict) and number == len(parts) - 1:
            way.append(part)
    return tuple(way)


def _report(
    model: type[BaseModel],
    cursor: Cursor,
    way: Location,
    fault: Mapping[str, Any],
    findings: Findings,
    subject: str | None,
) -> None:
    kind = fault["type"]
    if kind == "extra_forbidden":
        message, mend = _unknown_key(model, fault["loc"])
        findings.add(UNKNOWN_KEY, message, cursor.at(*way).key_span, help=mend, subject=subject)
    elif kind == "missing":
        above = cursor.at(*way[:-1])
        findings.add(
            MISSING_KEY,
            f"`{fault['loc'][-1]}` is missing",
            above.key_span,
            help=f"Write the key `{fault['loc'][-1]}`.",
            subject=subject,
        )
    elif kind == SCALAR_ERROR:
        error = fault["ctx"]["error"]
        if way and way[-1] == "[key]":
            span = cursor.at(*way[:-1]).key_span
        else:
            span = _scalar_span(cursor.at(*way))
        message = _in_place(error.message, way)
        findings.add(error.rule, message, span, help=_sentence(error.help), subject=subject)
    else:
        here = cursor.at(*way)
        wanted = "a list" if kind in _LISTS else "a mapping"
        findings.add(
            WRONG_SHAPE,
            _in_place(f"{describe(here.raw)} where {wanted} belongs", way),
            here.span if not isinstance(here.raw, dict | list) else here.key_span,
            help="Write entries that start with `- `."
            if wanted == "a list"
            else "Write `key: value` pairs below it.",
            subject=subject,
        )


def _scalar_span(cursor: Cursor) -> Span:
    return cursor.key_span if isinstance(cursor.raw, dict | list) else cursor.span


def _in_place(message: str, way: Location) -> str:
    """Say of which key a message is, where it does not."""
    key = next((part for part in reversed(way) if isinstance(part, str) and part != "[key]"), None)
    return message if key is None else f"`{key}`: {message}"


def _sentence(text: str | None) -> str | None:
    return None if text is None else f"{text[0].upper()}{text[1:]}."


def _unknown_key(model: type[BaseModel], location: Location) -> tuple[str, str]:
    key = str(location[-1])
    known = _keys_at(model, location[:-1])
    meant = nearest(key, known)
    message = f"unknown key `{key}`" + (f", did you mean `{meant}`?" if meant else "")
    return message, "The keys here are " + ", ".join(f"`{name}`" for name in known) + "."


def _models(annotation: Any, location: Location) -> Iterator[type[BaseModel]]:
    """Find the models that may stand at a location below an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not location:
            yield annotation
            return
        for name, field in annotation.model_fields.items():
            if (field.alias or name) == location[0]:
                yield from _models(field.annotation, location[1:])
        return
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        yield from _models(arguments[0], location)
    elif origin in (Union, UnionType):
        rest = location[1:] if location and str(location[0]).startswith("(") else location
        for option in arguments:
            yield from _models(option, rest)
    elif origin is list and location:
        yield from _models(arguments[0], location[1:])
    elif origin is dict and location:
        yield from _models(arguments[1], location[1:])


def _without(raw: Any, located: Iterable[tuple[Location, Mapping[str, Any]]], name: str) -> Any:
    """Copy a tree without its faulty nodes; a missing name is filled in."""
    drops: set[Location] = set()
    fills: dict[Location, Any] = {}
    for way, fault in located:
        key = fault["loc"][-1] if fault["loc"] else ""
        if fault["type"] == "missing" and key in _STAND_INS:
            fills[(*way[:-1], key)] = _stand_in(raw, way[:-1], name)
        elif fault["type"] == "missing" and key in ("landscape", "stages", "duties"):
            fills[(*way[:-1], key)] = []
        else:
            missing = fault["type"] == "missing" or (way and way[-1] == "[key]")
            drops.add(way[:-1] if missing else way)
    return _copy(raw, (), drops, fills)


def _stand_in(raw: Any, way: Location, name: str) -> str:
    for part in way:
        raw = raw[part]
    if isinstance(raw, dict) and isinstance(raw.get("id"), str):
        return str(raw["id"])
    return next((part for part in reversed(way) if isinstance(part, str)), name)


def _copy(raw: Any, way: Location, drops: set[Location], fills: Mapping[Location, Any]) -> Any:
    if isinstance(raw, dict):
        made = PrunedDict(
            {
                key: _copy(value, (*way, key), drops, fills)
                for key, value in raw.items()
                if (*way, key) not in drops
            }
        )
        before = raw.dropped if isinstance(raw, PrunedDict) else frozenset()
        made.dropped = before | (raw.keys() - made.keys())
        for place, value in fills.items():
            if place[:-1] == way:
                made[str(place[-1])] = value
        return made
    if isinstance(raw, list):
        kept = [number for number in range(len(raw)) if (*way, number) not in drops]
        pruned = PrunedList(_copy(raw[number], (*way, number), drops, fills) for number in kept)
        positions = raw.positions if isinstance(raw, PrunedList) else list(range(len(raw)))
        pruned.positions = [positions[number] for number in kept]
        fewer = len(kept) < len(raw) or (isinstance(raw, PrunedList) and raw.dropped)
        pruned.dropped = frozenset("*") if fewer else frozenset()
        return pruned
    return raw
