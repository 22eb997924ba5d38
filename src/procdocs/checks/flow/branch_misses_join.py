"""FLOW006: a join waits for a branch that may have ended elsewhere."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.parallel import ParallelSplit
from procdocs.checks.flow.subjects import step_label, step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.flow import Edge, Flow
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW006",
    name="branch-misses-join",
    severity=Severity.WARNING,
    summary="A branch of a fork may end before the join that waits for it.",
)


def check_branch_misses_join(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag ways that leave a branch for an end while a join waits for the branch.

    An end that terminates the process is excepted: it stops the waiting too.

    Yields:
        One finding per fork, where the way to the end is written; the join and the fork are the
        related places.
    """
    for process, split in context.splits:
        leaving = _leaving(process.flow, split)
        if leaving is None or not split.joins:
            continue
        join = process.flow.step(split.joins[0])
        yield finding(
            RULE,
            sentence(
                "a branch of {step} may end at `{target}`, while `{join}` waits for it",
                step=step_label(split.step),
                target=leaving.target,
                join=join.id,
            ),
            leaving.span,
            help="Lead the way to the join, make the end `event: terminate`, or take the "
            "choice before the fork.",
            related=(
                Related(span=join.place.span, message="waits for every branch"),
                Related(span=split.step.place.span, message="the branches part here"),
            ),
            subject=step_subject(process, join),
        )


def _leaving(flow: Flow, split: ParallelSplit) -> Edge | None:
    for edge in flow.edges:
        target = flow.step(edge.target)
        if target.type is not StepType.END or target.event == "terminate":
            continue
        if edge.boundary is not None and not edge.boundary.interrupting:
            continue
        inside = any(
            edge.source in reach and any(join in reach for join in split.joins)
            for reach in split.reach
        )
        if inside and edge.source not in split.joins:
            return edge
    return None


CHECK = Check(rule=RULE, run=check_branch_misses_join)
