"""RISK107: a risk of no process."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RISK107",
    name="risk-never-linked",
    severity=Severity.WARNING,
    summary="No process names a risk, and none of its controls stands in one.",
)


def check_never_linked(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag risks that no process bears.

    Yields:
        One finding per risk, at its id.
    """
    for risk in context.portal.risks.values():
        named = any(one.holder_kind == "process" for one in context.used("risk", risk.id))
        if not named and not any(context.used("control", one) for one in risk.controls):
            yield finding(
                RULE,
                sentence("no process bears risk `{risk}`", risk=risk.id),
                risk.place.span,
                help="Name it under `risks` of the processes in which it may come true.",
                subject=f"risk:{risk.id}",
            )


CHECK = Check(rule=RULE, run=check_never_linked)
