"""The reference of keys: every key of every kind of file, from the schemas that editors use."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from procdocs.source.schema import export_schemas
from procdocs.views.catalogue import view_crumbs
from procdocs.views.context import ViewContext
from procdocs.views.links import ABOUT, REFERENCE
from procdocs.views.page import LinkView, SearchEntry
from procdocs.views.table import (
    Cell,
    Column,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)

Schema = Mapping[str, Any]
"""A JSON Schema as plain values."""

_FILES: Mapping[str, str] = {
    "portal": "portal.yml",
    "organisation": "organisation.yml",
    "process": "processes/**/<id>.yml",
    "raci": "raci/<id>.yml",
    "value-stream": "value-streams/<id>.yml",
    "policy": "policies/**/<id>.md",
    "survey": "surveys/<process-id>.yml",
    "systems": "systems.yml",
    "documents": "documents.yml",
    "kpis": "kpis.yml",
    "risks": "risks.yml",
    "glossary": "glossary.yml",
}

_COMMON = ("description", "note", "aliases", "audience", "links")
"""Keys that nearly everything may have."""


def view_reference(context: ViewContext) -> ObjectPageView:
    """Make the page."""
    t = context.words
    links = context.links(REFERENCE)
    sections: list[Section] = []
    for kind, schema in export_schemas().items():
        sections.extend(_kind(context, kind, schema))
    return ObjectPageView(
        path=REFERENCE,
        title=t("Reference of keys"),
        description=t("Every key of every kind of file"),
        source_path="",
        crumbs=view_crumbs(context, links, ("About", ABOUT)),
        search=(
            SearchEntry(anchor=None, title=t("Reference of keys"), text="YAML", boost=0.5),
            *(
                SearchEntry(anchor=each.anchor, title=each.title, text=_words(each), boost=0.3)
                for each in sections
            ),
        ),
        lead=t("Every key that a file may have. An unknown key is an error, with a suggestion."),
        find=t("Find a key"),
        sections=shown(tuple(sections)),
    )


def _words(section: Section) -> str:
    rows = section.table.rows if section.table else ()
    return " ".join(row.cells[0].text for row in rows)


def _kind(context: ViewContext, kind: str, schema: Schema) -> Iterator[Section]:
    """Give the section of a kind of file, then one for every shape that its keys hold."""
    t = context.words
    definitions: Schema = schema.get("$defs", {})
    entry = schema.get("additionalProperties")
    whole = schema if "properties" in schema else entry if isinstance(entry, dict) else schema
    reached: dict[str, None] = {}
    table = _table(context, kind, kind, whole, reached)
    about = str(whole.get("description", ""))
    if whole is not schema:
        about = f"{about} {t('The file maps ids to entries; the keys of an entry:')}".strip()
    title = _FILES.get(kind, kind)
    lead = "" if about == f"{title}." else about
    yield Section(anchor=kind, title=title, lead=lead, table=table)
    done: set[str] = set()
    while waiting := [name for name in reached if name not in done]:
        for name in waiting:
            done.add(name)
            shape = definitions.get(name, {})
            title = f"{kind}: {_shape_name(name)}"
            shared = [key for key in _COMMON if key in shape.get("properties", {})]
            shared = [key for key in shared if key not in shape.get("required", ())]
            own = {key: of for key, of in shape.get("properties", {}).items() if key not in shared}
            yield Section(
                anchor=_anchor(kind, name),
                title=title,
                lead=str(shape.get("description", "")),
                below=True,
                table=_table(
                    context, kind, _anchor(kind, name), {**shape, "properties": own}, reached
                ),
                note=t("And what every object may have: {keys}.").format(keys=", ".join(shared))
                if shared
                else "",
            )


def _shape_name(name: str) -> str:
    """Turn `StepTimeDocument` into `step time`."""
    plain = name.removesuffix("Document")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).lower()


def _anchor(kind: str, name: str) -> str:
    return f"{kind}-{_shape_name(name).replace(' ', '-')}"


def _table(
    context: ViewContext, kind: str, anchor: str, shape: Schema, reached: dict[str, None]
) -> TableView:
    t = context.words
    required = shape.get("required", ())
    rows = []
    keys = shape.get("properties", {}).items()
    for key, value in sorted(keys, key=lambda pair: _place(pair[0], required)):
        names: dict[str, None] = {}
        words = _type(context, value, names)
        reached |= names
        rows.append(
            Row(
                id=f"{anchor}.{key}",
                cells=(
                    Cell(text=key),
                    Cell(
                        text=words,
                        links=tuple(
                            LinkView(text=_shape_name(name), href=f"#{_anchor(kind, name)}")
                            for name in names
                        ),
                    ),
                    Cell(text=t("required") if key in required else ""),
                    Cell(text=str(value.get("description", "")), note=_default(context, value)),
                ),
            )
        )
    other = shape.get("additionalProperties")
    if rows and isinstance(other, dict):
        names = {}
        words = _type(context, other, names)
        reached |= names
        rows.append(Row(cells=(Cell(text=t("any other id")), Cell(text=words), Cell(), linked())))
    return TableView(
        columns=(
            Column(name=t("Key")),
            Column(name=t("Type")),
            Column(name=t("Required")),
            Column(name=t("Meaning"), wide=True),
        ),
        rows=tuple(rows),
    )


def _place(key: str, required: Collection[str]) -> int:
    """Sort keys: what must be there first, what everything may carry last."""
    return 0 if key in required else 2 if key in _COMMON else 1


def _default(context: ViewContext, value: Schema) -> str:
    default = value.get("default")
    if default in (None, "", [], {}, ()):
        return ""
    return context.words("Left out: {value}.").format(value=str(default).lower())


def _type(context: ViewContext, value: Schema, names: dict[str, None]) -> str:
    """Say in few words what a value may be; shapes of their own are put into `names`."""
    t = context.words
    if "$ref" in value:
        names[str(value["$ref"]).rsplit("/", 1)[-1]] = None
        return ""
    if "enum" in value:
        return " | ".join(str(each) for each in value["enum"])
    if "const" in value:
        return str(value["const"])
    if value.get("examples"):
        return t("such as") + " " + ", ".join(str(each) for each in value["examples"][:3])
    parts = value.get("anyOf") or value.get("oneOf")
    if parts:
        if any(_languages(part) for part in parts):
            return t("text, or text by language")
        said = [_type(context, part, names) for part in parts if part.get("type") != "null"]
        return f" {t('or')} ".join(dict.fromkeys(each for each in said if each))
    return _plain(context, value, names)


def _languages(part: Schema) -> bool:
    pattern = part.get("propertyNames", {}).get("pattern", "")
    return part.get("type") == "object" and "[a-z]{2,3}" in pattern


def _plain(context: ViewContext, value: Schema, names: dict[str, None]) -> str:
    t = context.words
    kind = value.get("type")
    kinds = [kind] if isinstance(kind, str) else list(kind or ())
    known = len(names)
    if "array" in kinds:
        inner = _type(context, value.get("items", {}), names)
        if inner:
            return t("list of {what}").format(what=inner)
        return t("list of") if len(names) > known else t("list")
    if "object" in kinds:
        other = value.get("additionalProperties")
        inner = _type(context, other, names) if isinstance(other, dict) else ""
        if inner:
            return t("mapping from id to {what}").format(what=inner)
        return t("mapping from id to") if len(names) > known else t("mapping")
    if "boolean" in kinds and len(kinds) == 1:
        return t("true | false")
    if "string" in kinds:
        pattern = str(value.get("pattern", ""))
        if pattern.startswith("^[a-z0-9]"):
            return t("id")
        if pattern.startswith(r"^\d{4}-\d{2}-\d{2}"):
            return t("date, such as 2026-03-01")
        return t("text")
    if "number" in kinds or "integer" in kinds:
        low, high = value.get("minimum"), value.get("maximum")
        if low is not None and high is not None:
            return t("number, {low} to {high}").format(low=low, high=high)
        return t("number")
    return ""
