"""IMP203: a limit is too low for the number of cases."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.climbs import every_climb
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.price import grouped
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP203",
    name="low-limit",
    severity=Severity.INFO,
    summary="Many cases go above a role's limit and are mostly decided the same way there.",
)
CASES = Option(name="cases", default=100, meaning="cases a year above a limit")
PART = Option(name="part", default=0.8, meaning="part of them that is decided the same way")


def check_low_limit(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions with a limit that are fetched from above often and end the same way.

    At stake are the work and the waiting above, of that part of the cases.

    Yields:
        One finding per decision and role below, at the `authority` of the deciding step.
    """
    for climb in every_climb(context):
        step, items = climb.decision, climb.figures.items_per_year
        if step.authority is None or step.authority.limit is None:
            continue
        if climb.expected is None or items is None:
            continue
        cases = climb.expected * items
        usual = max((branch.share or 0 for branch in step.branches), default=0)
        if cases < context.limit(RULE, CASES) or usual < context.limit(RULE, PART):
            continue
        below = climb.ways[0].source_role
        yield finding(
            RULE,
            sentence(
                "{cases} cases a year go from `{below}` to `{step}`, and {part} of them "
                "are decided the same way",
                cases=grouped(cases),
                below=below,
                step=step.id,
                part=percent(usual),
            ),
            step.place.at("authority"),
            help=sentence(
                "Give `{below}` a limit of its own, so high that most of these cases "
                "stay below it.",
                below=below,
            ),
            subject=f"process:{climb.process.id}#{step.id}",
            price=climb.price(context, usual),
        )


CHECK = Check(rule=RULE, run=check_low_limit, options=(CASES, PART))
