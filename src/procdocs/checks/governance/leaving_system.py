"""GOV008: work still rests on a system that is leaving."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.states import holder_label, readers
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV008",
    name="leaving-system-used",
    severity=Severity.WARNING,
    summary="A step or document still rests on a system that is leaving or retired.",
)


def check_leaving_system(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag references to systems whose roll-out status is `leaving` or `retired`.

    A to-be process is not asked: it describes what comes after.

    Yields:
        One finding per reference, at it; the status is the related place.
    """
    for holder in context.holders:
        if holder.kind != "system":
            continue
        system = context.portal.systems[holder.id]
        if system.rollout_status not in ("leaving", "retired"):
            continue
        heir = next(
            (one.id for one in context.portal.systems.values() if system.id in one.replaces), None
        )
        leaving = system.rollout_status == "leaving"
        state = "it is leaving" if leaving else "it is retired"
        for reference in readers(context, holder):
            yield finding(
                RULE,
                sentence(
                    "{reference} uses {holder}, which is leaving"
                    if leaving
                    else "{reference} uses {holder}, which is retired",
                    reference=holder_label(reference),
                    holder=holder.label,
                ),
                reference.ref.span,
                help=sentence("Plan the move to `{heir}`.", heir=heir)
                if heir
                else "Say which system takes its place.",
                related=(Related(span=first_span(system.place, "rollout"), message=state),),
                subject=reference.subject,
            )


CHECK = Check(rule=RULE, run=check_leaving_system)
