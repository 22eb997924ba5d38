"""Whatever is typed behind `--set` or stands in a log or an answer file: reported, never raised."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.command import run, write_portal

LOG = (Path(__file__).parents[1] / "cases/logs/credit-check.xes").read_bytes()
ANSWERS = (
    b"process,respondent,answered,role,step,as_written,work,elapsed,usable,suggestions\n"
    b'credit-check,a,2026-01-01,cfo,register,no,10m,1h,80%,"one\ntwo"\n'
)
STEPS = st.sampled_from(["", "register.", "check-limit.", "release.", "declined.", "nope."])
KEYS = st.sampled_from(
    [
        "wait",
        "process",
        "lead",
        "time",
        "time.wait.from",
        "share.release",
        "share",
        "remove",
        "role",
        "raci.R",
        "branches",
        "id",
        "type",
        "next",
        "steps",
        "repeat.times",
        "table",
        "x.y",
        "volume",
    ]
)
VALUES = st.sampled_from(
    [
        "=",
        "=1h",
        "=2h..3d",
        "=-1h",
        "=90%",
        "=1.5",
        "=[",
        "={a:1}",
        "=[[a]]",
        "=register",
        "=cfo",
        "=subprocess",
        "=end",
        "=fork",
        "=join",
        "=.inf",
        "=1e400",
        "=!!x",
        "=信用",
        "=�",
    ]
) | st.text(max_size=6).map("={}".format)
PIECES = st.sampled_from(
    [b'"', b",", b"\n", b"\x00", b"<", b"</trace>", b"&a;", b"-", b"9", b"\xff", b":", b"%", b"'="]
)


@pytest.fixture(scope="module")
def portal():
    with tempfile.TemporaryDirectory() as folder:
        yield write_portal(Path(folder))


def broken(data):
    """Give ways to break some bytes: pieces put in or taken out."""
    cut = st.tuples(st.integers(0, len(data)), st.integers(0, 30), PIECES | st.just(b""))
    return st.lists(cut, min_size=1, max_size=4)


def break_up(data, cuts):
    for start, size, piece in cuts:
        data = data[:start] + piece + data[start + size :]
    return data


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(changes=st.lists(st.tuples(STEPS, KEYS, VALUES).map("".join), min_size=1, max_size=3))
def test_any_change_is_tried_or_reported(portal, changes):
    options = [part for change in changes for part in ("--set", change)]
    result = run(portal, "whatif", "credit-check", *options)
    assert result.exit_code in (0, 1, 2)
    assert result.output.strip()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(cuts=broken(LOG))
def test_any_log_is_measured_or_reported(portal, cuts):
    log = portal / "log.xes"
    log.write_bytes(break_up(LOG, cuts))
    (portal / "mapping.yml").unlink(missing_ok=True)
    result = run(portal, "measure", "credit-check", log, "-o", portal)
    assert result.exit_code in (0, 1, 2)
    assert result.output.strip()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(cuts=broken(ANSWERS))
def test_any_answer_file_is_folded_or_reported(portal, cuts):
    file = portal / "answers.csv"
    file.write_bytes(break_up(ANSWERS, cuts))
    result = run(portal, "survey", "import", file, "--dry-run")
    assert result.exit_code in (0, 1, 2)
    assert result.output.strip()
