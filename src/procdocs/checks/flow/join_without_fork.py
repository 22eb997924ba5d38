"""FLOW007: a join waits for branches that no fork started."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process
from procdocs.model.steps import Split, StepType

RULE = Rule(
    code="FLOW007",
    name="join-without-fork",
    severity=Severity.ERROR,
    summary="A join waits for branches that no fork or inclusive split started.",
)


def check_join_without_fork(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag joins that no two branches of a fork or inclusive split reach.

    After a decision only one branch comes, and such a join would wait for ever.

    Yields:
        One finding per join, at its id; a decision before it is the related place.
    """
    joined: dict[str, set[str]] = {}
    for process, split in context.splits:
        joined.setdefault(process.id, set()).update(split.joins)
    for process in context.portal.processes.values():
        joins = [step for step in process.steps if step.type is StepType.JOIN]
        for step in joins:
            if step.id in joined.get(process.id, ()) or not process.flow.in_edges(step.id):
                continue
            yield finding(
                RULE,
                sentence(
                    "join `{step}` waits for branches, but no fork or inclusive split before "
                    "it starts two that reach it",
                    step=step.id,
                ),
                step.place.span,
                help="Take the join out: where branches of a decision meet, nothing has to wait. "
                "Or make the step before them a `fork`.",
                related=_decision_before(process, step.id),
                subject=step_subject(process, step),
            )


def _decision_before(process: Process, join: str) -> tuple[Related, ...]:
    flow = process.flow
    seen = {join}
    queue = [join]
    while queue:
        current = queue.pop(0)
        for edge in flow.in_edges(current):
            step = flow.step(edge.source)
            if step.split in (Split.EXCLUSIVE, Split.EVENT):
                return (Related(span=step.place.span, message="only one branch leaves here"),)
            if step.id not in seen:
                seen.add(step.id)
                queue.append(step.id)
    return ()


CHECK = Check(rule=RULE, run=check_join_without_fork)
