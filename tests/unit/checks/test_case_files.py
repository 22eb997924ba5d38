"""Every rule has a case file, and every example in it comes out as it says."""

import re

import pytest
from tests.support.cases import findings_of, written

from procdocs.checks.manual import Example, manual_codes, parse_manual, read_manual
from procdocs.checks.registry import ALL_CHECKS
from procdocs.diagnostics import Severity
from procdocs.project import ALL_RULES

CODES = tuple(rule.code for rule in ALL_RULES)
CHECKED = {check.rule.code for check in ALL_CHECKS}


def _examples(kind: str) -> list:
    return [
        pytest.param(code, example, id=f"{code}-{number}")
        for code in manual_codes()
        for number, example in enumerate(getattr(read_manual(code), kind), start=1)
    ]


@pytest.mark.parametrize(("code", "example"), _examples("failing"))
def test_a_failing_example_gives_the_findings_it_shows(code: str, example: Example, tmp_path):
    found = [written(one) for one in findings_of(example, tmp_path) if one.code == code]
    assert found == list(example.findings)
    assert found


@pytest.mark.parametrize(("code", "example"), _examples("failing"))
def test_a_finding_tells_what_where_and_the_mend(code: str, example: Example, tmp_path):
    for one in findings_of(example, tmp_path):
        assert not one.message.endswith((".", " "))
        if one.code != code or code not in CHECKED:
            continue
        assert one.help
        assert one.help.endswith(".")
        assert one.subject or code.startswith("CFG")
        for span in (one.span, *(related.span for related in one.related)):
            line = (tmp_path / span.file).read_text("utf-8").splitlines()[span.line - 1]
            assert 1 <= span.column <= len(line)
            assert (span.line, span.column) < (span.end_line, span.end_column)


@pytest.mark.parametrize(("code", "example"), _examples("passing"))
def test_a_passing_example_is_free_of_errors_and_of_the_finding(
    code: str, example: Example, tmp_path
):
    found = findings_of(example, tmp_path)
    assert [written(one) for one in found if one.code == code] == []
    assert [written(one) for one in found if one.severity is Severity.ERROR] == []


def test_every_rule_has_a_case_file_and_every_case_file_a_rule():
    assert sorted(CODES) == sorted(manual_codes())


def test_codes_and_names_are_unique():
    names = [rule.name for rule in ALL_RULES]
    assert len(set(CODES)) == len(CODES)
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_is_named_and_explained(rule):
    manual = read_manual(rule.code)
    assert re.fullmatch(r"[A-Z]+[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert manual.code == rule.code
    assert manual.name == rule.name
    assert manual.failing
    assert manual.passing
    assert "**Why it matters.**" in manual.prose
    assert "**How to mend it.**" in manual.prose
    assert rule.summary.endswith(".")


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.rule.code)
def test_options_are_documented(check):
    prose = read_manual(check.rule.code).prose
    for option in check.options:
        assert f"`{option.name}`" in prose
        assert f"{option.default:g}" in prose


def test_a_case_file_without_a_title_is_refused():
    with pytest.raises(ValueError, match="the first line is not"):
        parse_manual("prose\n", "X.md")


def test_a_block_without_a_file_name_is_refused():
    with pytest.raises(ValueError, match="has no title"):
        parse_manual("# FLOW001 name\n\n## Fails\n\n```yaml\na: 1\n```\n", "X.md")
