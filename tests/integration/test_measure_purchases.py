"""`procdocs measure` on a purchase-to-pay log whose truth is known, as systems export it."""

import csv
import datetime as dt
import gzip
import io
import json
import random
import statistics
from collections import defaultdict
from xml.sax.saxutils import quoteattr

import pytest
from tests.support.command import run, write_portal

PURCHASE = """\
name: Purchase to pay
group: order-to-cash
owner: cfo
steps:
  - {id: request, name: Write the requisition, role: sales-rep}
  - id: approve
    name: Approve the requisition?
    type: decision
    role: sales-manager
    time: {process: 5m, wait: 1h}
    branches:
      - {when: "Yes", to: order, share: 85%}
      - {when: Unclear, to: request, share: 10%}
      - {when: "No", to: refused, share: 5%}
  - {id: order, name: Order the goods, role: sales-rep, next: [goods, invoice]}
  - {id: goods, name: Receive the goods, role: credit-clerk, next: both}
  - {id: invoice, name: Register the invoice, role: credit-clerk, next: both}
  - {id: both, type: join}
  - {id: match, name: Match order and invoice, role: credit-clerk}
  - {id: propose, name: Propose the payment, role: credit-clerk}
  - {id: pay, name: Release the payment, role: cfo}
  - {id: paid, type: end, name: Paid}
  - {id: refused, type: end, name: Refused}
"""
NAMES = {
    "request": "Write the requisition",
    "approve": "Approve the requisition?",
    "order": "Order the goods",
    "goods": "Receive the goods",
    "invoice": "Register the invoice",
    "match": "Match order and invoice",
    "propose": "Propose the payment",
    "pay": "Release the payment",
}
ALWAYS = (
    "name: P\ncompany: C\nlandscape: [{id: core, name: Core, groups: "
    "[{id: order-to-cash, name: O}]}]\ncalendar: {hours_per_day: 24, days_per_week: 7}\n"
)
ROUND_THE_CLOCK = {"portal.yml": ALWAYS, "processes/purchase.yml": PURCHASE}


class Purchases:
    """Eighty purchases: rework, parallel goods and invoice, skipped proposals, open cases."""

    def __init__(self) -> None:
        draw = random.Random(11)
        self.truth = defaultdict(lambda: defaultdict(list))
        self.events = []
        self.skipped = 0
        begin = dt.datetime(2026, 1, 5, 8, tzinfo=dt.timezone(dt.timedelta(hours=1)))
        for number in range(80):
            self.case, self.draw = f"PO {number}; north", draw
            end = self.do("request", None, begin + dt.timedelta(minutes=draw.randint(0, 90_000)))
            end = self.do("approve", end)
            if draw.random() < 0.2:
                end = self.do("approve", self.do("request", end))
            ordered = self.do("order", end)
            both = max(self.do("goods", ordered), self.do("invoice", ordered))
            if number % 8 == 7:
                continue  # still open
            end = self.do("match", both)
            if draw.random() < 0.15:
                self.skipped += 1
            else:
                end = self.do("propose", end)
            self.do("pay", end)
        draw.shuffle(self.events)

    def do(self, step, before, start=None):
        waited, worked = self.draw.randint(1, 4000), self.draw.randint(1, 90)
        start = start or before + dt.timedelta(minutes=waited)
        end = start + dt.timedelta(minutes=worked)
        self.truth[step]["work"].append(worked)
        if before is not None:
            self.truth[step]["wait"].append(waited)
            self.truth[step]["elapsed"].append(waited + worked)
        self.events += [(self.case, step, "start", start), (self.case, step, "complete", end)]
        return end

    def rows(self):
        """Rows as exported: offsets of three places, mixed."""
        for number, (case, step, kind, moment) in enumerate(self.events):
            zone = dt.timezone(dt.timedelta(hours=number % 3))
            yield case, NAMES[step], kind, moment.astimezone(zone).isoformat()

    def as_csv(self) -> bytes:
        """As Excel likes it: a line that names the delimiter, quotes, breaks, lines twice."""
        text = io.StringIO()
        out = csv.writer(text, delimiter=";")
        out.writerow(["Case ID", "Activity", "Transition", "Complete Timestamp", "Note"])
        for number, row in enumerate(self.rows()):
            note = 'He said "no";\nthen yes' if number % 9 == 0 else ""
            for _ in range(2 if number % 50 == 0 else 1):
                out.writerow([*row, note])
        return b"\xef\xbb\xbfsep=;\r\n" + text.getvalue().encode()

    def as_xes(self) -> bytes:
        cases = defaultdict(list)
        for case, activity, kind, moment in self.rows():
            cases[case].append(
                f"<event><string key='concept:name' value={quoteattr(activity)}/>"
                f"<string key='lifecycle:transition' value='{kind}'/>"
                f"<date key='time:timestamp' value='{moment}'/></event>"
            )
        traces = "".join(
            f"<trace><string key='concept:name' value={quoteattr(case)}/>{''.join(events)}</trace>"
            for case, events in cases.items()
        )
        xes = f"<log xmlns='http://www.xes-standard.org/'>{traces}</log>"
        return gzip.compress(xes.encode())


