from procdocs.source.findings import Findings
from procdocs.source.markdown_policy import read_policy_text


def clauses(text):
    found = read_policy_text("policies/a.md", text, Findings(), "policy:a")
    return [
        (each.id, each.level, each.heading.line, text[each.start : each.end].strip())
        for each in found.sections
    ]


def test_an_underlined_line_is_a_clause_as_one_with_marks_is():
    text = "---\ntitle: A\n---\nBefore.\n\nLimits\n------\n\nUp to 5.\n\nTop {#top}\n===\nB\n\n## C\nD\n"
    assert clauses(text) == [
        ("limits", 2, 6, "Up to 5."),
        ("top", 1, 11, "B"),
        ("c", 2, 15, "D"),
    ]


def test_rules_tables_lists_and_code_are_no_clauses():
    text = (
        "One\ntwo\n---\n\n---\n\n- item\n---\n\n| a |\n|---|\n\n```\nx\n---\n```\n\n"
        "    code\n---\n\n> quoted\n---\n"
    )
    assert clauses(text) == []
