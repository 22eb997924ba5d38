"""Value streams, typed as a writer types them."""

import pytest
from tests.support.portals import TODAY, portal_from

from procdocs.analysis.analysis import Analysis, analyse_portal

STREAM = """\
name: Stream
customer: {name: Customer, demand: %s}
working_time: {shift: 8h, breaks: 20m, shifts: 2, days_per_month: 20}
stages:
%s"""

CREDIT = """\
name: Credit check
owner: cfo
steps:
  - {id: a, name: A, role: credit-clerk, value: VA, time: {process: 2h, wait: 6h}}
  - {id: b, name: B, role: credit-manager, value: BVA, time: {process: 1h, wait: 7h}}
"""


def analysed(folder, demand: str, *stages: str, text: str = STREAM, **more: str) -> Analysis:
    lines = "".join(f"  - {stage}\n" for stage in stages)
    files = {
        "value-streams/s.yml": text % (demand, lines),
        "processes/credit.yml": CREDIT,
        **{path.replace("__", "/") + ".yml": text for path, text in more.items()},
    }
    loaded = portal_from(folder, files)
    faults = [found for found in loaded.diagnostics if found.severity.label == "error"]
    assert not faults, faults
    return analyse_portal(loaded.portal, TODAY)


def test_two_bottlenecks(tmp_path):
    figures = analysed(
        tmp_path,
        "9200/month",
        "{name: Press, cycle_time: 119s}",
        "{name: Weld, cycle_time: 121s}",
        "{name: Paint, cycle_time: 100s, uptime: 80%}",
    ).streams["s"]
    assert figures.takt_seconds == pytest.approx(120)
    assert figures.bottlenecks == ("weld", "paint")


def test_a_stage_at_the_very_pace_is_no_bottleneck(tmp_path):
    figures = analysed(tmp_path, "9200/month", "{name: Press, cycle_time: 120s}").streams["s"]
    assert figures.bottlenecks == ()
    assert figures.stages[0].capacity_per_shift == pytest.approx(230)


def test_pieces_days_and_waits_mixed(tmp_path):
    figures = analysed(
        tmp_path,
        "100/day",
        "{name: A, inventory_before: {pieces: [150, 50]}, cycle_time: 60s}",
        "{name: B, inventory_before: {days: 1.5}, cycle_time: 60s}",
        "{name: C, wait_before: 23h}",
    ).streams["s"]
    assert [stage.inventory_days for stage in figures.stages] == [2, 1.5, None]
    assert figures.stages[2].wait_days == pytest.approx(1.5)
    assert figures.lead_time_days == pytest.approx(5 + 120 / 55_200)
    assert figures.pieces_inside == pytest.approx(100 * figures.lead_time_days)


def test_a_process_as_a_stage_counts_days_by_the_portal(tmp_path):
    figures = analysed(
        tmp_path,
        "100/day",
        "{process: credit, wait_before: 2d}",
        "{name: B, inventory_before: {days: 1}, cycle_time: 60s, value: VA}",
    ).streams["s"]
    credit = figures.stages[0]
    assert str(credit.name) == "Credit check"
    assert credit.wait_days == pytest.approx(2)
    assert credit.lead_days == pytest.approx(4)
    assert credit.cycle_seconds == pytest.approx(3 * 3600)
    assert credit.capacity_per_shift is None
    assert credit.bottleneck is None
    assert figures.lead_time_days == pytest.approx(5 + 60 / 55_200)
    assert figures.lead_time_seconds == pytest.approx(32 * 3600 + 55_200 + 60)
    assert figures.process_cycle_efficiency == pytest.approx(
        (2 * 3600 + 60) / figures.lead_time_seconds
    )


def test_the_ladder_takes_the_longest_of_parallel_chains(tmp_path):
    figures = analysed(
        tmp_path,
        "100/day",
        "{id: feeders, name: Feeders, parallel: [[{name: L1, inventory_before: {days: 2},"
        " cycle_time: 20s}, {name: L2, cycle_time: 700s}], [{name: R, cycle_time: 25s}]]}",
        "{name: Last, cycle_time: 5s}",
    ).streams["s"]
    feeders = figures.stages[0]
    assert feeders.determining == 0
    assert feeders.cycle_seconds == 720
    assert figures.processing_seconds == 725
    assert figures.lead_time_days == pytest.approx(2 + 725 / 55_200)
    assert figures.bottlenecks == ("l2",)


def test_what_is_not_known_is_no_number(tmp_path):
    text = "name: Stream\nstages:\n%s%s"
    figures = analysed(
        tmp_path,
        "",
        "{name: A, inventory_before: {pieces: 100}}",
        "{name: B}",
        text=text,
    ).streams["s"]
    assert figures.demand_per_day is None
    assert figures.takt_seconds is None
    assert figures.lead_time_days is None
    assert figures.processing_seconds is None
    assert figures.processing_ratio is None
    assert figures.process_cycle_efficiency is None
    assert figures.unmeasured_stages == ("a", "b")


def test_current_and_future_state(tmp_path):
    future = """\
name: Future
state: to-be
variant_of: s
customer: {name: Customer, demand: 100/day}
working_time: {shift: 8h, breaks: 20m, shifts: 2, days_per_month: 20}
stages:
  - {name: A, inventory_before: {days: 1}, cycle_time: 60s}
  - {name: N, cycle_time: 30s}
"""
    analysis = analysed(
        tmp_path,
        "100/day",
        "{name: A, inventory_before: {days: 4}, cycle_time: 60s}",
        "{name: B, cycle_time: 60s}",
        **{"value-streams__future": future},
    )
    found = analysis.stream_comparisons["future"]
    assert (found.kept, found.added, found.removed) == (("a",), ("n",), ("b",))
    lead = next(metric for metric in found.metrics if metric.name == "lead_time_days")
    assert lead.difference == pytest.approx(-3 - 30 / 55_200)
    assert lead.improves
