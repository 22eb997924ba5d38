"""IMP101: a step is waste."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.checks.improvement.prices import figured_activities, step_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import listed, sentence
from procdocs.model.steps import ValueClass

RULE = Rule(
    code="IMP101",
    name="waste-step",
    severity=Severity.INFO,
    summary="A step adds no value, or is marked with a waste other than waiting.",
)


def check_waste_step(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps of class NVA, and those marked with waste; waiting alone is `IMP109`.

    At stake are the step's work and the waiting before it.

    Yields:
        One finding per step, at its `waste`, else its `value`.
    """
    for process, figures, step, _ in figured_activities(context):
        nva = step.value is ValueClass.NVA
        if not nva and not [kind for kind in step.waste if kind != "waiting"]:
            continue
        kinds = listed([sentence(kind) for kind in step.waste], ",")
        template = (
            "step `{step}` adds no value ({kinds})"
            if nva
            else "step `{step}` holds waste ({kinds})"
        )
        if not step.waste:
            template = "step `{step}` adds no value"
        yield finding(
            RULE,
            sentence(template, step=step.id, kinds=kinds),
            first_span(step.place, "waste", "value"),
            help="Remove it, or say what would have to be true for the process to do without it.",
            subject=f"process:{process.id}#{step.id}",
            price=step_price(context, process, figures, step),
        )


CHECK = Check(rule=RULE, run=check_waste_step)
