"""RISK102: a control that failed its last test."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RISK102",
    name="control-failed",
    severity=Severity.WARNING,
    summary="A control failed its last test.",
)


def check_control_failed(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag controls whose last test has the result `failed`.

    Yields:
        One finding per control, at the result of its test.
    """
    for control in context.portal.controls.values():
        if control.result == "failed":
            yield finding(
                RULE,
                sentence(
                    "control `{control}` failed its test on {day}"
                    if control.tested
                    else "control `{control}` failed its test",
                    control=control.id,
                    day=control.tested,
                ),
                first_span(control.place, "tested.result", "tested"),
                help="Mend the control, test it again and write down the result.",
                subject=f"control:{control.id}",
            )


CHECK = Check(rule=RULE, run=check_control_failed)
