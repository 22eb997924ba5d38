"""FLOW005: branches of a fork meet where nothing waits for them."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.parallel import ParallelSplit
from procdocs.checks.flow.subjects import step_label, step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.flow import Flow
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW005",
    name="fork-without-join",
    severity=Severity.WARNING,
    summary="Branches of one fork meet without a join, so that what follows is done once each.",
)


def check_fork_without_join(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps at which branches of one fork meet though nothing waits for them.

    An end is excepted.

    Yields:
        One finding per fork, at the step where its branches meet; the fork is the related place.
    """
    for process, split in context.splits:
        meeting = _meeting(process.flow, split)
        if meeting is None:
            continue
        step = process.flow.step(meeting)
        yield finding(
            RULE,
            sentence(
                "branches of {step} meet at `{meeting}` without a join, so it is done "
                "once for each of them",
                step=step_label(split.step),
                meeting=meeting,
            ),
            step.place.span,
            help=sentence("Put a step of type `join` before `{meeting}`.", meeting=meeting),
            related=(Related(span=split.step.place.span, message="the branches part here"),),
            subject=step_subject(process, step),
        )


def _meeting(flow: Flow, split: ParallelSplit) -> str | None:
    def branches(step_id: str) -> set[int]:
        return {index for index, reach in enumerate(split.reach) if step_id in reach}

    heads = [edge.target for edge in split.heads]
    for step in flow.steps:
        if step.type in (StepType.JOIN, StepType.END) or len(branches(step.id)) < 2:
            continue
        sources = [
            edge
            for edge in flow.in_edges(step.id)
            if edge.source != split.step.id and branches(edge.source)
        ]
        if step.id in heads:
            # Falling through is an error of its own, reported where the flow is read.
            if heads.count(step.id) < 2 and not any(edge.implied for edge in sources):
                return step.id
        elif all(len(branches(edge.source)) == 1 for edge in sources):
            return step.id
    return None


CHECK = Check(rule=RULE, run=check_fork_without_join)
