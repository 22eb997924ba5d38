"""Processes that go out as BPMN and come in again, untouched or changed by another tool."""

import dataclasses
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.command import run, write_portal
from tests.support.portals import TODAY

from procdocs.cli import main
from procdocs.diagnostics import Span
from procdocs.exports.bpmn import export_bpmn
from procdocs.imports.bpmn.bring_in import import_bpmn
from procdocs.imports.known import know_portal
from procdocs.imports.report import Fate
from procdocs.model.places import Place
from procdocs.project import open_project
from procdocs.source.documents.base import authored_keys
from procdocs.source.documents.process import ProcessDocument
from procdocs.source.documents.step import StepDocument
from procdocs.source.yaml_tree import read_yaml, write_yaml

ROOT = Path(__file__).parents[2]
WHOLE = """
name: {en: Whole, zh: 全部}
group: order-to-cash
owner: cfo
status: effective
version: "1.10"
effective: 2026-01-31
volume: 12.5/week
success_factors: {low-bad-debt: 4.5}
purpose: {customer: Order desk, need: {en: An answer, zh: 答复}, satisfaction: They call}
trigger: {text: Order is there, from: [credit-check]}
lanes: [sales-rep, customer, cfo]
participants:
  customer:
  carrier: {name: {en: Carrier, zh: 承运人}}
approved_by: cfo
review_by: 2027-01-31
audience: internal
description: {en: All of it, zh: 全部}
note: Seen by all
aliases: [everything]
links: [{title: Home, url: "https://example.com"}]
result: {text: {en: Order is done, zh: 完成}, to: [credit-check]}
cost_impact: 3
performance: 2.5
kpis: [speed]
policies: [credit-policy, credit-policy#limits]
risks: [bad-debt]
changes: [{version: "1.10", date: 2026-01-31, by: cfo, reason: New limit}]
layout: {direction: TB}
steps:
  - {id: came, type: start, event: message, role: sales-rep, share: 90%, next: look}
  - {id: again, type: start, role: sales-rep, share: 10%, next: look}
  - {id: asks, type: start, name: Asks, role: customer, sends: {to: look, name: Question}}
  - {id: asked, type: end, role: customer}
  - id: look
    name: {en: Look, zh: 看}
    role: sales-rep
    kind: user
    description: What it is
    instructions: {en: "1. Look", zh: "1. 看"}
    note: {en: Twice, zh: 两次}
    system: [erp, crm]
    inputs: [{document: form, state: signed}, A call]
    outputs: [form, {document: The list, state: open}]
    policies: [credit-policy#limits]
    controls: [second-look]
    audience: restricted
    strain: [dull]
    layout: {column: 2, row: 1}
    receives: [{from: carrier, name: Papers}]
    sends: [{to: carrier, name: Goods}, {to: credit-check#register, name: Copy}]
    on_message: {name: {en: Stop, zh: 停}, from: carrier, to: late, share: 1%}
    on_escalation: {when: Much to do, to: late, interrupting: false}
    time: {process: 10m, wait: 2h..3d, basis: measured}
    complete_accurate: 92.5%
    value: BVA
    waste: [waiting, motion]
    automation: assisted
    raci: {A: cfo, I: [credit-clerk]}
    authority: {limit: 50000 EUR, escalate_to: cfo}
    repeat: {for: each line, times: 4.5, parallel: true}
    links: [{title: Manual, url: "https://example.com/a?b=1&c=2"}]
    aliases: [peek]
    next: [ready, ask]
    on_timeout:
      - {after: 8h, to: late, interrupting: false, every: 1d, share: 20%}
      - {after: 1d, to: late, interrupting: false}
    on_error: {when: {en: It breaks, zh: 坏了}, to: late, share: 0.5%}
  - {id: late, type: end, event: escalation, role: sales-rep, outcome: failure}
  - {id: ask, name: Ask, role: cfo, next: both}
  - {id: ready, name: Be ready, role: sales-rep}
  - {id: both, type: join}
  - {id: inside, name: Inside, type: subprocess, process: inside, role: sales-rep}
  - {id: called, name: Called, type: subprocess, process: credit-check, role: sales-rep}
  - {id: paused, type: wait, event: timer, time: {wait: {from: 2h, to: 3d, mean: 6h}}}
  - {id: day, type: wait, event: timer, time: {wait: 0.5d}}
  - id: fits
    type: decision
    role: cfo
    name: Fits?
    time: {process: 3m, lead: 1d}
    inputs: [The list]
    table: {inputs: [Value], rows: [["< 5", "Yes"], [else, "No"]]}
    branches:
      - {when: {"en": "Yes", "zh": 是}, to: some, share: 33.3%}
      - {when: "No", to: late}
  - {id: some, type: inclusive, branches: [{when: A, to: done}, {when: B, to: late}],
     combinations: [{of: [done], share: 60%}, {of: [done, late], share: 40%}]}
  - {id: done, type: end, name: Done}
"""
INSIDE = """
name: {en: Inside, zh: 内部}
part_of: whole
description: Its own words
steps:
  - {id: one, name: One, role: cfo, system: erp, time: {process: 3m}, sends: {to: carrier, name: Hint}}
  - {id: two, name: Two, role: sales-rep, raci: {C: cfo}}
"""
FUTURE = """
name: Whole, to be
owner: cfo
variant_of: whole
state: to-be
steps:
  - {id: glance, name: Glance, role: sales-rep, replaces: [look, ask]}
"""
FILES = {
    "processes/whole.yml": WHOLE,
    "processes/inside.yml": INSIDE,
    "processes/whole-to-be.yml": FUTURE,
    "raci/whole.yml": "process: whole\nactivities:\n  ask: {cfo: A, credit-clerk: R}\n",
    "systems.yml": "erp: {name: ERP}\ncrm: {name: CRM}\n",
    "documents.yml": "form: {name: The form, kind: form}\n",
    "kpis.yml": "speed: {name: Speed, definition: Median, unit: h, better: lower, target: 8}\n",
    "risks.yml": "bad-debt: {name: Bad debt, likelihood: 3, impact: 4, owner: cfo,\n"
    "  controls: {second-look: {name: Look twice}}}\n",
    "policies/credit-policy.md": "---\ntitle: Credit\nowner: cfo\n---\n\n"
    "## Limits {#limits}\n\nText.\n",
}


