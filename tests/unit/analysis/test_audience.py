"""What an audience sees, and what would be left out for it."""

from pathlib import Path

import pytest
from tests.support.portals import concise, portal_from

from procdocs.analysis.audience import restrict_portal
from procdocs.model.portal import Portal

FILES = {
    "organisation.yml": """\
roles:
  boss: {name: Boss, audience: restricted, held_by: [Ann Lee]}
  clerk: {name: Clerk, cost_rate: 50/h, held_by: [Bob Ray], private_audience: internal}
parties:
  customer: {name: Customer}
  secret-buyer: {name: Secret buyer, audience: restricted}
""",
    "documents.yml": """\
form: {name: Form, template: assets/form.txt}
plan: {name: Plan, template: assets/plan.txt, audience: restricted}
""",
    "kpis.yml": "hidden: {name: Hidden, audience: restricted, actuals: assets/hidden.csv}\n",
    "assets/form.txt": "x",
    "assets/plan.txt": "x",
    "assets/hidden.csv": "period,value\n2026-01,1\n",
    "assets/free.txt": "x",
    "processes/open.yml": """\
name: Open
owner: boss
participants: [customer, secret-buyer]
lanes: [customer, secret-buyer, clerk, boss]
kpis: [hidden]
steps:
  - id: ask
    name: Ask
    role: clerk
    inputs: [plan, form, Note]
    sends: [secret-buyer, customer]
  - id: look
    type: decision
    role: clerk
    branches: [{when: A, to: decide, share: 40%}, {when: B, to: done}]
  - id: decide
    name: Decide
    role: boss
    audience: restricted
    branches: [{to: sign, share: 50%}, {to: done, share: 50%}]
  - {id: sign, name: Sign, role: clerk, raci: {A: boss}}
  - {id: done, type: end}
""",
    "processes/closed.yml": """\
name: Closed
audience: restricted
steps: [{id: w, name: W, role: clerk}]
""",
    "surveys/open.yml": "responses: 3\n",
}


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    loaded = portal_from(tmp_path, FILES)
    assert loaded.portal is not None
    return loaded.portal


def test_the_narrowest_sees_all(portal: Portal) -> None:
    assert restrict_portal(portal, "restricted") == portal


def test_objects_and_references_go(portal: Portal) -> None:
    shown = restrict_portal(portal, "internal")
    assert list(shown.processes) == ["open"]
    assert (list(shown.roles), list(shown.documents), list(shown.kpis)) == (["clerk"], ["form"], [])
    assert shown.surveys == {}
    assert shown.assets == ("assets/form.txt", "assets/free.txt")
    process = shown.processes["open"]
    assert process.governed.owner is None
    assert process.kpis == ()
    assert process.lanes == ("customer", "clerk")
    assert [found.id for found in process.participants] == ["customer"]
    ask = process.steps[0]
    assert [item.document.id if item.document else item.text for item in ask.inputs] == [
        "form",
        "Note",
    ]
    assert [message.party for message in ask.messages] == ["customer"]
    assert process.raci.roles == ("clerk",)
    text = repr(shown)
    for name in ("Boss", "Ann Lee", "Secret buyer", "secret-buyer", "boss", "Plan", "decide"):
        assert name not in text, name


def test_ways_are_led_past_a_hidden_step(portal: Portal) -> None:
    process = restrict_portal(portal, "internal").processes["open"]
    assert [step.id for step in process.steps] == ["ask", "look", "sign", "done"]
    ways = [(edge.source, edge.target, edge.share) for edge in process.flow.edges]
    assert ways == [
        ("start", "ask", 1),
        ("ask", "look", 1),
        ("look", "sign", pytest.approx(0.2)),
        ("look", "done", pytest.approx(0.2)),
        ("look", "done", pytest.approx(0.6)),
        ("sign", "done", 1),
    ]
    assert sum(branch.share or 0 for branch in process.steps[1].branches) == pytest.approx(1)


def test_private_parts_of_a_role(portal: Portal) -> None:
    assert restrict_portal(portal, "internal").roles["clerk"].held_by == ("Bob Ray",)
    with pytest.raises(ValueError, match="no audience"):
        restrict_portal(portal, "nobody")


def test_references_to_what_is_hidden_are_warned_of(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, FILES)
    found = [concise(one).split(" is for ")[0] for one in loaded.diagnostics]
    assert found == [
        "content/processes/open.yml:2:8 REF008 the role `boss`",
        "content/processes/open.yml:3:26 REF008 the outside party `secret-buyer`",
        "content/processes/open.yml:5:8 REF008 the KPI `hidden`",
        "content/processes/open.yml:10:14 REF008 the document `plan`",
        "content/processes/open.yml:21:51 REF008 the role `boss`",
    ]
