"""Laws that hold of the figures of any flow."""

import math

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.exact_chain import exact_flow
from tests.support.models import portal_of, process_from, role
from tests.support.trees import (
    Tree,
    book_time,
    has_choice_in_parallel,
    labour,
    steps_of,
    true_mean,
)

from procdocs.analysis.figures import Method, ProcessFigures
from procdocs.analysis.process_order import analyse_processes

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MINUTES = st.integers(min_value=0, max_value=30)
SHARES = st.sampled_from([0.1, 0.25, 0.5, 0.75])

LEAVES = st.tuples(st.just("task"), MINUTES)


def _grow(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    pair = st.tuples(children, children)
    return st.one_of(
        st.tuples(st.just("seq"), several),
        st.tuples(st.just("and"), several),
        st.tuples(SHARES, pair).map(
            lambda both: ("xor", ((both[0], both[1][0]), (1 - both[0], both[1][1])))
        ),
        st.tuples(SHARES, SHARES, pair).map(
            lambda both: ("or", ((both[0], both[2][0]), (both[1], both[2][1])))
        ),
        st.tuples(st.just("loop"), children, st.sampled_from([0.1, 0.3, 0.5])),
    )


TREES = st.recursive(LEAVES, _grow, max_leaves=6)


def figures_of(steps, **more) -> ProcessFigures:
    roles = [role("clerk", rate=60)]
    process = process_from([{"role": "clerk", **step} for step in steps], **more)
    return analyse_processes(portal_of(process, roles=roles))["p"]


@FEW
@given(TREES)
def test_flow_analysis_is_the_textbook(tree):
    figures = figures_of(steps_of(tree))
    assert figures.cycle_time_minutes == pytest.approx(book_time(tree), abs=1e-6)
    assert figures.labour_minutes == pytest.approx(labour(tree), abs=1e-6)
    expected = Method.FLOW_ANALYSIS if has_choice_in_parallel(tree) else Method.EXACT
    assert figures.method is expected


@FEW
@given(TREES)
def test_simulation_meets_the_truth_and_is_never_below_flow_analysis(tree):
    figures = figures_of(steps_of(tree))
    simulated = figures.cycle_time_simulated
    assert (simulated is not None) == (figures.method is not Method.EXACT)
    if simulated is None:
        assert figures.cycle_time_minutes == pytest.approx(true_mean(tree), abs=1e-3)
        return
    assert simulated.mean >= figures.cycle_time_minutes - 1e-9
    # Four half widths: a wrong model is far off, chance is not.
    room = 2 * (simulated.high - simulated.low) + 1e-3
    assert simulated.mean == pytest.approx(true_mean(tree), abs=room)
    assert simulated.p50 <= simulated.p90


@FEW
@given(TREES)
def test_lead_is_never_shorter_than_work_and_visits_conserve_flow(tree):
    steps = steps_of(tree)
    figures = figures_of(steps)
    assert figures.cycle_time_minutes >= figures.theoretical_cycle_time_minutes - 1e-9
    assert figures.labour_minutes >= figures.theoretical_cycle_time_minutes - 1e-9
    assert figures.steps["finish"].visits == pytest.approx(1.0)
    for step in figures.steps.values():
        assert math.isfinite(step.visits)
        assert -1e-12 <= step.reached <= min(1.0, step.visits) + 1e-9
        assert step.slack_minutes is None or step.slack_minutes >= 0
    parts = (
        figures.va_minutes + figures.bva_minutes + figures.nva_minutes + figures.unjudged_minutes
    )
    assert parts == pytest.approx(figures.labour_minutes)


@FEW
@given(TREES, st.integers(min_value=1, max_value=60), st.data())
def test_waiting_never_lowers_the_lead_time(tree, more, data):
    steps = steps_of(tree)
    tasks = [number for number, step in enumerate(steps) if "process" in step]
    chosen = data.draw(st.sampled_from(tasks))
    before = figures_of(steps)
    steps[chosen] = {**steps[chosen], "wait": more}
    after = figures_of(steps)
    assert after.cycle_time_minutes >= before.cycle_time_minutes - 1e-9
    assert after.wait_minutes >= before.wait_minutes
    assert after.labour_minutes == pytest.approx(before.labour_minutes)


@FEW
@given(TREES, st.data())
def test_removing_waste_never_raises_the_cost(tree, data):
    steps = steps_of(tree)
    tasks = [number for number, step in enumerate(steps) if "process" in step]
    chosen = data.draw(st.sampled_from(tasks))
    steps[chosen] = {**steps[chosen], "value": "NVA"}
    before = figures_of(steps)
    steps[chosen] = {"id": steps[chosen]["id"], "type": "milestone", "next": steps[chosen]["next"]}
    after = figures_of(steps)
    assume(after.cost_per_item is not None)
    assert after.cost_per_item <= before.cost_per_item + 1e-9
    assert after.cycle_time_minutes <= before.cycle_time_minutes + 1e-9


@FEW
@given(TREES)
def test_value_adding_time_fits_into_the_cycle_time(tree):
    steps = [{**step, "value": "VA"} if "process" in step else step for step in steps_of(tree)]
    figures = figures_of(steps)
    assert figures.va_time_minutes <= figures.cycle_time_minutes + 1e-9
    if figures.process_cycle_efficiency is not None:
        assert figures.process_cycle_efficiency <= 1 + 1e-9


@FEW
@given(TREES)
def test_visits_and_rework_are_those_of_the_chain(tree):
    flow = exact_flow(tree)
    figures = figures_of([{**step, "value": "VA"} for step in flow.steps])
    visits = flow.visits()
    first = sum(
        float(flow.reached(step["id"])) * step["process"]
        for step in flow.steps
        if "process" in step
    )
    for name, found in figures.steps.items():
        assert found.visits == pytest.approx(float(visits[name]))
        assert found.reached == pytest.approx(float(flow.reached(name)))
    assert figures.va_minutes == pytest.approx(first)
    assert figures.nva_minutes == pytest.approx(figures.labour_minutes - first)


FIXED = st.recursive(
    LEAVES,
    lambda children: st.one_of(
        st.tuples(st.just("seq"), st.lists(children, min_size=2, max_size=3).map(tuple)),
        st.tuples(st.just("and"), st.lists(children, min_size=2, max_size=3).map(tuple)),
        st.tuples(
            st.lists(st.sampled_from([0.25, 0.5, 1.0]), min_size=2, max_size=2),
            st.tuples(children, children),
        ).map(lambda both: ("or", tuple(zip(*both, strict=True)))),
    ),
    max_leaves=6,
)


@FEW
@given(FIXED, st.data())
def test_slack_is_what_a_step_may_take_longer_and_no_minute_more(tree, data):
    steps = steps_of(tree)
    before = figures_of(steps)
    chosen = data.draw(st.sampled_from([n for n, step in enumerate(steps) if "process" in step]))
    slack = before.steps[steps[chosen]["id"]].slack_minutes
    assume(slack is not None)
    task = steps[chosen]
    steps[chosen] = {**task, "wait": slack}
    assert figures_of(steps).cycle_time_minutes == pytest.approx(before.cycle_time_minutes)
    # Flow analysis takes the longest of the expectations: a branch that is taken now and then
    # may then be late without the figure telling it.
    assume(not has_choice_in_parallel(tree))
    steps[chosen] = {**task, "wait": slack + 1}
    assert figures_of(steps).cycle_time_minutes > before.cycle_time_minutes + 1e-6


@st.composite
def networks(draw):
    """An activity network: each activity after some of the earlier ones, joins where several."""
    count = draw(st.integers(min_value=2, max_value=7))
    times = [draw(MINUTES) for _ in range(count)]
    before = [
        draw(st.sets(st.integers(min_value=0, max_value=number - 1), max_size=2))
        if number
        else set()
        for number in range(count)
    ]
    return times, [before[0], *[found or {number} for number, found in enumerate(before[1:])]]


@FEW
@given(networks())
def test_activity_networks_take_their_longest_way(network):
    times, before = network
    count = len(times)
    after = {number: [n for n in range(count) if number in before[n]] for number in range(count)}
    steps = []
    for number in range(count):
        ways = [f"j{n}" if len(before[n]) > 1 else f"a{n}" for n in after[number]] or ["jend"]
        if len(before[number]) > 1:
            steps.append({"id": f"j{number}", "type": "join", "next": f"a{number}"})
        steps.append({"id": f"a{number}", "process": times[number], "wait": 0, "next": ways})
    steps += [{"id": "jend", "type": "join", "next": "finish"}, {"id": "finish", "type": "end"}]
    figures = figures_of(steps)
    finish: list[float] = []
    for number in range(count):
        finish.append(max((finish[n] for n in before[number]), default=0) + times[number])
    late = [0.0] * count
    for number in reversed(range(count)):
        late[number] = min((late[n] - times[n] for n in after[number]), default=max(finish))
    assert figures.cycle_time_minutes == pytest.approx(max(finish))
    for number in range(count):
        found = figures.steps[f"a{number}"]
        assert found.visits == pytest.approx(1.0)
        if figures.critical_path:
            assert found.slack_minutes == pytest.approx(late[number] - finish[number])
