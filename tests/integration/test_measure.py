"""`procdocs measure` on small logs worked out by hand, hostile ones, and a real one."""

import csv
import datetime
import gzip
import json
import statistics
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.command import run, write_portal

LOGS = Path(__file__).parents[1] / "cases/logs"
SHARED = Path(__file__).parents[3] / "shared/data/logs"


@pytest.fixture
def portal(tmp_path):
    return write_portal(tmp_path)


def measured(portal, log, *options):
    result = run(
        portal, "measure", "credit-check", log, "-o", portal / "out", "--format", "json", *options
    )
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    "name", ["credit-check.csv", "credit-check-intervals.csv", "credit-check.xes"]
)
def test_every_kind_of_log_gives_the_figures_worked_out_by_hand(portal, name):
    found = measured(portal, LOGS / name)
    steps = {step["step"]: step for step in found["steps"]}
    register, check, ask = (steps[id_] for id_ in ("register", "check-limit", "ask-manager"))
    assert register["work_minutes"]["median"] == 10
    assert register["work_minutes"]["mean"] == 16
    assert (register["visits"], register["cases"], register["rework_cases"]) == (5, 4, 1)
    assert register["rework_share"] == 0.2
    assert check["wait_minutes"]["median"] == 25
    assert check["wait_minutes"]["mean"] == 73.75
    assert check["wait_minutes"]["n"] == 4
    assert check["work_minutes"]["mean"] == 6.25
    assert check["elapsed_minutes"]["max"] == 245
    assert check["resources"] == 2
    assert ask["work_minutes"]["mean"] == 340 + 20, "over night only working time counts"
    assert ask["wait_minutes"]["mean"] == 120


def test_shares_departures_and_unknown_activities(portal):
    found = measured(portal, LOGS / "credit-check.csv")
    shares = {branch["to"]: branch["share"] for branch in found["branches"][0]["shares"]}
    assert shares == {"release": 0.5, "ask-manager": 0.25, "register": 0.25}
    assert found["branches"][1]["shares"][1] == {"to": "declined", "count": 1, "share": 1}
    skipped = found["departures"][0]
    assert (skipped["kind"], skipped["from"], skipped["to"]) == ("skipped", "register", "release")
    assert (skipped["steps"], skipped["example"]) == (["check-limit"], "O-4")
    assert len(found["departures"]) == 1
    assert found["unknown_activities"] == {"Phone the customer": 1}
    assert found["conforming_cases"] == 3
    assert found["per_year"] == pytest.approx(4 / (9 + 80 / 1440) * 365.25)


def test_swapped_steps_are_told_from_skipped_ones(portal):
    log = portal / "log.csv"
    log.write_text(
        "case,activity,time\n"
        "1,Register order,2026-03-02 09:00\n"
        "1,Release order,2026-03-02 10:00\n"
        "1,Check limit,2026-03-02 11:00\n"
    )
    kinds = {
        (each["kind"], each["from"], each["to"]) for each in measured(portal, log)["departures"]
    }
    assert ("order", "register", "release") in kinds
    assert ("order", "release", "check-limit") in kinds
    assert not [kind for kind in kinds if kind[0] == "skipped"]


def test_the_fragments_are_yaml_that_the_process_takes(portal):
    shown = measured(portal, LOGS / "credit-check.csv")["patch"]
    assert "volume: 13/month" in shown
    assert "time: {process: 16m, wait: 1h, basis: measured}  # n = 1; few" in shown
    assert "share: 50%  # 2 times" in shown
    process = (portal / "content/processes/credit-check.yml").read_text()
    patched = process.replace(
        "time: {process: 5m, wait: 4h}", "time: {process: 6m15s, wait: 1h14m, basis: measured}"
    )
    (portal / "content/processes/credit-check.yml").write_text(patched)
    assert "process: 6m15s, wait: 1h14m, basis: measured" in shown
    assert run(portal, "check").exit_code == 0


def test_a_mapping_is_proposed_once_and_read_again(portal):
    first = run(portal, "measure", "credit-check", LOGS / "credit-check.csv", "-o", portal)
    assert first.exit_code == 0, first.output
    mapping = portal / "mapping.yml"
    assert "02 Check credit limit: check-limit" in mapping.read_text()
    assert "# Phone the customer:" in mapping.read_text()
    again = run(portal, "measure", "credit-check", LOGS / "credit-check.csv", "-o", portal)
    assert again.exit_code == 2
    assert "left as it is" in again.output
    third = run(
        portal, "measure", "credit-check", LOGS / "credit-check.csv", "-m", mapping, "-o", portal
    )
    assert third.stdout == first.stdout
    mapping.write_text(
        "activities: {Register order: register, Phone the customer: null, X: chek-limit}\n"
    )
    wrong = run(portal, "measure", "credit-check", LOGS / "credit-check.csv", "-m", mapping)
    assert wrong.exit_code == 1
    assert "did you mean" in wrong.stdout.lower()


