"""FLOW009: two branches have the same condition."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import every_step, step_label, step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import Branch, Split

RULE = Rule(
    code="FLOW009",
    name="same-condition",
    severity=Severity.ERROR,
    summary="Two branches of one choice have the same condition.",
)


def check_same_condition(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag choices in which one answer leads to two places.

    Yields:
        One finding per repeated condition, at its `when`; the first is the related place.
    """
    for process, step in every_step(context):
        if step.split not in (Split.EXCLUSIVE, Split.INCLUSIVE):
            continue
        first: dict[str, Branch] = {}
        for branch in step.branches:
            if branch.when is None:
                continue
            key = " ".join(str(branch.when).casefold().split())
            earlier = first.setdefault(key, branch)
            if earlier is not branch:
                yield finding(
                    RULE,
                    sentence(
                        "{step} has two branches for “{when}”, to `{earlier}` and `{branch}`",
                        step=step_label(step),
                        when=branch.when,
                        earlier=earlier.to,
                        branch=branch.to,
                    ),
                    branch.place.at("when"),
                    help="Say in which case each branch is taken.",
                    related=(Related(span=earlier.place.at("when"), message="the same condition"),),
                    subject=step_subject(process, step),
                )


CHECK = Check(rule=RULE, run=check_same_condition)
