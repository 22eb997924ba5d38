"""Our BPMN files in the viewer that most modelling tools are built on, and under its linter."""

import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.support.bpmn import bring_in
from tests.support.portals import TODAY

from procdocs.exports.bpmn import export_bpmn
from procdocs.project import open_project

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "bpmn_js"
CASES = ROOT / "tests" / "cases" / "bpmn"
DRAWN = tuple(
    f"{{http://www.omg.org/spec/BPMN/20100524/DI}}BPMN{kind}" for kind in ("Shape", "Edge")
)
OPEN = """async ([viewer, xml]) => {
  const { warnings } = await viewer.importXML(xml);
  const planes = viewer.get('canvas').getRootElements();
  const elements = viewer.get('elementRegistry').getAll();
  return {
    warnings: warnings.map((warning) => warning.message),
    drawn: elements.filter((each) => each.type !== 'label' && !planes.includes(each)).length,
    empty: elements.filter((each) => each.width === 0 || each.height === 0).map((each) => each.id),
  };
}"""


@pytest.fixture(scope="session")
def modules():
    """Install bpmn-js and bpmnlint in .cache/; skip where npm or its registry are out of reach."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("npm is not installed: BPMN files are not opened in bpmn-js")
    folder = ROOT / ".cache" / "bpmn-js"
    lock = (HERE / "package-lock.json").read_bytes()
    ready = folder / ".ready"
    if not ready.is_file() or ready.read_bytes() != lock:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=180, text=True)
        except subprocess.TimeoutExpired:
            pytest.skip("npm ci took longer than three minutes: bpmn-js could not be installed")
        if done.returncode:
            pytest.skip(f"npm could not install bpmn-js: {done.stderr.strip()[-200:]}")
        ready.write_bytes(lock)
    return folder / "node_modules"


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """Export the example portal, and a model with everything that BPMN has for us."""
    folder = tmp_path_factory.mktemp("bpmn")
    made, model = bring_in(folder / "in", "order.bpmn", (CASES / "order.bpmn").read_bytes())
    assert made.refused == ()
    for name, project in (
        ("example", open_project(ROOT / "mkdocs.yml", today=TODAY)),
        ("model", model),
    ):
        (folder / name).mkdir()
        for file, text in export_bpmn(project).items():
            (folder / name / file).write_text(text, encoding="utf-8")
    return sorted(path for path in folder.rglob("*.bpmn") if path.parent.name != "in")


def test_files_open_in_bpmn_js_without_a_warning(browser, modules, files):
    page = browser.new_context(offline=True).new_page()
    wrong = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_content('<div id="canvas" style="height: 800px"></div>')
    page.add_script_tag(path=modules / "bpmn-js/dist/bpmn-navigated-viewer.production.min.js")
    viewer = page.evaluate_handle("new BpmnJS({ container: '#canvas' })")
    assert len(files) > 30
    for path in files:
        text = path.read_text(encoding="utf-8")
        found = page.evaluate(OPEN, [viewer, text])
        assert found["warnings"] == [], path.name
        assert found["empty"] == [], path.name
        assert found["drawn"] == sum(each.tag in DRAWN for each in ET.fromstring(text).iter())
    page.context.close()
    assert wrong == []


def test_bpmnlint_has_no_error_for_processes_without_one(modules, files):
    environment = {**os.environ, "NODE_PATH": str(modules)}
    example = [str(path) for path in files if path.parent.name == "example"]
    command = ["node", str(HERE / "lint.cjs"), *example]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=modules.parent, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
