"""More published figures, each typed as a writer types it, to the last printed digit."""

from pathlib import Path

import pytest
from tests.support.portals import TODAY, portal_from

from procdocs.analysis.analysis import Analysis, analyse_portal
from procdocs.analysis.figures import Method, ProcessFigures

PORTAL = """\
name: Examples
company: Textbook
landscape: [{id: core, name: Core, groups: [{id: g, name: G}]}]
calendar: {hours_per_day: %s, days_per_week: %s}
"""

ORGANISATION = """\
units: {company: {name: Company}}
roles:
  boss: {name: Boss, unit: company}
  agent: {name: Agent, unit: company, reports_to: boss, capacity: 6}
"""


def analysed(
    folder: Path,
    steps: list[str],
    *,
    hours: float = 8,
    days: float = 5,
    head: str = "",
    streams: dict[str, str] | None = None,
) -> Analysis:
    lines = "".join(f"  - {step}\n" for step in steps)
    loaded = portal_from(
        folder,
        {
            "portal.yml": PORTAL % (hours, days),
            "organisation.yml": ORGANISATION,
            "processes/example.yml": f"name: Example\nowner: boss\n{head}steps:\n{lines}",
            **{f"value-streams/{name}.yml": text for name, text in (streams or {}).items()},
        },
    )
    faults = [found for found in loaded.diagnostics if found.severity.label == "error"]
    assert not faults, faults
    assert loaded.portal is not None
    return analyse_portal(loaded.portal, TODAY)


def task(name: str, time: str, more: str = "") -> str:
    return f"{{id: {name}, name: {name}, role: agent, time: {{{time}}}{more}}}"


def network(times: dict[str, int], before: dict[str, str], unit: str = "d") -> list[str]:
    """Write an activity network: every activity after those that `before` names."""
    after = {name: [n for n in times if name in before.get(n, "")] for name in times}
    heads = {name: f"j{name}" if len(before.get(name, "")) > 1 else name for name in times}
    firsts = [name for name in times if not before.get(name)]
    steps = [f"{{id: go, type: fork, next: [{', '.join(firsts)}]}}"] if len(firsts) > 1 else []
    for name, time in times.items():
        if heads[name] != name:
            steps.append(f"{{id: {heads[name]}, type: join, next: {name}}}")
        onward = ", ".join(heads[n] for n in after[name]) or "all"
        steps.append(task(name, f"process: {time}{unit}, wait: 0m", f", next: [{onward}]"))
    return [*steps, "{id: all, type: join}", "{id: done, type: end, name: Done}"]


NETWORKS = [
    pytest.param(
        # Hillier & Lieberman, Introduction to Operations Research, ch. 22: Reliable Construction.
        {
            "a": 2,
            "b": 4,
            "c": 10,
            "d": 6,
            "e": 4,
            "f": 5,
            "g": 7,
            "h": 9,
            "i": 7,
            "j": 8,
            "k": 4,
            "l": 5,
            "m": 2,
            "n": 6,
        },
        {
            "b": "a",
            "c": "b",
            "d": "c",
            "e": "c",
            "f": "e",
            "g": "d",
            "h": "eg",
            "i": "c",
            "j": "fi",
            "k": "j",
            "l": "j",
            "m": "h",
            "n": "kl",
        },
        44,
        {
            "a": 0,
            "b": 0,
            "c": 0,
            "d": 4,
            "e": 0,
            "f": 0,
            "g": 4,
            "h": 4,
            "i": 2,
            "j": 0,
            "k": 1,
            "l": 0,
            "m": 4,
            "n": 0,
        },
        id="reliable-construction",
    ),
    pytest.param(
        # Heizer & Render, Operations Management, ch. 3: Milwaukee Paper Manufacturing.
        {"a": 2, "b": 3, "c": 2, "d": 4, "e": 4, "f": 3, "g": 5, "h": 2},
        {"c": "a", "d": "ab", "e": "c", "f": "c", "g": "de", "h": "fg"},
        15,
        {"a": 0, "b": 1, "c": 0, "d": 1, "e": 0, "f": 6, "g": 0, "h": 0},
        id="milwaukee-paper",
    ),
    pytest.param(
        # Taylor, Introduction to Management Science, solutions to ch. 8, problem 5.
        {"p12": 7, "p13": 10, "p24": 6, "p34": 5, "p35": 4, "p45": 3, "p56": 2},
        None,
        20,
        {"p12": 2, "p13": 0, "p24": 2, "p34": 0, "p35": 4, "p45": 0, "p56": 0},
        id="taylor",
    ),
    pytest.param(
        # A worked example of course notes on project networks: ABDEG, 16 hours.
        {"a": 6, "b": 2, "c": 2, "d": 3, "e": 4, "f": 2, "g": 1},
        {"b": "a", "c": "a", "d": "b", "f": "c", "e": "df", "g": "e"},
        16,
        {"a": 0, "b": 0, "c": 1, "d": 0, "e": 0, "f": 1, "g": 0},
        id="prototype",
    ),
]


