"""What importing BPMN does to the files that are there."""

from tests.support.command import run, write_portal

MODEL = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
  <process id="p" name="Order">
    <startEvent id="s" name="Asked" /><task id="t" name="Look" /><endEvent id="e" name="Done" />
    <sequenceFlow id="f" sourceRef="s" targetRef="t" />
    <sequenceFlow id="g" sourceRef="t" targetRef="e" />
  </process>
</definitions>
"""


def model(tmp_path):
    path = tmp_path / "order.bpmn"
    path.write_text(MODEL, encoding="utf-8")
    return path


def everything(folder):
    return {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_dry_run_shows_the_file_and_writes_nothing(tmp_path):
    portal, path = write_portal(tmp_path), model(tmp_path)
    before = everything(tmp_path)
    result = run(portal, "import", "bpmn", path, "--dry-run")
    assert result.exit_code == 0
    assert "imported/order.yml:\n\nname: Order\n" in result.output
    assert "imported-order.yml:\n\nroles:\n" in result.output
    assert everything(tmp_path) == before


def test_a_file_is_replaced_only_by_force_which_says_what_is_lost(tmp_path):
    portal, path = write_portal(tmp_path), model(tmp_path)
    assert run(portal, "import", "bpmn", path).exit_code == 0
    written = portal / "content/processes/imported/order.yml"
    text = written.read_text(encoding="utf-8")
    edited = text.replace("status: draft", "status: draft\nvolume: 5/week  # from the ERP").replace(
        "    name: Look\n", "    name: Look\n    system: []\n    value: VA\n"
    )
    edited += "  - {id: more, name: More, role: to-be-assigned}\n"
    written.write_text(edited, encoding="utf-8")
    refused = run(portal, "import", "bpmn", path)
    assert refused.exit_code == 2
    assert "exists already; nothing was written. Replace it with --force" in refused.output
    assert written.read_text(encoding="utf-8") == edited
    forced = run(portal, "import", "bpmn", path, "--force")
    assert forced.exit_code == 0
    assert "gone are `volume`, `system`, `value` of step `look`, step `more`, comments" in (
        forced.output
    )
    assert written.read_text(encoding="utf-8") == text


def test_the_same_file_again_loses_nothing(tmp_path):
    portal, path = write_portal(tmp_path), model(tmp_path)
    assert run(portal, "import", "bpmn", path).exit_code == 0
    before = everything(tmp_path)
    again = run(portal, "import", "bpmn", path, "--force")
    assert again.exit_code == 0
    assert "gone are" not in again.output
    assert everything(tmp_path) == before
