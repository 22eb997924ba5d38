"""RISK101: a risk against which nothing is done."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RISK101",
    name="risk-without-control",
    severity=Severity.WARNING,
    summary="No control stands against a risk.",
)


def check_no_control(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag risks without a control of their own or one that also covers them.

    Yields:
        One finding per risk, at its id.
    """
    covered = {
        ref.id for control in context.portal.controls.values() for ref in control.also_covers
    }
    for risk in context.portal.risks.values():
        if not risk.controls and risk.id not in covered:
            yield finding(
                RULE,
                sentence("no control stands against risk `{risk}`", risk=risk.id),
                risk.place.span,
                help="Add a control, or say in `note` why the risk is borne.",
                subject=f"risk:{risk.id}",
            )


CHECK = Check(rule=RULE, run=check_no_control)
