"""JSON Schemas: of every kind of authored file, for editors, and of `portal.json`."""

import json
from importlib.resources import files
from typing import Any

from procdocs.source.schema import export_schemas

PORTAL_SCHEMA_FILE = "portal-export.schema.json"


def portal_schema() -> dict[str, Any]:
    """Give the JSON Schema of `portal.json`, version 1."""
    text = files("procdocs.exports").joinpath(PORTAL_SCHEMA_FILE).read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def export_schema() -> dict[str, str]:
    """Write every schema.

    Returns:
        Files by name: `process.schema.json` and so on for what writers type, and
        `portal-export.schema.json` for what `export json` writes.
    """
    schemas = {f"{kind}.schema.json": schema for kind, schema in export_schemas().items()}
    schemas[PORTAL_SCHEMA_FILE] = portal_schema()
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas.items()
    }
