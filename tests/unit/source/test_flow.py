"""The flow of a process: implicit ways, implied starts and ends, pools and lanes."""

from pathlib import Path

import pytest
from tests.support.portals import portal_from

from procdocs.model.process import Process


@pytest.fixture
def process(tmp_path: Path):
    def make(steps: str, head: str = "") -> Process:
        text = f"name: P\nowner: cfo\n{head}steps:\n{steps}"
        loaded = portal_from(tmp_path, {"processes/p.yml": text})
        assert loaded.diagnostics == ()
        assert loaded.portal is not None
        return loaded.portal.processes["p"]

    return make


def ways(process: Process) -> list[str]:
    return [
        f"{edge.source}>{edge.target}" + ("*" if edge.implied else "")
        for edge in process.flow.edges
    ]


def test_a_missing_start_and_end_are_drawn(process) -> None:
    made = process(
        "  - {id: a, name: A, role: cfo}\n  - {id: b, name: B, role: cfo}\n",
        "trigger: It starts\nresult: It ends\n",
    )
    assert ways(made) == ["start>a*", "a>b*", "b>end*"]
    start, end = made.flow.step("start"), made.flow.step("end")
    assert (str(start.name), str(end.name)) == ("It starts", "It ends")
    assert (start.implied, start.number, start.lane, end.lane) == (True, 0, "cfo", "cfo")
    assert [step.id for step in made.steps] == ["a", "b"]


def test_implied_ids_do_not_collide(process) -> None:
    made = process("  - {id: start, name: A, role: cfo}\n  - {id: end, name: B, role: cfo}\n")
    assert ways(made) == ["start-2>start*", "start>end*", "end>end-2*"]


def test_starts_are_passed_over_and_share_the_items(process) -> None:
    made = process(
        "  - {id: one, type: start, share: 90%}\n"
        "  - {id: two, type: start, next: work}\n"
        "  - {id: work, name: W, role: cfo}\n"
        "  - {id: done, type: end}\n"
    )
    assert ways(made) == ["one>work*", "two>work", "work>done*"]
    assert [step.share for step in made.steps[:2]] == [0.9, pytest.approx(0.1)]


def test_the_rest_goes_to_the_branch_that_leaves_its_share_out(process) -> None:
    made = process(
        "  - {id: a, name: A, role: cfo, branches: [{to: b, share: 80%}, {to: a}]}\n"
        "  - {id: b, name: B, role: cfo}\n"
    )
    assert [branch.share for branch in made.steps[0].branches] == [0.8, pytest.approx(0.2)]
    assert [branch.share_written for branch in made.steps[0].branches] == [True, False]
    assert [edge.share for edge in made.flow.out_edges("a")] == [0.8, pytest.approx(0.2)]


def test_several_next_are_parallel_and_boundaries_come_last(process) -> None:
    made = process(
        "  - {id: a, name: A, role: cfo, next: [b, c], on_error: {to: c, share: 1%}}\n"
        "  - {id: b, name: B, role: cfo, next: d}\n"
        "  - {id: c, name: C, role: cfo}\n"
        "  - {id: d, type: join}\n"
    )
    assert ways(made) == ["start>a*", "a>b", "a>c", "a>c", "b>d", "c>d*", "d>end*"]
    assert [edge.share for edge in made.flow.out_edges("a")] == [1, 1, 0.01]
    assert made.steps[0].split.value == "parallel"


def test_lanes_are_inherited_and_ordered(process) -> None:
    made = process(
        "  - {id: go, type: start}\n"
        "  - {id: a, name: A, role: sales-rep, receives: {from: customer}}\n"
        "  - {id: q, type: decision, branches: [{to: b}, {to: stop}]}\n"
        "  - {id: b, name: B, role: cfo}\n"
        "  - {id: stop, type: end}\n",
        "participants: [customer]\n",
    )
    assert [step.lane for step in made.steps] == [
        "sales-rep",
        "sales-rep",
        "sales-rep",
        "cfo",
        "cfo",
    ]
    assert made.lanes == ("customer", "sales-rep", "cfo")
    assert not made.lanes_written
    assert [found.open for found in made.participants] == [False]
    assert [step.is_activity for step in made.steps] == [False, True, False, True, False]


def test_each_open_pool_has_its_own_start_and_end(process) -> None:
    made = process(
        "  - {id: order, name: Order, role: customer, sends: {to: take, name: Order}}\n"
        "  - {id: take, name: Take, role: sales-rep, receives: {from: order, name: Order}}\n"
        "  - {id: eat, name: Eat, role: customer}\n"
        "  - {id: settle, name: Settle, role: cfo}\n",
        "participants: {customer: {name: Buyer}}\ntrigger: T\n",
    )
    assert ways(made) == [
        "start-customer>order*",
        "order>eat*",
        "start>take*",
        "take>settle*",
        "eat>end-customer*",
        "settle>end*",
    ]
    assert made.flow.step("start-customer").name is None
    assert made.participants[0].open
    assert (made.participants[0].party is not None, str(made.participants[0].name)) == (
        True,
        "Buyer",
    )
    messages = [(step.id, message.step) for step in made.steps for message in step.messages]
    assert messages == [("order", "take")]
    assert [row.id for row in made.raci.rows] == ["take", "settle"]


def test_activities_are_also_decisions_and_waits_with_time_or_duties(tmp_path: Path) -> None:
    loaded = portal_from(
        tmp_path,
        {
            "processes/p.yml": "name: P\nsteps:\n"
            "  - {id: a, type: decision, role: cfo, branches: [{to: b}]}\n"
            "  - {id: b, type: decision, role: cfo, time: {process: 1m}, branches: [{to: c}]}\n"
            "  - {id: c, type: wait, role: cfo, raci: {A: cfo}}\n"
            "  - {id: d, type: wait, role: cfo}\n"
            "  - {id: e, type: wait, role: cfo, time: {wait: 1d}}\n",
            "raci/p.yml": "process: p\nactivities: {d: {cfo: A}}\n",
        },
    )
    assert loaded.portal is not None
    steps = loaded.portal.processes["p"].steps
    assert [step.is_activity for step in steps] == [False, True, True, True, True]
    time = steps[-1].time
    assert time is not None
    assert time.process is not None
    assert (time.process.total_seconds(), time.lead) == (0, time.wait and time.wait.mean)
