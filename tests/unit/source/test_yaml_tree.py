"""YAML text to values and places, the same with both parsers."""

import time

import pytest

from procdocs.diagnostics import Diagnostic
from procdocs.source.yaml_scalars import source_text
from procdocs.source.yaml_tree import YamlTree, libyaml_present, read_yaml, write_yaml

PARSERS = [False, *([True] if libyaml_present() else [])]


def read_both(text: str) -> YamlTree:
    trees = [read_yaml("f.yml", text, use_libyaml=fast) for fast in PARSERS]
    for tree in trees[1:]:
        assert repr(tree.value) == repr(trees[0].value)
        assert tree.diagnostics == trees[0].diagnostics
        assert dict(tree.marks) == dict(trees[0].marks)
    return trees[0]


def place(found: Diagnostic) -> tuple[str, int, int, int, int]:
    span = found.span
    return (found.code, span.line, span.column, span.end_line, span.end_column)


def only(text: str) -> Diagnostic:
    found = read_both(text).diagnostics
    assert len(found) == 1, found
    return found[0]


def spot(tree: YamlTree, *path: str | int, key: bool = False) -> tuple[int, int, int, int]:
    span = tree.span(path, key=key)
    return (span.line, span.column, span.end_line, span.end_column)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Yes", "Yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2026-03-01", "2026-03-01"),
        ("1_000", "1_000"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("'true'", "true"),
        ("12", 12),
        ("-3", -3),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("2.10", 2.1),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("12m", "12m"),
        ("١٢", "١٢"),
        ("<<", "<<"),
    ],
)
def test_reads_plain_scalars_by_the_core_schema_of_yaml_1_2(written, value):
    read = read_both(f"a: {written}\n").value["a"]
    assert read == value
    assert isinstance(read, type(value))


@pytest.mark.parametrize("written", ["2.10", "007", "0x1F", "1e3", "5", "1.5", "-0", "+1", "true"])
def test_a_number_keeps_its_source(written):
    assert source_text(read_both(f"a: {written}\n").value["a"]) == written


def test_keys_that_are_numbers_or_words_of_yaml_become_their_text():
    tree = read_both("{2026: 5, 2026-09: 13.0, true: x, null: y, on: z, 1.50: w}\n")
    assert list(tree.value) == ["2026", "2026-09", "true", "null", "on", "1.50"]


def test_places_count_characters_and_tell_keys_from_values():
    tree = read_both("\ufeff名字: 信用 😀 审核\r\nb: ['é', \"x\", {c: 1}]\rd:\n  - e: f\n    g:\n")
    assert spot(tree, "名字") == (1, 5, 1, 12)
    assert spot(tree, "名字", key=True) == (1, 1, 1, 3)
    assert spot(tree, "b") == (2, 4, 2, 22)
    assert spot(tree, "b", 0) == (2, 5, 2, 8)
    assert spot(tree, "b", 2, "c") == (2, 19, 2, 20)
    assert spot(tree, "d") == (4, 3, 5, 7)
    assert spot(tree, "d", 0) == (4, 5, 5, 7)
    assert spot(tree, "d", 0, "g") == (5, 7, 5, 7)
    assert spot(tree, "d", 0, key=True) == (4, 5, 4, 9)
    assert tree.source(("b", 0)) == "'é'"


def test_a_path_that_leads_nowhere_gives_the_nearest_place_above():
    tree = read_both("a:\n  b: 1\n")
    assert spot(tree, "a", "x", "y", key=True) == (1, 1, 1, 2)
    assert tree.source(("a", "x")) is None


def test_a_text_block_ends_with_its_last_character():
    tree = read_both("a: |\n  one # no comment\n  two\n\n# comment\nb: >-\n  x\n  y\n")
    assert tree.value == {"a": "one # no comment\ntwo\n", "b": "x y"}
    assert spot(tree, "a") == (1, 4, 3, 6)
    assert not tree.diagnostics


def test_front_matter_counts_from_its_first_line():
    tree = read_yaml("p.md", "title: x\nb: [\n", first_line=2)
    assert tree.diagnostics[0].span.line == 3