def of_arrows(times: dict[str, int]) -> list[str]:
    """Write activities on arrows: p12 leads from event 1 to event 2."""
    steps, events = [], sorted({name[1] for name in times} | {name[2] for name in times})
    for event in events:
        into = [name for name in times if name[2] == event]
        out = [name for name in times if name[1] == event]
        onward = f", next: [{', '.join(out)}]" if out else ""
        kind = "fork" if not into else "join" if len(into) > 1 else "milestone"
        steps.append(f"{{id: event-{event}, name: '{event}', type: {kind}{onward}}}")
        for name in out:
            more = f", next: event-{name[2]}"
            steps.append(task(name, f"process: {times[name]}d, wait: 0m", more))
    return [*steps, "{id: done, type: end, name: Done}"]


@pytest.mark.parametrize(("times", "before", "whole", "slack"), NETWORKS)
def test_activity_networks_with_slack(tmp_path, times, before, whole, slack):
    steps = of_arrows(times) if before is None else network(times, before)
    figures = analysed(tmp_path, steps).processes["example"]
    assert figures.cycle_time_minutes == pytest.approx(whole * 480)
    assert {n: figures.steps[n].slack_minutes / 480 for n in times} == pytest.approx(slack)
    assert set(figures.critical_path) == {name for name, room in slack.items() if not room}


def flow(folder: Path, *steps: str, hours: float = 8) -> ProcessFigures:
    return analysed(folder, list(steps), hours=hours).processes["example"]


def test_ministerial_enquiry(tmp_path):
    # Dumas et al., Fundamentals of BPM, 2nd ed., exercise 7.1: 20 days, 20 hours, 12.5 %.
    figures = flow(
        tmp_path,
        task("register", "process: 30m, lead: 2d"),
        task("investigate", "process: 12h, lead: 8d"),
        task("prepare", "process: 4h, lead: 4d"),
        task("review", "process: 2h, lead: 4d"),
        '{id: ok, name: Ok?, type: decision, branches: [{when: "Yes", to: done, share: 80%},'
        ' {when: "No", to: prepare, share: 20%}]}',
        "{id: done, type: end, name: Done}",
    )
    assert figures.cycle_time_minutes / 480 == pytest.approx(20)
    assert figures.theoretical_cycle_time_minutes / 60 == pytest.approx(20)
    assert figures.cycle_time_efficiency == pytest.approx(0.125)


def test_a_loop_and_a_choice_side_by_side(tmp_path):
    # Course exercise at 7.5 hours a day: max(3.4, 2/0.7 + 3) = 5.86 days, efficiency 13.33 %.
    figures = flow(
        tmp_path,
        "{id: both, type: fork, next: [which, t2]}",
        "{id: which, name: Which?, type: decision, branches: [{when: A, to: t1, share: 20%},"
        " {when: B, to: t4, share: 80%}]}",
        task("t1", "process: 1h, lead: 1d", ", next: all"),
        task("t4", "process: 2h, lead: 4d", ", next: all"),
        task("t2", "process: 2h, lead: 2d"),
        '{id: ok, name: Ok?, type: decision, branches: [{when: "Yes", to: t3, share: 70%},'
        ' {when: "No", to: t2, share: 30%}]}',
        task("t3", "process: 3h, lead: 3d", ", next: all"),
        "{id: all, type: join}",
        hours=7.5,
    )
    assert figures.cycle_time_minutes / 450 == pytest.approx(5.86, abs=5e-3)
    assert figures.theoretical_cycle_time_minutes / 60 == pytest.approx(5.86, abs=5e-3)
    assert figures.cycle_time_efficiency == pytest.approx(0.1333, abs=5e-5)
    assert figures.method is Method.FLOW_ANALYSIS
    # The other branch never takes as long as 2 + 3 days, so flow analysis happens to be exact.
    assert figures.cycle_time_simulated.mean == pytest.approx(figures.cycle_time_minutes)


