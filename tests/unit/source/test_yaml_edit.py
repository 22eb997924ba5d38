"""Edits of YAML texts as a reader of the difference would want them."""

import pytest

from procdocs.source.yaml_edit import (
    InsertItem,
    Remove,
    SetValue,
    YamlEditError,
    edit_yaml,
    update_yaml,
)
from procdocs.source.yaml_tree import read_yaml

PROCESS = """\
# Credit check; ask finance before changing limits.
name: Credit check   # as in the handbook
steps:
  # the desk
  - id: register
    name: "Register order"
    role: clerk      # since 2025
    raci: {A: boss, I: [sales, ops]}  # agreed
    time: {process: 10m,   # measured
           wait: 2h}

  - {id: check, name: Check, role: clerk}
  - id: release
    description: |
      Look at it.

      Then release.
    raci:
      A: boss
      I:
        - sales
"""


def edited(text, *edits):
    """Give the lines that went and those that came."""
    import difflib

    made = edit_yaml(text, edits)
    lines = difflib.ndiff(text.split("\n"), made.split("\n"))
    return [line for line in lines if line[:2] in ("- ", "+ ")]


def test_a_value_keeps_its_quotes_and_comment():
    assert edited(
        PROCESS,
        SetValue(path=("steps", 0, "name"), value='Register "it"'),
        SetValue(path=("name",), value="Credit: check"),
        SetValue(path=("steps", 0, "time", "process"), value="12m"),
    ) == [
        "- name: Credit check   # as in the handbook",
        '+ name: "Credit: check"   # as in the handbook',
        '-     name: "Register order"',
        '+     name: "Register \\"it\\""',
        "-     time: {process: 10m,   # measured",
        "+     time: {process: 12m,   # measured",
    ]


def test_new_keys_come_last_and_look_like_their_neighbours():
    assert edited(
        PROCESS,
        SetValue(path=("steps", 0, "system"), value=["crm", "erp"]),
        SetValue(path=("steps", 1, "value"), value="VA"),
        SetValue(path=("steps", 2, "raci", "C"), value=["ops"]),
        SetValue(path=("steps", 0, "raci", "C"), value="ops"),
    ) == [
        "-     raci: {A: boss, I: [sales, ops]}  # agreed",
        "+     raci: {A: boss, I: [sales, ops], C: ops}  # agreed",
        "+     system: [crm, erp]",
        "-   - {id: check, name: Check, role: clerk}",
        "+   - {id: check, name: Check, role: clerk, value: VA}",
        "+       C:",
        "+         - ops",
    ]


def test_what_is_taken_out_takes_its_lines_along():
    assert edited(
        PROCESS,
        Remove(path=("steps", 0, "role")),
        Remove(path=("steps", 0, "raci", "I", 0)),
        Remove(path=("steps", 0, "time", "wait")),
        Remove(path=("steps", 2, "description")),
    ) == [
        "-     role: clerk      # since 2025",
        "-     raci: {A: boss, I: [sales, ops]}  # agreed",
        "+     raci: {A: boss, I: [ops]}  # agreed",
        "-     time: {process: 10m,   # measured",
        "+     time: {process: 10m   # measured",
        "-            wait: 2h}",
        "+            }",
        "-     description: |",
        "-       Look at it.",
        "- ",
        "-       Then release.",
    ]


def test_entries_of_lists():
    assert edited(
        PROCESS,
        InsertItem(path=("steps", 1), value={"id": "look", "name": "Look"}),
        InsertItem(path=("steps", 3), value={"id": "end", "type": "end"}),
        InsertItem(path=("steps", 0, "raci", "I", 2), value="it"),
        InsertItem(path=("steps", 2, "raci", "I", 0), value="it"),
    ) == [
        "-     raci: {A: boss, I: [sales, ops]}  # agreed",
        "+     raci: {A: boss, I: [sales, ops, it]}  # agreed",
        "+   - id: look",
        "+     name: Look",
        "+         - it",
        "+   - id: end",
        "+     type: end",
    ]


