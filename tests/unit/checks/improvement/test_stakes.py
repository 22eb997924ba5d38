"""What all findings have at stake together, and the switches of their rules."""

import datetime
import math
from pathlib import Path

import pytest
from tests.support.cases import ORGANISATION, TODAY, example_of, write_example

from procdocs.checks.registry import ALL_CHECKS
from procdocs.diagnostics import Price
from procdocs.diagnostics.price import Stake, count_once
from procdocs.project import open_project

ROOT = Path(__file__).parents[4]
PORTAL = """\
name: P
company: C
landscape: [{id: core, name: Core, groups: [{id: sales, name: Sales}]}]
rules:
"""
PROCESS = """\
name: Take an order
group: sales
owner: manager
volume: 420/month
steps:
  - id: take
    name: Take the order
    role: clerk
    value: NVA
    waste: [motion, waiting]
    complete_accurate: 60%
    time: {process: 10m, wait: 2d}
  - id: check
    name: Complete?
    type: decision
    role: manager
    time: {process: 1m, wait: 1d}
    branches: [{when: "Yes", to: done, share: 76%}, {when: "No", to: take, share: 24%}]
  - {id: done, type: end, name: Order taken}
"""
RATED = ORGANISATION.replace("unit: sales, reports_to: manager", "unit: sales, cost_rate: 48 EUR/h")
IMPROVEMENT = [check for check in ALL_CHECKS if check.rule.code.startswith("IMP")]


@pytest.fixture(scope="module")
def example():
    return open_project(ROOT / "mkdocs.yml", today=datetime.date(2026, 11, 23))


def project_of(folder: Path, portal: str | None = None):
    folder.mkdir(exist_ok=True)
    files = {"processes/order.yml": PROCESS, "organisation.yml": RATED}
    if portal:
        files["portal.yml"] = portal
    return open_project(write_example(example_of(files), folder), today=TODAY)


def test_a_step_counts_once_with_its_largest_amount():
    whole = Price(currency="EUR", stakes=(Stake(step="p#a", work_hours=10, cost=500),))
    part = Price(currency="EUR", stakes=(Stake(step="p#a", work_hours=4, wait_hours=7, cost=200),))
    other = Price(currency="EUR", stakes=(Stake(step="p#b", work_hours=1),))
    total = count_once([part, whole, other, whole])
    assert (total.work_hours, total.wait_hours, total.cost) == (11, 7, 500)


def test_findings_on_one_step_are_one_amount_in_the_total(tmp_path):
    project = project_of(tmp_path)
    on_take = [
        found for found in project.diagnostics if (found.subject or "").endswith("order#take")
    ]
    assert len({found.code for found in on_take}) > 2
    total = count_once(found.price for found in on_take if found.price)
    figures = project.analysis.processes["order"]
    assert total.work_hours == pytest.approx(figures.steps["take"].labour_minutes * 420 * 12 / 60)
    assert total.cost == pytest.approx(total.work_hours * 48)


def test_no_total_of_the_example_holds_an_hour_twice(example):
    total = count_once(found.price for found in example.diagnostics if found.price)
    processes = example.analysis.processes
    held: dict[str, float] = {}
    for stake in total.stakes:
        process, _, step = stake.step.partition("#")
        if process.startswith("stream:"):
            continue
        figures = processes[process]
        mine = figures.steps[step]
        items = figures.items_per_year
        assert stake.work_hours <= (mine.labour_minutes or 0) * items / 60 * (1 + 1e-9)
        assert stake.wait_hours <= (mine.total_wait_minutes or 0) * items / 60 * (1 + 1e-9)
        held[process] = held.get(process, 0.0) + stake.work_hours
    assert held
    for process, hours in held.items():
        assert hours <= processes[process].annual_labour_hours * (1 + 1e-9)
    assert total.work_hours < math.fsum(
        found.price.work_hours or 0 for found in example.diagnostics if found.price
    )


def test_every_rule_of_the_example_has_a_price_or_says_why_not(example):
    silent = [
        (found.code, found.message)
        for found in example.diagnostics
        if found.code.startswith("IMP") and not found.price_basis
    ]
    assert not silent
    priced = {
        found.code
        for found in example.diagnostics
        if found.price and (found.price.work_hours or found.price.wait_hours)
    }
    assert {check.rule.code for check in IMPROVEMENT} - priced == {"IMP004"}


def test_every_rule_can_be_switched_off_with_a_reason(tmp_path):
    found = {one.code for one in project_of(tmp_path / "on").diagnostics}
    assert {"IMP101", "IMP103", "IMP109"} <= found
    rules = "".join(
        f"  {check.rule.code}: {{level: off, reason: Not asked here}}\n" for check in IMPROVEMENT
    )
    found = {one.code for one in project_of(tmp_path / "off", PORTAL + rules).diagnostics}
    assert not [code for code in found if code.startswith(("IMP", "CFG", "PORTAL"))]


def test_every_threshold_can_be_set(tmp_path):
    rules = "".join(
        f"  {check.rule.code}: {{{', '.join(f'{option.name}: {option.default}' for option in check.options)}}}\n"
        for check in IMPROVEMENT
        if check.options
    )
    assert rules.count(":") > 20
    found = project_of(tmp_path, PORTAL + rules).diagnostics
    assert not [one.message for one in found if one.code.startswith(("CFG", "PORTAL", "KEY"))]
