"""What portal.yml says of rules, held against the rules there are."""

from collections.abc import Collection, Iterator, Mapping

from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.portal import Portal

UNKNOWN_RULE = Rule(
    code="CFG001",
    name="unknown-rule",
    severity=Severity.ERROR,
    summary="portal.yml sets the level of a rule that does not exist.",
)
FIXED_RULE = Rule(
    code="CFG002",
    name="lowered-error",
    severity=Severity.ERROR,
    summary="portal.yml lowers a rule behind which the portal would say something untrue.",
)
SETTING_RULES = (UNKNOWN_RULE, FIXED_RULE)
"""The rules of this module."""


def check_rule_settings(
    portal: Portal, known: Mapping[str, Rule], fixed: Collection[str]
) -> Iterator[Diagnostic]:
    """Flag settings of rules that do not exist, and of rules that cannot be lowered.

    Args:
        portal: The portal with its settings.
        known: Every rule by its code.
        fixed: Codes that stay errors.

    Yields:
        One diagnostic per faulty setting, in authored order.
    """
    for code, setting in portal.rules.items():
        if code not in known:
            yield finding(
                UNKNOWN_RULE,
                sentence("there is no rule `{code}`", code=code),
                setting.place.span,
                help="`procdocs explain` lists every rule",
            )
        elif code in fixed and setting.level not in (None, Severity.ERROR):
            yield finding(
                FIXED_RULE,
                sentence("rule `{code}` ({name}) stays an error", code=code, name=known[code].name),
                setting.place.at("level"),
                help="remove the setting and mend what the rule finds",
            )
