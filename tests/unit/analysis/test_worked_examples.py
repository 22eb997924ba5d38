"""Published worked examples, typed as a writer types them, to the last printed digit."""

from pathlib import Path

import pytest
from tests.support.portals import TODAY, portal_from

from procdocs.analysis.analysis import Analysis, analyse_portal
from procdocs.analysis.figures import Method, ProcessFigures

ORGANISATION = """\
units:
  company: {name: Company}
  sales: {name: Sales, parent: company}
  finance: {name: Finance, parent: company}
  credit: {name: Credit, parent: company}
roles:
  cfo: {name: CFO, unit: finance}
  credit-manager: {name: Credit manager, unit: finance, reports_to: cfo, cost_rate: 62/h}
  credit-clerk: {name: Credit clerk, unit: finance, reports_to: credit-manager, cost_rate: 40/h}
  sales-manager: {name: Sales manager, unit: sales}
  sales-rep: {name: Sales representative, unit: sales, reports_to: sales-manager, cost_rate: 50/h}
  a: {name: A, unit: sales}
  b: {name: B, unit: sales}
  c: {name: C, unit: finance}
  d: {name: D, unit: finance}
  e: {name: E, unit: credit}
"""


def analysed(folder: Path, steps: str, *, head: str = "", more: dict[str, str] | None = None):
    text = f"name: Example\nowner: cfo\n{head}steps:\n{steps}"
    files = {"processes/example.yml": text, "organisation.yml": ORGANISATION, **(more or {})}
    loaded = portal_from(folder, files)
    assert loaded.portal is not None, loaded.diagnostics
    faults = [found for found in loaded.diagnostics if found.severity.label == "error"]
    assert not faults, faults
    return analyse_portal(loaded.portal, TODAY)


def figures_of(folder: Path, steps: str, **more) -> ProcessFigures:
    return analysed(folder, steps, **more).processes["example"]


CREDIT_APPLICATION = """\
  - {id: check, name: Check completeness, role: a, time: {process: 2h, lead: 1d}}
  - id: complete
    name: Complete?
    type: decision
    branches: [{when: "Yes", to: both, share: 80%}, {when: "No", to: check, share: 20%}]
  - {id: both, type: fork, next: [history, income]}
  - {id: history, name: Check credit history, role: b, time: {process: 0.5h, lead: 1d}, next: all}
  - {id: income, name: Check income, role: c, time: {process: 3h, lead: 3d}, next: all}
  - {id: all, type: join}
  - {id: assess, name: Assess, role: d, time: {process: 2h, lead: 3d}}
  - id: decide
    name: Decide
    type: decision
    branches: [{when: Good, to: offer, share: 60%}, {when: Bad, to: reject, share: 40%}]
  - {id: offer, name: Make offer, role: d, time: {process: 2h, lead: 1d}, next: done}
  - {id: reject, name: Reject, role: d, time: {process: 0.5h, lead: 2d}, next: done}
  - {id: done, type: end, name: Done}
"""


def test_credit_application_of_fundamentals_of_bpm(tmp_path):
    figures = figures_of(tmp_path, CREDIT_APPLICATION)
    assert figures.cycle_time_minutes / 480 == pytest.approx(8.65, abs=5e-3)
    assert figures.theoretical_cycle_time_minutes / 60 == pytest.approx(8.9, abs=5e-2)
    assert figures.cycle_time_efficiency == pytest.approx(0.129, abs=5e-4)
    assert figures.labour_minutes / 60 == pytest.approx(9.4, abs=5e-2)
    assert figures.activity_ratio == pytest.approx(0.122, abs=5e-4)
    assert figures.method is Method.EXACT
    assert figures.cycle_time_simulated is None
    assert figures.critical_path == ("check", "income", "assess", "offer", "reject")
    assert figures.steps["history"].slack_minutes == pytest.approx(2 * 480)


def test_credit_application_on_a_clock_that_runs_on(tmp_path):
    portal = """\
name: P
company: C
landscape: [{id: core, name: Core, groups: [{id: g, name: G}]}]
calendar: {hours_per_day: 24, days_per_week: 7}
"""
    figures = figures_of(tmp_path, CREDIT_APPLICATION, more={"portal.yml": portal})
    assert figures.cycle_time_efficiency == pytest.approx(0.043, abs=5e-4)


