"""CFG003: portal.yml changes a threshold that a rule does not have."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from procdocs.checks.context import CheckContext, Option
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

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
            yield finding(
                RULE,
                sentence(
                    "rule `{code}` has no option `{name}`, did you mean `{near}`?"
                    if near
                    else "rule `{code}` has no option `{name}`",
                    code=code,
                    name=name,
                    near=near[0] if near else "",
                ),
                setting.place.at(name),
                help=sentence(
                    "Write the name of one of its thresholds. It has {names}."
                    if known
                    else "Write the name of one of its thresholds. It has none.",
                    names=names(known),
                ),
            )
