import pytest
from tests.support.models import portal_of, process_from, role

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.process_order import analyse_processes

ROLES = [
    role("director", unit="top"),
    role("sales-manager", above="director", unit="sales"),
    role("finance-manager", above="director", unit="finance"),
    role("rep", above="sales-manager", unit="sales"),
    role("desk", above="sales-manager", unit="sales"),
    role("clerk", above="finance-manager", unit="finance"),
    role("robot", kind="system"),
]


def figures_of(*steps: dict) -> ProcessFigures:
    timed = [
        step
        if step.get("type") in ("fork", "join", "end", "milestone", "inclusive")
        else {"process": 10, "wait": 20, **step}
        for step in steps
    ]
    return analyse_processes(portal_of(process_from(timed), roles=ROLES))["p"]


def pairs(figures: ProcessFigures) -> dict[tuple[str, str], float | None]:
    return {(found.source, found.target): found.expected for found in figures.handoffs}


def test_gateways_are_looked_through_and_each_branch_into_a_join_counts():
    figures = figures_of(
        {"id": "a", "role": "rep"},
        {"id": "f", "type": "fork", "next": ["b", "c"]},
        {"id": "b", "role": "clerk", "next": "j"},
        {"id": "c", "role": "desk", "next": "j"},
        {"id": "j", "type": "join"},
        {"id": "d", "role": "rep"},
    )
    assert pairs(figures) == {("a", "b"): 1, ("a", "c"): 1, ("b", "d"): 1, ("c", "d"): 1}
    assert figures.handoffs_expected == pytest.approx(4)
    assert figures.unit_handoffs_expected == pytest.approx(2)
    assert figures.likely_path.handoffs == 4


def test_inclusive_branches_hand_over_as_often_as_they_are_taken():
    figures = figures_of(
        {"id": "a", "role": "rep"},
        {"id": "i", "type": "inclusive", "branches": {"b": 0.5, "c": 0.5}},
        {"id": "b", "role": "clerk", "next": "j"},
        {"id": "c", "role": "rep", "next": "j"},
        {"id": "j", "type": "join"},
        {"id": "d", "role": "desk"},
    )
    q = 0.5 / 0.75
    assert pairs(figures) == pytest.approx({("a", "b"): q, ("b", "d"): q, ("c", "d"): q})


def test_systems_and_outside_parties_are_contacts():
    figures = figures_of(
        {"id": "a", "role": "rep"},
        {"id": "b", "role": "robot"},
        {"id": "c", "role": "clerk"},
    )
    assert figures.handoffs_expected == 0
    assert figures.system_contacts_expected == pytest.approx(2)


def test_a_boundary_event_hands_over_to_its_handler():
    figures = figures_of(
        {
            "id": "a",
            "role": "rep",
            "next": "e",
            "events": [
                {"to": "late", "after": 5, "share": 0.25},
                {"to": "told", "after": 5, "share": 0.5, "interrupting": False},
            ],
        },
        {"id": "late", "role": "clerk", "next": "e"},
        {"id": "told", "role": "clerk", "next": "e"},
        {"id": "e", "type": "end"},
    )
    assert pairs(figures) == {("a", "late"): 0.25, ("a", "told"): 0.5}
    assert all(found.by_event for found in figures.handoffs)


def test_ping_pong_counts_every_way_there_and_back():
    figures = figures_of(
        {"id": "a", "role": "rep"},
        {"id": "b", "role": "clerk", "branches": {"c": 0.25, "d": 0.75}},
        {"id": "c", "role": "rep"},
        {"id": "d", "role": "desk"},
    )
    (found,) = figures.ping_pongs
    assert (found.steps, found.roles) == (("a", "b", "c"), ("rep", "clerk"))
    assert found.expected == pytest.approx(0.25)


