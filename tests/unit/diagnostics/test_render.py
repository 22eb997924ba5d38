"""Findings for people and for other programs."""

import json

import pytest

from procdocs.diagnostics import Related, Rule, Severity, Span, finding
from procdocs.diagnostics.render import RENDERERS
from procdocs.diagnostics.render.snippet import MAX_WIDTH

TWO = Rule(
    code="RACI001", name="two-accountable-roles", severity=Severity.ERROR, summary="Two roles."
)
HINT = Rule(code="FLOW002", name="hint", severity=Severity.INFO, summary="A hint.")


def span(line: int, column: int, end: int, file: str = "content/a.yml", last: int | None = None):
    return Span(file=file, line=line, column=column, end_line=last or line, end_column=end)


def render(kind: str, *found, text: str = "", colour: bool = False) -> str:
    return RENDERERS[kind](found, lambda file: text or None, colour)


PAIR = finding(
    TWO,
    "register has two accountable roles",
    span(12, 6, 10),
    help="Take one `A` away.",
    related=(Related(span=span(2, 3, 4), message="the other one"),),
)


def test_full_shows_the_line_the_partner_and_the_mend():
    text = "\n".join(f"line {number} text" for number in range(1, 15))
    assert render("full", PAIR, text=text) == (
        "error[RACI001] two-accountable-roles: register has two accountable roles\n"
        "  --> content/a.yml:12:6\n"
        "   |\n"
        "11 | line 11 text\n"
        "12 | line 12 text\n"
        "   |      ^^^^\n"
        "  ::: content/a.yml:2:3\n"
        "   |\n"
        " 1 | line 1 text\n"
        " 2 | line 2 text\n"
        "   |   - the other one\n"
        "   = help: Take one `A` away.\n"
        "\n"
        "Found 1 error in 1 file.\n"
    )


@pytest.mark.parametrize(
    ("text", "place", "line", "marks"),
    [
        ("信用: 审核 x", span(1, 5, 7), "信用: 审核 x", "      ^^^^"),
        ("a:\tb", span(1, 4, 5), "a:    b", "      ^"),
        ("e\u0301: b", span(1, 5, 6), "e\u0301: b", "   ^"),
        ("😀: b", span(1, 4, 5), "😀: b", "    ^"),
        ("a: \x1b[2J!", span(1, 4, 8), "a: <U+001B>[2J!", "   ^^^^^^^^^^^"),
        ("a: \u202eb", span(1, 5, 6), "a: <U+202E>b", "           ^"),
        ("a: b", span(1, 5, 5), "a: b", "    ^"),
        ("a:\n  b", span(1, 1, 4, last=2), "a:", "^^ (to line 2)"),
        ("\ufeffa: b\r\nc", span(1, 4, 5), "a: b", "   ^"),
    ],
)
def test_full_underlines_what_a_terminal_shows(text, place, line, marks):
    lines = render("full", finding(TWO, "m", place), text=text).split("\n")
    assert lines[3:5] == [f"1 | {line}", f"  | {marks}"]


@pytest.mark.parametrize("column", [1, 100, 2000, 3999])
def test_full_trims_long_lines_around_the_span(column):
    text = "word " * 800
    text = text[: column - 1] + "HERE" + text[column + 3 :]
    lines = render("full", finding(TWO, "m", span(1, column, column + 4)), text=text).split("\n")
    start = lines[4].index("^") if "^" in lines[4] else -1
    assert lines[3][start : start + 4] == "HERE"
    assert lines[4].strip("| ") == "^^^^"
    assert len(lines[3]) <= MAX_WIDTH + 8


def test_full_without_source_or_place_shows_no_line():
    whole = finding(TWO, "m", Span.of_file("a.yml"), related=PAIR.related)
    out = render("full", whole)
    assert "|" not in out
    assert "  = the other one" in out
    assert " | " not in render("full", finding(TWO, "m", span(99, 1, 2)), text="a: 1\n")


def test_nothing_hostile_reaches_a_terminal():
    nasty = "\x1b]0;x\x07\r\n\u202e\udc80"
    evil = finding(TWO, nasty, span(1, 1, 9, nasty), help=nasty)
    for kind in ("full", "concise", "github"):
        out = render(kind, evil, text=nasty)
        assert not set(out) & set("\x1b\x07\r\u202e\udc80")
        out.encode("utf-8")
    for kind in ("json", "gitlab", "sarif"):
        assert render(kind, evil).isascii()
        json.loads(render(kind, evil))


def test_full_in_colour_differs_by_escape_sequences_only():
    import re

    coloured = render("full", PAIR, text="a\nb b\n" * 9, colour=True)
    assert "\x1b[1;31merror[RACI001]\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == render("full", PAIR, text="a\nb b\n" * 9)


def test_concise():
    assert render("concise", PAIR, finding(HINT, "m", span(1, 1, 2, "b.yml"))) == (
        "content/a.yml:12:6: error RACI001 register has two accountable roles\n"
        "b.yml:1:1: info FLOW002 m\n"
        "Found 1 error and 1 note in 2 files.\n"
    )
    assert render("concise") == "Found no errors and no warnings.\n"


def test_json_has_exactly_the_fields_of_the_format():
    assert json.loads(render("json", PAIR)) == [
        {
            "code": "RACI001",
            "name": "two-accountable-roles",
            "severity": "error",
            "message": "register has two accountable roles",
            "file": "content/a.yml",
            "line": 12,
            "column": 6,
            "end_line": 12,
            "end_column": 10,
            "help": "Take one `A` away.",
            "related": [
                {"file": "content/a.yml", "line": 2, "column": 3, "message": "the other one"}
            ],
        }
    ]
    assert json.loads(render("json")) == []


def test_github_escapes_what_ends_a_property():
    odd = finding(TWO, "100%\n::error::x", span(1, 2, 3, "a,b:c%.yml", last=2))
    assert render("github", odd) == (
        "::error title=RACI001 two-accountable-roles,file=a%2Cb%3Ac%25.yml,line=1,endLine=2"
        "::100%25<U+000A>::error::x\n"
    )
    assert ",col=6,endColumn=10::" in render("github", PAIR)
    assert render("github", finding(HINT, "m", span(1, 1, 2))).startswith("::notice ")
    assert render("github") == ""


def test_gitlab_fingerprints_stay_when_lines_move_and_differ_from_each_other():
    moved = finding(TWO, PAIR.message, span(50, 1, 2))
    first, second = json.loads(render("gitlab", PAIR, moved))
    (alone,) = json.loads(render("gitlab", moved))
    assert first["fingerprint"] == alone["fingerprint"] != second["fingerprint"]
    assert first["location"] == {
        "path": "content/a.yml",
        "positions": {"begin": {"line": 12, "column": 6}, "end": {"line": 12, "column": 10}},
    }
    assert (first["severity"], first["check_name"]) == ("major", "two-accountable-roles")


def test_sarif_lists_each_rule_once_and_points_at_it():
    log = json.loads(render("sarif", PAIR, finding(HINT, "m", span(1, 1, 2, "a b#é.yml")), PAIR))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == ["FLOW002", "RACI001"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]
    assert [result["level"] for result in run["results"]] == ["error", "note", "error"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b%23%C3%A9.yml"
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["relatedLocations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 3,
        "endLine": 2,
        "endColumn": 4,
    }
