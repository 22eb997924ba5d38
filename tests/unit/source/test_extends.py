"""Local variants and embedded sub-processes: what they hold, and where it was written."""

import datetime
from pathlib import Path

from tests.support.portals import concise, portal_from, split_files

VALID = Path(__file__).parents[2] / "cases" / "source" / "valid"

PARENT = """\
name: Parent
group: order-to-cash
owner: cfo
status: effective
version: 2.10
effective: 2026-01-31
audience: restricted
lanes: [customer, cfo, sales-rep]
participants: [customer]
steps:
  - {id: call, name: Call, type: subprocess, process: child, role: cfo}
"""
CHILD = """\
name: Child
part_of: parent
steps:
  - {id: work, name: Work, role: cfo, sends: {to: customer, name: Note}}
"""


def test_a_variant_holds_what_differs(tmp_path: Path) -> None:
    files = split_files((VALID / "variants.yml").read_text("utf-8"))
    loaded = portal_from(tmp_path, files)
    assert loaded.portal is not None
    north = loaded.portal.processes["north"]
    assert [step.id for step in north.steps] == [
        "ask",
        "phone",
        "note",
        "check",
        "decide",
        "finish",
    ]
    assert str(north.extends) == "base"
    assert north.volume is None
    assert north.common.aliases == ()
    assert north.purpose is not None
    assert (str(north.purpose.customer), str(north.purpose.need)) == ("Sales", "Care")
    ask = north.steps[0]
    assert ask.time is not None
    assert ask.time.process == datetime.timedelta(minutes=10)
    assert ask.time.wait is not None
    assert ask.time.wait.mean == datetime.timedelta(hours=4)
    assert ask.role is not None
    assert (ask.role.id, ask.role.span.file) == ("sales-manager", "content/processes/north.yml")
    assert ask.place.at("name").file == "content/processes/base.yml"
    assert ask.place.at("time.wait").file == "content/processes/north.yml"
    assert ask.place.at("time.process").file == "content/processes/base.yml"
    far = loaded.portal.processes["far-north"]
    phone = far.step("phone")
    assert phone is not None
    assert str(phone.name) == "Send a letter"
    assert phone.place.span.file == "content/processes/north.yml"


def test_the_to_be_replaces_steps(tmp_path: Path) -> None:
    files = split_files((VALID / "variants.yml").read_text("utf-8"))
    loaded = portal_from(tmp_path, files)
    assert loaded.portal is not None
    future = loaded.portal.processes["base-to-be"]
    assert (future.state, str(future.variant_of)) == ("to-be", "base")
    assert future.steps[1].replaces == ("check", "decide")


def test_a_dropped_step_shows_what_led_to_it(tmp_path: Path) -> None:
    base = "name: B\nsteps:\n  - {id: a, name: A, role: cfo, next: b}\n"
    base += "  - {id: x, name: X, role: cfo}\n  - {id: b, name: B, role: cfo}\n"
    files = {"processes/b.yml": base, "processes/c.yml": "extends: b\noverride: {b: null}\n"}
    loaded = portal_from(tmp_path, files)
    (found,) = loaded.diagnostics
    assert concise(found).startswith("content/processes/c.yml:2:12 VAR003 ")
    assert [(one.span.file, one.span.line) for one in found.related] == [
        ("content/processes/b.yml", 3)
    ]
    files["processes/c.yml"] = "extends: b\noverride: {b: null, a: {next: null}}\n"
    assert portal_from(tmp_path, files).diagnostics == ()


def test_an_embedded_process_takes_from_its_parent(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, {"processes/parent.yml": PARENT, "processes/child.yml": CHILD})
    assert loaded.diagnostics == ()
    assert loaded.portal is not None
    child, parent = loaded.portal.processes["child"], loaded.portal.processes["parent"]
    assert child.governed == parent.governed
    assert child.governed.version == "2.10"
    assert child.governed.review_by == datetime.date(2027, 1, 31)
    assert not child.governed.review_written
    assert (child.group, child.common.audience) == ("order-to-cash", "restricted")
    assert child.steps[0].common.audience == "restricted"
    assert child.lanes == ("customer", "cfo")
    assert [found.id for found in child.participants] == ["customer"]
    assert str(child.part_of) == "parent"
