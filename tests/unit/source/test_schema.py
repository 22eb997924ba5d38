"""The schemas for editors say what the reader takes."""

from pathlib import Path

import jsonschema
import pytest
from tests.support.portals import split_files

from procdocs.source.markdown_policy import split_front_matter
from procdocs.source.schema import export_schemas
from procdocs.source.yaml_tree import read_yaml

VALID = Path(__file__).parents[2] / "cases" / "source" / "valid"
SCHEMAS = export_schemas()
FOLDERS = {
    "processes": "process",
    "raci": "raci",
    "value-streams": "value-stream",
    "surveys": "survey",
    "policies": "policy",
}


def kind_of(name: str) -> str | None:
    folder = name.split("/")[0]
    if folder in ("assets", "pages") or ".zh." in name:
        return None
    return FOLDERS.get(folder, folder.removesuffix(".yml"))


def entries():
    for path in sorted(VALID.glob("*.yml")):
        for name, text in split_files(path.read_text("utf-8")).items():
            kind = kind_of(name)
            if kind is not None:
                yield pytest.param(kind, name, text, id=f"{path.stem}-{name}")


@pytest.mark.parametrize(("kind", "name", "text"), list(entries()))
def test_what_is_read_is_valid(kind: str, name: str, text: str) -> None:
    if name.endswith(".md"):
        text = split_front_matter(text)[0] or ""
    jsonschema.Draft202012Validator(SCHEMAS[kind]).validate(read_yaml(name, text).value)


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_unknown_keys_are_not_valid(kind: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMAS[kind])
    catalogue = kind in ("systems", "documents", "kpis", "risks", "glossary")
    value = {"entry": {"name": "X", "onwer": "Y"}} if catalogue else {"onwer": "Y"}
    messages = [error.message for error in validator.iter_errors(value)]
    assert any("onwer" in message for message in messages)


def described(node, way=()):
    if isinstance(node, dict):
        for key, value in node.get("properties", {}).items():
            yield (*way, key), value
        for key, value in node.items():
            yield from described(value, (*way, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from described(value, (*way, number))


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_every_key_is_described(kind: str) -> None:
    bare = [
        "/".join(map(str, way))
        for way, value in described(SCHEMAS[kind])
        if not value.get("description") and way[-1] not in ("from", "to", "mean")
    ]
    assert bare == []
