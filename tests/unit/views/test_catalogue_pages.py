import pytest
from tests.support.contexts import context_from
from tests.support.small_company import FILES

from procdocs.views.document_page import view_document_page
from procdocs.views.glossary_page import view_glossary
from procdocs.views.kpi_page import view_kpi_page
from procdocs.views.party_page import view_party_page
from procdocs.views.risk_page import rating_state, view_risk_page, view_risks_index
from procdocs.views.system_page import view_system_page
from procdocs.views.unit_page import view_unit_page


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    return context_from(tmp_path_factory.mktemp("portal"), FILES)


def section(view, anchor):
    return next(each for each in view.sections if each.anchor == anchor)


def texts(table):
    return [
        [cell.text or ", ".join(link.text for link in cell.links) for cell in row.cells]
        for row in table.rows
    ]


def test_a_system_names_steps_roles_and_what_is_keyed_twice(context):
    view = view_system_page(context, context.portal.systems["erp"])
    steps = section(view, "steps").table
    assert [row.cells[0].links[0].href for row in steps.rows] == [
        "../../processes/credit-check/#step-check",
        "../../processes/credit-check/#step-release",
    ]
    assert texts(section(view, "twice").table)[0] == [
        "price",
        "Credit check",
        "Register <order>",
        "Within the limit?",
        "CRM",
    ]
    assert [row[0] for row in texts(section(view, "manual").table)] == ["Within the limit?"]
    assert not any(each.anchor == "readiness" for each in view.sections)


def test_a_planned_system_lists_what_is_missing_before_it_goes_live(context):
    view = view_system_page(context, context.portal.systems["crm"])
    (row,) = section(view, "readiness").table.rows
    assert [cell.flag for cell in row.cells[1:]] == [None, None, None, None, "warn"]
    assert row.cells[4].text == "3 of 3"
    assert row.cells[5].text == "2 of 3"
    (trained,) = section(view, "trained").table.rows
    assert trained.cells[0].links[0].id == "sales-rep"
    assert trained.cells[2].flag == "warn"
    assert section(view, "readiness").lead == "Open points before it can go live: 2."


def test_a_document_that_a_step_needs_and_makes_is_listed_once(context):
    view = view_document_page(context, context.portal.documents["purchase-order"])
    (row,) = section(view, "steps").table.rows
    assert row.cells[1].text == "changes"
    assert "采购订单" in view.search[0].text


def test_a_kpi_says_whether_its_target_is_met(context):
    view = view_kpi_page(context, context.portal.kpis["release-time"])
    assert view.lead == "12.2\u00a0h in 2026-10: the target of 8\u00a0h is missed."
    rows = texts(section(view, "actuals").table)
    assert rows[0] == ["2026-10", "12.2\u00a0h", "+4.2\u00a0h"]
    facts = {fact.label: fact.cells[0].text for fact in section(view, "definition").facts}
    assert facts["Scores 0 at"] == "16\u00a0h"


def test_a_risk_has_an_anchor_for_each_control_and_says_where_it_is_carried_out(context):
    view = view_risk_page(context, context.portal.risks["bad-debt"])
    done = {fact.label: fact.cells[0] for fact in section(view, "limit-control").facts}
    assert done["Last test"].state == "bad"
    assert done["Carried out in"].links[0].href == "../../processes/credit-check/#step-check"
    idle = {fact.label: fact.cells[0] for fact in section(view, "idle-control").facts}
    assert idle["Carried out in"].flag == "warn"
    assert {entry.anchor for entry in view.search} == {None, "limit-control", "idle-control"}


def test_the_matrix_places_a_risk_by_likelihood_and_impact(context):
    rows = section(view_risks_index(context), "matrix").table.rows
    likelihood_3 = rows[2]
    assert [link.text for link in likelihood_3.cells[4].links] == ["Bad debt"]
    assert rating_state(3, 4) == "bad"
    assert rating_state(2, 3) == "warn"
    assert rating_state(1, 5) == "good"
    assert rating_state(None, 5) is None


def test_the_glossary_is_sorted_and_finds_every_language_and_synonym(context):
    view = view_glossary(context)
    assert [each.letter for each in view.letters] == ["C", "Z", "Other"]
    entry = next(each for each in view.search if each.anchor == "credit-limit")
    assert "信用额度" in entry.text
    assert "credit line" in entry.text
    zeta = view.letters[1].terms[0]
    assert [link.href for link in zeta.see] == ["#credit-limit"]
    assert zeta.source is not None
    assert zeta.source.href == "../policies/credit-policy/#limits"


def test_a_party_lists_its_messages_from_our_side(context):
    view = view_party_page(context, context.portal.parties["customer"])
    assert texts(section(view, "messages").table) == [
        ["Purchase order", "sends it to us", "Register <order>", "Sales representative"]
    ]


def test_a_unit_counts_what_passes_to_another_in_a_month(context):
    view = view_unit_page(context, context.portal.units["finance"])
    (row,) = section(view, "handovers").table.rows
    # 1.25 checks an order, each from sales; a fifth of them goes back
    assert [cell.text for cell in row.cells[1:3]] == ["1\u00a0500", "300"]


def test_a_word_names_the_processes_and_policies_in_which_it_stands(tmp_path):
    steps = "steps: [{id: a, name: Check the credit line, role: clerk}]\n"
    files = {
        f"processes/p{n}.yml": f"name: Process {n}\nowner: clerk\n{steps}" for n in range(1, 8)
    }
    files["processes/p8.yml"] = f"name: Old\nstatus: retired\n{steps}"
    files["processes/p9.yml"] = (
        "name: Other\nsteps: [{id: a, name: See [it](term:credit-limit), role: clerk}]\n"
    )
    files["organisation.yml"] = "units: {u: {name: U}}\nroles: {clerk: {name: Clerk, unit: u}}\n"
    files["policies/rules.md"] = (
        "---\ntitle: Rules\nowner: clerk\n---\n\n## Limit {#limit}\n\nThe credit limit holds.\n"
    )
    files["glossary.yml"] = (
        "credit-limit: {name: Credit limit, synonyms: [credit line], definition: The most.}\n"
        "unused: {name: Demurrage, definition: A fee.}\n"
    )
    view = view_glossary(context_from(tmp_path, files))
    used, unused = (term for section in view.letters for term in section.terms)
    processes, policies = used.uses
    assert [link.text for link in processes.links] == [f"Process {n}" for n in range(1, 6)]
    assert processes.more == 2
    assert [(link.text, link.href) for link in policies.links] == [("Rules", "../policies/rules/")]
    assert unused.uses == ()
