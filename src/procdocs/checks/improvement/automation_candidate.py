"""IMP501: a manual step that a machine could do."""

from collections.abc import Iterator

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.prices import figured_activities, step_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.price import grouped
from procdocs.diagnostics.sentence import Sentence, listed, sentence
from procdocs.model.steps import Step, StepType

RULE = Rule(
    code="IMP501",
    name="automation-candidate",
    severity=Severity.INFO,
    summary="A step is done by hand, and often by a rule or as a routine, or is dirty, dangerous "
    "or dull.",
)
TIMES = Option(name="times", default=1000, meaning="times a year from which a step is frequent")
MINUTES = Option(name="minutes", default=5, meaning="work up to which a step is a dull routine")


def check_automation_candidate(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag manual, frequent steps that follow a rule or take but a few minutes each time.

    A step follows a rule when it has a decision table or `kind: rule`. One whose writers say that
    it is dirty, dangerous or dull (`strain`) is flagged however rare it is, unless it is automated.
    At stake are its work and the waiting before it.

    Yields:
        One finding per step, at its `strain`, else its `automation`.
    """
    for process, figures, step, found in figured_activities(context):
        what = _strained(step) or _frequent(context, figures, step, found)
        if what is None:
            continue
        yield finding(
            RULE,
            sentence("step `{step}` {what}", step=step.id, what=what),
            first_span(step.place, "strain", "automation"),
            help="Let a system do the usual case and leave the exceptions to people.",
            subject=f"process:{process.id}#{step.id}",
            price=step_price(context, process, figures, step),
        )


def _strained(step: Step) -> Sentence | None:
    if not step.strain or step.automation == "automated":
        return None
    return sentence("is {strain}", strain=listed([sentence(each) for each in step.strain]))


def _frequent(
    context: CheckContext, figures: ProcessFigures, step: Step, found: StepFigures
) -> Sentence | None:
    items = figures.items_per_year
    if step.automation != "manual" or items is None or found.visits is None:
        return None
    times = items * found.visits
    reason = _reason(step, found.process_minutes, context.limit(RULE, MINUTES))
    if times < context.limit(RULE, TIMES) or reason is None:
        return None
    return sentence(
        "is done by hand {times} times a year and {reason}", times=grouped(times), reason=reason
    )


def _reason(step: Step, minutes: float | None, shortest: float) -> Sentence | None:
    if step.type is StepType.DECISION and step.table is not None:
        return sentence("follows a decision table")
    if step.kind == "rule":
        return sentence("follows a rule")
    if minutes is not None and 0 < minutes <= shortest:
        return sentence("takes {minutes:.3g} min each time", minutes=minutes)
    return None


CHECK = Check(rule=RULE, run=check_automation_candidate, options=(TIMES, MINUTES))