def small(folder):
    """Write the portal of these processes."""
    folder.mkdir()
    return write_portal(folder, **FILES)


def plain(value):
    """Give a model without the places where it was written."""
    if isinstance(value, (Span, Place)):
        return None
    if dataclasses.is_dataclass(value):
        names = (each.name for each in dataclasses.fields(value) if each.name != "span")
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def out_and_in(config, folder):
    """Export every process, import the files in their place; give both projects."""
    project = open_project(config, today=TODAY)
    files = export_bpmn(project)
    made = import_bpmn([(n, t.encode()) for n, t in files.items()], know_portal(project.portal))
    assert made.refused == ()
    assert made.roles == {}
    lost = [r for report in made.reports for r in report.of(Fate.LOST)]
    assert lost == []
    shutil.copytree(project.content, folder / "content")
    shutil.copy(config, folder / "mkdocs.yml")
    shutil.rmtree(folder / "content/processes")
    (folder / "content/processes").mkdir()
    for file in made.processes:
        text = write_yaml(dict(file.values))
        (folder / "content/processes" / f"{file.id}.yml").write_text(text, encoding="utf-8")
    return project, open_project(folder / "mkdocs.yml", today=TODAY)


def differing(before, after):
    """Name the processes of which anything differs."""
    assert set(before.portal.processes) == set(after.portal.processes)
    return [
        id_
        for id_, process in before.portal.processes.items()
        if plain(process) != plain(after.portal.processes[id_])
    ]


def test_the_example_portal_comes_back_as_it_was(tmp_path):
    before, after = out_and_in(ROOT / "mkdocs.yml", tmp_path)
    # A local variant comes back whole, so it no longer says what it extends.
    variants = [p.id for p in before.portal.processes.values() if p.extends]
    assert differing(before, after) == variants
    assert variants != []
    assert after.errors == ()


def test_everything_a_writer_may_type_comes_back(tmp_path):
    portal = small(tmp_path / "a")
    (tmp_path / "b").mkdir()
    before, after = out_and_in(portal / "mkdocs.yml", tmp_path / "b")
    assert before.errors == ()
    assert differing(before, after) == []


def test_everything_is_tried():
    """A key that is added to the format must be tried above."""
    steps, processes = set(), set()
    for text in (WHOLE, INSIDE, FUTURE):
        values = read_yaml("whole.yml", text).value
        processes |= set(values)
        steps |= {key for step in values["steps"] for key in step}
    # These are told in another way: a local variant comes back whole.
    assert set(authored_keys(ProcessDocument)) - processes == {"extends", "override"}
    assert set(authored_keys(StepDocument)) - steps == {"after"}


def exported(tmp_path):
    portal = small(tmp_path / "a")
    assert run(portal, "export", "bpmn", "whole", "-o", tmp_path / "out").exit_code == 0
    return portal, tmp_path / "out/whole.bpmn"


def step_of(folder, id_):
    text = (folder / "whole.yml").read_text(encoding="utf-8")
    return re.split(r"\n  - ", text.partition(f"- id: {id_}\n")[2])[0]


