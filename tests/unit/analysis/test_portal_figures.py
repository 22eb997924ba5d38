"""Loads, priorities, comparisons, uses and the rest, on one small portal typed as writers do."""

import pytest
from tests.support.portals import TODAY, portal_from

from procdocs.analysis.analysis import Analysis, analyse_portal

PORTAL = """\
name: Portal
company: Company
landscape: [{id: core, name: Core, groups: [{id: g, name: G}]}]
success_factors:
  fast: {name: Fast, weight: 3}
  cheap: {name: Cheap, weight: 1}
"""

ORGANISATION = """\
units:
  company: {name: Company}
  sales: {name: Sales, parent: company}
roles:
  boss: {name: Boss, unit: sales, cost_rate: 100/h}
  clerk: {name: Clerk, unit: sales, reports_to: boss, cost_rate: 50/h, capacity: 0.5}
  robot: {name: Robot, unit: sales, kind: system}
"""

NOW = """\
name: Now
group: g
owner: boss
volume: 2080/year
success_factors: {fast: 4}
kpis: [speed, quality, idle]
policies: [rule]
steps:
  - id: take
    name: Take
    role: clerk
    system: crm
    outputs: [order]
    policies: [rule#first]
    time: {process: 20m, wait: 40m, basis: measured}
    value: VA
    waste: [waiting, motion]
    branches: [{when: Fine, to: check, share: 80%}, {when: Not, to: take, share: 20%}]
  - id: check
    name: Check
    role: boss
    inputs: [order]
    time: {process: 10m, wait: 50m}
    value: NVA
  - {id: tell, name: Tell, role: clerk, time: {process: 5m, wait: 0m}, value: BVA}
"""

LATER = """\
name: Later
group: g
owner: boss
state: to-be
variant_of: now
steps:
  - id: take
    name: Take
    role: clerk
    system: crm
    outputs: [order]
    policies: [rule#first]
    time: {process: 10m, wait: 40m}
    value: VA
    replaces: [check]
  - {id: ask, name: Ask, role: boss, time: {process: 1m, wait: 0m}}
  - {id: tell, name: Tell, role: robot, time: {process: 5m, wait: 0m}, value: BVA}
"""

NEXT = """\
name: Next
group: g
owner: boss
trigger: {text: Order is there, from: [now]}
steps:
  - id: pack
    name: Pack
    role: clerk
    inputs: [order]
    description: "See [the rule](policy:rule#first)"
"""

FILES = {
    "portal.yml": PORTAL,
    "organisation.yml": ORGANISATION,
    "processes/now.yml": NOW,
    "processes/later.yml": LATER,
    "processes/next.yml": NEXT,
    "systems.yml": "crm: {name: CRM}\n",
    "documents.yml": "order: {name: Order, kind: form}\n",
    "policies/rule.md": "---\ntitle: Rule\nowner: boss\n---\n## First {#first}\n\nText.\n",
    "kpis.yml": """\
speed: {name: Speed, unit: h, better: lower, target: 10, actuals: {2026-01: 18}}
quality:
  {name: Quality, unit: "%", better: higher, target: 80, actuals: {2026-01: 50, 2026-02: 100}}
idle: {name: Idle, unit: h, better: lower, target: 10}
""",
    "surveys/now.yml": """\
asked: 2026-09-10
responses: 5
steps:
  take: {actual: {process: 30m, wait: 40m}, n: 4}
""",
}


@pytest.fixture(name="analysis", scope="module")
def _analysis(tmp_path_factory) -> Analysis:
    loaded = portal_from(tmp_path_factory.mktemp("portal"), FILES)
    faults = [found for found in loaded.diagnostics if found.severity.label == "error"]
    assert not faults, faults
    return analyse_portal(loaded.portal, TODAY)


def test_load_of_a_role(analysis):
    load = analysis.loads["clerk"]
    # 1.25 visits × 20 min + 5 min, 2,080 items a year; the to-be counts in no load.
    assert load.hours == pytest.approx(30 * 2080 / 60)
    assert load.capacity_hours == pytest.approx(1040)
    assert load.utilisation == pytest.approx(1.0)
    assert [part.process for part in load.parts] == ["now"]
    assert load.unknown_processes == ("next",)
    assert dict(load.letters) == {"R": 3}
    assert dict(analysis.loads["boss"].letters) == {"R": 1, "A": 4}
    assert analysis.loads["robot"].hours is None


