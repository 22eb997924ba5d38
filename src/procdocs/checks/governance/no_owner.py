"""GOV003: nobody looks after something."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import label_of
from procdocs.diagnostics import Diagnostic, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import Sentence, sentence

RULE = Rule(
    code="GOV003",
    name="no-owner",
    severity=Severity.WARNING,
    summary="A process, policy, value stream, system, KPI, risk or control has no owner.",
)


def check_no_owner(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag objects without an owner; a control without one is its risk's.

    Yields:
        One finding per object, at its name or id.
    """
    portal = context.portal
    for holder in context.holders:
        asked = holder.kind in ("process", "policy", "value-stream") and holder.part_of is None
        if asked and holder.governed is not None and holder.governed.owner is None:
            yield _finding(holder.label, holder.place.span, holder.subject)
    for system in portal.systems.values():
        if system.owner is None:
            yield _finding(label_of("system", system.id), system.place.span, f"system:{system.id}")
    for kpi in portal.kpis.values():
        if kpi.owner is None:
            yield _finding(label_of("kpi", kpi.id), kpi.place.span, f"kpi:{kpi.id}")
    for risk in portal.risks.values():
        if risk.owner is None:
            yield _finding(label_of("risk", risk.id), risk.place.span, f"risk:{risk.id}")
    for control in portal.controls.values():
        if control.owner is None and portal.risks[control.risk].owner is None:
            yield _finding(
                label_of("control", control.id), control.place.span, f"control:{control.id}"
            )


def _finding(label: Sentence, span: Span, subject: str) -> Diagnostic:
    return finding(
        RULE,
        sentence("{label} has no owner", label=label),
        span,
        help="Add `owner`: the role that keeps it right and answers questions about it.",
        subject=subject,
    )


CHECK = Check(rule=RULE, run=check_no_owner)
