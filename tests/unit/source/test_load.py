"""Loading a portal as a whole."""

import datetime
from pathlib import Path

import pytest
from tests.support.portals import PORTAL, concise, portal_from, split_files

from procdocs.model.quantities import Calendar, Share
from procdocs.source.rules import SOURCE_RULES

VALID = Path(__file__).parents[2] / "cases" / "source" / "valid"


def test_without_portal_yml(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, {"systems.yml": "a: {name: A}\n"}, defaults=False)
    assert loaded.portal is None
    assert [concise(found) for found in loaded.diagnostics] == [
        "content/portal.yml:1:1 PORTAL004 there is no portal.yml"
    ]


def test_without_process_and_role(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, {"portal.yml": PORTAL}, defaults=False)
    assert [found.code for found in loaded.diagnostics] == ["PORTAL002", "PORTAL001"]
    assert loaded.portal is not None


def test_a_bad_portal_yml_still_gives_findings(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, {"portal.yml": "- a\n"})
    assert loaded.portal is None
    loaded = portal_from(tmp_path, {"portal.yml": "nmae: X\n"})
    assert [found.code for found in loaded.diagnostics] == ["KEY001", "KEY002", "KEY002"]
    assert loaded.portal is not None


def test_every_key_arrives_in_the_model(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, split_files((VALID / "every-key.yml").read_text("utf-8")))
    portal = loaded.portal
    assert portal is not None
    assert portal.calendar == Calendar(hours_per_day=7.5, days_per_week=5)
    assert portal.scheme.name == "RASCI"
    assert portal.languages == ("en", "zh")
    assert portal.rules["RACI005"].reason == "Committees decide together"
    assert (portal.roles["clerk"].private_audience, portal.roles["robot"].kind) == (
        *("internal", "system"),
    )
    assert portal.roles["clerk"].cost_rate is not None
    assert portal.roles["clerk"].cost_rate.amount == 62.5
    document = portal.documents["order"]
    assert (document.governed.version, str(document.system)) == ("2.10", "erp")
    assert [actual.value for actual in portal.kpis["release-time"].actuals] == [13.0, 12.2]
    assert [actual.period for actual in portal.kpis["quarterly"].actuals] == ["2026-Q3", "2026-Q4"]
    assert str(portal.risks["bad-debt"].policies[0]) == "credit-policy#limits"
    assert portal.systems["erp"].replaces == ("old-ledger", "Paper books")
    process = portal.processes["credit-check"]
    assert process.governed.review_by == datetime.date(2027, 3, 1)
    check = process.step("check")
    assert check is not None
    assert [str(system) for system in check.systems] == ["erp"]
    assert [(item.document and item.document.id, item.text) for item in check.inputs] == [
        *[("order", None), (None, "Phone note"), ("order", None)]
    ]
    assert check.complete_accurate == Share(0.92)
    assert check.time is not None
    assert check.time.wait is not None
    # 2h..3d at 7.5 hours a day
    assert check.time.wait.mean == datetime.timedelta(hours=(2 + 22.5) / 2)
    assert check.time.wait.shape == "uniform"
    assert [found.kind for found in check.boundaries] == [
        *("timeout", "timeout", "error", "message", "escalation")
    ]
    assert check.common.audience == "restricted"
    stream = portal.value_streams["stamping"]
    assert [stage.id for stage in stream.stages] == [
        *("stamping", "weld-1", "credit-check", "feeders", "shipping")
    ]
    assert portal.surveys["credit-check"].steps[0].step.part == "check"


def test_clauses_of_a_policy(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, split_files((VALID / "every-key.yml").read_text("utf-8")))
    assert loaded.portal is not None
    policy = loaded.portal.policies["credit-policy"]
    assert [(clause.id, clause.number, clause.level) for clause in policy.clauses] == [
        ("limits", "1", 2),
        ("quota", "2", 2),
        ("sub-heading-of-it", "2.1", 3),
    ]
    limits = policy.clauses[0]
    assert limits.title.values == (("en", "Limits"), ("zh", "限额"))
    assert limits.text.get("zh") == "限额正文"
    assert limits.text.get("en").startswith("```\n## no heading")
    assert limits.span.line == 17
    assert policy.preamble is not None
    assert policy.preamble.get("zh") == "前言"
    assert policy.clause("old-limits") is limits


def test_codes_and_names_of_rules_are_unique() -> None:
    assert len({rule.code for rule in SOURCE_RULES}) == len(SOURCE_RULES)
    assert len({rule.name for rule in SOURCE_RULES}) == len(SOURCE_RULES)
    assert all(rule.summary.endswith(".") for rule in SOURCE_RULES)


def test_every_rule_of_ours_is_in_a_case() -> None:
    reports = "".join(
        path.read_text("utf-8") for path in sorted((VALID.parent / "invalid").glob("*.txt"))
    )
    own = [rule.code for rule in SOURCE_RULES if not rule.code.startswith(("YAML", "FILE"))]
    elsewhere = {"PORTAL001", "PORTAL002", "PORTAL004", "REF008"}
    missing = [code for code in own if f" {code} " not in reports and code not in elsewhere]
    assert missing == []


@pytest.mark.parametrize("parents", [{"x": "x"}, {"x": "y", "y": "x"}])
def test_parts_of_themselves_are_reported_and_stand_alone(tmp_path, parents):
    files = {
        f"processes/{part}.yml": f"name: N\npart_of: {whole}\nsteps: [{{id: s, name: S}}]\n"
        for part, whole in parents.items()
    }
    loaded = portal_from(tmp_path, files)
    circles = [found for found in loaded.diagnostics if found.code == "ORG001"]
    assert [found.span.line for found in circles] == [2] * len(parents)
    up = {id_: found.part_of for id_, found in loaded.portal.processes.items()}
    assert None in up.values()
