"""IMP202: an approval that adds no information."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured_activities, step_price
from procdocs.checks.raci.accountable_below import superiors
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process
from procdocs.model.steps import Split, Step

RULE = Rule(
    code="IMP202",
    name="empty-approval",
    severity=Severity.INFO,
    summary="An approval by a superior nearly always says yes.",
)
PART = Option(name="part", default=0.9, meaning="share of one answer from which it adds nothing")


def check_empty_approval(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag decisions of a superior of an earlier role in which one answer is nearly certain.

    At stake are the work and the waiting of the step.

    Yields:
        One finding per step, at the share of the usual answer.
    """
    part = context.limit(RULE, PART)
    for process, figures, step, _ in figured_activities(context):
        if step.split is not Split.EXCLUSIVE or step.role is None:
            continue
        usual = max(step.branches, key=lambda branch: branch.share or 0, default=None)
        if usual is None or usual.share is None or usual.share < part:
            continue
        below = _subordinate(context, process, step)
        if below is None:
            continue
        answer = sentence("“{name}”", name=usual.when) if usual.when else f"`{usual.to}`"
        yield finding(
            RULE,
            sentence(
                "`{role}` decides {answer} in {part} of the cases at `{step}`",
                role=step.role.id,
                answer=answer,
                part=percent(usual.share),
                step=step.id,
            ),
            usual.place.at("share"),
            help=sentence(
                "Let `{below}` go on without it and look at a sample afterwards.", below=below
            ),
            subject=f"process:{process.id}#{step.id}",
            price=step_price(context, process, figures, step),
        )


def _subordinate(context: CheckContext, process: Process, step: Step) -> str | None:
    for other in process.activities:
        if other.id == step.id:
            return None
        if other.role and step.role and step.role.id in superiors(context.portal, other.role.id):
            return other.role.id
    return None


CHECK = Check(rule=RULE, run=check_empty_approval, options=(PART,))
