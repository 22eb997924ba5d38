"""RISK103: a key control that was not tested for long."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RISK103",
    name="key-control-untested",
    severity=Severity.WARNING,
    summary="A key control was never tested, or not within a year.",
)
DAYS = Option(name="days", default=365, meaning="days after which a test is out of date")


def check_key_control_untested(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag controls on which auditors count and that nobody has tested lately.

    Yields:
        One finding per control, at the date of its test or at its id.
    """
    longest = context.limit(RULE, DAYS)
    for control in context.portal.controls.values():
        if not control.key:
            continue
        if control.tested is None:
            what = "key control `{control}` was never tested"
        elif (context.today - control.tested).days > longest:
            what = "key control `{control}` was last tested on {day}"
        else:
            continue
        yield finding(
            RULE,
            sentence(what, control=control.id, day=control.tested),
            first_span(control.place, "tested.date", "tested"),
            help="Test it and write `tested: {date: …, result: passed}`.",
            subject=f"control:{control.id}",
        )


CHECK = Check(rule=RULE, run=check_key_control_untested, options=(DAYS,))
