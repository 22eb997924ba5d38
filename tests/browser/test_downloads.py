"""Every file that a page offers comes when it is clicked, under a name that says what it is."""

import json
import re

import jsonschema
import pytest

from procdocs.exports.json_ import export_json
from procdocs.exports.schema import portal_schema
from procdocs.project import open_project

ROOT_OF_FILES = {"bpmn": b"<?xml", "svg": b"<svg", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
pytestmark = pytest.mark.browser


def offered(site):
    """Give the downloads by page."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        names = re.findall(r'href="(?:\.\./)*(downloads/[^"#]+)"', html)
        if names and path.name == "index.html":
            found[path.parent.relative_to(site).as_posix() + "/"] = names
    return found


def test_every_download_comes_when_it_is_clicked(site, visit):
    pages = offered(site)
    clicked = set()
    visitor = visit(accept_downloads=True)
    for path, names in pages.items():
        page = visitor.page
        page.goto(visitor.base + path, wait_until="domcontentloaded")
        for name in names:
            link = page.locator(f'a[href$="{name}"]').first
            # Some stand in a menu that is closed; a click is sent to the link itself.
            with page.expect_download() as waiting:
                link.dispatch_event("click")
            download = waiting.value
            assert download.suggested_filename == name.removeprefix("downloads/")
            with open(download.path(), "rb") as file:
                data = file.read()
            assert data == (site / name).read_bytes()
            assert data.startswith(ROOT_OF_FILES[name.rpartition(".")[2]]), name
            clicked.add(name)
    assert clicked == {f"downloads/{path.name}" for path in (site / "downloads").iterdir()}
    assert {"credit-check.bpmn", "credit-check.svg", "credit-check.xlsx"} <= {
        name.removeprefix("downloads/") for name in clicked
    }


def test_the_portal_serves_what_export_json_writes(site):
    from tests.browser.conftest import ROOT

    served = (site / "portal.json").read_text(encoding="utf-8")
    assert served == export_json(open_project(ROOT / "mkdocs.yml"))["portal.json"]
    jsonschema.validate(json.loads(served), portal_schema())
