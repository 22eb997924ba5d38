"""CFG003: portal.yml changes a threshold that a rule does not have."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from procdocs.checks.context import CheckContext, Option
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="CFG003",
    name="unknown-option",
    severity=Severity.ERROR,
    summary="portal.yml changes a threshold that the rule does not have.",
)


def check_option_names(
    context: CheckContext, options: Mapping[str, Sequence[Option]]
) -> Iterator[Diagnostic]:
    """Flag options of rules that have no such threshold.

    Args:
        context: The portal with its settings.
        options: Thresholds of every rule by its code; a code that is missing has none.

    Yields:
        One finding per option, at its value.
    """
    for code, setting in context.portal.rules.items():
        known = [option.name for option in options.get(code, ())]
        for name, _ in setting.options:
            if name in known:
                continue
            near = difflib.get_close_matches(name, known, 1)
            guess = f", did you mean `{near[0]}`?" if near else ""
            has = f"It has {names(known)}." if known else "It has none."
            yield finding(
                RULE,
                f"rule `{code}` has no option `{name}`{guess}",
                setting.place.at(name),
                help=f"Write the name of one of its thresholds. {has}",
            )