def test_an_anchor_or_tag_is_no_part_of_the_value():
    tree = read_both("a: &x 'v'\nb: *x\nc: &y # note\n  d: 1\ne: !!str 5\n")
    assert tree.value == {"a": "v", "b": "v", "c": {"d": 1}, "e": "5"}
    assert spot(tree, "a") == (1, 7, 1, 10)
    assert spot(tree, "b") == (2, 4, 2, 6)
    assert spot(tree, "c") == (4, 3, 4, 7)
    assert spot(tree, "e") == (5, 10, 5, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c\n", ("YAML001", 1, 5, 1, 6)),
        ("a: 1\n b: 2\n", ("YAML001", 2, 2, 2, 4)),
        ("a:\n\tb: 1\n", ("YAML001", 2, 1, 2, 2)),
        ("a: 'x\nb: 1\n", ("YAML001", 1, 4, 1, 5)),
        ("a: 'x' y\n", ("YAML001", 1, 8, 1, 9)),
        ('a: "\\q"\n', ("YAML001", 1, 5, 1, 7)),
        ("a: [1,\n  2\nb: 3\n", ("YAML001", 1, 4, 1, 5)),
        ("a: {b: 1\n", ("YAML001", 1, 4, 1, 5)),
        ("a: {b: 'c' d: 1}\n", ("YAML001", 1, 12, 1, 13)),
        ("a: ]\n", ("YAML001", 1, 4, 1, 5)),
        ("a:\n  - b\n c: d\n", ("YAML001", 3, 2, 3, 6)),
        ("- a\nb: 1\n", ("YAML001", 2, 1, 2, 5)),
        ("a: 1\nkey\nb: 2\n", ("YAML001", 2, 1, 2, 4)),
        ("a: - b\n", ("YAML001", 1, 4, 1, 5)),
        ("a: @x\n", ("YAML001", 1, 4, 1, 5)),
        ("a: * x\n", ("YAML001", 1, 4, 1, 5)),
        ("a: |x\n  y\n", ("YAML001", 1, 4, 1, 6)),
        ("%TAG ! x\n---\na: 1\n", ("YAML001", 1, 1, 1, 9)),
        ("a: 1\nb: 2\na: 3\n", ("YAML002", 3, 1, 3, 2)),
        ("2026: 1\n'2026': 2\n", ("YAML002", 2, 1, 2, 7)),
        ("a: 1\n---\nb: 2\n", ("YAML003", 2, 1, 2, 4)),
        ("[a]: 1\n", ("YAML004", 1, 1, 1, 4)),
        (": 1\n", ("YAML001", 1, 1, 1, 2)),
        ("{: 1}\n", ("YAML001", 1, 2, 1, 3)),
        ("'': 1\n", ("YAML004", 1, 1, 1, 3)),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", ("YAML005", 3, 3, 3, 5)),
        ("a: !foo b\n", ("YAML006", 1, 4, 1, 8)),
        ("a: &x !!python/object:os.system {}\n", ("YAML006", 1, 7, 1, 32)),
        ("a: *x\n", ("YAML007", 1, 4, 1, 6)),
        ("a: &x [*x]\n", ("YAML007", 1, 8, 1, 10)),
        ("a: x\x07y\n", ("YAML009", 1, 5, 1, 6)),
        ("a: x\ny: \u2028\n", ("YAML009", 2, 4, 2, 5)),
        ("name: Pay #3\n", ("YAML010", 1, 11, 1, 12)),
        ("- {name: Pay #3\n  , a: b}\n", ("YAML010", 1, 14, 1, 15)),
        ("accent: #00607a\n", ("YAML010", 1, 9, 1, 10)),
        ("a: 1e999\n", ("YAML011", 1, 4, 1, 9)),
        ("a: .nan\n", ("YAML011", 1, 4, 1, 8)),
        (f"a: {'9' * 100}\n", ("YAML011", 1, 4, 1, 104)),
    ],
)
def test_points_at_the_fault(text, expected):
    found = only(text)
    assert place(found) == expected
    assert found.help


@pytest.mark.parametrize(
    "text",
    [
        "name: Pay # a note\n",
        "name: Pay #\n",
        "name: 'Pay #3'\n",
        "name: Pay#3\n",
        "note: |\n  Pay #3\n",
        "a: {name: Ready?, b: 'x?'}\n",
        "a: \tb\t# tab\n",
        "a: b?c\n",
        "--- # only one\na: 1\n...\n",
        "%YAML 1.2\n---\na: 1\n",
        "# nothing but comments\n",
        "",
    ],
)
def test_leaves_good_text_alone(text):
    assert read_both(text).diagnostics == ()


