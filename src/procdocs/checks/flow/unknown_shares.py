"""FLOW016: how often a branch is taken is not known."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import own_steps, step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process
from procdocs.model.steps import Split, StepType

RULE = Rule(
    code="FLOW016",
    name="unknown-shares",
    severity=Severity.INFO,
    summary="Nobody knows how often a branch, a start or an event is taken; figures lack it.",
)


def check_unknown_shares(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag choices, several starts and events at a border whose shares are unknown.

    Yields:
        One finding per step or event, at its id or where the event leads.
    """
    for process in context.portal.processes.values():
        yield from _of_starts(process)
        yield from _of_events(process)
        for step in own_steps(process):
            if step.split not in (Split.EXCLUSIVE, Split.EVENT, Split.INCLUSIVE):
                continue
            if step.combinations or len(step.branches) < 2:
                continue
            if any(branch.share is None for branch in step.branches):
                yield finding(
                    RULE,
                    sentence(
                        "{step} does not say how often each branch is taken", step=step_label(step)
                    ),
                    step.place.span,
                    help="Count twenty cases and add a `share` to each branch.",
                    subject=step_subject(process, step),
                )


def _of_starts(process: Process) -> Iterator[Diagnostic]:
    starts = [step for step in own_steps(process) if step.type is StepType.START]
    for step in starts:
        if len(starts) > 1 and step.share is None:
            yield finding(
                RULE,
                sentence(
                    "start `{step}` does not say which part of the items comes in there",
                    step=step.id,
                ),
                step.place.span,
                help="Add a `share` to each start.",
                subject=step_subject(process, step),
            )


def _of_events(process: Process) -> Iterator[Diagnostic]:
    for step in own_steps(process):
        for event in step.boundaries:
            if event.share is None:
                yield finding(
                    RULE,
                    sentence(
                        "{step} does not say how often its {kind} leads to `{target}`",
                        step=step_label(step),
                        kind=sentence(event.kind),
                        target=event.to,
                    ),
                    event.place.span,
                    help="Add `share`: the part of the visits in which it happens.",
                    subject=step_subject(process, step),
                )


CHECK = Check(rule=RULE, run=check_unknown_shares)