@pytest.fixture(scope="module")
def purchases():
    return Purchases()


def measured(portal, log, *options):
    args = ("measure", "purchase", log, "-o", portal / "out", "--format", "json", *options)
    result = run(portal, *args)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", ["purchases.csv", "purchases.xes.gz"])
def test_medians_are_those_that_the_log_was_made_with(tmp_path, purchases, name):
    write_portal(tmp_path, **ROUND_THE_CLOCK)
    log = tmp_path / name
    log.write_bytes(purchases.as_csv() if name.endswith("csv") else purchases.as_xes())
    found = measured(tmp_path, log, "--zone", "Europe/Amsterdam")
    assert found["cases"] == 80
    assert found["unknown_activities"] == {}
    assert [step["step"] for step in found["steps"]] == list(NAMES)
    for step in found["steps"]:
        truth = purchases.truth[step["step"]]
        assert step["visits"] == len(truth["work"])
        for kind in ("work", "wait", "elapsed"):
            if kind in truth:
                spread = step[f"{kind}_minutes"]
                assert spread["n"] == len(truth[kind])
                assert spread["median"] == pytest.approx(statistics.median(truth[kind]))
                assert spread["mean"] == pytest.approx(statistics.fmean(truth[kind]))
    skipped = [each for each in found["departures"] if each["kind"] == "skipped"]
    assert [(each["steps"], each["count"]) for each in skipped] == [
        (["propose"], purchases.skipped)
    ]
    ended = [each for each in found["departures"] if each["kind"] == "end"]
    assert {each["from"] for each in ended} == {"goods", "invoice"}, "the open cases"
    assert sum(each["count"] for each in ended) == 10
    assert len(found["departures"]) == len(skipped) + len(ended)
    assert (found["repeated_events"] > 0) == name.endswith("csv")


def test_several_offsets_without_a_zone_are_pointed_at(tmp_path, purchases):
    write_portal(tmp_path, **ROUND_THE_CLOCK)
    log = tmp_path / "log.csv"
    log.write_bytes(purchases.as_csv())
    result = run(tmp_path, "measure", "purchase", log, "-o", tmp_path / "out")
    assert "--zone" in result.stderr


def write_log(folder, *rows: str, head: str = "case,activity,time"):
    log = folder / "log.csv"
    log.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return log


def test_holidays_and_nights(tmp_path):
    write_portal(tmp_path, **{"processes/purchase.yml": PURCHASE})
    log = write_log(
        tmp_path,
        "1,Order the goods,2026-12-24 15:00,2026-12-24 15:00",
        "1,Receive the goods,2026-12-28 09:00,2026-12-28 10:00",
        "2,Order the goods,2026-12-01 22:00,2026-12-02 02:00",
        head="case,activity,start,end",
    )
    days = tmp_path / "days.txt"
    days.write_text("# Christmas\n2026-12-25  # a Friday\n", encoding="utf-8")

    def wait(*options):
        found = measured(tmp_path, log, "-o", tmp_path / str(len(options)), *options)
        steps = {step["step"]: step for step in found["steps"]}
        assert steps["order"]["work_minutes"]["max"] == 240, "a night shift is work"
        return steps["goods"]["wait_minutes"]["median"]

    assert wait() == 10 * 60
    assert wait("--holidays", days) == 2 * 60
    assert wait("--holidays", "2026-12-25", "--holidays", "2026-12-28") == 1 * 60


@pytest.mark.parametrize("given", ["25.12.2026", "2026-02-30", "no-such-file.txt"])
def test_what_is_no_holiday_is_refused(tmp_path, given):
    write_portal(tmp_path, **{"processes/purchase.yml": PURCHASE})
    log = write_log(tmp_path, "1,Order the goods,2026-12-24 15:00")
    result = run(tmp_path, "measure", "purchase", log, "--holidays", given)
    assert result.exit_code == 2
    assert "2026-12-25" in result.stderr


def test_a_line_that_ends_before_it_begins_is_a_finding(tmp_path):
    write_portal(tmp_path, **{"processes/purchase.yml": PURCHASE})
    log = write_log(
        tmp_path,
        "1,Order the goods,2026-12-24 15:00,2026-12-24 14:00",
        head="case,activity,start,end",
    )
    result = run(tmp_path, "measure", "purchase", log, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "log.csv:2:36" in result.stdout
    assert "before it begins" in result.stdout


def test_a_state_of_the_case_is_no_lifecycle(tmp_path):
    write_portal(tmp_path, **{"processes/purchase.yml": PURCHASE})
    log = write_log(
        tmp_path,
        "1,Order the goods,2026-12-21 09:00 UTC,open",
        "1,Receive the goods,2026-12-21 10:00 UTC,closed",
        head="case,activity,time,status",
    )
    found = measured(tmp_path, log)
    assert [step["step"] for step in found["steps"]] == ["order", "goods"]
