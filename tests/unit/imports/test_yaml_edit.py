"""Taking a key out of a step, and nothing else."""

import pytest

from procdocs.imports.yaml_edit import without_step_key
from procdocs.source.yaml_tree import read_yaml

HEAD = "name: X  # the name\nsteps:\n  - id: a\n    name: A\n"
TAIL = "    role: r\n  - {id: b, name: B, raci: {A: x}}\n"


def edit(text, number, step):
    tree = read_yaml("x.yml", text)
    value = tree.marks[("steps", number, "raci")].value
    return without_step_key(text, step, "raci", value)


@pytest.mark.parametrize(
    "raci",
    [
        "    raci: {A: x, I: [y]}\n",
        "    raci: {A: x}  # why\n",
        "    raci:\n      A: x\n      I:\n        - y\n",
        "    raci:\n      {A: x,\n       I: y}\n",
    ],
)
def test_only_the_key_goes(raci):
    assert edit(HEAD + raci + TAIL, 0, "a") == HEAD + TAIL


def test_within_braces_nothing_is_done():
    assert edit(HEAD + TAIL, 1, "b") is None
