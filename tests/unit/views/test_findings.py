"""Findings are ranked by what they cost, and each shows how its amounts are computed."""

from tests.support.contexts import context_from

from procdocs.diagnostics import Price, Rule, Severity, Span, finding
from procdocs.views.findings import view_findings
from procdocs.views.improve_page import view_improve

RULE = Rule(code="IMP101", name="waste-step", severity=Severity.INFO, summary="Waste.")
SPAN = Span(file="content/a.yml")


def _found(message: str, **price: float):
    at_stake = Price(currency="EUR", basis="100/year × 1 h", **price) if price else None
    return finding(RULE, message, SPAN, price=at_stake)


def test_cost_comes_first_then_work_then_waiting(tmp_path):
    context = context_from(tmp_path, {})
    found = (
        _found("nothing"),
        _found("a million hours of waiting", wait_hours=1_000_000.0),
        _found("work without a rate", work_hours=500.0),
        _found("dear", work_hours=20.0, cost=1234.5),
        _found("dearest", work_hours=10.0, wait_hours=3.0, cost=2469.0),
    )
    rows = view_findings(context, context.links("improve.md"), found)
    assert [row.message for row in rows] == [
        "Dearest",
        "Dear",
        "Work without a rate",
        "A million hours of waiting",
        "Nothing",
    ]
    first, second, *_, last = rows
    assert (first.work, first.waiting) == ("10\u00a0h", "3\u00a0h")
    assert second.cost == "1\u00a0234\u00a0EUR"
    assert (first.part, second.part, rows[2].part) == (1000, 500, 0)
    assert (last.work, last.waiting, last.cost, last.basis) == ("", "", "", "")


def test_bars_show_work_where_no_rate_is_known(tmp_path):
    context = context_from(tmp_path, {})
    found = (_found("less", work_hours=5.0), _found("more", work_hours=20.0, wait_hours=900.0))
    rows = view_findings(context, context.links("improve.md"), found)
    assert [(row.message, row.part) for row in rows] == [("More", 1000), ("Less", 250)]


def test_the_dearest_are_shown_and_the_rest_is_folded(tmp_path):
    steps = "".join(
        f"  - {{id: s{n}, name: Step {n}, role: clerk, value: NVA, time: {{process: {n}m, wait: 0m}}}}\n"
        for n in range(1, 71)
    )
    process = f"name: Long\ngroup: sales\nowner: manager\nvolume: 100/year\nsteps:\n{steps}"
    view = view_improve(context_from(tmp_path, {"processes/long.yml": process}))
    assert len(view.findings) == 60
    assert view.folded
    assert view.left_out == 0
    assert view.findings[0].work > ""
    assert not {row.message for row in view.findings} & {row.message for row in view.folded}


def test_what_is_to_be_found_out_is_not_ranked_by_its_price(tmp_path):
    process = (
        "name: Take an order\nvolume: 1000/year\nsteps:\n"
        "  - {id: take, name: Take it, role: clerk, value: NVA, time: {process: 1h, wait: 2h}}\n"
    )
    organisation = (
        "units: {sales: {name: Sales}}\n"
        "roles: {clerk: {name: Clerk, unit: sales, cost_rate: 40 EUR/h}}\n"
    )
    files = {"processes/order.yml": process, "organisation.yml": organisation}
    view = view_improve(context_from(tmp_path, files))
    assert {row.rule.id for row in view.unknown} >= {"PROC001", "IMP001"}
    assert not {row.rule.id for row in view.findings} & {"PROC001", "IMP001"}
    assert all(row.cost == row.work == row.waiting == row.basis == "" for row in view.unknown)
    assert "learn" not in [code for code, _, _ in view.kinds]
    assert view.lead.endswith(f"{len(view.unknown)} more are to be found out first.")
