from tests.support.contexts import context_from

from procdocs.views.home_page import view_home_page
from procdocs.views.improve_page import view_improve

PORTAL = """\
name: Portal
company: Harbour Pumps
landscape: [{id: core, name: Core, groups: [{id: service, name: Service}]}]
success_factors: {safe: {name: Nobody gets hurt, weight: 1}}
"""
ROLES = "roles: {clerk: {name: Clerk}}"
BASE = """\
name: Field service
group: service
owner: clerk
success_factors: {safe: 5}
cost_impact: 5
performance: 1
steps: [{id: a, name: Repair the pump, role: clerk}]
"""
NORTH = """\
name: Field service North
extends: field-service
"""


def portal(tmp_path, north):
    return context_from(
        tmp_path,
        {
            "portal.yml": PORTAL,
            "organisation.yml": ROLES,
            "processes/field-service.yml": BASE,
            "processes/field-service-north.yml": north,
        },
    )


def test_a_local_variant_does_not_double_its_base_in_rankings(tmp_path):
    context = portal(tmp_path, NORTH)
    home, improve = view_home_page(context), view_improve(context)
    (row,) = home.key
    assert (row.link.text, row.link.note) == ("Field service", "and Field service North")
    assert home.landscape.bands[0].cells[0].count == "2 processes, 1 key"
    (ranked,) = improve.key.rows
    assert ranked.cells[0].note == "and Field service North"
    assert len(improve.matrix.view.points) == 1


def test_a_local_variant_with_scores_of_its_own_is_ranked(tmp_path):
    context = portal(tmp_path, NORTH + "performance: 2\n")
    assert len(view_home_page(context).key) == 2
    assert len(view_improve(context).key.rows) == 2
