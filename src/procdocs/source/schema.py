"""JSON Schemas of the files that writers type, for editors."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from procdocs.source.documents import catalogue
from procdocs.source.documents.organisation import OrganisationDocument
from procdocs.source.documents.policy import PolicyDocument
from procdocs.source.documents.portal import PortalDocument
from procdocs.source.documents.process import ProcessDocument
from procdocs.source.documents.raci import RaciDocument
from procdocs.source.documents.survey import SurveyDocument
from procdocs.source.documents.value_stream import ValueStreamDocument

FILES: dict[str, type[BaseModel]] = {
    "portal": PortalDocument,
    "organisation": OrganisationDocument,
    "process": ProcessDocument,
    "raci": RaciDocument,
    "value-stream": ValueStreamDocument,
    "policy": PolicyDocument,
    "survey": SurveyDocument,
}
"""Kinds of files that hold one object each, and their shapes."""

CATALOGUES: dict[str, type[BaseModel]] = {
    "systems": catalogue.SystemDocument,
    "documents": catalogue.DocumentDocument,
    "kpis": catalogue.KpiDocument,
    "risks": catalogue.RiskDocument,
    "glossary": catalogue.TermDocument,
}
"""Kinds of files that map ids to entries, and the shape of an entry."""

_ID = "^[a-z0-9][a-z0-9-]*$"


def export_schemas() -> dict[str, dict[str, Any]]:
    """Make the JSON Schema (draft 2020-12) of every kind of file.

    Returns:
        Schemas by kind: `portal`, `organisation`, `process`, `raci`, `value-stream`, `policy`
        (of its front matter), `survey`, `systems`, `documents`, `kpis`, `risks`, `glossary`.
    """
    made = {kind: _schema(model, kind) for kind, model in FILES.items()}
    made["process"] = _variants_may_leave_out(made["process"])
    for kind, model in CATALOGUES.items():
        entry = _schema(model, kind)
        definitions = entry.pop("$defs", {})
        dialect = entry.pop("$schema")
        entry.pop("title", None)
        made[kind] = {
            "$schema": dialect,
            "title": f"procdocs {kind}",
            "type": "object",
            "propertyNames": {"pattern": _ID},
            "additionalProperties": entry,
            "$defs": definitions,
        }
    return made


def _schema(model: type[BaseModel], kind: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    tidy = _tidy(schema)
    assert isinstance(tidy, dict)
    return {"$schema": GenerateJsonSchema.schema_dialect, **tidy, "title": f"procdocs {kind}"}


def _tidy(node: Any) -> Any:
    """Take away titles that repeat the key, and defaults of null; a key may always be empty."""
    if isinstance(node, list):
        return [_tidy(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    made = {}
    for key, value in node.items():
        if key == "title" and isinstance(value, str):
            continue
        if key == "default" and value is None:
            continue
        if key == "properties":
            made[key] = {name: _tidy(inner) for name, inner in value.items()}
        else:
            made[key] = _tidy(value)
    return made


def _variants_may_leave_out(schema: dict[str, Any]) -> dict[str, Any]:
    """Ask for the name only where the file is no local variant."""
    required = schema.pop("required", [])
    return {
        **schema,
        "if": {"required": ["extends"]},
        "then": {},
        "else": {"required": required},
    }
