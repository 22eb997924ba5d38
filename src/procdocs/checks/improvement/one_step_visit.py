"""IMP303: a role is visited for one short step."""

from collections import Counter
from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import amount, figured, step_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP303",
    name="one-step-visit",
    severity=Severity.INFO,
    summary="A role has one short step in a process, and the item waits longer for it.",
)
MINUTES = Option(name="minutes", default=15, meaning="work up to which a step is short")


def check_one_step_visit(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles that are fetched into a process for one short step and left again.

    At stake are the work of the step and the waiting before it.

    Yields:
        One finding per role, at the role of its step.
    """
    longest = context.limit(RULE, MINUTES)
    for process, figures in figured(context):
        taken = {one.target for one in figures.handoffs if not one.with_system}
        passed = {one.source for one in figures.handoffs if not one.with_system}
        steps_of = Counter(step.role.id for step in process.activities if step.role)
        for step in process.activities:
            found = figures.steps.get(step.id)
            if step.role is None or found is None or steps_of[step.role.id] > 1:
                continue
            work, wait = found.process_minutes, found.wait_minutes
            if step.id not in taken or step.id not in passed or work is None or wait is None:
                continue
            if work > longest or wait <= work:
                continue
            yield finding(
                RULE,
                sentence(
                    "`{role}` has one step in process `{process}`, `{step}`: {work} of "
                    "work after {wait} of waiting",
                    role=step.role.id,
                    process=process.id,
                    step=step.id,
                    work=amount(work),
                    wait=amount(wait),
                ),
                step.role.span,
                help="Let the role before or after do it, with the right and the knowledge it "
                "takes.",
                subject=f"process:{process.id}#{step.id}",
                price=step_price(context, process, figures, step),
            )


CHECK = Check(rule=RULE, run=check_one_step_visit, options=(MINUTES,))
