"""RISK104: a risk that stays high in spite of its controls."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RISK104",
    name="high-residual-risk",
    severity=Severity.WARNING,
    summary="A risk stays high after its controls.",
)
LEAST = Option(name="least", default=12, meaning="likelihood × impact from which a risk is high")


def check_high_residual(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag risks whose likelihood × impact after controls is high.

    Without a residual rating the rating before controls counts.

    Yields:
        One finding per risk, at its residual rating or its id.
    """
    least = context.limit(RULE, LEAST)
    for risk in context.portal.risks.values():
        likelihood = risk.residual_likelihood or risk.likelihood
        impact = risk.residual_impact or risk.impact
        if likelihood is None or impact is None or likelihood * impact < least:
            continue
        yield finding(
            RULE,
            sentence(
                "risk `{risk}` is high ({likelihood} × {impact} = {value}) after its controls"
                if risk.residual_likelihood
                else "risk `{risk}` is high ({likelihood} × {impact} = {value}) and has no "
                "residual rating",
                risk=risk.id,
                likelihood=likelihood,
                impact=impact,
                value=likelihood * impact,
            ),
            first_span(risk.place, "residual", "likelihood"),
            help="Add a control that works, or have the owner accept the risk in `note`.",
            subject=f"risk:{risk.id}",
        )


CHECK = Check(rule=RULE, run=check_high_residual, options=(LEAST,))
