import pytest
from tests.support.contexts import context_from
from tests.support.small_company import FILES

from procdocs.views.policies_index import view_policies_index
from procdocs.views.policy_page import view_policy_page
from procdocs.views.role_page import view_role_page


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    return context_from(tmp_path_factory.mktemp("portal"), FILES)


def section(view, anchor):
    return next((each for each in view.sections if each.anchor == anchor), None)


def test_a_role_sees_its_letters_by_process_and_in_tables_of_their_own(context):
    view = view_role_page(context, context.portal.roles["sales-rep"])
    rows = section(view, "mine").table.rows
    heads = [(row.cells[0].links[0].text, row.cells[0].links[0].href) for row in rows[:-1]]
    assert heads == [
        ("Credit check", "../../processes/credit-check/#raci"),
        ("Steering", "../../raci/steering/"),
    ]
    assert rows[-1].total
    assert rows[-1].cells[1].text == "2"


def test_the_steps_of_a_role_say_who_stands_before_and_after(context):
    view = view_role_page(context, context.portal.roles["credit-clerk"])
    check, release = section(view, "steps").table.rows
    assert [link.text for link in check.cells[1].links] == ["Sales representative"]
    assert [link.text for link in check.cells[2].links] == ["myself", "Sales representative"]
    assert [link.text for link in release.cells[1].links] == ["myself"]


def test_an_outside_party_stands_beside_the_roles_a_step_gets_from(context):
    view = view_role_page(context, context.portal.roles["sales-rep"])
    (register,) = section(view, "steps").table.rows
    assert [link.text for link in register.cells[1].links] == ["Credit clerk", "Customer"]


def test_a_role_decides_up_to_a_limit_and_knows_who_decides_beyond(context):
    view = view_role_page(context, context.portal.roles["credit-clerk"])
    (row,) = section(view, "decide").table.rows
    assert row.cells[1].text == "5\u00a0000\u00a0EUR"
    assert row.cells[2].links[0].id == "credit-manager"


def test_policies_of_a_role_are_those_its_steps_cite_and_those_that_apply_to_it(context):
    clerk = view_role_page(context, context.portal.roles["credit-clerk"])
    policies = section(clerk, "know").facts[0].cells[0]
    assert [link.text for link in policies.links] == ["Credit policy", "§\u00a01 Limits"]
    manager = view_role_page(context, context.portal.roles["sales-manager"])
    assert section(manager, "know").facts[0].cells[0].links[0].id == "credit-policy"


def test_who_holds_a_role_is_said_only_where_the_model_still_says_it(context):
    view = view_role_page(context, context.portal.roles["credit-manager"])
    assert "J. Ortega" in {fact.text for fact in view.head.facts}
    bare = view_role_page(context, context.portal.roles["cfo"])
    assert "Held by" not in {fact.label for fact in bare.head.facts}


def test_hand_overs_are_counted_by_the_month(context):
    view = view_role_page(context, context.portal.roles["sales-rep"])
    (row,) = section(view, "handovers").table.rows
    assert [cell.text for cell in row.cells[1:]] == ["300", "1\u00a0500"]


def test_a_clause_shows_what_carries_it_and_says_when_nothing_does(context):
    view = view_policy_page(context, context.portal.policies["credit-policy"])
    limits, records = view.clauses
    assert [carrier.link.href for carrier in limits.carriers] == [
        "../../processes/credit-check/#step-check"
    ]
    assert limits.former == ("lines",)
    assert [(each.language, each.title) for each in limits.others] == [("zh", "额度")]
    assert records.carriers == ()
    assert view.lead == "1 of 2 clauses are carried by a process. Carried by none: clause 2."


def test_a_search_for_a_clause_leads_to_it_in_both_languages(context):
    view = view_policy_page(context, context.portal.policies["credit-policy"])
    entry = next(each for each in view.search if each.anchor == "limits")
    assert "至多" in entry.text
    assert view.search[0].boost > entry.boost


def test_a_retired_policy_names_what_replaced_it_and_stands_last(context):
    view = view_policy_page(context, context.portal.policies["old-policy"])
    ((words, links),) = view.notices
    assert words.startswith("This policy is retired.")
    assert [link.id for link in links] == ["credit-policy"]
    rows = view_policies_index(context).sections[0].table.rows
    assert rows[-1].cells[0].links[0].text == "Old policy"