def test_writing_happens_only_when_asked_and_over_nothing(portal):
    options = (portal, "measure", "credit-check", LOGS / "credit-check.csv", "-o", portal / "out")
    assert run(*options).exit_code == 0
    assert not (portal / "out/measured.yml").exists()
    written = run(*options, "-m", portal / "out/mapping.yml", "--write")
    assert written.exit_code == 0, written.output
    assert "basis: measured" in (portal / "out/measured.yml").read_text()
    assert run(*options, "-m", portal / "out/mapping.yml", "--write").exit_code == 2


PARALLEL = """\
name: Onboarding
owner: cfo
group: order-to-cash
steps:
  - {id: ask, name: Ask, role: cfo}
  - {id: split, type: fork, next: [desk, badge]}
  - {id: desk, name: Desk, role: cfo, next: both}
  - {id: badge, name: Badge, role: cfo, next: both}
  - {id: both, type: join}
  - {id: greet, name: Greet, role: cfo}
"""


def test_in_parallel_parts_time_counts_from_the_step_before_in_the_flow(tmp_path):
    portal = write_portal(tmp_path, **{"processes/onboarding.yml": PARALLEL})
    log = tmp_path / "log.csv"
    log.write_text(
        "case,activity,time\n"
        "1,Ask,2026-03-02 09:00\n1,Badge,2026-03-02 10:00\n"
        "1,Desk,2026-03-02 11:00\n1,Greet,2026-03-02 11:30\n"
    )
    result = run(tmp_path, "measure", "onboarding", log, "-o", tmp_path, "--format", "json")
    found = json.loads(result.stdout)
    elapsed = {step["step"]: step["elapsed_minutes"] for step in found["steps"]}
    assert elapsed["desk"]["mean"] == 120
    assert elapsed["greet"]["mean"] == 30
    assert found["departures"] == []
    assert portal == tmp_path


HOSTILE = {
    "empty.csv": b"",
    "head.csv": b"case,activity,time\n",
    "columns.csv": b"a,b,c\n1,2,3\n",
    "times.csv": b"case,activity,time\n1,Register order,03/04/2026 10:00\n1,Release,soon\n",
    "cells.csv": b"case,activity,time\n1,Register order\n1,x,2026-03-02,4,5\n,,\n1,,2026-03-02\n",
    "bytes.csv": b"case,activity,time\n1,\xff\xfe,2026-03-02\n",
    "nul.csv": b"case,activity,time\n1,a\x00b,2026-03-02 10:00\n",
    "field.csv": b"case,activity,time\n1," + b"x" * 200_000 + b",2026-03-02 10:00\n",
    "quote.csv": b'case,activity,time\n1,"abc,2026-03-02\n',
    "years.csv": b"case,activity,time\n1,Register order,0001-01-01T00:00:00+14:00\n",
    "broken.csv.gz": gzip.compress(b"case,activity,time\n" * 50)[:-12],
    "lies.gz": b"\x1f\x8b\x08\x00 not packed at all",
    "half.xes": b"<log><trace><event>",
    "other.xes": b"<html><body>no</body></html>",
    "entities.xes": b'<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log>&b;</log>',
    "outside.xes": b'<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>',
    "deep.xes": b"<log>" + b"<list>" * 5000,
    "coding.xes": b'<?xml version="1.0" encoding="nonsense"?><log/>',
    "zip.xes": b"PK\x03\x04" + bytes(200),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_broken_and_hostile_logs_are_findings(portal, name):
    log = portal / name
    log.write_bytes(HOSTILE[name])
    result = run(portal, "measure", "credit-check", log, "-o", portal / "out")
    assert result.exit_code == 1, result.output
    assert f"--> {name}:" in result.stdout
    assert "root:" not in result.stdout


def test_the_line_of_a_wrong_moment_is_named_and_may_be_left_out(portal):
    log = portal / "log.csv"
    log.write_text(
        "case,activity,time\n1,Register order,2026-03-02 09:00\n1,Check limit,soon\n"
        "1,Release order,2026-03-02 11:00\n"
    )
    result = run(portal, "measure", "credit-check", log, "-o", portal / "out")
    assert result.exit_code == 1
    assert "log.csv:3:15" in result.stdout
    assert "`soon` is no moment" in result.stdout
    assert len(measured(portal, log, "--skip-broken")["steps"]) == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--zone", "Nowhere/Land"),
        ("--day-start", "25:00"),
        ("--mapping", "none.yml"),
        ("--case", "x"),
    ],
)
def test_what_cannot_be_meant_is_refused(portal, options):
    result = run(portal, "measure", "credit-check", LOGS / "credit-check.csv", *options)
    assert result.exit_code in (1, 2)
    assert not (portal / "mapping.yml").exists()


