"""FLOW010: a branch of a decision does not say when it is taken."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import every_step, step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import Split

RULE = Rule(
    code="FLOW010",
    name="missing-condition",
    severity=Severity.WARNING,
    summary="A branch does not say when it is taken.",
)


def check_missing_condition(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag branches of decisions and inclusive splits without a `when`.

    Yields:
        One finding per branch, at where it leads to.
    """
    for process, step in every_step(context):
        if step.split not in (Split.EXCLUSIVE, Split.INCLUSIVE) or len(step.branches) < 2:
            continue
        for branch in step.branches:
            if branch.when is None:
                yield finding(
                    RULE,
                    sentence(
                        "{step} does not say when the branch to `{branch}` is taken",
                        step=step_label(step),
                        branch=branch.to,
                    ),
                    branch.place.at("to"),
                    help="Add `when`: the answer that leads here.",
                    subject=step_subject(process, step),
                )


CHECK = Check(rule=RULE, run=check_missing_condition)
