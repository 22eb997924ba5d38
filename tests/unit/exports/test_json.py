"""The whole portal as JSON, against its own schema."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.support.cases import write_example
from tests.support.command import write_portal
from tests.support.portals import TODAY

from procdocs.checks.manual import manual_codes, read_manual
from procdocs.exports.csv_ import export_csv
from procdocs.exports.json_ import SCHEMA_VERSION, export_json
from procdocs.exports.schema import portal_schema
from procdocs.exports.xlsx import export_xlsx
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


def _odd_portals():
    """Give every fourth example of the manual: portals that are odd in one way each."""
    examples = [
        pytest.param(example, id=f"{code}-{kind}")
        for code in manual_codes()
        for kind in ("failing", "passing")
        for example in getattr(read_manual(code), kind)[:1]
    ]
    return examples[::4]


@pytest.mark.parametrize("example", _odd_portals())
def test_odd_portals_keep_to_the_schema_and_their_tables_can_be_written(example, tmp_path):
    project = open_project(write_example(example, tmp_path), today=TODAY)
    if project.portal is None:
        return
    written = json.loads(export_json(project)["portal.json"])
    jsonschema.Draft202012Validator(portal_schema()).validate(written)
    assert written["schema"] == SCHEMA_VERSION
    for text in export_csv(project).values():
        heads, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        assert all(len(row) == len(heads) for row in rows)
    assert export_xlsx(project)["portal.xlsx"].startswith(b"PK")
