"""Figures of flows beyond the published ones, against values computed by hand or enumeration."""

import pytest
from tests.support.models import portal_of, process_from, role
from tests.support.trees import book_time, labour, steps_of, true_mean

from procdocs.analysis.figures import Method, ProcessFigures
from procdocs.analysis.process_order import analyse_processes
from procdocs.model.quantities import Basis


def task(name: str, minutes: float = 0, **more) -> dict:
    return {"id": name, "process": minutes, "wait": 0, "role": "clerk", **more}


def end(name: str = "done", **more) -> dict:
    return {"id": name, "type": "end", **more}


def fork(name: str, *targets: str) -> dict:
    return {"id": name, "type": "fork", "next": list(targets)}


def join(name: str, **more) -> dict:
    return {"id": name, "type": "join", **more}


def decide(name: str, **branches: float | None) -> dict:
    return {"id": name, "type": "decision", "branches": branches}


CLERK = role("clerk", rate=60)


def figures_of(*steps: dict, **more) -> ProcessFigures:
    process = process_from(steps, **more)
    return analyse_processes(portal_of(process, roles=[CLERK]))["p"]


def visits(figures: ProcessFigures) -> dict[str, float]:
    return {name: step.visits for name, step in figures.steps.items()}


class TestVisits:
    def test_several_starts_weigh_by_their_share(self):
        figures = figures_of(
            {"id": "new", "type": "start", "share": 0.9, "next": "work"},
            {"id": "again", "type": "start", "next": "check"},
            task("check", 10),
            task("work", 20),
            end(),
        )
        assert visits(figures)["check"] == pytest.approx(0.1)
        assert visits(figures)["work"] == pytest.approx(1.0)
        assert figures.cycle_time_minutes == pytest.approx(21)
        assert figures.method is Method.EXACT

    def test_several_starts_without_shares_are_unknown(self):
        figures = figures_of(
            {"id": "one", "type": "start", "next": "work"},
            {"id": "two", "type": "start", "next": "work"},
            task("work", 20),
            end(),
        )
        assert figures.missing_shares == ("one", "two")
        assert figures.method is None
        assert figures.labour_minutes is None

    def test_joins_of_different_numbers(self):
        figures = figures_of(
            fork("f", "a", "b", "g"),
            task("a", 10, next="all"),
            task("b", 20, next="all"),
            fork("g", "c", "d", "e", "h"),
            *[task(name, 5, next="four") for name in "cdeh"],
            join("four"),
            task("x", 30, next="all"),
            join("all"),
            task("last", 1),
        )
        assert set(visits(figures).values()) == {1.0}
        assert figures.cycle_time_minutes == pytest.approx(36)
        assert figures.method is Method.EXACT

    def test_inclusive_inside_a_loop(self):
        figures = figures_of(
            {"id": "i", "type": "inclusive", "branches": {"a": 0.5, "b": 0.5}},
            task("a", 10, next="j"),
            task("b", 20, next="j"),
            join("j"),
            decide("again", i=0.5, done=0.5),
            end(),
        )
        # q = 0.5 / 0.75 each; the loop doubles all.
        assert visits(figures)["a"] == pytest.approx(2 * 2 / 3)
        assert visits(figures)["j"] == pytest.approx(2)
        once = (1 / 3) * 10 + (2 / 3) * 20
        assert figures.cycle_time_minutes == pytest.approx(2 * once)
        # Reached with probability p per round: p / (1 - (1 - p) / 2).
        assert figures.steps["a"].reached == pytest.approx((2 / 3) / (1 - 0.5 / 3))
        assert figures.method is Method.EXACT

    def test_loop_inside_a_branch_inside_a_fork_inside_a_loop(self):
        tree = (
            "loop",
            ("and", (("seq", (("loop", ("task", 8), 0.5), ("task", 1))), ("task", 12))),
            0.2,
        )
        figures = figures_of(*steps_of(tree))
        assert figures.cycle_time_minutes == pytest.approx(book_time(tree)) == pytest.approx(21.25)
        assert figures.labour_minutes == pytest.approx(labour(tree)) == pytest.approx(36.25)
        assert figures.method is Method.FLOW_ANALYSIS
        assert figures.cycle_time_simulated.mean == pytest.approx(true_mean(tree), rel=0.02)

    def test_a_loop_without_a_way_out_has_no_figures(self):
        figures = figures_of(task("a", 1), decide("d", a=1.0, done=0.0), end())
        assert figures.method is None
        assert "no way out" in figures.reason
        assert figures.cycle_time_minutes is None
        assert visits(figures)["a"] is None

    def test_unknown_shares_leave_nothing_but_what_needs_none(self):
        figures = figures_of(
            task("a", 1, value="VA"), decide("d", a=None, done=None), end(), volume=(10, "month")
        )
        assert figures.missing_shares == ("d",)
        assert figures.unjudged_steps == ()
        assert figures.basis is Basis.ESTIMATE
        values = (
            figures.method,
            figures.labour_minutes,
            figures.wait_minutes,
            figures.cycle_time_minutes,
            figures.handoffs_expected,
            figures.cost_per_item,
            figures.annual_labour_hours,
            figures.rolled_complete_accurate,
        )
        assert values == (None,) * len(values)

    def test_a_share_that_nobody_reaches_is_not_missing(self):
        figures = figures_of(task("a", 1, next="done"), decide("d", a=None, done=None), end())
        assert figures.missing_shares == ()
        assert figures.cycle_time_minutes == pytest.approx(1)


