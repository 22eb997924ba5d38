"""A fault that was told where it is read is not told again as a missing letter."""

from tests.support.cases import codes_at, codes_of, example_of

STEP = "  - {id: take, name: Take the order, role: clerk}\n"


def test_an_unknown_role_of_a_step(tmp_path):
    steps = "  - {id: take, name: Take the order, role: clrk}\n"
    assert codes_at(tmp_path, steps, "RACI002", "RACI003", "REF") == [("REF001", 5, 44)]


def test_an_unknown_role_of_a_table(tmp_path):
    table = "process: order\nactivities:\n  take: {clerk: R, mangaer: A}\n"
    process = f"name: Order\ngroup: sales\nowner: manager\nsteps:\n{STEP}"
    files = {"processes/order.yml": process, "raci/order.yml": table}
    assert codes_of(example_of(files), tmp_path, "RACI002", "REF") == [("REF001", 3, 20)]