A, B, C = (
    "{id: a, name: A, role: a, time: {process: 10m, wait: 0m}%s}",
    "{id: b, name: B, role: a, time: {process: 20m, wait: 0m}%s}",
    "{id: c, name: C, role: a, time: {process: 10m, wait: 0m}%s}",
)


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [
        ([A % "", B % ""], 30),
        (
            [
                A % "",
                '{id: d, name: D, type: decision, branches: [{when: "1", to: b, share: 50%},'
                ' {when: "2", to: c, share: 50%}]}',
                B % ", next: e",
                C % ", next: e",
                "{id: e, type: end}",
            ],
            25,
        ),
        (
            [
                A % "",
                '{id: d, name: D, type: decision, branches: [{when: "1", to: b, share: 90%},'
                ' {when: "2", to: c, share: 10%}]}',
                B % ", next: e",
                C % ", next: e",
                "{id: e, type: end}",
            ],
            29,
        ),
        (
            [A % ", next: [b, c]", B % ", next: j", C % ", next: j", "{id: j, type: join}"],
            30,
        ),
        (
            [
                A % "",
                B % "",
                '{id: d, name: D, type: decision, branches: [{when: "1", to: b, share: 20%},'
                ' {when: "2", to: e, share: 80%}]}',
                "{id: e, type: end}",
            ],
            35,
        ),
        (
            [
                A % "",
                B % "",
                '{id: d, name: D, type: decision, branches: [{when: "1", to: b, share: 99%},'
                ' {when: "2", to: e}]}',
                "{id: e, type: end}",
            ],
            2010,
        ),
    ],
)
def test_blocks(tmp_path, steps, minutes):
    figures = figures_of(tmp_path, "".join(f"  - {step}\n" for step in steps))
    assert figures.cycle_time_minutes == pytest.approx(minutes, abs=0.05)
    assert figures.method is Method.EXACT


INCLUSIVE = """\
  - {id: take, name: Take the order, role: a, time: {process: 4h, wait: 0m}}
  - id: where
    type: inclusive
    branches: [{when: X, to: first%s}, {when: Y, to: second%s}]
%s  - {id: first, name: First, role: b, time: {process: 24h, wait: 0m}, next: all}
  - {id: second, name: Second, role: c, time: {process: 6h, wait: 0m}, next: all}
  - {id: all, type: join}
  - {id: ship, name: Ship, role: a, time: {process: 2h, wait: 0m}}
"""


def test_inclusive_by_combinations(tmp_path):
    combinations = (
        "    combinations: [{of: [first], share: 10%}, {of: [second], share: 30%}, "
        "{of: [first, second], share: 60%}]\n"
    )
    figures = figures_of(tmp_path, INCLUSIVE % ("", "", combinations))
    assert figures.cycle_time_minutes / 60 == pytest.approx(24.6, abs=0.05)
    assert figures.steps["first"].visits == pytest.approx(0.7)
    assert figures.likely_path.activities == ("take", "first", "second", "ship")


def test_inclusive_by_independent_shares(tmp_path):
    figures = figures_of(tmp_path, INCLUSIVE % (", share: 70%", ", share: 90%", ""))
    assert figures.cycle_time_minutes / 60 == pytest.approx(24.99, abs=0.005)
    assert figures.steps["ship"].visits == pytest.approx(1.0)
    assert figures.steps["first"].visits == pytest.approx(0.7 / 0.97)


@pytest.mark.parametrize(
    ("qualities", "rolled", "digits"),
    [
        ((95, 84, 88), 0.70, 5e-3),
        ((98, 97, 99, 96), 0.9035, 5e-5),
        ((80, 70, 90, 60, 75, 95), 0.215, 5e-4),
    ],
)
def test_rolled_complete_and_accurate(tmp_path, qualities, rolled, digits):
    steps = "".join(
        f"  - {{id: s{n}, name: S{n}, role: a, complete_accurate: {quality}%}}\n"
        for n, quality in enumerate(qualities)
    )
    path = figures_of(tmp_path, steps).likely_path
    assert path.rolled_complete_accurate == pytest.approx(rolled, abs=digits)
    assert path.complete_accurate_steps == len(path.activities) == len(qualities)


LOAN = ((0.5, 0), (1, 24), (2, 8), (1, 24), (0.5, 48), (0.25, 72), (0.25, 24))


def test_loan_approval_as_a_process(tmp_path):
    steps = "".join(
        f"  - {{id: s{n}, name: S{n}, role: a, time: {{process: {work}h, wait: {wait}h}}}}\n"
        for n, (work, wait) in enumerate(LOAN)
    )
    figures = figures_of(tmp_path, steps)
    assert figures.cycle_time_minutes / 60 == pytest.approx(205.5)
    assert figures.labour_minutes / 60 == pytest.approx(5.5)
    assert figures.wait_minutes / 60 == pytest.approx(200)
    assert figures.activity_ratio == pytest.approx(0.027, abs=5e-4)


