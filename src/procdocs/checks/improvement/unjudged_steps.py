"""IMP003: activities of which nobody said whether they add value."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured, price_of, step_part
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP003",
    name="unjudged-steps",
    severity=Severity.INFO,
    summary="Activities of a process have no value class.",
)


def check_unjudged_steps(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes of which the activities are not all judged.

    At stake is the work of the unjudged steps, first visits only.

    Yields:
        One finding per process, at the first such step.
    """
    for process, figures in figured(context):
        missing = figures.unjudged_steps
        step = process.step(missing[0]) if missing else None
        if step is None:
            continue
        parts = [
            part
            for name in missing
            for part in step_part(
                context,
                process.step(name),
                figures,
                times=figures.steps[name].reached if name in figures.steps else None,
                wait=False,
            )
        ]
        yield finding(
            RULE,
            sentence(
                "{judged_steps} of {activities} activities of process `{process}` are "
                "judged; without a value class: {names}",
                judged_steps=figures.judged_steps,
                activities=figures.activities,
                process=process.id,
                names=names(missing),
            ),
            step.place.span,
            help="Ask of each whether the customer would pay for it (`value: VA`), the business "
            "or the law needs it (`BVA`), or nobody does (`NVA`).",
            subject=f"process:{process.id}",
            price=price_of(context, process, figures, parts),
        )


CHECK = Check(rule=RULE, run=check_unjudged_steps)
