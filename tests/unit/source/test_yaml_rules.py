"""The rules about YAML and files."""

from procdocs.diagnostics import Severity
from procdocs.diagnostics.suppress import must_be_mended
from procdocs.source.rules import SOURCE_RULES
from procdocs.source.yaml_rules import FILE_RULES, YAML_RULES


def test_codes_are_in_order_without_gaps():
    for family, rules in (("YAML", YAML_RULES), ("FILE", FILE_RULES)):
        numbers = range(1, len(rules) + 1)
        assert [rule.code for rule in rules] == [f"{family}{number:03}" for number in numbers]


def test_no_error_of_reading_can_be_allowed():
    errors = [rule for rule in SOURCE_RULES if rule.severity is Severity.ERROR]
    assert [rule.code for rule in errors if not must_be_mended(rule)] == []
