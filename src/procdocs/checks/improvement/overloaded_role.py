"""IMP006: a role has more work than time."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.holders import first_span
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="IMP006",
    name="overloaded-role",
    severity=Severity.INFO,
    summary="The documented work of a role exceeds its capacity.",
)
PART = Option(name="part", default=1, meaning="work ÷ capacity above which a role is overloaded")


def check_overloaded_role(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles whose hours a year over all processes exceed their full-time equivalents.

    At stake are the hours beyond the capacity.

    Yields:
        One finding per role, at its capacity.
    """
    for load in context.analysis.loads.values():
        role = context.portal.roles.get(load.role)
        used = load.utilisation
        if role is None or used is None or used <= context.limit(RULE, PART):
            continue
        over = (load.hours or 0) - (load.capacity_hours or 0)
        yield finding(
            RULE,
            f"role `{role.id}` has {load.hours:,.0f} h of work a year and "
            f"{load.capacity_hours:,.0f} h of capacity ({percent(used)})",
            first_span(role.place, "capacity"),
            help="Remove its waste steps first; then hand work over, or plan for more people.",
            subject=f"role:{role.id}",
            annual_hours=over,
        )


CHECK = Check(rule=RULE, run=check_overloaded_role, options=(PART,))
