"""IMP201: work climbs to a manager and comes back."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.climbs import every_climb
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP201",
    name="escalation",
    severity=Severity.INFO,
    summary="Work climbs to a manager for a decision and comes back down.",
)


def check_escalation(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions that are fetched from above.

    At stake are the work of the activities above and the waiting before them, of all items of a
    year that climb.

    Yields:
        One finding per decision and role below, at the deciding step; where most of the work
        climbs from is the related place.
    """
    for climb in every_climb(context):
        first = climb.ways[0]
        yield finding(
            RULE,
            sentence(
                "from `{source}` work climbs one level to `{top_role}` for `{decision}` and comes "
                "back"
                if climb.levels == 1
                else "from `{source}` work climbs {levels} levels to `{top_role}` for `{decision}` "
                "and comes back",
                source=climb.source.id,
                levels=climb.levels,
                top_role=first.top_role,
                decision=climb.decision.id,
            ),
            climb.decision.place.span,
            help=sentence(
                "Give `{source_role}` the right to decide `{decision}`, within a limit.",
                source_role=first.source_role,
                decision=climb.decision.id,
            ),
            related=(Related(span=climb.source.place.span, message="it climbs from here"),),
            subject=f"process:{climb.process.id}#{climb.decision.id}",
            price=climb.price(context),
        )


CHECK = Check(rule=RULE, run=check_escalation)
