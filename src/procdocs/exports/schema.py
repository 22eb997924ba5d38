"""JSON Schemas: of every kind of authored file, of `portal.json`, and of reviews as JSON."""

import json
from importlib.resources import files
from typing import Any

from procdocs.source.schema import export_schemas

PORTAL_SCHEMA_FILE = "portal-export.schema.json"
REVIEW_SCHEMA_FILE = "review.schema.json"


def portal_schema() -> dict[str, Any]:
    """Give the JSON Schema of `portal.json`, version 1."""
    return _read(PORTAL_SCHEMA_FILE)


def review_schema() -> dict[str, Any]:
    """Give the JSON Schema of `procdocs diff --format json`, version 1."""
    return _read(REVIEW_SCHEMA_FILE)


def _read(name: str) -> dict[str, Any]:
    text = files("procdocs.exports").joinpath(name).read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def export_schema() -> dict[str, str]:
    """Write every schema.

    Returns:
        Files by name: `process.schema.json` and so on for what writers type,
        `portal-export.schema.json` for what `export json` writes, and `review.schema.json` for
        what `diff --format json` writes.
    """
    schemas = {f"{kind}.schema.json": schema for kind, schema in export_schemas().items()}
    schemas[PORTAL_SCHEMA_FILE] = portal_schema()
    schemas[REVIEW_SCHEMA_FILE] = review_schema()
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas.items()
    }
