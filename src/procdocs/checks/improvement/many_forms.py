"""IMP402: a process needs many forms."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.price_words import Part
from procdocs.checks.improvement.prices import price_of, step_part
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP402",
    name="many-forms",
    severity=Severity.INFO,
    summary="A process uses more than four forms.",
)
MOST = Option(name="most", default=4, meaning="forms of one process")


def check_many_forms(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes with many documents of kind `form`.

    At stake is the work of the steps that fill in or read a form.

    Yields:
        One finding per process, at the first form beyond the limit.
    """
    most = int(context.limit(RULE, MOST))
    documents = context.portal.documents
    for process in context.portal.current_processes():
        forms: dict[str, Span] = {}
        parts: list[Part] = []
        figures = context.analysis.processes[process.id]
        for step in process.steps:
            used = {
                item.document.id: item.span
                for item in (*step.inputs, *step.outputs)
                if item.document and documents[item.document.id].kind == "form"
            }
            for form, span in used.items():
                forms.setdefault(form, span)
            if used and step.is_activity:
                parts += step_part(context, step, figures, wait=False)
        if len(forms) > most:
            yield finding(
                RULE,
                sentence(
                    "process `{process}` uses {count} forms: {names}",
                    process=process.id,
                    count=len(forms),
                    names=names(tuple(forms)),
                ),
                list(forms.values())[most],
                help="Put what belongs together on one form, and drop what a system knows.",
                subject=f"process:{process.id}",
                price=price_of(context, process, figures, parts),
            )


CHECK = Check(rule=RULE, run=check_many_forms, options=(MOST,))
