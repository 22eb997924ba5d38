"""GOV007: a system that nobody works with."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.states import readers
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV007",
    name="system-never-used",
    severity=Severity.WARNING,
    summary="No step works with a system that is live or planned.",
)


def check_system_never_used(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag systems that nothing names, unless they are leaving or retired.

    Yields:
        One finding per system, at its id.
    """
    for holder in context.holders:
        if holder.kind != "system":
            continue
        status = context.portal.systems[holder.id].rollout_status
        if status not in ("leaving", "retired") and not readers(context, holder):
            yield finding(
                RULE,
                sentence("no step, document or KPI refers to {holder}", holder=holder.label),
                holder.place.span,
                help="Name it under `system` of the steps that use it, or say that it is leaving.",
                subject=holder.subject,
            )


CHECK = Check(rule=RULE, run=check_system_never_used)