class TestEvents:
    def test_interrupting_timer_cuts_time_in_proportion(self):
        figures = figures_of(
            {
                **task("a", 20),
                "wait": 80,
                "events": [{"to": "late", "after": 50, "share": 0.4}],
                "next": "done",
            },
            task("late", 30),
            end(),
        )
        # 60 % take 100 minutes, 40 % take 50; the work in proportion.
        assert figures.cycle_time_minutes == pytest.approx(0.6 * 100 + 0.4 * 50 + 0.4 * 30)
        assert figures.labour_minutes == pytest.approx(20 * 0.8 + 12)
        assert figures.wait_minutes == pytest.approx(80 * 0.8)
        assert figures.handoffs_expected == 0

    def test_an_error_and_a_timer_after_the_end_cut_nothing(self):
        figures = figures_of(
            {
                **task("a", 20, next="done"),
                "events": [{"to": "late", "after": 50, "share": 0.3}, {"to": "late", "share": 0.1}],
            },
            task("late", 30),
            end(),
        )
        assert figures.cycle_time_minutes == pytest.approx(20 + 0.4 * 30)
        assert visits(figures)["late"] == pytest.approx(0.4)

    def test_an_event_that_does_not_interrupt_adds_work_but_no_time(self):
        event = {"to": "remind", "after": 5, "share": 0.2, "interrupting": False}
        figures = figures_of(
            {**task("a", 20, next="done"), "events": [event]},
            task("remind", 10, next="reminded"),
            end("reminded"),
            end(),
        )
        assert visits(figures)["remind"] == pytest.approx(0.2)
        assert figures.steps["remind"].reached == pytest.approx(0.2)
        assert figures.labour_minutes == pytest.approx(22)
        assert figures.cycle_time_minutes == pytest.approx(20)

    @pytest.mark.parametrize("leaving", [False, True])
    def test_a_handler_may_hold_a_fork_of_its_own(self, leaving):
        event = {"to": "f", "after": 5, "share": 0.5, "interrupting": False}
        beside = [fork("g", "x", "y"), task("x", 1), end("x1"), task("y", 1), end("y1")]
        beside[0]["next"] = ["x", "x", "y"]
        figures = figures_of(
            {**task("a", 20, next="g" if leaving else "done"), "events": [event]},
            fork("f", "b", "c"),
            task("b", 1, next="j"),
            task("c", 2, next="j"),
            join("j"),
            task("d", 3),
            end("told"),
            *(beside if leaving else ()),
            end(),
        )
        assert (figures.method is Method.SIMULATED) == leaving
        found = visits(figures)
        near = pytest.approx(0.5, abs=0.01)
        assert (found["b"], found["j"], found["d"]) == (near, near, near)
        assert figures.steps["d"].reached == near
        assert figures.cycle_time_minutes == pytest.approx(21 if leaving else 20)

    def test_an_event_of_unknown_share_is_left_out_and_named(self):
        figures = figures_of(
            {**task("a", 20, next="done"), "events": [{"to": "late", "after": 5, "share": None}]},
            task("late", 10),
            end(),
        )
        assert figures.left_out_events == ("a",)
        assert figures.cycle_time_minutes == pytest.approx(20)
        assert visits(figures)["late"] == 0


