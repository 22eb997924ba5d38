"""`procdocs whatif` against figures worked out by hand."""

import json

import pytest
from tests.support.command import CREDIT_CHECK, run, write_portal


@pytest.fixture
def portal(tmp_path):
    return write_portal(tmp_path)


def metrics(portal, *changes):
    options = [part for change in changes for part in ("--set", change)]
    result = run(portal, "whatif", "credit-check", *options, "--format", "json")
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    return {metric["name"]: metric for metric in values["metrics"]}


def test_a_shorter_wait_is_counted_by_the_visits(portal):
    """Register is visited 1/0.95 times: an hour less each time, 14 400 items a year."""
    found = metrics(portal, "register.wait=1h")
    assert found["wait_minutes"]["difference"] == pytest.approx(-60 / 0.95)
    assert found["wait_minutes"]["annual"] == pytest.approx(-60 / 0.95 * 14_400 / 60)
    assert found["labour_minutes"]["difference"] == 0
    assert found["cycle_time_minutes"]["before"] == pytest.approx(472.4, abs=0.05)


def test_work_changes_without_the_wait_that_was_written_as_lead(portal):
    """15 min of a day leave 7 h 45 min of waiting, which remain when the work is 5 min."""
    found = metrics(portal, "ask-manager.process=5m")
    visits = 0.15 / 0.95
    assert found["labour_minutes"]["difference"] == pytest.approx(-10 * visits)
    assert found["wait_minutes"]["difference"] == pytest.approx(0, abs=1e-9)


def test_of_two_times_that_are_set_the_third_follows(portal):
    found = metrics(portal, "ask-manager.process=1h", "ask-manager.lead=2h")
    visits = 0.15 / 0.95
    assert found["wait_minutes"]["difference"] == pytest.approx((60 - 465) * visits)


def test_branches_that_are_not_set_share_the_rest_as_before(portal):
    """90 % leave 10 %, in the proportion 15 to 5: 7.5 % and 2.5 %."""
    found = metrics(portal, "check-limit.share.release=90%")
    visits = 1 / 0.975
    work = visits * (10 + 5 + 0.075 * 15) + visits * (0.9 + 0.075 * 0.7) * 2
    assert found["labour_minutes"]["after"] == pytest.approx(work)


def test_all_shares_set_must_add_up(portal):
    options = ["check-limit.share.release=90%", "check-limit.share.ask-manager=15%"]
    result = run(
        portal,
        "whatif",
        "credit-check",
        *[part for each in [*options, "check-limit.share.register=5%"] for part in ("--set", each)],
    )
    assert result.exit_code == 1
    assert "SHARE001" in result.stdout


def test_a_removed_step_is_passed_over_also_by_loops(portal):
    """Without registering, the way back leads to the check again: 1/0.95 visits as before."""
    found = metrics(portal, "register.remove")
    assert found["labour_minutes"]["difference"] == pytest.approx(-10 / 0.95)
    assert found["cycle_time_minutes"]["difference"] == pytest.approx(-130 / 0.95)
    assert found["activities"]["difference"] == -1


def test_a_step_with_several_ways_out_asks_which_remains(portal):
    asked = run(portal, "whatif", "credit-check", "--set", "ask-manager.remove")
    assert asked.exit_code == 1
    assert "ask-manager.remove=release" in asked.stdout
    found = metrics(portal, "ask-manager.remove=release")
    assert found["wait_minutes"]["difference"] == pytest.approx(-465 * 0.15 / 0.95)


def test_a_row_of_a_table_goes_with_its_step(tmp_path):
    table = "process: credit-check\nactivities:\n  register: {sales-rep: R, sales-manager: A}\n"
    portal = write_portal(tmp_path, **{"raci/credit-check.yml": table})
    assert metrics(portal, "register.remove")["activities"]["after"] == 3


def test_faults_point_into_the_settings(portal):
    result = run(
        portal, "whatif", "credit-check", "--set", "check-limit.wait=5x", "--set", "chek.x=1"
    )
    assert result.exit_code == 1
    assert "--> --set:1:18" in result.stdout
    assert "has no step `chek`" in result.stdout
    assert "--> --set:2:1\n" in result.stdout
    wrong = run(portal, "whatif", "credit-check", "--set", "check-limit.share.relase=5%")
    assert "--> --set:1:19\n" in wrong.stdout
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "change", ["check-limit", "=", "remove", "a b=c", "register.remove..=", "\x00=1", "x" * 5000]
)
def test_what_is_no_change_is_refused(portal, change):
    result = run(portal, "whatif", "credit-check", "--set", change)
    assert result.exit_code in (1, 2)
    assert result.output


def test_nothing_is_written(portal):
    before = {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()}
    metrics(portal, "register.wait=1h", "volume=100/month")
    assert before == {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()}


def test_text_and_markdown_show_the_same_figures(portal):
    text = run(portal, "whatif", "credit-check", "--set", "register.wait=1h").stdout
    markdown = run(
        portal, "whatif", "credit-check", "--set", "register.wait=1h", "--format", "markdown"
    ).stdout
    for shown in ("Lead time", "−15 158 h", "Nothing was written"):
        assert shown in text
        assert shown in markdown


def test_names_do_not_break_out_of_the_markdown(tmp_path):
    process = CREDIT_CHECK.replace("name: Credit check", "name: '<img src=x> | [a](b)'")
    portal = write_portal(tmp_path, **{"processes/credit-check.yml": process})
    shown = run(
        portal, "whatif", "credit-check", "--set", "register.wait=1h", "--format", "markdown"
    ).stdout
    assert shown.startswith("## \\<img src=x\\> \\| \\[a\\](b): what if\n")
