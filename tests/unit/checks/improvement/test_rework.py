"""The price of going back: all loops together are the rework of the process."""

import pytest
from tests.support.cases import TODAY, example_of, write_example

from procdocs.project import open_project

TWO_LOOPS = """\
name: Take an order
group: sales
owner: manager
volume: 100/month
steps:
  - {id: take, name: Take the order, role: clerk, time: {process: 10m, wait: 0m}}
  - id: first
    name: Complete?
    type: decision
    role: clerk
    time: {process: 5m, wait: 0m}
    branches: [{when: "Yes", to: price, share: 80%}, {when: "No", to: take, share: 20%}]
  - {id: price, name: Fix the price, role: clerk, time: {process: 8m, wait: 0m}}
  - id: second
    name: Accepted?
    type: decision
    role: clerk
    time: {process: 3m, wait: 0m}
    branches: [{when: "Yes", to: done, share: 70%}, {when: "No", to: take, share: 30%}]
  - {id: done, type: end, name: Order taken}
"""


def test_all_loops_together_are_the_rework_of_the_process(tmp_path):
    example = example_of({"processes/order.yml": TWO_LOOPS})
    project = open_project(write_example(example, tmp_path), today=TODAY)
    found = [one for one in project.diagnostics if one.code == "IMP103"]
    figures = project.analysis.processes["order"]
    assert len(found) == 2
    assert sum(one.annual_hours for one in found) == pytest.approx(
        figures.rework_minutes * 1200 / 60
    )
