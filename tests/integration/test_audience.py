"""Nothing that a build for an audience writes names what that audience may not see."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.portals import TODAY

from procdocs.exports.bpmn import export_bpmn
from procdocs.exports.csv_ import export_csv
from procdocs.exports.json_ import export_json
from procdocs.exports.svg import export_svg
from procdocs.exports.xlsx import export_xlsx
from procdocs.portal.build import assemble_portal
from procdocs.project import Project, open_project

FILES = {
    "portal.yml": """\
name: P
company: C
landscape: [{id: core, name: Core, groups: [{id: g, name: "See [it](process:hid-work)"}]}]
audiences: [public, internal, restricted]
defaults: {audience: internal}
""",
    "organisation.yml": """\
units:
  company: {name: C, head: hid-role}
roles:
  clerk: {name: Clerk, unit: company, reports_to: hid-role, held_by: [HID Ann], cost_rate: 777/h}
  boss: {name: Boss, unit: company}
  hid-role: {name: HIDROLE, unit: company, audience: restricted, aliases: [hid-former]}
parties:
  hid-party: {name: HIDPARTY, audience: restricted}
""",
    "systems.yml": """\
erp: {name: ERP, owner: hid-role, replaces: [hid-system, Ledger]}
hid-system: {name: HIDSYSTEM, audience: restricted}
""",
    "documents.yml": """\
form: {name: Form, system: hid-system, template: assets/form.txt}
hid-form: {name: HIDFORM, audience: restricted, template: assets/hid-form.txt}
""",
    "glossary.yml": "term: {name: Term, definition: 'A [thing](process:hid-work)'}\n",
    "kpis.yml": "hid-kpi: {name: HIDKPI, audience: restricted, actuals: assets/hid-kpi.csv}\n",
    "assets/form.txt": "x",
    "assets/hid-form.txt": "x",
    "assets/hid-kpi.csv": "period,value\n2026-01,1\n",
    "policies/rules.md": """\
---
title: Rules
owner: boss
supersedes: [hid-rules]
---
## Limits {#limits}

See [it](process:hid-work#one), [](role:hid-former), [the form](../assets/hid-form.txt).

[rules]: policy:hid-rules
""",
    "policies/hid-rules.md": "---\ntitle: HIDRULES\nstatus: retired\naudience: restricted\n---\n",
    "pages/open.md": "# Open\n\n[it](process:hid-work)\n",
    "pages/closed.md": "---\naudience: restricted\n---\n# HIDPAGE\n",
    "processes/work.yml": """\
name: Work
group: g
owner: hid-role
volume: 100/month
description: "See [it](process:hid-work)"
participants: [hid-party]
kpis: [hid-kpi]
steps:
  - id: take
    name: Take
    role: clerk
    system: [erp, hid-system]
    inputs: [hid-form, form]
    sends: {to: hid-party, name: HIDMESSAGE}
    time: {process: 10m, wait: 9h}
    raci: {A: hid-role}
  - {id: hid-step, name: HIDSTEP, role: hid-role, audience: restricted, time: {process: 1h, wait: 9h}}
  - {id: sub, name: Sub, type: subprocess, process: hid-work, role: clerk}
  - {id: check, name: Check, role: hid-role, time: {process: 5m, wait: 50h}, value: NVA}
""",
    "processes/work-next.yml": """\
name: Next
variant_of: work
state: to-be
owner: boss
steps: [{id: take, name: Take, role: clerk}, {id: new, name: New, role: clerk, replaces: [hid-step]}]
""",
    "processes/hid-work.yml": """\
name: HIDWORK
group: g
owner: hid-role
audience: restricted
steps: [{id: one, name: HIDONE, role: clerk, system: erp, outputs: [form]}]
""",
    "surveys/work.yml": "asked: 2026-01-01\nresponses: 3\nsuggestions: [{text: HIDWISH}]\n",
    "value-streams/flow.yml": """\
name: Flow
customer: {name: Buyer, demand: 100/month}
working_time: {shift: 8h, shifts: 1, days_per_month: 20}
stages: [{name: Cut, cycle_time: 1s}, {process: hid-work, wait_before: 2d}, {process: work}]
information: [{from: production-control, to: hid-work, name: Plan}]
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("portal")
    (root / "mkdocs.yml").write_text("site_name: T\nplugins: [procdocs]\n", encoding="utf-8")
    for name, text in FILES.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return open_project(root / "mkdocs.yml", audience="internal", today=TODAY)


def everything(project: Project) -> Iterator[tuple[str, str]]:
    tree = assemble_portal(project, keep=False)
    yield from ((page.path, page.whole(page.markdown)) for page in tree.pages.values())
    yield from ((file.path, _text(file.read())) for file in tree.files)
    yield ("navigation and search", f"{tree.nav} {tree.search} {dict(tree.extra)}")
    for export in (export_json, export_csv, export_bpmn, export_svg, export_xlsx):
        for name, content in export(project, ()).items():
            yield (name, content if isinstance(content, str) else _text(content))


def _text(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode() for name in parts.namelist())
    return content.decode()


def test_nothing_hidden_is_named_anywhere(project: Project):
    assert not project.errors
    shown = list(everything(project))
    assert any(name == "processes/work.md" for name, _ in shown)
    hidden = re.compile(r"HID ?[A-Z]\w*|hid-[a-z]+|\b777\b")
    found = {(name, word) for name, text in shown for word in hidden.findall(text + name)}
    assert found == set()


def test_findings_of_what_stays_are_still_shown(project: Project):
    subjects = {found.subject for found in project.shown}
    assert "process:work" in {(subject or "").partition("#")[0] for subject in subjects}
    assert len(project.shown) < len(project.diagnostics)


def test_whole_build_shows_every_finding(project: Project):
    whole = open_project(project.root / "mkdocs.yml", today=TODAY)
    assert whole.shown == whole.diagnostics


def test_page_for_an_unknown_audience_is_reported(tmp_path: Path):
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: T\nplugins: [procdocs]\n", encoding="utf-8")
    for name in ("portal.yml", "organisation.yml"):
        (tmp_path / "content" / name).write_text(FILES[name], encoding="utf-8")
    page = tmp_path / "content" / "pages" / "x.md"
    page.write_text("---\ntitle: X\naudience: everyone\n---\n# X\n", encoding="utf-8")
    found = [
        (one.code, one.span.line, one.span.column)
        for one in open_project(tmp_path / "mkdocs.yml", today=TODAY).errors
        if one.span.file == "content/pages/x.md"
    ]
    assert found == [("VAL002", 3, 11)]
