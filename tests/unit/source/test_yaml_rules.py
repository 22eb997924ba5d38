"""The rules about YAML and files."""

from procdocs.source.yaml_rules import FILE_RULES, YAML_RULES


def test_codes_are_in_order_without_gaps():
    for family, rules in (("YAML", YAML_RULES), ("FILE", FILE_RULES)):
        numbers = range(1, len(rules) + 1)
        assert [rule.code for rule in rules] == [f"{family}{number:03}" for number in numbers]
