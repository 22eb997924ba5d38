"""Maps of processes, systems and policies: who is in them, and which way the arrows lead."""

import pytest
from tests.support.contexts import context_from

from procdocs.views.graph_maps import (
    MOST_PROCESSES,
    hand_overs,
    interaction_section,
    policy_picture,
    system_section,
)

SYSTEMS = "erp: {name: ERP}\ncrm: {name: CRM}\nmail: {name: Mail}\n"
ORDER = """\
name: Order
owner: cfo
group: order-to-cash
result: {to: [ship]}
policies: [limits]
steps:
  - {id: take, name: Take it, role: sales-rep, system: crm}
  - id: ok
    type: decision
    name: Complete?
    role: sales-rep
    branches: [{to: enter, when: yes, share: 90%}, {to: ask, when: no, share: 10%}]
  - {id: ask, name: Ask, role: sales-rep, system: [mail, crm], next: ok}
  - {id: enter, name: Enter it, role: sales-rep, system: erp, policies: ["limits#amounts"]}
"""
SHIP = """\
name: Ship
owner: cfo
group: order-to-cash
steps:
  - {id: pack, name: Pack, role: sales-rep, system: erp}
"""
POLICY = """\
---
title: Limits
owner: cfo
version: "1"
status: effective
effective: 2026-01-01
---
## Amounts {#amounts}
Above 1 000 EUR ask.

## Nothing {#nothing}
No process carries this.
"""


@pytest.fixture
def context(tmp_path):
    return context_from(
        tmp_path,
        {
            "systems.yml": SYSTEMS,
            "processes/order.yml": ORDER,
            "processes/ship.yml": SHIP,
            "policies/limits.md": POLICY,
        },
    )


def arrows(picture):
    return [(each.source, each.target) for each in picture.view.arrows]


def test_who_feeds_whom_is_a_map_and_a_table(context):
    section = interaction_section(context, context.links("processes/index.md"))
    assert arrows(section.picture) == [("order", "ship")]
    (first, second) = section.table.rows
    assert [link.text for link in first.cells[2].links] == ["Ship"]
    assert [link.text for link in second.cells[1].links] == ["Order"]


def test_work_passes_between_systems_through_decisions_but_not_within_one(context):
    found = [
        (each.source, each.target, each.before.id, each.after.id)
        for each in hand_overs(context.portal.processes["order"])
    ]
    assert ("crm", "erp", "take", "enter") in found
    assert all(before != "take" or after != "ask" for _, _, before, after in found)
    section = system_section(
        context, context.links("systems/erp.md"), context.portal.systems["erp"]
    )
    drawn = arrows(section.picture)
    assert ("process:order", "erp") in drawn
    assert ("process:ship", "erp") in drawn
    assert ("crm", "erp") in drawn
    assert len(section.table.rows) == len([each for each in found if "erp" in each])


def test_a_system_of_many_processes_is_shown_by_group(tmp_path):
    files = {f"processes/ship{at}.yml": SHIP for at in range(MOST_PROCESSES + 1)}
    many = context_from(tmp_path, {"systems.yml": SYSTEMS, **files})
    section = system_section(many, many.links("systems/erp.md"), many.portal.systems["erp"])
    first = section.picture.view.nodes[0]
    assert (first.name, first.note) == ("Order to cash", f"{MOST_PROCESSES + 1} processes")


def test_a_policy_leads_to_its_processes_by_clause_and_leaves_out_idle_ones(context):
    picture = policy_picture(
        context, context.links("policies/limits.md"), context.portal.policies["limits"]
    )
    assert arrows(picture) == [
        ("policy:limits", "clause:amounts"),
        ("clause:amounts", "process:order"),
    ]


def test_where_nothing_is_said_nothing_is_drawn(tmp_path):
    empty = context_from(tmp_path, {"systems.yml": SYSTEMS})
    links = empty.links("processes/index.md")
    assert interaction_section(empty, links) is None
    assert system_section(empty, links, empty.portal.systems["erp"]) is None
