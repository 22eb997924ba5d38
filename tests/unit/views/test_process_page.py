from tests.support.contexts import context_from

from procdocs.views.process_page import view_process_page

ORDER = """\
name: {en: Order entry, zh: 订单录入}
group: order-to-cash
owner: sales-manager
status: effective
version: "2.10"
effective: 2026-03-01
aliases: [old-entry]
purpose: {customer: The buyer, need: An answer, outcome: A confirmed order}
trigger: {text: An order arrives}
result: {text: The order is confirmed, to: [delivery]}
volume: 100/month
participants: [customer]
lanes: [customer, sales-rep, credit-clerk]
steps:
  - id: register
    name: Register the order
    role: sales-rep
    time: {process: 10m, wait: 2h, basis: measured}
    complete_accurate: 90%
    value: VA
    inputs: [Phone note]
    receives: {from: customer, name: Order}
    raci: {I: credit-clerk}
  - id: check
    name: In order?
    type: decision
    role: credit-clerk
    time: {process: 5m, wait: 1h}
    value: BVA
    branches:
      - {when: "Yes", to: confirm, share: 90%}
      - {when: "No", to: register, share: 10%}
  - {id: confirm, name: Confirm, type: subprocess, process: confirming, role: sales-rep}
  - {id: done, type: end, name: Confirmed}
changes:
  - {version: "2.9", date: 2025-03-01, by: sales-manager, reason: First}
  - {version: "2.10", date: 2026-03-01, by: sales-manager, reason: Second}
"""
CONFIRMING = """\
name: Confirming
part_of: order-entry
steps:
  - {id: write, name: Write the answer, role: sales-rep, time: {process: 5m, wait: 0m}}
  - {id: send, name: Send the answer, role: sales-rep}
"""
DELIVERY = """\
name: Delivery
owner: cfo
steps: [{id: ship, name: Ship, role: sales-rep}]
"""
TO_BE = """\
name: Order entry by portal
variant_of: order-entry
state: to-be
owner: sales-manager
status: draft
version: "3.0"
steps: [{id: confirm-at-once, name: Confirm at once, role: sales-rep, replaces: [check, confirm]}]
"""
FILES = {
    "processes/order-entry.yml": ORDER,
    "processes/confirming.yml": CONFIRMING,
    "processes/delivery.yml": DELIVERY,
    "processes/order-entry-to-be.yml": TO_BE,
}


def page(tmp_path, name="order-entry", files=FILES):
    context = context_from(tmp_path, files)
    return view_process_page(context, context.portal.processes[name])


def test_the_head_answers_owner_status_version_and_review(tmp_path):
    view = page(tmp_path)
    facts = {fact.label: fact for fact in view.head.facts}
    assert facts["Owner"].links[0].href == "../../roles/sales-manager/"
    assert facts["Version"].text == "2.10"
    assert facts["Review due"].note == "in 98 days"
    assert view.head.document == "Order entry, version 2.10, effective 1\u00a0March\u00a02026"
    assert any(action.kind == "compare" for action in view.head.actions)


def test_every_authored_step_has_its_anchor_and_says_where_the_flow_goes(tmp_path):
    view = page(tmp_path)
    assert [step.anchor for step in view.steps] == [
        "step-register",
        "step-check",
        "step-confirm",
        "step-done",
    ]
    facts = {fact.label: fact for fact in view.steps[1].facts}
    ways = [(item.text, item.href, item.note) for item in facts["Branches"].items]
    assert ways == [
        ("Yes → 3 Confirm", "#step-confirm", "90\u00a0%"),
        ("No → 1 Register the order", "#step-register", "10\u00a0%"),
    ]
    assert facts["Complete, accurate"].items[0].text == "unknown"


def test_an_embedded_process_stands_on_its_parents_page_with_anchors_of_its_own(tmp_path):
    view = page(tmp_path)
    (inner,) = view.embedded
    assert inner.anchor == "sub-confirming"
    assert [step.anchor for step in inner.steps] == [
        "step-confirming.write",
        "step-confirming.send",
    ]
    assert inner.caller.href == "#step-confirm"
    keys = [picture.key for picture in view.pictures]
    assert "flow-lr-confirming" in keys
    assert len(keys) == len(set(keys))


def test_figures_say_their_basis_and_what_they_leave_out(tmp_path):
    figures = page(tmp_path).figures
    lead = figures.main[0]
    assert lead.label == "Lead time"
    assert lead.basis == "estimate"
    assert lead.basis_text == "1 of 3 steps measured, 1 unknown"
    gaps = dict(figures.gaps)
    missing = gaps["Without a whole time, left out of the totals"]
    assert [link.href for link in missing] == ["#step-confirm"]
    assert figures.main[-1].number == "unknown"


def test_neighbours_are_found_from_both_sides(tmp_path):
    context = context_from(tmp_path, FILES)
    first, second = (
        view_process_page(context, context.portal.processes[name]).references
        for name in ("order-entry", "delivery")
    )
    assert [link.text for link in first.after] == ["Delivery"]
    assert [link.text for link in second.before] == ["Order entry"]


def test_the_search_finds_the_process_before_its_steps(tmp_path):
    entries = page(tmp_path).search
    assert entries[0].anchor is None
    assert "订单录入" in entries[0].text
    assert "old entry" in entries[0].text
    by_anchor = {entry.anchor: entry for entry in entries}
    assert by_anchor["step-register"].title.startswith("Register the order")
    assert max(entries, key=lambda entry: entry.boost) is entries[0]
    assert "step-confirming.write" in by_anchor


def test_a_missing_purpose_is_no_empty_chain(tmp_path):
    assert page(tmp_path, "delivery").purpose == ()


def test_what_is_proposed_stands_above_the_history(tmp_path):
    history = page(tmp_path).history
    assert [row.version for row in history] == ["3.0", "2.10", "2.9"]
    assert history[0].status == "draft"
    assert history[0].compare.href == "../../compare/order-entry-to-be/"


def test_my_role_is_told_by_letters(tmp_path):
    mine = {view.role: view for view in page(tmp_path).mine}
    clerk = dict(mine["credit-clerk"].parts)
    assert [link.text for link in clerk["you do"]] == ["2"]
    assert [link.text for link in clerk["you are told of"]] == ["1"]


def test_the_ladder_follows_the_likely_path(tmp_path):
    ladder = page(tmp_path).stream.ladder.view
    assert [rung.number for rung in ladder.rungs] == ["1", "2", "3"]
    assert ladder.rungs[0].wait == "2\u00a0h"
    assert ladder.rungs[0].value == "va"
