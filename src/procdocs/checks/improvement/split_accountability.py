"""IMP304: many roles answer for one process."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.prices import handoff_price
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP304",
    name="split-accountability",
    severity=Severity.INFO,
    summary="More than three roles are accountable within one process.",
)
MOST = Option(name="most", default=3, meaning="accountable roles of one process")


def check_split_accountability(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes for whose result nobody answers as a whole.

    At stake is the waiting before the steps that take over from another role.

    Yields:
        One finding per process, at its owner.
    """
    most = int(context.limit(RULE, MOST))
    for process in context.portal.current_processes():
        held: dict[str, int] = {}
        for row in process.raci.rows:
            for role in row.roles(process.raci.scheme.accountable):
                held[role] = held.get(role, 0) + 1
        if len(held) > most:
            yield finding(
                RULE,
                sentence(
                    "{count} roles are accountable within process `{process}`: {names}",
                    count=len(held),
                    process=process.id,
                    names=names(tuple(held)),
                ),
                first_span(process.place, "owner"),
                help="Let the owner answer for all but the steps that law or segregation part.",
                subject=f"process:{process.id}",
                price=handoff_price(context, process, context.analysis.processes[process.id]),
            )


CHECK = Check(rule=RULE, run=check_split_accountability, options=(MOST,))
