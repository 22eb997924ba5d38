import pytest
from tests.support.portals import concise, portal_from

PROCESS = """\
name: {id}
owner: cfo
state: to-be
variant_of: {base}
steps:
  - {{id: work, name: Do the work, role: cfo}}
"""


@pytest.mark.parametrize("ring", [("a", "b"), ("a", "b", "c")])
def test_variants_that_stand_for_each_other_are_one_error(tmp_path, ring):
    files = {
        f"processes/{one}.yml": PROCESS.format(id=one, base=other)
        for one, other in zip(ring, (*ring[1:], ring[0]), strict=True)
    }
    loaded = portal_from(tmp_path, files)
    found = [concise(each) for each in loaded.diagnostics if each.code == "VAR002"]
    assert len(found) == 1
    assert ":4:13" in found[0]
    assert " → ".join((*ring, ring[0])) in found[0]
