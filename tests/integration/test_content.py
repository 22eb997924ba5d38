"""The example portal: whole, without errors, and with the figures that stand in print."""

import json
from pathlib import Path

import jsonschema
import pytest

from procdocs.diagnostics import Severity
from procdocs.exports.json_ import portal_values
from procdocs.exports.schema import export_schema, portal_schema
from procdocs.project import ALL_RULES, open_project

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project():
    return open_project(ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def exported(project):
    # Through JSON and back: what another program reads.
    return json.loads(json.dumps(portal_values(project)))


def test_the_example_has_no_errors(project):
    assert [found for found in project.diagnostics if found.severity is Severity.ERROR] == []


def test_the_example_holds_every_finding_about_improvement(project):
    codes = {rule.code for rule in ALL_RULES if rule.code.startswith("IMP")}
    codes |= {"PROC001", "FLOW020"}
    assert codes <= {found.code for found in project.diagnostics}


def test_the_example_is_a_whole_company(project):
    portal = project.portal
    companies_own = [process for process in portal.processes.values() if process.state == "as-is"]
    assert len(companies_own) >= 24
    assert len({process.group for process in companies_own}) >= 8
    assert len(portal.roles) >= 18
    assert len(portal.units) >= 6
    assert len(portal.systems) >= 8
    assert len(portal.documents) >= 15
    assert len(portal.terms) >= 25
    assert len(portal.surveys) >= 4
    assert len(portal.raci_tables) >= 3
    assert len(portal.value_streams) >= 3
    assert sum(process.state == "to-be" for process in portal.processes.values()) >= 2
    assert any(process.extends for process in portal.processes.values())
    assert sum(len(policy.clauses) >= 3 for policy in portal.policies.values()) >= 12
    assert sum(len(kpi.actuals) >= 12 for kpi in portal.kpis.values()) >= 10
    assert all(risk.controls for risk in portal.risks.values())
    assert max(len(process.steps) for process in companies_own) >= 30


def test_the_export_follows_its_schema(exported):
    jsonschema.Draft202012Validator.check_schema(portal_schema())
    jsonschema.Draft202012Validator(portal_schema()).validate(exported)


def test_every_exported_schema_is_one():
    for text in export_schema().values():
        jsonschema.Draft202012Validator.check_schema(json.loads(text))


def metrics(exported, process_id):
    return exported["processes"][process_id]["metrics"]


def test_credit_application_as_printed(exported):
    """Dumas, La Rosa, Mendling, Reijers: Fundamentals of BPM, 2nd ed., chapter 7."""
    found = metrics(exported, "reference-credit-application")
    assert found["cycle_time_minutes"] / 480 == pytest.approx(8.65, abs=0.005)
    assert found["theoretical_cycle_time_minutes"] / 60 == pytest.approx(8.9, abs=0.05)
    assert found["cycle_time_efficiency"] == pytest.approx(0.129, abs=0.0005)
    assert found["labour_minutes"] / 60 == pytest.approx(9.4, abs=0.05)
    assert found["activity_ratio"] == pytest.approx(0.122, abs=0.0005)


def test_loan_approval_as_printed(exported):
    found = metrics(exported, "reference-loan-approval")
    assert found["cycle_time_minutes"] / 60 == pytest.approx(205.5, abs=0.05)
    assert found["labour_minutes"] / 60 == pytest.approx(5.5, abs=0.05)
    assert found["activity_ratio"] == pytest.approx(0.027, abs=0.0005)


def test_ibm_credit_as_printed(exported):
    """Hammer & Champy: Reengineering the Corporation."""
    before = metrics(exported, "reference-ibm-credit")
    after = metrics(exported, "reference-ibm-credit-to-be")
    assert before["labour_minutes"] == pytest.approx(90)
    assert before["cycle_time_minutes"] == pytest.approx(6 * 480)
    assert before["activity_ratio"] == pytest.approx(0.031, abs=0.0005)
    assert after["cycle_time_minutes"] == pytest.approx(240)
    assert (before["handoffs_expected"], after["handoffs_expected"]) == (4, 0)


def test_acme_stamping_as_printed(exported):
    """Rother & Shook: Learning to See, current state."""
    found = exported["value_streams"]["reference-acme-stamping"]
    assert found["takt_seconds"] == pytest.approx(60)
    assert found["lead_time_days"] == pytest.approx(23.6, abs=0.05)
    assert found["processing_seconds"] == pytest.approx(188)
    assert found["processing_ratio"] == pytest.approx(0.000144, abs=0.0000005)
    assert found["processing_ratio_clock"] == pytest.approx(0.000092, abs=0.0000005)
    days = [stage["inventory_days"] for stage in found["stages"]]
    assert days == pytest.approx([5, 7.6, 1.8, 2.7, 2.0, 4.5], abs=0.05)
    capacity = [stage["capacity_per_shift"] for stage in found["stages"]][:5]
    assert capacity == pytest.approx([23460, 707.7, 480, 445.2, 690], abs=0.05)
    assert found["bottlenecks"] == ["assembly-1"]
