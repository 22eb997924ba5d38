"""IMP006: a role has more work than time."""

from collections.abc import Iterator

from procdocs.analysis.portal_figures import RoleLoad
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.price_words import write_rate
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Price, Rule, Severity, finding
from procdocs.diagnostics.price import factor, grouped
from procdocs.diagnostics.sentence import sentence
from procdocs.model.organisation import Role

RULE = Rule(
    code="IMP006",
    name="overloaded-role",
    severity=Severity.INFO,
    summary="The documented work of a role exceeds its capacity.",
)
PART = Option(name="part", default=1, meaning="work ÷ capacity above which a role is overloaded")


def check_overloaded_role(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles whose hours a year over all processes exceed their full-time equivalents.

    At stake are the hours beyond the capacity, at the rate of the role.

    Yields:
        One finding per role, at its capacity.
    """
    for load in context.analysis.loads.values():
        role = context.portal.roles.get(load.role)
        used = load.utilisation
        if role is None or used is None or used <= context.limit(RULE, PART):
            continue
        yield finding(
            RULE,
            sentence(
                "role `{role}` has {hours} h of work a year and {capacity} h of capacity ({part})",
                role=role.id,
                hours=grouped(load.hours or 0),
                capacity=grouped(load.capacity_hours or 0),
                part=percent(used),
            ),
            first_span(role.place, "capacity"),
            help="Remove its waste steps first; then hand work over, or plan for more people.",
            subject=f"role:{role.id}",
            price=_price(context, role, load),
        )


def _price(context: CheckContext, role: Role, load: RoleLoad) -> Price:
    hours, capacity = load.hours or 0.0, load.capacity_hours or 0.0
    rate, currency = role.cost_rate, context.portal.currency
    basis = sentence(
        "{hours}\u00a0h of work − {capacity}\u00a0h of capacity",
        hours=factor(hours),
        capacity=factor(capacity),
    )
    if rate is None or rate.currency != currency:
        return Price(work_hours=hours - capacity, currency=currency, basis=basis)
    return Price(
        work_hours=hours - capacity,
        cost=(hours - capacity) * rate.amount,
        currency=currency,
        basis=sentence("({hours}) × {rate}", hours=basis, rate=write_rate(rate.amount, currency)),
    )


CHECK = Check(rule=RULE, run=check_overloaded_role, options=(PART,))
