"""IMP404: many roles work on one process."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.prices import handoff_price
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP404",
    name="many-roles",
    severity=Severity.INFO,
    summary="More than six roles work on one process.",
)
MOST = Option(name="most", default=6, meaning="roles that work on one process")


def check_many_roles(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes in which many roles have a step; systems do not count.

    At stake is the waiting before the steps that take over from another role.

    Yields:
        One finding per process, at its lanes or its name.
    """
    most = int(context.limit(RULE, MOST))
    for process in context.portal.current_processes():
        working: dict[str, None] = {}
        for step in process.activities:
            role = context.portal.roles.get(step.role.id) if step.role else None
            if role is not None and role.kind != "system":
                working[role.id] = None
        if len(working) > most:
            yield finding(
                RULE,
                sentence(
                    "{count} roles work on process `{process}`: {names}",
                    count=len(working),
                    process=process.id,
                    names=names(tuple(working)),
                ),
                first_span(process.place, "lanes"),
                help="Join steps under those roles that know the case best.",
                subject=f"process:{process.id}",
                price=handoff_price(context, process, context.analysis.processes[process.id]),
            )


CHECK = Check(rule=RULE, run=check_many_roles, options=(MOST,))