class TestTimes:
    def test_repeat_multiplies_work_and_time_but_not_visits(self):
        figures = figures_of({**task("a", 10), "wait": 5, "repeat": 3.5, "value": "VA"}, end())
        assert (figures.labour_minutes, figures.wait_minutes) == (35, 17.5)
        assert figures.cycle_time_minutes == pytest.approx(52.5)
        assert figures.rework_minutes == 0
        assert figures.va_minutes == 35

    def test_repeat_in_parallel_adds_work_but_no_time(self):
        figures = figures_of(
            {**task("a", 10), "wait": 5, "repeat": 3, "parallel": True, "value": "VA"}, end()
        )
        assert figures.labour_minutes == 30
        assert figures.cycle_time_minutes == 15
        assert figures.process_cycle_efficiency == pytest.approx(10 / 15)
        assert figures.activity_ratio <= 1

    def test_unmeasured_steps_are_left_out_and_named(self):
        figures = figures_of(
            task("a", 10),
            {"id": "b", "role": "clerk"},
            {"id": "c", "role": "clerk", "process": 5},
            {"id": "d", "role": "clerk", "lead": 7},
            end(),
        )
        assert figures.unmeasured_steps == ("b", "c", "d")
        assert figures.measured_steps == 1
        assert figures.labour_minutes == 15
        assert figures.cycle_time_minutes == 22

    def test_nothing_measured_is_no_figure(self):
        figures = figures_of({"id": "a", "role": "clerk"}, end())
        assert figures.labour_minutes is None
        assert figures.cycle_time_minutes is None
        assert figures.method is None
        assert figures.cycle_time_efficiency is None
        assert visits(figures)["a"] == 1

    def test_a_wait_range_counts_with_its_mean_and_gives_percentiles(self):
        figures = figures_of({**task("a", 10), "wait": (0, 100)}, end())
        assert figures.cycle_time_minutes == pytest.approx(60)
        assert figures.method is Method.EXACT
        simulated = figures.cycle_time_simulated
        assert simulated.mean == pytest.approx(60)
        assert simulated.p50 == pytest.approx(60, abs=1)
        assert simulated.p90 == pytest.approx(100, abs=1)

    def test_a_range_with_a_mean_is_drawn_from_a_beta(self):
        figures = figures_of({**task("a", 0), "wait": (0, 60, 10)}, end())
        simulated = figures.cycle_time_simulated
        assert figures.cycle_time_minutes == pytest.approx(10)
        # Beta(1, 5) on 0..60: median 60·(1 − 0.5^0.2), 90 % at 60·(1 − 0.1^0.2).
        assert simulated.p50 == pytest.approx(7.77, rel=0.1)
        assert simulated.p90 == pytest.approx(22.1, rel=0.1)

    def test_a_range_in_a_parallel_branch_makes_the_mean_longer(self):
        figures = figures_of(
            fork("f", "a", "b"),
            {**task("a", 0, next="j"), "wait": (0, 100)},
            {**task("b", 0, next="j"), "wait": (0, 100)},
            join("j"),
        )
        assert figures.cycle_time_minutes == pytest.approx(50)
        assert figures.method is Method.FLOW_ANALYSIS
        # The mean of the larger of two uniform draws.
        assert figures.cycle_time_simulated.mean == pytest.approx(200 / 3, rel=0.02)

    def test_outside_parties_count_in_no_figure(self):
        figures = figures_of(
            {"id": "order", "party": "customer", "process": 60, "wait": 60},
            {"id": "paid", "party": "customer", "type": "end"},
            task("a", 10),
            end(),
        )
        assert figures.cycle_time_minutes == 10
        assert figures.activities == 1
        assert "order" not in figures.steps

    def test_value_time_follows_the_branch_that_sets_the_cycle_time(self):
        figures = figures_of(
            fork("f", "a", "b"),
            {**task("a", 50, next="j"), "value": "VA"},
            {**task("b", 10, next="j"), "wait": 90, "value": "VA"},
            join("j"),
        )
        assert figures.cycle_time_minutes == 100
        assert figures.va_minutes == 60
        assert figures.va_time_minutes == 10
        assert figures.theoretical_cycle_time_minutes == 50
        assert figures.process_cycle_efficiency == pytest.approx(0.1)

    def test_cost_leaves_out_roles_without_a_rate(self):
        process = process_from(
            [task("a", 30), {**task("b", 30), "role": "ghost"}, {**task("c", 30), "role": "robot"}]
        )
        roles = [CLERK, role("ghost"), role("robot", kind="system", rate=90)]
        figures = analyse_processes(portal_of(process, roles=roles))["p"]
        assert figures.cost_per_item == 30
        assert figures.uncosted_steps == ("b",)