def test_loan_approval_as_a_value_stream(tmp_path):
    stages = "".join(
        f"  - {{name: S{n}, wait_before: {wait}h, cycle_time: {work}h}}\n"
        for n, (work, wait) in enumerate(LOAN)
    )
    stream = f"name: Loans\nstages:\n{stages}"
    analysis = analysed(
        tmp_path, "  - {id: x, name: X, role: a}\n", more={"value-streams/loans.yml": stream}
    )
    figures = analysis.streams["loans"]
    assert figures.lead_time_seconds / 3600 == pytest.approx(205.5)
    assert figures.lead_time_days == pytest.approx(205.5 / 8)
    assert figures.processing_seconds / 3600 == pytest.approx(5.5)
    assert figures.processing_ratio == pytest.approx(0.027, abs=5e-4)
    assert figures.takt_seconds is None
    assert figures.bottlenecks == ()


def test_ibm_credit(tmp_path):
    before = "".join(
        f"  - {{id: s{role}, name: S{role}, role: {role}, time: {{process: 18m, lead: {lead}m}}}}\n"
        for role, lead in zip("abcde", (576,) * 5, strict=True)
    )
    figures = figures_of(tmp_path, before)
    assert figures.cycle_time_minutes == pytest.approx(6 * 480)
    assert figures.labour_minutes == pytest.approx(90)
    assert figures.activity_ratio == pytest.approx(0.031, abs=5e-4)
    assert figures.handoffs_expected == pytest.approx(4)
    assert figures.unit_handoffs_expected == pytest.approx(2)
    after = figures_of(
        tmp_path / "after", "  - {id: s, name: S, role: a, time: {process: 90m, lead: 4h}}\n"
    )
    assert after.handoffs_expected == 0
    assert after.cycle_time_minutes == pytest.approx(240)


CREDIT_CHECK = """\
  - id: register
    name: Register order
    role: sales-rep
    time: {process: 10m, wait: 2h, basis: measured}
    complete_accurate: 92%
    value: VA
  - id: check-limit
    name: Within the credit limit?
    type: decision
    role: credit-clerk
    time: {process: 5m, wait: 4h}
    value: BVA
    branches:
      - {when: "Yes", to: release, share: 80%}
      - {when: "No", to: ask-manager, share: 15%}
      - {when: Data missing, to: register, share: 5%}
  - id: ask-manager
    name: Decide on the exception
    role: credit-manager
    authority: {limit: 50000 EUR, escalate_to: cfo}
    time: {process: 15m, lead: 1d}
    value: BVA
    waste: waiting
    branches:
      - {when: Accept, to: release, share: 70%}
      - {when: Decline, to: declined, share: 30%}
  - id: release
    name: Release order
    role: credit-clerk
    value: VA
    time: {process: 2m, wait: 0m}
    next: released
  - {id: released, type: end, name: Order released}
  - {id: declined, type: end, name: Order declined}
"""


CREDIT_HEAD = """\
volume: 1200/month
success_factors: {on-time-delivery: 5, low-bad-debt: 4}
cost_impact: 3
kpis: [order-release-time]
"""

KPIS = """\
order-release-time:
  name: Order release time
  unit: h
  better: lower
  target: 8
  actuals: {2026-08: 14.5, 2026-09: 13.0, 2026-10: 12.2}
"""


@pytest.fixture(name="credit_check")
def _credit_check(tmp_path) -> Analysis:
    return analysed(tmp_path, CREDIT_CHECK, head=CREDIT_HEAD, more={"kpis.yml": KPIS})


def test_credit_check_of_the_format(credit_check):
    figures = credit_check.processes["example"]
    visits = {name: step.visits for name, step in figures.steps.items()}
    assert visits["register"] == pytest.approx(1.0526, abs=5e-5)
    assert visits["check-limit"] == pytest.approx(1.0526, abs=5e-5)
    assert visits["ask-manager"] == pytest.approx(0.1579, abs=5e-5)
    assert visits["release"] == pytest.approx(0.9526, abs=5e-5)
    assert figures.labour_minutes == pytest.approx(20.06, abs=5e-3)
    assert figures.wait_minutes == pytest.approx(452.4, abs=5e-2)
    assert figures.cycle_time_minutes == pytest.approx(472.4, abs=5e-2)
    assert figures.cycle_time_efficiency == pytest.approx(0.0425, abs=5e-5)
    assert figures.va_minutes == pytest.approx(11.91, abs=5e-3)
    assert figures.bva_minutes == pytest.approx(7.37, abs=5e-3)
    assert figures.nva_minutes == pytest.approx(0.79, abs=5e-3)
    assert figures.process_cycle_efficiency == pytest.approx(0.0252, abs=5e-5)
    assert figures.handoffs_expected == pytest.approx(1.3737, abs=5e-5)
    assert figures.annual_labour_hours == pytest.approx(4815, abs=0.5)
    assert figures.items_inside == pytest.approx(54.5, abs=0.05)
    assert figures.basis == "estimate"


