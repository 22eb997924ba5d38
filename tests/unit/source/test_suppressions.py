"""Comments that allow findings."""

import pytest

from procdocs.source.suppressions import markdown_suppressions
from procdocs.source.yaml_tree import read_yaml

ALLOW = "# procdocs: allow RACI005 because Committees decide together"


def of_yaml(text: str):
    return [
        (item.code, item.reason, item.line, item.span.line, item.span.column)
        for item in read_yaml("f.yml", text).suppressions
    ]


def of_markdown(text: str):
    return [
        (item.code, item.reason, item.line, item.span.line, item.span.column)
        for item in markdown_suppressions("f.md", text)
    ]


WHY = "Committees decide together"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: 1\nb: 2 {ALLOW}\n", [("RACI005", WHY, 2, 2, 6)]),
        (f"a: 1\n{ALLOW}\n# more\n\nb: 2\n", [("RACI005", WHY, 5, 2, 1)]),
        (f"a:\n  {ALLOW}\n  - 2\n", [("RACI005", WHY, 3, 2, 3)]),
        (f"# Title\n{ALLOW}\na: 1\n", [("RACI005", WHY, None, 2, 1)]),
        (f"---\n{ALLOW}\na: 1\n", [("RACI005", WHY, None, 2, 1)]),
        (f"a: 1 {ALLOW}\n", [("RACI005", WHY, 1, 1, 6)]),
        ("a: 1 #procdocs: allow X1, y2 because z\n", [("X1", "z", 1, 1, 6), ("Y2", "z", 1, 1, 6)]),
        ("a: 1\nb: 2 # procdocs: allow X1\n", [("X1", None, 2, 2, 6)]),
        ("a: 1\nb: 2 # procdocs: allow X1 because\n", [("X1", None, 2, 2, 6)]),
        ("a: 1 # procdocs: forgive X1 because z\n", [("", None, 1, 1, 6)]),
        (f'a: "x {ALLOW}"\n', []),
        (f"a: 'x\n  {ALLOW}'\n", []),
        (f"a: |\n  x\n  {ALLOW}\n  y\n", []),
        (f"a: |\n  x\n{ALLOW}\nb: 1\n", [("RACI005", WHY, 4, 3, 1)]),
    ],
)
def test_reads_comments_of_yaml_and_no_texts(text, expected):
    assert of_yaml(text) == expected


def test_a_comment_is_not_taken_for_a_cut_text():
    assert not read_yaml("f.yml", f"a: b {ALLOW.replace('# p', '#p')}\n").diagnostics


MARKDOWN = "<!-- procdocs: allow RACI005 because Committees decide together -->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# A\n\ntext {MARKDOWN}\n", [("RACI005", WHY, 3, 3, 6)]),
        (f"# A\n\n{MARKDOWN}\n\ntext\n", [("RACI005", WHY, 5, 3, 1)]),
        (f"\n{MARKDOWN}\n\n# A\n", [("RACI005", WHY, None, 2, 1)]),
        (f"# A\n\n{MARKDOWN.replace('because ', 'because' + chr(10))}\nb\n", [
            ("RACI005", WHY, 5, 3, 1)
        ]),
        (f"# A\n\n```\n{MARKDOWN}\n```\n\n`{MARKDOWN}`\n", []),
        (f"# A\n\n~~~~\n~~~\n{MARKDOWN}\n~~~~\n{MARKDOWN}\nx\n", [("RACI005", WHY, 8, 7, 1)]),
        ("a <!-- procdocs: whatever -->\n", [("", None, 1, 1, 3)]),
    ],
)  # fmt: skip
def test_reads_comments_of_markdown_and_no_code(text, expected):
    assert of_markdown(text) == expected