def test_control_characters_of_a_log_do_not_reach_the_terminal(portal):
    log = portal / "log.csv"
    log.write_text(
        "case,activity,time\n1,Register order,2026-03-02 09:00\n1,\x1b[31mred,2026-03-02 10:00\n"
    )
    result = run(portal, "measure", "credit-check", log, "-o", portal / "out")
    assert "\x1b" not in result.stdout
    assert "\x1b" not in (portal / "out/mapping.yml").read_text()


RECEIPT = """\
name: Receipt of a permit application
group: order-to-cash
owner: cfo
steps:
  - {id: confirm, name: Confirmation of receipt, role: sales-rep}
  - {id: check, name: Check confirmation of receipt, role: credit-clerk}
  - {id: determine, name: Determine confirmation of receipt, role: cfo}
  - {id: send, name: Print and send confirmation of receipt, role: credit-clerk}
  - {id: advice, name: Determine necessity of stop advice, role: credit-clerk}
  - {id: indication, name: Determine necessity to stop indication, role: credit-clerk}
"""


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public event logs are not beside the project")
def test_medians_of_a_real_log_agree_with_a_direct_computation(tmp_path):
    write_portal(
        tmp_path,
        **{
            "processes/receipt.yml": RECEIPT,
            "portal.yml": "name: P\ncompany: C\nlandscape: [{id: core, name: Core, groups: "
            "[{id: order-to-cash, name: O}]}]\ncalendar: {hours_per_day: 24, days_per_week: 7}\n",
        },
    )
    log = SHARED / "receipt.csv.gz"
    result = run(tmp_path, "measure", "receipt", log, "-o", tmp_path, "--format", "json")
    found = json.loads(result.stdout)
    cases = defaultdict(list)
    with gzip.open(log, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            moment = datetime.datetime.fromisoformat(row["time:timestamp"])
            cases[row["case:concept:name"]].append((moment, row["concept:name"]))
    clock, wall = defaultdict(list), defaultdict(list)
    for events in cases.values():
        events.sort(key=lambda event: event[0])
        for (before, _), (after, activity) in pairwise(events):
            clock[activity].append((after - before).total_seconds() / 60)
            local = after.replace(tzinfo=None) - before.replace(tzinfo=None)
            wall[activity].append(local.total_seconds() / 60)
    assert found["cases"] == len(cases) == 1434
    assert len(found["steps"]) == 6
    for step in found["steps"]:
        (activity,) = step["activities"]
        if activity not in clock:
            assert step["elapsed_minutes"] is None
            continue
        for name, direct in (("elapsed_clock_minutes", clock), ("elapsed_minutes", wall)):
            assert step[name]["n"] == len(direct[activity])
            assert step[name]["median"] == pytest.approx(statistics.median(direct[activity]))
            assert step[name]["mean"] == pytest.approx(statistics.fmean(direct[activity]))


COMPENSATION = """\
name: Request for compensation
owner: cfo
group: order-to-cash
steps:
  - {id: register, name: Register request, role: cfo}
  - {id: split, type: fork, next: [which, check]}
  - id: which
    type: decision
    name: Thoroughly?
    branches: [{when: "Yes", to: thorough, share: 50%}, {when: "No", to: casual, share: 50%}]
  - {id: thorough, name: Examine thoroughly, role: cfo, next: both}
  - {id: casual, name: Examine casually, role: cfo, next: both}
  - {id: check, name: Check ticket, role: cfo, next: both}
  - {id: both, type: join}
  - id: decide
    name: Decide
    role: cfo
    branches:
      - {when: Pay, to: pay, share: 40%}
      - {when: Reject, to: reject, share: 40%}
      - {when: Again, to: reinitiate, share: 20%}
  - {id: reinitiate, name: Reinitiate request, role: cfo, next: split}
  - {id: pay, name: Pay compensation, role: cfo, next: done}
  - {id: reject, name: Reject request, role: cfo, next: done}
  - {id: done, type: end}
"""


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public event logs are not beside the project")
def test_the_textbook_log_fits_the_textbook_model(tmp_path):
    """Six cases of van der Aalst, Process Mining, 2nd ed., ch. 2: every one fits the model."""
    write_portal(tmp_path, **{"processes/request.yml": COMPENSATION})
    log = SHARED / "running-example.csv"
    result = run(tmp_path, "measure", "request", log, "-o", tmp_path, "--format", "json")
    found = json.loads(result.stdout)
    assert found["conforming_cases"] == found["cases"] == 6
    assert found["departures"] == []
    which, decide = found["branches"]
    assert [each["count"] for each in which["shares"]] == [3, 6]
    assert [each["count"] for each in decide["shares"]] == [3, 3, 3]
