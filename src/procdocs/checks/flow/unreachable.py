"""FLOW001: no way leads to a step."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_label, step_subject
from procdocs.checks.flow.walks import walk_within
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process
from procdocs.model.steps import Step

RULE = Rule(
    code="FLOW001",
    name="unreachable-step",
    severity=Severity.ERROR,
    summary="No way leads from a start to a step.",
)


def check_unreachable(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps that cannot be reached from any start of their pool.

    Yields:
        One finding per group of steps that hang together, at its first step.
    """
    for process in context.portal.processes.values():
        flow = process.flow
        reached: set[str] = set()
        for start in flow.starts():
            if start.id not in reached:
                reached.update(step.id for step in flow.walk(start.id))
        lost = [step for step in flow.steps if step.id not in reached and not step.implied]
        untold = {step.id for step in lost}
        for step in (*_without_way_in(process, lost), *lost):
            if step.id not in untold:
                continue
            behind = walk_within(flow, step.id, untold)
            rest = behind[1:]
            untold.difference_update(behind)
            yield finding(
                RULE,
                sentence(
                    "no way leads to {step}, and so to {rest} behind it"
                    if rest
                    else "no way leads to {step}",
                    step=step_label(step),
                    rest=names(rest),
                ),
                step.place.span,
                help=sentence(
                    "Lead a `next` or a branch to `{step}`, or take it out.", step=step.id
                ),
                subject=step_subject(process, step),
            )


def _without_way_in(process: Process, lost: list[Step]) -> list[Step]:
    return [step for step in lost if not process.flow.in_edges(step.id)]


CHECK = Check(rule=RULE, run=check_unreachable)
