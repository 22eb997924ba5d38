"""Every price can be recomputed by hand from the line that stands beside it."""

import datetime
import re
from pathlib import Path

import pytest
from tests.support.cases import ORGANISATION, TODAY, example_of, write_example

from procdocs.project import open_project

_RATES = re.compile(r" × [\d.]+\u00a0EUR/h| × unknown rate| at [\d.\u00a0]+EUR")
ROOT = Path(__file__).parents[4]
PROCESS = """\
name: Take an order
group: sales
owner: manager
volume: 420/month
steps:
  - {id: take, name: Take the order, role: clerk, time: {process: 10m, wait: 0m}}
  - id: check
    name: Complete?
    type: decision
    role: clerk
    time: {process: 1m, wait: 0m}
    branches: [{when: "Yes", to: done, share: 76%}, {when: "No", to: copy, share: 24%}]
  - id: copy
    name: Copy the order
    role: clerk
    value: NVA
    time: {process: 35m, wait: 2h}
  - {id: done, type: end, name: Order taken}
"""
RATED = ORGANISATION.replace("unit: sales, reports_to: manager", "unit: sales, cost_rate: 48 EUR/h")


def _project(tmp_path: Path, **options: str):
    files = {"processes/order.yml": PROCESS, "organisation.yml": RATED}
    return open_project(write_example(example_of(files), tmp_path), today=TODAY, **options)


def _finding(project, code: str):
    return next(found for found in project.diagnostics if found.code == code)


def test_a_price_shows_its_factors(tmp_path):
    found = _finding(_project(tmp_path), "IMP101")
    assert found.annual_work_hours == pytest.approx(420 * 12 * 0.24 * 35 / 60)
    assert found.annual_wait_hours == pytest.approx(420 * 12 * 0.24 * 2)
    assert found.annual_cost == pytest.approx(420 * 12 * 0.24 * 35 / 60 * 48)
    assert found.annual_hours == found.annual_work_hours
    assert found.price_basis.replace("\u00a0", " ") == (
        "420/month × 12 × 0.24 visits × 35 min × 48 EUR/h; "
        "waiting: 420/month × 12 × 0.24 visits × 2 h"
    )


def test_who_may_not_see_the_rates_sees_neither_cost_nor_rate(tmp_path):
    portal = (
        "name: P\ncompany: C\naudiences: [internal, management]\nlandscape:\n  - {id: core, "
        "name: Core, groups: [{id: sales, name: Sales}]}\n"
    )
    files = {"processes/order.yml": PROCESS, "organisation.yml": RATED, "portal.yml": portal}
    config = write_example(example_of(files), tmp_path)
    shown = open_project(config, today=TODAY, audience="internal").shown
    found = next(one for one in shown if one.code == "IMP101")
    assert found.annual_cost is None
    assert "48" not in found.price_basis
    assert found.annual_work_hours == pytest.approx(420 * 12 * 0.24 * 35 / 60)


def test_the_prices_of_the_example_follow_from_their_lines():
    project = open_project(ROOT / "mkdocs.yml", today=datetime.date(2026, 11, 23))
    priced = [found for found in project.diagnostics if found.price and found.price.basis]
    assert len(priced) > 300
    for found in priced:
        for amount, line in _lines(found.price):
            assert _evaluate(line) == pytest.approx(amount, rel=1e-4), (found.message, line)


def _lines(price):
    """Give every amount with the line from which it follows; hours leave the rates out."""
    parts = dict(_part(part) for part in price.basis.split("; "))
    if price.work_hours:
        yield price.work_hours, _RATES.sub("", parts["work"])
    if price.wait_hours:
        yield price.wait_hours, parts["waiting"]
    if price.cost and "unknown rate" not in parts["work"]:
        yield price.cost, parts["work"]


def _part(line: str) -> tuple[str, str]:
    kind, colon, rest = line.partition(": ")
    return (kind, rest) if colon and "`" not in kind else ("work", line)


def _evaluate(line: str) -> float:
    """Compute what a reader would, minutes and seconds turned into hours."""
    text = line.replace("\u00a0", "")
    text = re.sub(r"[\d.]+(?:min|h) in \d+ steps at ", "", text)
    text = re.sub(r"× [\d.]+(?:min|h) at ", "× ", text)
    text = re.sub(r"`[^`]*`", "", text)
    text = re.sub(
        r"/(month|week|day|year|quarter|hour)|EUR/h|EUR|visits|pieces|operators", "", text
    )
    text = re.sub(
        r"(in|before) \d+ steps|\(\d+ of unknown rate\)|uptime|h of (work|capacity)|days?/year|h/day|days?",
        "",
        text,
    )
    text = re.sub(r"([\d.]+)%", r"(\1 / 100)", text)
    text = re.sub(r"([\d.]+)min", r"(\1 / 60)", text)
    text = re.sub(r"([\d.]+) ?s\b", r"(\1 / 3600)", text)
    text = re.sub(r"([\d.]+) ?h", r"\1", text)
    text = text.replace("×", "*").replace("÷", "/").replace("−", "-")
    assert re.fullmatch(r"[\d.+*/() -]+", text), text
    return eval(text)
