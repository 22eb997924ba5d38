"""IMP401: the same data is keyed into two systems."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured, step_price
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.steps import Item, Step

RULE = Rule(
    code="IMP401",
    name="keyed-twice",
    severity=Severity.INFO,
    summary="One field stands in the outputs of steps in two systems.",
)


def check_keyed_twice(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps that key a field which an earlier step has keyed into another system.

    Fields are those of the documents under `outputs`. At stake are the work of the
    later step and the waiting before it.

    Yields:
        One finding per later step, at the output; the earlier step is the related place.
    """
    for process, figures in figured(context):
        first: dict[str, Step] = {}
        for step in process.activities:
            systems = {ref.id for ref in step.systems}
            if not systems or step.automation == "automated":
                continue
            again: dict[str, tuple[Step, Item]] = {}
            for item, field in _fields(context, step):
                earlier = first.setdefault(field, step)
                if earlier is not step and not systems & {ref.id for ref in earlier.systems}:
                    again[field] = (earlier, item)
            if not again:
                continue
            earlier, item = next(iter(again.values()))
            yield finding(
                RULE,
                sentence(
                    "step `{step}` keys {fields} into `{system}`, after `{earlier}` into "
                    "`{first_system}`",
                    step=step.id,
                    fields=names(tuple(again)),
                    system=step.systems[0].id,
                    earlier=earlier.id,
                    first_system=earlier.systems[0].id,
                ),
                item.span,
                help="Let the second system take the data from the first.",
                related=(Related(span=earlier.place.span, message="keyed here first"),),
                subject=f"process:{process.id}#{step.id}",
                price=step_price(context, process, figures, step),
            )


def _fields(context: CheckContext, step: Step) -> Iterator[tuple[Item, str]]:
    for item in step.outputs:
        document = context.portal.documents.get(item.document.id) if item.document else None
        if document is not None:
            for field in document.fields:
                yield item, field


CHECK = Check(rule=RULE, run=check_keyed_twice)