class TestSubprocesses:
    def test_a_subprocess_takes_the_figures_of_its_process(self):
        inner = process_from(
            [{**task("x", 10), "wait": 50, "value": "VA"}, decide("d", x=0.5, done=0.5), end()],
            id="inner",
        )
        outer = process_from(
            [task("a", 5), {"id": "sub", "type": "subprocess", "calls": "inner", "repeat": 2}],
            id="outer",
        )
        found = analyse_processes(portal_of(outer, inner, roles=[CLERK]))
        figures = found["outer"]
        assert found["inner"].cycle_time_minutes == pytest.approx(120)
        assert figures.cycle_time_minutes == pytest.approx(245)
        assert figures.labour_minutes == pytest.approx(45)
        assert figures.wait_minutes == pytest.approx(200)
        assert figures.va_minutes == pytest.approx(20)
        assert figures.nva_minutes == pytest.approx(20)
        assert figures.cost_per_item == pytest.approx(45)
        assert figures.unmeasured_steps == ()

    def test_a_process_that_reaches_itself_leaves_the_step_unmeasured(self):
        one = process_from(
            [task("a", 5), {"id": "s", "type": "subprocess", "calls": "two"}], id="one"
        )
        two = process_from(
            [task("b", 7), {"id": "s", "type": "subprocess", "calls": "one"}], id="two"
        )
        found = analyse_processes(portal_of(one, two, roles=[CLERK]))
        assert found["two"].unmeasured_steps == ("s",)
        assert found["one"].cycle_time_minutes == 12

    def test_work_side_by_side_counts_once_in_a_ratio_at_every_depth(self):
        at_once = {**task("x", 30), "wait": 30, "repeat": 4, "parallel": True}
        inner = process_from([at_once], id="inner")
        outer = process_from([{"id": "sub", "type": "subprocess", "calls": "inner"}], id="outer")
        found = analyse_processes(portal_of(outer, inner, roles=[CLERK]))
        assert found["inner"].activity_ratio == pytest.approx(0.5)
        assert found["outer"].activity_ratio == pytest.approx(0.5)
        assert found["outer"].labour_minutes == pytest.approx(120)

    def test_a_class_deep_inside_makes_the_value_time_known(self):
        inner = process_from([{**task("x", 10), "value": "VA"}, task("y", 30)], id="inner")
        outer = process_from([{"id": "sub", "type": "subprocess", "calls": "inner"}], id="outer")
        figures = analyse_processes(portal_of(outer, inner, roles=[CLERK]))["outer"]
        assert figures.process_cycle_efficiency == pytest.approx(0.25)

    def test_a_choice_inside_a_subprocess_counts_as_a_choice_of_the_branch(self):
        inner = process_from(
            [decide("d", x=0.5, y=0.5), task("x", 2, next="done"), task("y", 10), end()],
            id="inner",
        )
        outer = process_from(
            [
                fork("f", "s", "t"),
                {"id": "s", "type": "subprocess", "calls": "inner", "next": "j"},
                {"id": "t", "type": "subprocess", "calls": "inner", "next": "j"},
                join("j"),
            ]
        )
        figures = analyse_processes(portal_of(outer, inner))["p"]
        assert figures.cycle_time_minutes == 6
        assert figures.method is Method.FLOW_ANALYSIS
        assert figures.cycle_time_simulated.mean == pytest.approx(8, rel=0.02)

    def test_an_embedded_process_gets_its_volume_from_above(self):
        from tests.support.models import ref

        inner = process_from([task("x", 30)], id="inner", part_of=ref("outer"))
        outer = process_from(
            [
                decide("d", s=0.5, done=0.5),
                {"id": "s", "type": "subprocess", "calls": "inner"},
                end(),
            ],
            id="outer",
            volume=(100, "month"),
        )
        found = analyse_processes(portal_of(outer, inner, roles=[CLERK]))["inner"]
        assert (found.items_per_year, found.volume_derived) == (600, True)
        assert found.annual_labour_hours == pytest.approx(300)


