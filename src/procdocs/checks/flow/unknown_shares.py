"""FLOW016: how often a branch is taken is not known."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import own_steps, step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.model.steps import Split

RULE = Rule(
    code="FLOW016",
    name="unknown-shares",
    severity=Severity.INFO,
    summary="A choice has no shares, so that figures over it cannot be had.",
)


def check_unknown_shares(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag choices whose shares are unknown.

    Yields:
        One finding per step, at its id.
    """
    for process in context.portal.processes.values():
        for step in own_steps(process):
            if step.split not in (Split.EXCLUSIVE, Split.EVENT, Split.INCLUSIVE):
                continue
            if step.combinations or len(step.branches) < 2:
                continue
            if any(branch.share is None for branch in step.branches):
                yield finding(
                    RULE,
                    f"{step_label(step)} does not say how often each branch is taken",
                    step.place.span,
                    help="Count twenty cases and add a `share` to each branch.",
                    subject=step_subject(process, step),
                )


CHECK = Check(rule=RULE, run=check_unknown_shares)
