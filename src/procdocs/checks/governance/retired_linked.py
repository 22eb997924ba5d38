"""GOV001: something retired is still linked."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.states import holder_label, readers
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV001",
    name="retired-still-linked",
    severity=Severity.WARNING,
    summary="A retired policy, process or document is still linked.",
)


def check_retired_linked(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag references to what is retired, from anything that is not.

    A policy that supersedes it may name it.

    Yields:
        One finding per reference, at the reference; the status is the related place.
    """
    for holder in context.holders:
        if holder.governed is None or holder.governed.status != "retired":
            continue
        instead = next(
            (
                policy.id
                for policy in context.portal.policies.values()
                if holder.kind == "policy" and any(ref.id == holder.id for ref in policy.supersedes)
            ),
            None,
        )
        for reference in readers(context, holder):
            yield finding(
                RULE,
                sentence(
                    "{reference} links to {holder}, which is retired",
                    reference=holder_label(reference),
                    holder=holder.label,
                ),
                reference.ref.span,
                help=sentence("Link to `{instead}`, which supersedes it.", instead=instead)
                if instead
                else "Link to what replaces it, or take the link out.",
                related=(Related(span=first_span(holder.place, "status"), message="retired here"),),
                subject=reference.subject,
            )


CHECK = Check(rule=RULE, run=check_retired_linked)
