"""Whatever bytes a file holds, reading gives a tree or findings, and never raises."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procdocs.diagnostics import Diagnostic, Span
from procdocs.source.suppressions import markdown_suppressions
from procdocs.source.text_files import TextFile, decode
from procdocs.source.yaml_tree import libyaml_present, read_yaml, write_yaml

PIECES = (
    *("a", "b: ", "c:\n", " ", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", ":", "? "),
    *("'", '"', " #x", "# procdocs: allow A1 because x\n", "|\n", ">-\n", "&x ", "*x", "!t "),
    *("<<: *x", "\t", "é", "😀", "\\", "\n---\n", "\n...\n", "%", "@", "1", "2.10", "\r", "\0"),
    *("\x85", "\u2028", "\ufeff", "~", "''", "<!-- procdocs: ", "-->", "```\n", "1e999"),
)
FRAGMENTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.text(min_size=1), below, max_size=3)
    ),
    max_leaves=12,
)
CALM = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def assert_inside(span: Span, text: str) -> None:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@CALM
@given(FRAGMENTS | st.text())
def test_any_text_gives_a_tree_or_findings_whose_places_lie_in_it(text):
    tree = read_yaml("f.yml", text)
    for found in tree.diagnostics:
        for span in (found.span, *(related.span for related in found.related)):
            assert_inside(span, text)
    for item in tree.suppressions + markdown_suppressions("f.md", tree.text):
        assert_inside(item.span, text)
    for marks in tree.marks.values():
        assert_inside(marks.value, text)
        if marks.key:
            assert_inside(marks.key, text)


@CALM
@given(FRAGMENTS)
def test_both_parsers_agree(text):
    if not libyaml_present():
        return
    fast, slow = (read_yaml("f.yml", text, use_libyaml=flag) for flag in (True, False))
    assert repr(fast.value) == repr(slow.value)
    assert fast.diagnostics == slow.diagnostics
    assert fast.suppressions == slow.suppressions


@CALM
@given(st.binary())
def test_any_bytes_are_text_or_a_finding(data):
    read = decode("f.yml", data)
    assert isinstance(read, TextFile | Diagnostic)
    if isinstance(read, TextFile):
        read_yaml("f.yml", read.text)


@CALM
@given(VALUES)
def test_what_is_written_is_read_back(value):
    tree = read_yaml("f.yml", write_yaml(value))
    assert tree.value == value or any(found.code == "YAML009" for found in tree.diagnostics)
