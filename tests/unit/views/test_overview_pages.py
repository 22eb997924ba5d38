import pytest
from tests.support.contexts import context_from
from tests.support.small_company import FILES

from procdocs.project import ALL_RULES
from procdocs.views.about_pages import view_rule_page, view_rules_index
from procdocs.views.governance_page import view_governance
from procdocs.views.improve_page import view_improve
from procdocs.views.reference_page import view_reference
from procdocs.views.responsibilities_page import view_responsibilities
from procdocs.views.value_stream_map import ratio_text, seconds_text
from procdocs.views.value_stream_page import view_value_stream_page

PORTAL = """\
name: Process portal
company: Harbour Pumps
landscape: [{id: core, name: Core, groups: [{id: order-to-cash, name: Order to cash}]}]
success_factors: {on-time-delivery: {name: Deliver on time, weight: 3}, low-bad-debt: {name: Few bad debts, weight: 2}}
review: {cycle: 12 months, warn: 30 days}
rules: {RACI005: {level: off, reason: Committees decide together}}
"""


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    return context_from(tmp_path_factory.mktemp("portal"), {**FILES, "portal.yml": PORTAL})


def section(view, anchor):
    return next((each for each in view.sections if each.anchor == anchor), None)


def test_all_matrices_stand_on_one_page_by_group(context):
    view = view_responsibilities(context)
    assert [table.name for table in view.tables] == ["Order to cash", "Committees and projects"]
    block = view.tables[0].blocks[0]
    assert block.link.href == "../processes/credit-check/#raci"
    columns = [column.link.id for column in view.tables[0].roles]
    assert columns == ["credit-manager", "credit-clerk", "sales-rep"]
    register = block.rows[0]
    assert [[letter.letter for letter in cell] for cell in register.cells] == [["A"], [], ["R"]]
    assert view.count == 4
    assert [unit.id for unit in view.units] == ["finance", "sales"]


def test_key_processes_and_the_suggestions_of_staff_are_listed(context):
    view = view_improve(context)
    (row,) = view.key.rows
    assert [cell.text for cell in row.cells[1:]] == ["4.3", "2.4", "2 of 2"]
    assert view.matrix is not None
    assert [each.row.text for each in view.suggestions] == ["Let clerks release"]


def test_wastes_add_up_hours_a_year(context):
    view = view_improve(context)
    names = [column.name for column in view.wastes.columns]
    assert names == ["Process", "Waiting", "Rework"]
    waiting = view.wastes.rows[0].cells[1].text
    assert waiting == "14\u00a0400"  # an hour before the release of 14 400 orders


def test_governance_lists_what_is_over_and_the_rules_that_are_off(context):
    view = view_governance(context)
    (review,) = section(view, "reviews").table.rows
    assert review.cells[0].links[0].text == "Credit check"
    assert review.cells[3].state == "bad"
    assert section(view, "owners").lead == "Whatever is in force or in draft has an owner."
    assert section(view, "policies").lead == "A process carries every policy."
    (rule,) = section(view, "rules").table.rows
    assert rule.cells[0].links[0].href == "../about/rules/RACI005/"
    assert rule.cells[3].text == "Committees decide together"


def test_a_stream_says_takt_bottleneck_and_what_the_share_rests_on(context):
    view = view_value_stream_page(context, context.portal.value_streams["pumps"])
    facts = {fact.label: fact.cells[0] for fact in section(view, "figures").facts}
    assert facts["Takt"].text == "60\u00a0s"
    assert facts["Processing"].text == "63\u00a0s"
    assert "24 hours" in facts["Processing share"].note
    assert "Weld" in view.lead
    drawn = section(view, "map").picture.view
    assert drawn.control == "Production control"
    assert [stage.bottleneck for stage in drawn.stages] == [False, True]
    assert drawn.stages[1].stock == ("7\u00a0000 pcs", "7.6\u00a0d")
    assert drawn.stages[1].bursts[0] == "1"


def test_small_shares_keep_their_digits(context):
    assert ratio_text(0.000144) == "0.0144\u00a0%"
    assert ratio_text(0.026) == "2.6\u00a0%"
    assert seconds_text(context, 62) == "62\u00a0s"


def test_every_rule_has_a_page_and_a_row(context):
    shown = [
        row.cells[0].links[0].text
        for part in view_rules_index(context).sections
        for row in part.table.rows
    ]
    assert sorted(shown) == sorted(rule.code for rule in ALL_RULES)
    rule = next(rule for rule in ALL_RULES if rule.code == "RACI001")
    view = view_rule_page(context, rule)
    assert view.path == "about/rules/RACI001.md"
    assert view.failing
    assert "RACI001" in view.failing[0].findings


def test_the_reference_names_every_key_of_a_process(context):
    view = view_reference(context)
    process = section(view, "process").table
    keys = {row.cells[0].text: row.cells for row in process.rows}
    assert {"name", "steps", "lanes", "variant_of"} <= set(keys)
    assert all(cells[3].text for cells in keys.values())
    anchors = {each.anchor for each in view.sections}
    for part in view.sections:
        for row in part.table.rows:
            for link in row.cells[1].links:
                assert link.href.removeprefix("#") in anchors


def test_governance_says_how_many_there_are_and_folds_long_lists(context):
    view = view_governance(context)
    for each in view.sections:
        if each.table and each.table.rows:
            assert each.title.endswith(f"({len(each.table.rows)})")
            assert each.table.first
