"""The whole portal as JSON, against its own schema."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.support.command import write_portal
from tests.support.portals import TODAY

from procdocs.exports.json_ import export_json
from procdocs.exports.schema import portal_schema
from procdocs.project import open_project

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("example", [False, True])
def test_the_file_keeps_to_its_schema(example, tmp_path):
    root = ROOT if example else write_portal(tmp_path)
    files = export_json(open_project(root / "mkdocs.yml", today=TODAY))
    assert list(files) == ["portal.json"]
    written = json.loads(files["portal.json"])
    schema = portal_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(written, schema)
    assert "credit-check" in written["processes"]
