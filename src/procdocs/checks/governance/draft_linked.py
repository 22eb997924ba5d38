"""GOV002: something in force rests on a draft."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.states import holder_label, readers
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV002",
    name="draft-linked",
    severity=Severity.WARNING,
    summary="Something effective refers to a policy, process or document that is still a draft.",
)


def check_draft_linked(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag references from what is effective to what is a draft or in review.

    Yields:
        One finding per reference, at the reference; the status is the related place.
    """
    for holder in context.holders:
        status = holder.governed.status if holder.governed else None
        if status not in ("draft", "in-review"):
            continue
        for reference in readers(context, holder):
            if reference.status == "effective" and reference.way != "part_of":
                yield finding(
                    RULE,
                    sentence(
                        "{reference} is in force and links to {holder}, which is a draft"
                        if status == "draft"
                        else "{reference} is in force and links to {holder}, which is still in "
                        "review",
                        reference=holder_label(reference),
                        holder=holder.label,
                    ),
                    reference.ref.span,
                    help=sentence(
                        "Put `{holder}` into force first, or take the link out.", holder=holder.id
                    ),
                    related=(
                        Related(span=first_span(holder.place, "status"), message="its status"),
                    ),
                    subject=reference.subject,
                )


CHECK = Check(rule=RULE, run=check_draft_linked)
