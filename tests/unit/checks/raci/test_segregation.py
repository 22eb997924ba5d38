"""Duties that must stay apart, in roles and in people."""

from tests.support.cases import codes_of, example_of

PROCESS = """\
name: Pay an invoice
group: sales
owner: manager
steps:
  - {{id: enter, name: Enter the invoice, role: {enter}}}
  - {{id: release, name: Release the payment, role: {release}{raci}}}
"""
RULE = """\
segregation_of_duties:
  - name: Enter and release
    duties: [[pay#enter], [pay#release]]
"""


def _codes(root, *, enter, release, raci="", clerk="", rule=RULE):
    roles = (
        f"roles:\n  clerk: {{name: Clerk{clerk}}}\n  manager: {{name: Manager, held_by: [A. Ro]}}\n"
    )
    process = PROCESS.format(enter=enter, release=release, raci=raci)
    files = {"organisation.yml": roles + rule, "processes/pay.yml": process}
    return codes_of(example_of(files), root, "RACI011", "RACI012")


def test_two_roles_part_the_duties(tmp_path):
    assert _codes(tmp_path, enter="clerk", release="manager") == []


def test_an_inherited_accountability_is_no_duty(tmp_path):
    assert _codes(tmp_path, enter="clerk", release="manager", clerk=", held_by: [B. Lee]") == []


def test_a_written_accountability_is_a_duty(tmp_path):
    found = _codes(tmp_path, enter="clerk", release="manager", raci=", raci: {A: clerk}")
    assert [code for code, _, _ in found] == ["RACI011"]


def test_one_person_in_two_roles_is_found_whatever_the_spacing(tmp_path):
    found = _codes(tmp_path, enter="clerk", release="manager", clerk=", held_by: ['a.  ro']")
    assert [code for code, _, _ in found] == ["RACI012"]


def test_a_system_holds_no_duty(tmp_path):
    assert _codes(tmp_path, enter="clerk", release="clerk", clerk=", kind: system") == []
