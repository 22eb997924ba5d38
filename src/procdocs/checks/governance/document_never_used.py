"""GOV006: a document that nobody needs."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.states import readers
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV006",
    name="document-never-used",
    severity=Severity.WARNING,
    summary="No step, role or text refers to a document.",
)


def check_document_never_used(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag documents that nothing names.

    Yields:
        One finding per document, at its id.
    """
    for holder in context.holders:
        if holder.kind != "document" or (holder.governed and holder.governed.status == "retired"):
            continue
        if not readers(context, holder):
            yield finding(
                RULE,
                sentence("no step, role or text refers to {holder}", holder=holder.label),
                holder.place.span,
                help="Name it under `inputs` or `outputs` of a step (a training under `training` "
                "of a role), or take it out.",
                subject=holder.subject,
            )


CHECK = Check(rule=RULE, run=check_document_never_used)
