"""IMP002: activities without a time."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured, price_of, step_part
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP002",
    name="unmeasured-steps",
    severity=Severity.INFO,
    summary="Activities of a process have no work or no waiting time, so its figures lack them.",
)


def check_unmeasured_steps(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes of which the times are not all known.

    At stake is what is known of those steps: their work, or the waiting before them.

    Yields:
        One finding per process, at the first such step.
    """
    for process, figures in figured(context):
        missing = figures.unmeasured_steps
        step = process.step(missing[0]) if missing else None
        if step is None:
            continue
        parts = [
            part for name in missing for part in step_part(context, process.step(name), figures)
        ]
        yield finding(
            RULE,
            sentence(
                "{measured_steps} of {activities} activities of process `{process}` are "
                "measured; without a whole time: {names}",
                measured_steps=figures.measured_steps,
                activities=figures.activities,
                process=process.id,
                names=names(missing),
            ),
            step.place.span,
            help="Add `time: {process: …, wait: …}`; an estimate is better than nothing.",
            subject=f"process:{process.id}",
            price=price_of(context, process, figures, parts),
        )


CHECK = Check(rule=RULE, run=check_unmeasured_steps)