def test_unknown_shares_leave_hand_offs_without_a_number():
    figures = figures_of(
        {"id": "a", "role": "rep", "branches": {"b": None, "c": None}},
        {"id": "b", "role": "clerk"},
        {"id": "c", "role": "desk"},
    )
    assert set(pairs(figures)) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert set(pairs(figures).values()) == {None}
    assert figures.handoffs_expected is None


class TestEscalations:
    def test_two_levels_up_and_down_again_is_one(self):
        figures = figures_of(
            {"id": "a", "role": "rep", "branches": {"m": 0.1, "z": 0.9}},
            {"id": "m", "role": "sales-manager"},
            {"id": "d", "role": "director", "limit": 1000},
            {"id": "z", "role": "rep"},
        )
        (found,) = figures.escalations
        assert (found.source, found.managers, found.back) == ("a", ("m", "d"), "z")
        assert (found.levels, found.top_role, found.crosses) == (2, "director", False)
        assert found.minutes == 60
        assert found.expected == pytest.approx(0.1)
        assert (found.decision, found.limit) == ("m", None)

    def test_it_may_cross_at_the_top_and_come_down_elsewhere(self):
        figures = figures_of(
            {"id": "a", "role": "rep"},
            {"id": "m", "role": "sales-manager"},
            {"id": "n", "role": "finance-manager"},
            {"id": "z", "role": "clerk"},
        )
        (found,) = figures.escalations
        assert (found.managers, found.back) == (("m", "n"), "z")
        assert (found.levels, found.top_role, found.crosses) == (1, "sales-manager", True)

    def test_down_to_a_colleague_in_the_same_line_does_not_cross(self):
        figures = figures_of(
            {"id": "a", "role": "rep"},
            {"id": "m", "role": "sales-manager"},
            {"id": "z", "role": "desk"},
        )
        (found,) = figures.escalations
        assert (found.back, found.crosses) == ("z", False)

    def test_work_that_stays_above_is_none(self):
        figures = figures_of(
            {"id": "a", "role": "rep"},
            {"id": "m", "role": "sales-manager"},
            {"id": "d", "role": "director"},
        )
        assert figures.escalations == ()


def test_rework_loops_name_what_is_done_again():
    figures = figures_of(
        {"id": "a", "role": "rep"},
        {"id": "b", "role": "rep"},
        {"id": "c", "type": "decision", "role": "rep", "branches": {"a": 0.2, "e": 0.8}},
        {"id": "e", "type": "end"},
    )
    (loop,) = figures.rework_loops
    assert (loop.source, loop.target, loop.share) == ("c", "a", 0.2)
    assert loop.steps == ("a", "b", "c")
    assert loop.expected == pytest.approx(0.25)
    assert figures.rework_minutes == pytest.approx(0.25 * 30)


def test_the_most_likely_path_is_not_the_greedy_one():
    figures = figures_of(
        {"id": "a", "role": "rep", "branches": {"b": 0.4, "c": 0.6}},
        {"id": "b", "role": "rep", "quality": 0.9, "next": "e"},
        {"id": "c", "type": "decision", "role": "rep", "branches": {"x": 0.5, "y": 0.5}},
        {"id": "x", "role": "rep", "quality": 0.5, "next": "e"},
        {"id": "y", "role": "rep", "quality": 0.5, "next": "e"},
        {"id": "e", "type": "end"},
    )
    path = figures.likely_path
    assert path.activities == ("a", "b")
    assert path.probability == pytest.approx(0.4)
    assert (path.rolled_complete_accurate, path.complete_accurate_steps) == (0.9, 1)


def test_equally_likely_paths_go_by_authored_order():
    figures = figures_of(
        {"id": "a", "role": "rep", "branches": {"c": 0.5, "b": 0.5}},
        {"id": "b", "role": "rep", "next": "e"},
        {"id": "c", "role": "rep", "next": "e"},
        {"id": "e", "type": "end"},
    )
    assert figures.likely_path.activities == ("a", "c")
