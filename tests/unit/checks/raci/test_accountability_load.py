import pytest
from tests.support.cases import ORGANISATION, TODAY, example_of, write_example

from procdocs.project import open_project

PROCESS = """\
name: Take an order
group: sales
owner: manager
volume: 100/month
steps:
%s"""
STEP = "  - {id: s%d, name: Step %d, role: clerk, time: {process: 1m, wait: 30m}, raci: {A: manager}}\n"


def test_an_overloaded_answer_is_priced_by_the_waiting_before_it(tmp_path):
    steps = "".join(STEP % (number, number) for number in range(21))
    files = {"processes/order.yml": PROCESS % steps, "organisation.yml": ORGANISATION}
    project = open_project(write_example(example_of(files), tmp_path), today=TODAY)
    (found,) = (one for one in project.diagnostics if one.code == "RACI010")
    assert found.annual_wait_hours == pytest.approx(21 * 0.5 * 1200)
    assert found.annual_cost is None
    assert found.price.terms == ("`order` waiting: 100/month × 12 × 10.5\u00a0h before 21 steps",)
