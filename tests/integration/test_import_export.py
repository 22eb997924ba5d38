"""`procdocs import` and `procdocs export` as their users run them, and on models found in the wild."""

from pathlib import Path

import pytest
from tests.support.bpmn import bring_in, unnamed
from tests.support.command import run, write_portal

from procdocs.exports.bpmn import export_bpmn
from procdocs.imports.bpmn.bring_in import import_bpmn
from procdocs.imports.known import know_portal
from procdocs.imports.raci_import import import_raci

ROOT = Path(__file__).parents[2]
ORDER = ROOT / "tests" / "cases" / "bpmn" / "order.bpmn"
DATA = ROOT.parent / "shared" / "data"


def models(folder):
    found = sorted(
        path for path in (DATA / folder).rglob("*") if path.suffix in (".bpmn", ".bpmn2", ".xml")
    )
    return found or [
        pytest.param(None, marks=pytest.mark.skip(f"no models in ../shared/data/{folder}"))
    ]


def test_import_writes_files_that_check(tmp_path):
    portal = write_portal(tmp_path)
    made = run(portal, "import", "bpmn", ORDER)
    assert made.exit_code == 0, made.output
    assert "flow nodes 16 → 15, sequence flows 15 → " in made.output
    assert (portal / "content/processes/imported/handle-an-order.yml").is_file()
    assert (portal / "content/organisation/imported-handle-an-order.yml").is_file()
    assert run(portal, "check").exit_code == 0


def test_import_replaces_nothing_unless_told_to(tmp_path):
    portal = write_portal(tmp_path)
    run(portal, "import", "bpmn", ORDER)
    path = portal / "content/processes/imported/handle-an-order.yml"
    path.write_text("mine")
    again = run(portal, "import", "bpmn", ORDER)
    assert again.exit_code == 2
    assert "exists already; nothing was written" in again.output
    assert path.read_text() == "mine"
    assert run(portal, "import", "bpmn", ORDER, "--force").exit_code == 0
    assert path.read_text().startswith("name: Handle an order")
    assert run(portal, "check").exit_code == 0


def test_a_process_of_the_same_id_elsewhere_is_not_doubled(tmp_path):
    portal = write_portal(
        tmp_path, **{"processes/sales/handle-an-order.yml": "name: Mine\nowner: cfo\n"}
    )
    made = run(portal, "import", "bpmn", ORDER)
    assert made.exit_code == 2
    assert "is called handle-an-order too" in made.output


def test_dry_run_shows_and_writes_nothing(tmp_path):
    portal = write_portal(tmp_path)
    before = sorted(portal.rglob("*"))
    made = run(portal, "import", "bpmn", ORDER, "--dry-run")
    assert made.exit_code == 0
    assert "Would write" in made.output
    assert "id: pruefe-die-bestellung" in made.output
    assert sorted(portal.rglob("*")) == before


def test_one_unreadable_file_does_not_stop_the_others(tmp_path):
    portal = write_portal(tmp_path)
    bad = tmp_path / "bad.bpmn"
    bad.write_text("<a>")
    made = run(portal, "import", "bpmn", bad, ORDER)
    assert made.exit_code == 1
    assert "bad.bpmn was not read: line 1" in made.output
    assert (portal / "content/processes/imported/handle-an-order.yml").is_file()
    assert run(portal, "import", "bpmn", bad).exit_code == 2


def test_import_without_a_portal(tmp_path):
    (tmp_path / "x").mkdir()
    made = run(tmp_path / "x", "import", "bpmn", ORDER, "-o", tmp_path / "out")
    assert made.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "handle-an-order-bill.yml",
        "handle-an-order.yml",
        "organisation",
    ]


def test_export_bpmn_names_files_by_process(tmp_path):
    portal = write_portal(tmp_path)
    assert run(portal, "export", "bpmn", "-o", tmp_path / "out").exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["credit-check.bpmn"]


@pytest.mark.parametrize("path", models("bpmn"), ids=lambda path: path and path.stem)
def test_models_come_in_and_go_out(path, tmp_path):
    made, project = bring_in(tmp_path, path.name, path.read_bytes())
    assert made.refused == ()
    assert project.errors == ()
    assert [unnamed(report) for report in made.reports] == [[]]
    files = export_bpmn(project)
    again = import_bpmn(
        [(name, text.encode()) for name, text in files.items()], know_portal(project.portal)
    )
    assert again.refused == ()
    first = {file.id: file.values for file in made.processes}
    assert {file.id: file.values for file in again.processes} == first


@pytest.mark.parametrize("path", models("bpmn-broken"), ids=lambda path: path and path.stem)
def test_broken_models_are_read_or_refused_with_a_message(path, tmp_path):
    made, project = bring_in(tmp_path, path.name, path.read_bytes())
    assert (project is None) == bool(made.refused)
    if project is None:
        assert made.refused[0][1]
    else:
        assert project.errors == ()
        assert [unnamed(report) for report in made.reports] == [[]]


@pytest.mark.skipif(not (DATA / "raci").is_dir(), reason="no tables in ../shared/data/raci")
def test_tables_from_the_wild():
    shapes = {}
    for path in sorted((DATA / "raci").glob("*.md")):
        made = import_raci([(path.name, path.read_bytes())])
        assert made.refused == (), path
        shapes[path.stem] = sum(len(table.values["activities"]) for table in made.tables)
    assert shapes == {
        "caf-raci-alignment": 32,
        "devops-cspi": 7,
        "gtm-listform": 7,
        "health-change-headings": 3,
        "launch-ops-grouprows": 13,
        "mfa-evidence": 9,
        "ml-team-bold": 6,
        "sprint-planning": 8,
    }


def test_a_table_that_is_replaced_keeps_its_comments_and_its_writing(tmp_path):
    portal = write_portal(tmp_path)
    table = (
        "# Agreed in March; ask Finance before changing it.\nprocess: credit-check\nactivities:\n"
        "  # the desk\n  register: {credit-manager: A, sales-rep: R}   # both\n"
        "  release: {credit-clerk: A/R}\n"
    )
    target = portal / "content/raci/credit-check.yml"
    target.parent.mkdir()
    target.write_text(table)
    source = tmp_path / "credit-check.csv"
    source.write_text(
        "Activity,Credit manager,Sales rep,Credit clerk,Auditor\n"
        "Register order,A,R,I,C\nRelease order,,,A/R,\n"
    )
    assert run(portal, "import", "raci", source).exit_code == 2
    assert target.read_text() == table
    drafts = portal / "content/organisation/imported-credit-check.yml"
    drafts.parent.mkdir()
    drafts.write_text("# not yet confirmed\nroles:\n  helper: {name: Helper}   # maybe\n")
    assert run(portal, "import", "raci", source, "--force").exit_code == 0
    made = target.read_text()
    assert made == table.replace(
        "sales-rep: R}   # both", "sales-rep: R, credit-clerk: I, auditor: C}   # both"
    )
    kept = drafts.read_text()
    assert kept.startswith("# not yet confirmed\nroles:\n  helper: {name: Helper}   # maybe\n")
    assert "auditor" in kept