class TestSlack:
    def test_what_may_be_taken_alone_has_no_slack(self):
        ways = [task("long", 24, next="j"), task("short", 6, next="j"), join("j")]
        split = {"id": "o", "type": "inclusive", "branches": {"long": 0.7, "short": 0.9}}
        figures = figures_of(split, *ways)
        assert (figures.steps["long"].slack_minutes, figures.steps["short"].slack_minutes) == (0, 0)
        figures = figures_of({**split, "branches": {"long": 1.0, "short": 0.9}}, *ways)
        assert figures.steps["short"].slack_minutes == pytest.approx(18)


class TestSimulated:
    def test_an_activity_network_with_slack(self):
        figures = figures_of(
            fork("f", "A", "B"),
            {**task("A", 3), "next": ["C", "D"]},
            task("B", 5, next="j1"),
            task("D", 4, next="j1"),
            join("j1", next="E"),
            task("E", 6, next="j2"),
            task("C", 2, next="j2"),
            join("j2"),
        )
        assert figures.method is Method.SIMULATED
        assert figures.cycle_time_minutes == 13
        assert figures.cycle_time_simulated.runs == 1
        slack = {name: figures.steps[name].slack_minutes for name in "ABCDE"}
        assert slack == {"A": 0, "B": 2, "C": 8, "D": 0, "E": 0}
        assert figures.critical_path == ("A", "D", "E")
        assert figures.labour_minutes == 20

    def test_a_branch_that_may_leave_releases_the_join(self):
        figures = figures_of(
            fork("f", "a", "b"),
            task("a", 10),
            decide("d", stop=0.5, j=0.5),
            end("stop"),
            task("b", 30, next="j"),
            join("j"),
            task("after", 5),
            end(),
        )
        assert figures.method is Method.SIMULATED
        assert figures.cycle_time_minutes == pytest.approx(35)
        assert visits(figures)["after"] == pytest.approx(1)
        assert visits(figures)["stop"] == pytest.approx(0.5, abs=0.01)

    def test_an_end_that_terminates_stops_the_other_branch(self):
        figures = figures_of(
            fork("f", "a", "b"),
            task("a", 10),
            decide("d", stop=0.25, j=0.75),
            end("stop", event="terminate"),
            task("b", 30),
            task("c", 8, next="j"),
            join("j"),
            end(),
        )
        assert figures.method is Method.SIMULATED
        assert figures.cycle_time_minutes == pytest.approx(0.25 * 10 + 0.75 * 38, rel=0.01)
        assert visits(figures)["c"] == pytest.approx(0.75, abs=0.01)

    def test_an_end_that_terminates_is_an_end_where_nothing_runs_beside(self):
        figures = figures_of(
            task("a", 10),
            decide("d", stop=0.25, b=0.75),
            end("stop", event="terminate"),
            task("b", 4),
            end(),
        )
        assert figures.method is Method.EXACT
        assert figures.cycle_time_minutes == pytest.approx(13)

    def test_branches_that_meet_without_a_join_go_on_once_each(self):
        figures = figures_of(
            fork("f", "a", "b"), task("a", 10, next="c"), task("b", 20), task("c", 5), end()
        )
        assert visits(figures)["c"] == pytest.approx(2)
        assert figures.cycle_time_minutes == pytest.approx(25)
        assert figures.labour_minutes == pytest.approx(40)

    def test_an_event_that_always_interrupts_leaves_the_fork_behind_it_alone(self):
        event = {"to": "late", "share": 1.0}
        figures = figures_of(
            {**task("a", 1, next=["b", "c"]), "events": [event]},
            task("b", 2, next="j"),
            task("c", 3, next="j"),
            join("j", next="done"),
            task("late", 5),
            end(),
        )
        assert figures.cycle_time_minutes == pytest.approx(6)
        assert visits(figures)["b"] == 0

    @pytest.mark.parametrize("share", [0.2, 1.0])
    def test_a_handler_that_starts_itself_answers(self, share):
        event = {"to": "a", "share": share, "interrupting": False}
        figures = figures_of(
            {**task("a", 1, next="f"), "events": [event]},
            fork("f", "a", "b"),
            task("b", 2),
            end(),
        )
        assert figures.method is None
        assert figures.reason

    def test_flows_that_differ_in_a_timer_only_are_simulated_apart(self):
        def flow(name, after):
            event = {"to": "h", "share": 0.5, "after": after}
            return process_from(
                [
                    fork("f", "a", "b"),
                    {**task("a", 100, next="j"), "events": [event]},
                    task("h", 1, next="j"),
                    task("b", 60, next="j"),
                    join("j"),
                    end(),
                ],
                id=name,
            )

        early, late = flow("early", 10), flow("late", 80)
        found = analyse_processes(portal_of(early, late, roles=[CLERK]))
        # 10 + 1 or 100 beside 60, and 80 + 1 or 100 beside 60.
        assert found["early"].cycle_time_simulated.mean == pytest.approx(80, abs=2)
        assert found["late"].cycle_time_simulated.mean == pytest.approx(90.5, abs=2)

    def test_the_same_flow_draws_the_same(self):
        steps = [
            fork("f", "x", "y"),
            decide("x", a=0.5, b=0.5),
            {**task("a", 1, next="j"), "wait": (0, 10)},
            task("b", 9, next="j"),
            {**task("y", 5, next="j"), "wait": (0, 8)},
            join("j"),
        ]
        one = figures_of(*steps).cycle_time_simulated
        renamed = process_from(steps, id="q")
        other = analyse_processes(portal_of(renamed))["q"].cycle_time_simulated
        assert one == other

    def test_a_join_shared_by_forks_of_two_alternatives(self):
        figures = figures_of(
            decide("d", f=0.5, g=0.5),
            fork("f", "a", "b"),
            task("a", 10, next="j"),
            task("b", 20, next="j"),
            fork("g", "c", "e"),
            task("c", 30, next="j"),
            task("e", 40, next="j"),
            join("j"),
            task("last", 1),
        )
        assert figures.cycle_time_minutes == pytest.approx(31)
        assert visits(figures)["last"] == pytest.approx(1)
