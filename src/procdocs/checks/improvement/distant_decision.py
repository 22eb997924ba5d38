"""IMP204: a decision is taken two levels above the work."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.climbs import every_climb
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP204",
    name="distant-decision",
    severity=Severity.INFO,
    summary="A decision is taken two or more levels above the work.",
)
LEVELS = Option(name="levels", default=2, meaning="levels of `reports_to` from which it is distant")


def check_distant_decision(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions for which work climbs two levels or more.

    Yields:
        One finding per decision and role below, at the role of the deciding step.
    """
    least = context.limit(RULE, LEVELS)
    for climb in every_climb(context):
        if climb.levels < least:
            continue
        yield finding(
            RULE,
            sentence(
                "`{decision}` is decided {levels} levels above `{source_role}`, who "
                "brings the case",
                decision=climb.decision.id,
                levels=climb.levels,
                source_role=climb.ways[0].source_role,
            ),
            climb.decision.place.at("role"),
            help="Let the nearest superior decide, with a limit above which it goes further.",
            subject=f"process:{climb.process.id}#{climb.decision.id}",
            price=climb.price(context),
        )


CHECK = Check(rule=RULE, run=check_distant_decision, options=(LEVELS,))