def test_takt_and_items_inside(analysis):
    figures = analysis.processes["now"]
    assert figures.takt_minutes == pytest.approx(60)
    assert figures.cycle_time_minutes == pytest.approx(1.25 * 60 + 60 + 5)
    assert figures.items_inside == pytest.approx(140 / 60)
    assert figures.annual_cost == pytest.approx((30 * 50 + 10 * 100) / 60 * 2080)


def test_importance_counts_what_is_not_scored_as_nothing(analysis):
    priority = analysis.priorities["now"]
    assert priority.importance == pytest.approx(3 * 4 / (3 + 1 + 1))
    # 5·(18 − 20)/(10 − 20) = 1, and 5 for the one beyond its target; none for the one unmeasured.
    assert priority.kpi_scores == (("speed", pytest.approx(1.0)), ("quality", 5.0))
    assert priority.performance == pytest.approx(3.0)
    assert not priority.key
    assert "later" not in analysis.priorities
    assert (analysis.priorities["next"].scored, analysis.priorities["next"].importance) == (
        False,
        None,
    )


def test_comparison_of_as_is_and_to_be(analysis):
    found = analysis.comparisons["later"]
    kinds = [(step.kind, step.before, step.after) for step in found.steps]
    assert kinds == [
        ("replaced", ("take", "check"), "take"),
        ("added", (), "ask"),
        ("changed", ("tell",), "tell"),
    ]
    assert [change.key for change in found.steps[2].changes] == ["role"]
    assert found.steps[0].labour_minutes == pytest.approx(10 - 35)
    assert found.steps[0].wait_minutes == pytest.approx(40 - 100)
    labour = found.metric("labour_minutes")
    assert (labour.before, labour.after) == (pytest.approx(40), pytest.approx(16))
    assert labour.annual == pytest.approx(-24 * 2080 / 60)
    assert labour.improves
    cost = found.metric("cost_per_item")
    assert cost.after == pytest.approx(10 * 50 / 60 + 100 / 60)
    handoffs = found.metric("handoffs_expected")
    assert (handoffs.before, handoffs.after) == (pytest.approx(2), pytest.approx(1))
    changes = {(one.after_row, one.role): (set(one.before), set(one.after)) for one in found.raci}
    assert changes == {
        ("take", "boss"): ({"A", "R"}, {"A"}),
        ("ask", "boss"): (set(), {"R", "A"}),
        ("tell", "clerk"): ({"R"}, set()),
        ("tell", "robot"): (set(), {"R"}),
    }


def test_what_staff_say_stands_beside(analysis):
    drift = analysis.drifts["now"]
    assert drift.labour_minutes.documented == pytest.approx(40)
    assert drift.labour_minutes.actual == pytest.approx(40 + 1.25 * 10)
    assert drift.annual_hours == pytest.approx(12.5 * 2080 / 60)
    (step,) = drift.steps
    assert (step.process.ratio, step.wait.ratio, step.answers) == (1.5, 1.0, 4)
    assert analysis.processes["now"].labour_minutes == pytest.approx(40)


def test_who_feeds_whom(analysis):
    (found,) = analysis.interactions
    assert (found.source, found.target) == ("now", "next")
    assert found.by == ("trigger", "document")
    assert found.documents == ("order",)


def test_where_used(analysis):
    usage = analysis.usage
    uses = {(use.kind, use.id, use.part, use.how) for use in usage.of("policy", "rule", "first")}
    assert uses == {
        ("step", "now", "take", "policies"),
        ("step", "later", "take", "policies"),
        ("step", "next", "pack", "text"),
    }
    assert {use.part for use in usage.steps("document", "order", "input")} == {"check", "pack"}
    assert set(usage.processes("system", "crm")) == {"now", "later"}
    assert ("process", "now", None, "kpis") in [
        (use.kind, use.id, use.part, use.how) for use in usage.of("kpi", "speed")
    ]
    assert usage.of("system", "none") == ()


def test_completeness_names_what_is_missing(analysis):
    found = analysis.completeness["next"]
    assert "owner" in found.present
    assert {"times", "values", "volume", "customer"} <= set(found.missing)
    assert (found.measured, found.judged, found.activities) == (0, 0, 1)
    assert "later" not in analysis.completeness
