"""IMP105: the same thing is checked twice."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured, step_price
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import Item, Split, Step, ValueClass

RULE = Rule(
    code="IMP105",
    name="repeated-check",
    severity=Severity.INFO,
    summary="Two steps of a process check the same document in the same state.",
)


def check_repeated_check(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag checks of what was checked before in the same process.

    A check is an activity that decides by branches, carries out a control, or adds no value and
    only gives a document another state. Two check the same when one document in one state is an
    input of both. At stake are the work of the later one and the waiting before it.

    Yields:
        One finding per later check, at its id; the earlier one is the related place.
    """
    for process, figures in figured(context):
        first: dict[tuple[str, str | None], Step] = {}
        for step in process.activities:
            if not _checks(step):
                continue
            keys = [key for item in step.inputs if (key := _key(item))]
            shared = next((key for key in keys if key in first), None)
            for key in keys:
                first.setdefault(key, step)
            if shared is None:
                continue
            earlier = first[shared]
            yield finding(
                RULE,
                sentence(
                    "step `{step}` checks document `{document}` again, after `{earlier}`",
                    step=step.id,
                    document=shared[0],
                    earlier=earlier.id,
                ),
                step.place.span,
                help="Check once, where a fault can be mended soonest, and record the result.",
                related=(Related(span=earlier.place.span, message="checked here before"),),
                subject=f"process:{process.id}#{step.id}",
                price=step_price(context, process, figures, step),
            )


def _checks(step: Step) -> bool:
    if step.split is Split.EXCLUSIVE or step.controls:
        return True
    made = {item.document.id for item in step.outputs if item.document}
    taken = {item.document.id for item in step.inputs if item.document}
    return step.value is ValueClass.NVA and bool(made & taken)


def _key(item: Item) -> tuple[str, str | None] | None:
    return (item.document.id, item.state) if item.document else None


CHECK = Check(rule=RULE, run=check_repeated_check)
