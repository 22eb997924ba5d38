"""Checks run by the portal's settings, and say the same thing once."""

from tests.support.cases import PORTAL, PROCESS, example_of, findings_of

from procdocs.diagnostics import Severity

FIVE_WAYS = """\
name: Choose a desk
group: sales
owner: manager
steps:
  - id: desk
    name: Which desk?
    type: decision
    role: clerk
    branches:
      - {when: A, to: a, share: 20%}
      - {when: B, to: b, share: 20%}
      - {when: C, to: c, share: 20%}
      - {when: D, to: d, share: 20%}
      - {when: E, to: e, share: 20%}
  - {id: a, name: Do A, role: clerk}
  - {id: b, name: Do B, role: clerk}
  - {id: c, name: Do C, role: clerk}
  - {id: d, name: Do D, role: clerk}
  - {id: e, name: Do E, role: clerk}
"""


def _with_rule(setting, root):
    portal = f"{PORTAL}rules: {{FLOW011: {setting}}}\n"
    found = findings_of(example_of({"portal.yml": portal, "processes/desk.yml": FIVE_WAYS}), root)
    return [(one.severity, one.span.line) for one in found if one.code == "FLOW011"]


def test_a_rule_has_its_own_severity(tmp_path):
    assert _with_rule("{}", tmp_path) == [(Severity.WARNING, 14)]


def test_the_portal_may_raise_a_rule(tmp_path):
    assert _with_rule("{level: error}", tmp_path) == [(Severity.ERROR, 14)]


def test_the_portal_may_switch_a_rule_off(tmp_path):
    assert _with_rule("{level: off, reason: Desks are many}", tmp_path) == []


def test_the_portal_may_move_a_threshold(tmp_path):
    assert _with_rule("{most: 5}", tmp_path) == []


def test_a_local_variant_does_not_repeat_the_findings_of_its_base(tmp_path):
    variant = "name: Choose a desk in the north\nextends: desk\noverride: {}\n"
    files = {"processes/desk.yml": FIVE_WAYS, "processes/desk-north.yml": variant}
    found = [one for one in findings_of(example_of(files), tmp_path) if one.code == "FLOW011"]
    assert len(found) == 1


def test_the_same_portal_gives_the_same_findings(tmp_path):
    files = example_of({"processes/order.yml": PROCESS})
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert findings_of(files, tmp_path / "one") == findings_of(files, tmp_path / "two")
