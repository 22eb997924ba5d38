"""RISK105: a risk that nobody has rated."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import listed, sentence

RULE = Rule(
    code="RISK105",
    name="risk-not-rated",
    severity=Severity.WARNING,
    summary="A risk has no likelihood or no impact.",
)


def check_not_rated(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag risks that cannot be ranked.

    Yields:
        One finding per risk, at its id.
    """
    for risk in context.portal.risks.values():
        missing = [
            key
            for key, value in (("likelihood", risk.likelihood), ("impact", risk.impact))
            if value is None
        ]
        if missing:
            yield finding(
                RULE,
                sentence(
                    "risk `{risk}` has no {missing}",
                    risk=risk.id,
                    missing=listed([sentence(key) for key in missing], "and no"),
                ),
                risk.place.span,
                help="Rate both from 1 to 5, as they were without controls.",
                subject=f"risk:{risk.id}",
            )


CHECK = Check(rule=RULE, run=check_not_rated)
