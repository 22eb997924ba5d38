"""RISK106: a control that no step carries out."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RISK106",
    name="control-not-carried-out",
    severity=Severity.WARNING,
    summary="No step carries out a control.",
)


def check_control_not_carried(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag controls that stand in the register and in no process.

    A control that makes up for an exception from segregation is carried out apart.

    Yields:
        One finding per control, at its id.
    """
    for control in context.portal.controls.values():
        if not context.used("control", control.id):
            yield finding(
                RULE,
                sentence("no step carries out control `{control}`", control=control.id),
                control.place.span,
                help="Name it under `controls` of the step where it happens.",
                subject=f"control:{control.id}",
            )


CHECK = Check(rule=RULE, run=check_control_not_carried)
