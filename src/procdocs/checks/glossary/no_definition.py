"""TERM102: a term that is not explained."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="TERM102",
    name="term-without-definition",
    severity=Severity.WARNING,
    summary="A term of the glossary has no definition.",
)


def check_no_definition(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag terms without a definition.

    Yields:
        One finding per term, at its id.
    """
    for term in context.portal.terms.values():
        if term.definition is None:
            yield finding(
                RULE,
                sentence("term `{term}` has no definition", term=term.id),
                term.place.span,
                help="Say in one sentence what it means here.",
                subject=f"term:{term.id}",
            )


CHECK = Check(rule=RULE, run=check_no_definition)