def test_a_loop_inside_a_branch(tmp_path):
    # The same source: 1 + 2 + 20 % × 6/0.8 = 4.5 days, efficiency 13.33 %.
    figures = flow(
        tmp_path,
        task("t1", "process: 1h, lead: 1d"),
        task("t2", "process: 2h, lead: 2d"),
        '{id: more, name: More?, type: decision, branches: [{when: "No", to: done, share: 80%},'
        ' {when: "Yes", to: t3, share: 20%}]}',
        task("t3", "process: 3h, lead: 3d"),
        task("t4", "process: 1h, lead: 1d"),
        task("t5", "process: 2h, lead: 2d"),
        '{id: again, name: Again?, type: decision, branches: [{when: "No", to: done, share: 80%},'
        ' {when: "Yes", to: t3, share: 20%}]}',
        "{id: done, type: end, name: Done}",
        hours=7.5,
    )
    assert figures.cycle_time_minutes / 450 == pytest.approx(4.5)
    assert figures.cycle_time_efficiency == pytest.approx(0.1333, abs=5e-5)
    assert figures.method is Method.EXACT


LITTLE = [
    # Dumas et al., exercise 7.3: a restaurant, 900 guests in 6 peak hours, 0.6 hours each: 90.
    ("150/hour", 36, 12, 90),
    ("50/hour", 36, 12, 30),
    # A drive-through: 300 customers in 10 hours, 2 + 3 + 5 minutes each: 5.
    ("300/day", 10, 10, 5),
]


@pytest.mark.parametrize(("volume", "minutes", "hours", "inside"), LITTLE)
def test_littles_law(tmp_path, volume, minutes, hours, inside):
    steps = [task("stay", f"process: 0m, lead: {minutes}m")]
    figures = analysed(tmp_path, steps, hours=hours, head=f"volume: {volume}\n")
    assert figures.processes["example"].items_inside == pytest.approx(inside)


def test_utilisation_of_a_call_centre(tmp_path):
    # Six agents, eight hours less one of breaks, 2.18 minutes a call: 1,156 calls a shift;
    # 987 calls are 85.4 %.
    steps = [task("call", "process: 2.18m, wait: 0m")]
    load = analysed(tmp_path, steps, hours=7, head="volume: 987/day\n").loads["agent"]
    assert load.utilisation == pytest.approx(0.854, abs=5e-4)
    assert 987 / load.utilisation == pytest.approx(1156, abs=0.5)


FUTURE = """\
name: Acme Stamping, future state
customer: {name: State Street Assembly, demand: 18400/month}
working_time: {shift: 8h, breaks: 20m, shifts: 2, days_per_month: 20}
stages:
  - {name: Stamping, inventory_before: {days: 1.5}, cycle_time: 1s, uptime: 85%, flow: supermarket}
  - {name: Cell station 1, inventory_before: {days: 1}, cycle_time: 56s, operators: 1, flow: pull}
  - {name: Cell station 2, cycle_time: 56s, operators: 1, flow: continuous}
  - {name: Cell station 3, cycle_time: 56s, operators: 1, flow: continuous}
  - {name: Shipping, inventory_before: {days: 2}, flow: supermarket}
"""


def test_acme_stamping_with_a_cell(tmp_path):
    # Rother & Shook, Learning to See, future state: 4.5 days, 169 seconds. The cell holds 168
    # seconds of work, 56 for each of its three operators: below takt, so nothing is a bottleneck.
    analysis = analysed(tmp_path, [task("x", "process: 1m, wait: 0m")], streams={"acme": FUTURE})
    figures = analysis.streams["acme"]
    assert figures.lead_time_days == pytest.approx(4.5, abs=0.05)
    assert figures.processing_seconds == pytest.approx(169)
    assert figures.takt_seconds == pytest.approx(60)
    assert figures.stages[1].capacity_per_shift == pytest.approx(492.9, abs=0.05)
    assert figures.bottlenecks == ()


def test_a_service_stream_by_the_definitions_of_martin_and_osterling(tmp_path):
    # Their summary figures, by their definitions: activity ratio ΣPT ÷ ΣLT, where a lead time runs
    # from "available" to "passed on"; rolled %C&A is the product over all blocks.
    blocks = [(15, 8, 80), (45, 16, 70), (10, 24, 90), (30, 8, 60), (5, 4, 75), (25, 40, 95)]
    stages = "".join(
        f"  - {{name: B{n}, wait_before: {lead * 60 - work}m, cycle_time: {work}m,"
        f" complete_accurate: {quality}%}}\n"
        for n, (work, lead, quality) in enumerate(blocks)
    )
    stream = f"name: Service\nstages:\n{stages}"
    analysis = analysed(tmp_path, [task("x", "process: 1m, wait: 0m")], streams={"s": stream})
    figures = analysis.streams["s"]
    assert figures.lead_time_seconds / 3600 == pytest.approx(100)
    assert figures.lead_time_days == pytest.approx(12.5)
    assert figures.processing_seconds / 60 == pytest.approx(130)
    assert figures.processing_ratio == pytest.approx(0.0217, abs=5e-5)
    assert figures.rolled_complete_accurate == pytest.approx(0.215, abs=5e-4)
