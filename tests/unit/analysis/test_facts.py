import dataclasses
import inspect
import pkgutil
from importlib import import_module

import pytest
from tests.support.portals import TODAY, portal_from

import procdocs.model
from procdocs.analysis.analysis import analyse_portal
from procdocs.analysis.compare_findings import compare_findings
from procdocs.analysis.compare_portals import compare_portals
from procdocs.analysis.facts import REFERENCES, SAME, Renames
from procdocs.analysis.renames import COLLECTIONS
from procdocs.diagnostics import Rule, Severity, Span
from procdocs.diagnostics.types import finding


def _model_fields():
    for module in pkgutil.iter_modules(procdocs.model.__path__, "procdocs.model."):
        for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            for field in dataclasses.fields(found) if dataclasses.is_dataclass(found) else ():
                yield found.__name__, field.name, str(field.type)


def test_every_reference_of_the_model_has_a_kind():
    """A reference of an unknown kind could not be named in a review."""
    without = {
        f"{owner}.{name}"
        for owner, name, type_ in _model_fields()
        if "places.Ref" in type_ and name not in REFERENCES
    }
    assert without == set()
    assert set(REFERENCES.values()) <= {*COLLECTIONS, "step", "group"}


def _compare(tmp_path, before, after):
    states = []
    for name, files in (("before", before), ("after", after)):
        loaded = portal_from(tmp_path / name, files)
        assert loaded.portal is not None, loaded.diagnostics
        states.append((loaded.portal, analyse_portal(loaded.portal, TODAY)))
    (old, old_analysis), (new, new_analysis) = states
    return compare_portals(old, new, old_analysis, new_analysis)


PROCESS = """\
name: Check
owner: cfo
trigger: An order arrives
result: It is checked
steps:
  - {id: look, name: Look, role: sales-rep, time: {process: 10m, wait: 1h}, value: VA}
  - {id: sign, name: Sign, role: cfo, time: {process: 5m, wait: 8h}}
"""


def _kinds(found):
    return [(each.kind, each.change) for each in found.objects]


def test_equal_states_do_not_differ(tmp_path):
    found = _compare(
        tmp_path,
        {"processes/check.yml": PROCESS},
        {"processes/deep/check.yml": "# moved to a folder\n" + PROCESS.replace("10m", "0h10m")},
    )
    assert found.objects == ()
    assert found.settings == ()


def test_a_process_in_a_file_of_another_name_is_the_same(tmp_path):
    found = _compare(
        tmp_path, {"processes/check.yml": PROCESS}, {"processes/order-check.yml": PROCESS}
    )
    assert _kinds(found) == [("process", "moved")]
    assert found.objects[0].comparison.changed_steps == ()


def test_an_alias_tells_what_a_process_was_called(tmp_path):
    other = "name: Something else\naliases: [check]\nowner: cfo\nsteps:\n  - {id: x, name: X, role: cfo}\n"
    found = _compare(tmp_path, {"processes/check.yml": PROCESS}, {"processes/other.yml": other})
    assert _kinds(found) == [("process", "moved")]


def test_two_processes_that_have_little_in_common_are_two(tmp_path):
    other = "name: Pay\nowner: cfo\nsteps:\n  - {id: pay, name: Pay, role: cfo}\n"
    found = _compare(tmp_path, {"processes/check.yml": PROCESS}, {"processes/pay.yml": other})
    assert sorted(_kinds(found)) == [("process", "added"), ("process", "removed")]


def test_a_step_with_another_id_is_matched_and_its_flows_with_it(tmp_path):
    found = _compare(
        tmp_path,
        {"processes/check.yml": PROCESS},
        {"processes/check.yml": PROCESS.replace("id: sign", "id: approve")},
    )
    steps = (
        {step.after: step for step in found.objects[0].comparison.steps} if found.objects else {}
    )
    assert found.renames.step("check", "sign") == "approve"
    assert all(step.kind == "kept" for step in steps.values())


def test_the_order_of_a_list_matters_only_where_it_means_something(tmp_path):
    systems = "erp: {name: ERP}\ncrm: {name: CRM}\n"
    one = PROCESS.replace("value: VA", "value: VA, system: [erp, crm]")
    two = PROCESS.replace("value: VA", "value: VA, system: [crm, erp]")
    found = _compare(
        tmp_path,
        {"processes/check.yml": one, "systems.yml": systems},
        {"processes/check.yml": two, "systems.yml": systems},
    )
    assert found.objects == ()


def test_another_owner_or_rate_of_pay_reaches_every_process_it_touches(tmp_path):
    organisation = "units: {company: {name: C}}\nroles:\n  cfo: {name: CFO, unit: company, cost_rate: 60/h}\n  sales-rep: {name: Rep, unit: company, cost_rate: 60/h}\n"
    files = {
        "processes/check.yml": PROCESS + "volume: 10/month\n",
        "organisation.yml": organisation,
    }
    found = _compare(
        tmp_path,
        files,
        {
            **files,
            "organisation.yml": organisation.replace(
                "CFO, unit: company, cost_rate: 60", "CFO, unit: company, cost_rate: 90"
            ),
        },
    )
    assert _kinds(found) == [("role", "changed"), ("process", "changed")]
    cost = found.objects[1].comparison.metric("cost_per_item")
    assert cost.difference == pytest.approx(30 * 5 / 60)
    assert cost.annual == pytest.approx(30 * 5 / 60 * 120)


RULE = Rule(code="X001", name="x", severity=Severity.WARNING, summary="x")


def _finding(message, line=1, subject="process:check#sign", file="content/a.yml"):
    return finding(RULE, message, Span(file=file, line=line), subject=subject)


def test_findings_are_the_same_whatever_line_and_number():
    old = [_finding("it waits 4 h in `sign`"), _finding("gone", subject="role:a")]
    new = [_finding("it waits 5.5 h in `sign`", line=40), _finding("come", subject="role:b")]
    found = compare_findings(old, new, SAME)
    assert [each.message for each in found.new] == ["come"]
    assert [each.message for each in found.mended] == ["gone"]


def test_as_many_findings_are_new_as_there_are_more():
    old = [_finding("twice", subject=None)]
    new = [_finding("twice", subject=None, line=2), _finding("twice", subject=None, line=3)]
    assert len(compare_findings(old, new, SAME).new) == 1


def test_findings_follow_ids_and_folders():
    renames = Renames(
        objects={("process", "check"): "test"}, parts={("process", "test", "sign"): "ok"}
    )
    found = compare_findings([_finding("x")], [_finding("y", subject="process:test#ok")], renames)
    assert found.new == found.mended == ()
    old = [_finding("x", subject=None, file="content/a.yml")]
    new = [_finding("x", subject=None, file="handbook/a.yml")]
    assert compare_findings(old, new, SAME, ("content", "handbook")).new == ()
