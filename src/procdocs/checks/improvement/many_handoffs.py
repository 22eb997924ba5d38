"""IMP301: an item changes hands too often."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured, handoff_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP301",
    name="many-handoffs",
    severity=Severity.INFO,
    summary="An item changes hands more than five times.",
)
MOST = Option(name="most", default=5, meaning="expected hand-offs per item")


def check_many_handoffs(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes with many hand-offs.

    At stake is the waiting before the steps that take over.

    Yields:
        One finding per process, at the step that takes over most often.
    """
    most = context.limit(RULE, MOST)
    for process, figures in figured(context):
        expected = figures.handoffs_expected
        if expected is None or expected <= most:
            continue
        between = [one for one in figures.handoffs if not one.with_system and one.expected]
        if not between:
            continue
        busiest = max(between, key=lambda one: one.expected or 0)
        step = process.step(busiest.target)
        if step is None:
            continue
        units = figures.unit_handoffs_expected or 0
        yield finding(
            RULE,
            sentence(
                "an item of process `{process}` changes hands {expected:.1f} times, "
                "{units:.1f} times between units",
                process=process.id,
                expected=expected,
                units=units,
            ),
            step.place.at("role"),
            help="Let one role do consecutive steps; one case, one pair of hands.",
            subject=f"process:{process.id}",
            price=handoff_price(context, process, figures),
        )


CHECK = Check(rule=RULE, run=check_many_handoffs, options=(MOST,))