def test_keeps_the_first_of_two_equal_keys_and_shows_it():
    tree = read_both("a: 1\nb: {c: 1, c: 2}\n")
    assert tree.value == {"a": 1, "b": {"c": 1}}
    related = tree.diagnostics[0].related[0]
    assert (related.span.line, related.span.column) == (2, 5)


def test_an_open_bracket_is_shown_where_it_opens_and_where_it_was_missed():
    found = only("a: [1,\n  2\nb: 3\n")
    assert [(item.span.line, item.span.column) for item in found.related] == [(3, 2)]


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        bomb(20),
        "[" * 10_000,
        "{a: " * 10_000,
        "- " * 10_000,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "".join(" " * depth + "a:\n" for depth in range(200)),
        "a: 1\n" * 1_000_000,
    ],
    ids=["aliases", "lists", "mappings", "dashes", "balanced", "indentation", "long"],
)
@pytest.mark.parametrize("fast", PARSERS)
def test_refuses_what_is_too_large_at_once(text, fast):
    start = time.process_time()
    tree = read_yaml("f.yml", text, use_libyaml=fast)
    assert time.process_time() - start < 5
    assert tree.diagnostics[-1].code == "YAML008"
    assert tree.value is None


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        (r'"a\x00b"', (6, 10)),
        (r'"\0"', (5, 7)),
        (r'"\a\""', (5, 7)),
        (r'"\\a \e"', (9, 11)),
        (r'"\ud800"', (5, 11)),
        (r'"\U0000FFFE"', (5, 15)),
    ],
)
def test_refuses_escapes_for_what_no_text_may_hold(written: str, columns: tuple[int, int]):
    tree = read_both(f"k: {written}\n")
    (found,) = tree.diagnostics
    assert place(found) == ("YAML009", 1, columns[0], 1, columns[1])
    tree.value["k"].encode("utf-8")
    assert "\ufffd" in tree.value["k"]


def test_keeps_escapes_for_visible_characters_and_line_ends():
    tree = read_both(r'k: "\u4fe1\r\n\t\_\U0001F600\\x00"')
    assert tree.value == {"k": "\u4fe1\r\n\t\xa0\U0001f600\\x00"}
    assert not tree.diagnostics


def test_points_at_an_escape_for_a_number_that_no_character_has():
    found = only('name: x\nother: "a \\U00110000"\n')
    assert place(found) == ("YAML001", 2, 11, 2, 13)


def test_reports_only_some_of_many_control_characters():
    assert len(read_both("a: " + "\x01" * 500).diagnostics) == 20


def test_the_top_level_must_be_a_mapping():
    for text, code in (("", "YAML012"), ("# x\n", "YAML012"), ("- a\n- b\n", "YAML013")):
        value, found = read_both(text).mapping()
        assert value == {}
        assert [(one.code, one.span.line) for one in found] == [(code, 1)]
    assert read_both("").mapping(may_be_empty=True) == ({}, ())
    assert read_both("a: [").mapping() == ({}, ())
    assert read_both("a: 1").mapping() == ({"a": 1}, ())


def test_a_long_text_is_shortened_in_a_message():
    assert len(only(f"a: {'word ' * 100}#5\n").message) < 100


def test_writes_what_it_reads_back():
    value = {
        "name": "Pay #3",
        "when": "Yes",
        "version": "2.10",
        "date": "2026-03-01",
        "steps": [{"id": "a", "n": 5, "share": 0.5, "key": True, "none": None}, ["x", []]],
        "note": "one\ntwo\n",
        "2026": "007",
    }
    written = write_yaml(value)
    assert read_both(written).value == value
    assert written.startswith('name: \'Pay #3\'\nwhen: "Yes"\nversion: "2.10"\ndate: 2026-03-01\n')
    assert 'steps:\n  - id: a\n    "n": 5\n' in written
    assert "note: |\n  one\n  two\n" in written


def test_writes_numbers_as_they_were_written():
    assert write_yaml(read_both("a: 2.10\nb: 007\n").value) == "a: 2.10\nb: 007\n"