def test_what_another_tool_changes_wins(tmp_path):
    portal, path = exported(tmp_path)
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ('exporter="procdocs"', 'exporter="Camunda Modeler"'),
        ('name="Look"', 'name="Look closely"'),
        (">P1D<", ">P2D<"),
        (">4.5<", ">7<"),
        (
            "</bpmn:process>",
            '<bpmn:task id="Activity_0X9" name="New &amp; odd" /></bpmn:process>',
        ),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    result = run(portal, "import", "bpmn", path, "-o", tmp_path / "in")
    assert result.exit_code == 0, result.output
    step = step_of(tmp_path / "in", "look")
    assert "name: Look closely\n" in step
    assert "times: 7" in step
    assert "after: 2d" in step
    assert "after: 8h" in step
    assert "wait: 2h..3d" in step
    assert "id: new-and-odd\n" in (tmp_path / "in/whole.yml").read_text(encoding="utf-8")


def test_a_portal_without_the_things_named_says_so_and_checks(tmp_path):
    _, path = exported(tmp_path)
    assert CliRunner().invoke(main, ["init", str(tmp_path / "new")]).exit_code == 0
    result = run(tmp_path / "new", "import", "bpmn", path)
    assert result.exit_code == 0, result.output
    assert "the portal has no system `erp`" in result.output
    assert "the portal has no policy `credit-policy#limits`" in result.output
    assert "the portal has no group `order-to-cash`" in result.output
    text = (tmp_path / "new/content/processes/imported/whole.yml").read_text(encoding="utf-8")
    assert "erp" not in text
    assert "process: 10m" in text
    assert "- The form\n" in text
    drafted = (tmp_path / "new/content/organisation/imported-whole.yml").read_text(encoding="utf-8")
    assert "  credit-clerk:\n" in drafted
    assert run(tmp_path / "new", "check").exit_code == 0


def test_figures_that_no_longer_fit_are_left_out_and_named(tmp_path):
    portal, path = exported(tmp_path)
    text = path.read_text(encoding="utf-8")
    for name in ("Yes", "A"):
        open_tag = re.search(rf'<bpmn:sequenceFlow [^>]*name="{name}"[^>]*>', text)
        whole = open_tag[0]
        if not whole.endswith("/>"):
            whole = text[open_tag.start() :].partition("</bpmn:sequenceFlow>")[0]
            whole += "</bpmn:sequenceFlow>"
        text = text.replace(whole, "")
    path.write_text(text, encoding="utf-8")
    result = run(portal, "import", "bpmn", path, "-o", tmp_path / "in")
    assert result.exit_code == 0, result.output
    assert "a row ends in no branch; the table is left out" in result.output
    assert "they name a branch that is gone, and are left out" in result.output
    assert "table:" not in step_of(tmp_path / "in", "fits")
    assert "found in whole" not in result.output.replace("FLOW001", "").replace("FLOW", "")


def test_links_to_what_a_portal_lacks_become_text(tmp_path):
    portal, path = exported(tmp_path)
    text = path.read_text(encoding="utf-8")
    words = "See [the policy](policy:credit-policy#limits), [the rule](policy:gone) and [us](https://a.b)"
    path.write_text(text.replace("What it is", words), encoding="utf-8")
    result = run(portal, "import", "bpmn", path, "-o", tmp_path / "in")
    assert "the portal has no policy `gone`; its link is text" in result.output
    kept = "See [the policy](policy:credit-policy#limits), the rule and [us](https://a.b)"
    assert kept in " ".join(step_of(tmp_path / "in", "look").split())


@pytest.mark.parametrize(
    "value",
    ["null", "[" * 50_000, '{"process": 5}', '"x"', "NaN", "{", "1" * 200_000, '{"wait": ["1h"]}'],
    ids=["null", "deep", "no-unit", "text", "nan", "cut", "long", "list"],
)
def test_values_that_are_none_are_left_out_and_named(tmp_path, value):
    portal, path = exported(tmp_path)
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'(<procdocs:value key="time">)[^<]*', lambda found: found[1] + value, text)
    path.write_text(text, encoding="utf-8")
    result = run(portal, "import", "bpmn", path, "-o", tmp_path / "in")
    assert result.exit_code == 0, result.output
    assert "its value of `time` is none that the format knows" in result.output
    assert "\n    time:" not in step_of(tmp_path / "in", "look")


@pytest.mark.parametrize("id_", ["../../../outside", "/tmp/outside", "..", "CON", "a/b", "x" * 300])
def test_ids_never_leave_the_folder(tmp_path, id_):
    portal, path = exported(tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace("process_whole", f"process_{id_}")
    text = text.replace('procdocs:process="inside"', f'procdocs:process="{id_}"')
    path.write_text(text, encoding="utf-8")
    result = run(portal, "import", "bpmn", path, "-o", tmp_path / "in" / "deep")
    assert result.exit_code == 0, result.output
    written = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.yml")}
    there = {name for name in written if not name.startswith("a/")}
    assert there == {"in/deep/whole.yml", "in/deep/whole-inside.yml"}
