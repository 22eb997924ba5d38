"""Where branches come together, on flows that are right and on flows that are not."""

import pytest
from tests.support.cases import codes_at

NESTED = """\
  - {id: f, type: fork, next: [a, b]}
  - {id: a, name: A, role: clerk, next: g}
  - {id: g, type: fork, next: [c, d]}
  - {id: c, name: C, role: clerk, next: inner}
  - {id: d, name: D, role: clerk, next: inner}
  - {id: inner, type: join, next: outer}
  - {id: b, name: B, role: clerk, next: outer}
  - {id: outer, type: join}
  - {id: e, name: E, role: clerk}
"""
IN_A_LOOP = """\
  - {id: s, name: S, role: clerk}
  - {id: f, type: fork, next: [a, b]}
  - {id: a, name: A, role: clerk, next: j}
  - {id: b, name: B, role: clerk, next: j}
  - {id: j, type: join}
  - id: q
    name: Good?
    type: decision
    role: clerk
    branches: [{when: "Yes", to: e, share: 60%}, {when: "No", to: s, share: 40%}]
  - {id: e, name: E, role: clerk}
"""
LOOP_INSIDE = """\
  - {id: f, type: fork, next: [a, b]}
  - {id: a, name: A, role: clerk}
  - id: q
    name: Good?
    type: decision
    role: clerk
    branches: [{when: "Yes", to: j, share: 60%}, {when: "No", to: a, share: 40%}]
  - {id: b, name: B, role: clerk, next: j}
  - {id: j, type: join}
  - {id: e, name: E, role: clerk}
"""
ONE_JOIN_FOR_TWO_FORKS = """\
  - {id: f, type: fork, next: [a, b]}
  - {id: a, name: A, role: clerk, next: [c, d]}
  - {id: c, name: C, role: clerk, next: j}
  - {id: d, name: D, role: clerk, next: j}
  - {id: b, name: B, role: clerk, next: j}
  - {id: j, type: join}
  - {id: e, name: E, role: clerk}
"""
STRAIGHT_TO_THE_JOIN = """\
  - id: i
    type: inclusive
    branches: [{when: Pump, to: a, share: 50%}, {when: Valve, to: j, share: 70%}]
  - {id: a, name: A, role: clerk, next: j}
  - {id: j, type: join}
  - {id: e, name: E, role: clerk}
"""
ENDS_APART = """\
  - {id: s, name: S, role: clerk, next: [a, b]}
  - {id: a, name: A, role: clerk, next: done}
  - {id: b, name: B, role: clerk, next: done}
  - {id: done, type: end, name: Done}
"""
REMINDED = """\
  - id: a
    name: A
    role: clerk
    next: done
    on_timeout: {after: 1d, to: r, interrupting: false, share: 10%}
  - {id: r, name: R, role: clerk, next: reminded}
  - {id: reminded, type: end, name: Reminded}
  - {id: done, type: end, name: Done}
"""


@pytest.mark.parametrize(
    "steps",
    [
        NESTED,
        IN_A_LOOP,
        LOOP_INSIDE,
        ONE_JOIN_FOR_TWO_FORKS,
        STRAIGHT_TO_THE_JOIN,
        ENDS_APART,
        REMINDED,
    ],
)
def test_sound_flows_have_no_finding_about_the_flow(steps, tmp_path):
    assert codes_at(tmp_path, steps, "FLOW00") == []


def test_a_join_after_a_choice_inside_a_branch_is_the_only_fault(tmp_path):
    steps = """\
  - {id: f, type: fork, next: [a, b]}
  - id: a
    name: Large?
    type: decision
    role: clerk
    branches: [{when: "Yes", to: c, share: 60%}, {when: "No", to: d, share: 40%}]
  - {id: c, name: C, role: clerk, next: wrong}
  - {id: d, name: D, role: clerk, next: wrong}
  - {id: wrong, type: join, next: right}
  - {id: b, name: B, role: clerk, next: right}
  - {id: right, type: join}
  - {id: e, name: E, role: clerk}
"""
    assert codes_at(tmp_path, steps, "FLOW00") == [("FLOW007", 13, 10)]


def test_branches_that_meet_behind_a_choice_are_told_at_the_meeting(tmp_path):
    steps = """\
  - {id: f, type: fork, next: [a, b]}
  - id: a
    name: Large?
    type: decision
    role: clerk
    branches: [{when: "Yes", to: c, share: 60%}, {when: "No", to: d, share: 40%}]
  - {id: c, name: C, role: clerk, next: e}
  - {id: d, name: D, role: clerk, next: e}
  - {id: b, name: B, role: clerk, next: e}
  - {id: e, name: E, role: clerk}
"""
    assert codes_at(tmp_path, steps, "FLOW00") == [("FLOW005", 14, 10)]


def test_a_fall_through_is_told_once(tmp_path):
    steps = """\
  - {id: s, name: S, role: clerk, next: [a, b]}
  - {id: a, name: A, role: clerk}
  - {id: b, name: B, role: clerk}
"""
    assert codes_at(tmp_path, steps, "FLOW00", "NEXT") == [("NEXT001", 6, 10)]
