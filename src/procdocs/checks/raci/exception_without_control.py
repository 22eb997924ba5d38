"""RACI014: an exception from segregation that nothing makes up for."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import listed, sentence

RULE = Rule(
    code="RACI014",
    name="open-ended-exception",
    severity=Severity.WARNING,
    summary="An exception from the segregation of duties has no end or no compensating control.",
)


def check_exception_without_control(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag exceptions that last for ever, or that no control makes up for.

    Yields:
        One finding per exception, at its role.
    """
    for rule in context.portal.segregation:
        for exception in rule.exceptions:
            missing = []
            if exception.until is None:
                missing.append(sentence("a last day (`until`)"))
            if exception.compensated_by is None:
                missing.append(sentence("a control (`compensated_by`)"))
            if missing:
                yield finding(
                    RULE,
                    sentence(
                        "the exception of `{role}` from “{rule}” lacks {missing}",
                        role=exception.role.id,
                        rule=rule.name,
                        missing=listed(missing),
                    ),
                    exception.role.span,
                    help="Say until when it holds and which control watches over it meanwhile.",
                    subject=f"role:{exception.role.id}",
                )


CHECK = Check(rule=RULE, run=check_exception_without_control)