def test_a_block_of_text_stays_one():
    assert edited(
        PROCESS, SetValue(path=("steps", 2, "description"), value="Look.\nRelease.\n")
    ) == [
        "-       Look at it.",
        "+       Look.",
        "- ",
        "-       Then release.",
        "+       Release.",
    ]


@pytest.mark.parametrize(
    ("text", "path", "value", "made"),
    [
        ("a: &x {k: 1}\nb: *x\n", ("a", "k"), 2, "a: &x {k: 2}\nb: {k: 1}\n"),
        ("a: &x {k: 1}\nb: *x\n", ("b", "k"), 2, "a: &x {k: 1}\nb: {k: 2}\n"),
        ("a: &x [1]\nb: *x\nc: *x\n", ("b",), 2, "a: &x [1]\nb: 2\nc: *x\n"),
        ("a: !!str 5\n", ("a",), 6, "a: 6\n"),
        ("{a: 1, b}\n", ("b",), 2, "{a: 1, b: 2}\n"),
        ("a:\n", ("b",), 2, "a:\nb: 2\n"),
        ("# only this", ("b",), 2, "# only this\nb: 2\n"),
        ("a: {}\n", ("a", "b"), 2, "a: {b: 2}\n"),
        ("a: |\n  x", ("b",), 2, "a: |-\n  x\nb: 2"),
        ("[a: 1, 2]\n", (0, "b"), 2, "[{a: 1, b: 2}, 2]\n"),
        ("a: 2.10\n", ("a",), "2.10", 'a: "2.10"\n'),
        ("a: 'it'\n", ("a",), "it's", "a: 'it''s'\n"),
        ("a: Yes\n", ("a",), "No", 'a: "No"\n'),
        ("? a\n: 1\n", ("b",), 2, "a: 1\nb: 2\n"),
    ],
)
def test_odd_ways_to_write(text, path, value, made):
    assert edit_yaml(text, [SetValue(path=path, value=value)]) == made


def test_line_ends_and_the_mark_stay():
    text = "\ufeffa: 1\r\nb: [x]  # 信用\r\n"
    made = edit_yaml(text, [SetValue(path=("c",), value={"d": ["e\nf"]}), Remove(path=("a",))])
    assert made == "\ufeffb: [x]  # 信用\r\nc:\r\n  d:\r\n    - |-\r\n      e\r\n      f\r\n"


def test_what_would_lose_a_comment_is_refused():
    text = "? b # why\n: {c: 1}\nd: 2\n"
    with pytest.raises(YamlEditError):
        edit_yaml(text, [Remove(path=("b",))])


@pytest.mark.parametrize(
    ("text", "edit", "words"),
    [
        ("a: [\n", SetValue(path=("a",), value=1), "no YAML"),
        ("a: 1\n", Remove(path=("b",)), "nothing at b"),
        ("a: 1\n", SetValue(path=("a", "b"), value=1), "nothing at a/b"),
        ("a: [1]\n", InsertItem(path=("a", 2), value=1), "no list for a/2"),
        ("a: [1]\n", InsertItem(path=("b", 0), value=1), "nothing at b/0"),
    ],
)
def test_what_cannot_be_is_said(text, edit, words):
    with pytest.raises(YamlEditError, match=words):
        edit_yaml(text, [edit])


def test_the_least_is_done_for_a_new_tree():
    wanted = read_yaml("x", PROCESS).value
    wanted["steps"][2]["raci"]["A"] = "clerk"
    wanted["steps"].insert(1, {"id": "look"})
    assert update_yaml(PROCESS, wanted) == PROCESS.replace(
        "      A: boss\n", "      A: clerk\n"
    ).replace("\n\n  - {id: check", "\n  - id: look\n\n  - {id: check")


def test_thousands_of_edits_in_one_file_take_seconds():
    import time

    text = "activities:\n" + "".join(f"  row-{n}: {{clerk: R, boss: A}}\n" for n in range(10_000))
    edits = [SetValue(path=("activities", f"row-{n}", "clerk"), value="C") for n in range(10_000)]
    started = time.process_time()
    assert edit_yaml(text, edits) == text.replace("clerk: R", "clerk: C")
    assert time.process_time() - started < 15