def test_credit_check_escalates_once(credit_check):
    (escalation,) = credit_check.processes["example"].escalations
    assert (escalation.source, escalation.managers, escalation.back) == (
        "check-limit",
        ("ask-manager",),
        "release",
    )
    assert (escalation.levels, escalation.minutes) == (1, 480)
    assert escalation.expected == pytest.approx(0.15 * 0.7 / 0.95)
    assert escalation.limit.amount == 50_000


def test_credit_check_is_a_key_process(credit_check):
    priority = credit_check.priorities["example"]
    assert priority.importance == pytest.approx(4.33, abs=5e-3)
    assert priority.performance == pytest.approx(2.4, abs=5e-2)
    assert (priority.key, priority.factors) == (True, 2)


FORK_IN_LOOP = """\
  - {id: both, type: fork, next: [first, perhaps]}
  - {id: first, name: First, role: a, time: {process: 10m, wait: 0m}, next: all}
  - id: perhaps
    name: Needed?
    type: decision
    branches: [{when: "Yes", to: option, share: 30%}, {when: "No", to: all, share: 70%}]
  - {id: option, name: Option, role: b, time: {process: 5m, wait: 0m}, next: all}
  - {id: all, type: join}
  - id: again
    name: Again?
    type: decision
    branches: [{when: "Yes", to: both, share: 60%}, {when: "No", to: done, share: 40%}]
  - {id: done, type: end, name: Done}
"""


def test_fork_inside_a_loop(tmp_path):
    steps = figures_of(tmp_path, FORK_IN_LOOP).steps
    assert steps["first"].visits == pytest.approx(2.5)
    assert steps["first"].reached == pytest.approx(1.0)
    assert steps["all"].visits == pytest.approx(2.5)
    assert steps["option"].visits == pytest.approx(0.75)
    assert steps["option"].reached == pytest.approx(0.517, abs=5e-4)


def test_two_branches_that_each_take_two_or_ten(tmp_path):
    steps = "  - {id: f, type: fork, next: [x, y]}\n"
    for name in "xy":
        steps += (
            f"  - {{id: {name}, name: {name}, type: decision, branches:"
            f" [{{when: A, to: {name}2, share: 50%}}, {{when: B, to: {name}10, share: 50%}}]}}\n"
            f"  - {{id: {name}2, name: S, role: a, time: {{process: 2m, wait: 0m}}, next: j}}\n"
            f"  - {{id: {name}10, name: L, role: a, time: {{process: 10m, wait: 0m}}, next: j}}\n"
        )
    figures = figures_of(tmp_path, steps + "  - {id: j, type: join}\n")
    assert figures.method is Method.FLOW_ANALYSIS
    assert figures.cycle_time_minutes == pytest.approx(6)
    simulated = figures.cycle_time_simulated
    assert simulated.low <= 8 <= simulated.high
    assert (simulated.p50, simulated.p90) == (10, 10)


ACME = """\
name: Acme Stamping
customer: {name: State Street Assembly, demand: 18400/month}
working_time: {shift: 8h, breaks: 20m, shifts: 2, days_per_month: 20}
stages:
  - {name: Stamping, inventory_before: {days: 5}, cycle_time: 1s, uptime: 85%, flow: push}
  - {name: Weld 1, inventory_before: {pieces: [4600, 2400]}, cycle_time: 39s, uptime: 100%}
  - {name: Weld 2, inventory_before: {pieces: [1100, 600]}, cycle_time: 46s, uptime: 80%}
  - {name: Assembly 1, inventory_before: {pieces: [1600, 850]}, cycle_time: 62s}
  - {name: Assembly 2, inventory_before: {pieces: [1200, 640]}, cycle_time: 40s}
  - {name: Shipping, inventory_before: {pieces: [2700, 1440]}}
"""


def test_acme_stamping(tmp_path):
    figures = analysed(
        tmp_path, "  - {id: x, name: X, role: a}\n", more={"value-streams/acme.yml": ACME}
    ).streams["acme"]
    assert figures.demand_per_day == pytest.approx(920)
    assert figures.demand_per_shift == pytest.approx(460)
    assert figures.available_seconds_per_shift == pytest.approx(27_600)
    assert figures.takt_seconds == pytest.approx(60)
    days = [stage.inventory_days for stage in figures.stages]
    assert days == pytest.approx([5, 7.6, 1.8, 2.7, 2.0, 4.5], abs=0.05)
    assert figures.lead_time_days == pytest.approx(23.6, abs=0.05)
    assert figures.processing_seconds == pytest.approx(188)
    capacity = [stage.capacity_per_shift for stage in figures.stages]
    assert capacity[-1] is None
    assert capacity[:5] == pytest.approx([23_460, 707.7, 480, 445.2, 690], abs=0.05)
    assert figures.bottlenecks == ("assembly-1",)
    assert figures.processing_ratio == pytest.approx(0.000144, abs=5e-7)
    assert figures.processing_ratio_clock == pytest.approx(0.000092, abs=5e-7)
