"""IMP105: the same thing is checked twice."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured, hours_a_year, priced
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.model.process import Process
from procdocs.model.steps import Split, Step

RULE = Rule(
    code="IMP105",
    name="repeated-check",
    severity=Severity.INFO,
    summary="Two steps of a process check the same document or carry out the same control.",
)


def check_repeated_check(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag checks of what was checked before in the same process.

    A check is an activity that decides by branches or carries out a control; two check the same
    when they share a control or an input document.

    Yields:
        One finding per later check, at its id; the earlier one is the related place.
    """
    for process, figures in figured(context):
        first: dict[str, Step] = {}
        for step in process.activities:
            if not _checks(step):
                continue
            shared = [(key, first[key]) for key in _objects(step) if key in first]
            for key in _objects(step):
                first.setdefault(key, step)
            if not shared:
                continue
            key, earlier = shared[0]
            found = figures.steps.get(step.id)
            hours = hours_a_year(figures, found.labour_minutes if found else None)
            yield finding(
                RULE,
                f"step `{step.id}` checks {key} again, after `{earlier.id}`{priced(hours)}",
                step.place.span,
                help="Check once, where a fault can be mended soonest, and record the result.",
                related=(Related(span=earlier.place.span, message="checked here before"),),
                subject=_subject(process, step),
                annual_hours=hours,
            )


def _checks(step: Step) -> bool:
    return step.split is Split.EXCLUSIVE or bool(step.controls)


def _objects(step: Step) -> tuple[str, ...]:
    controls = (f"control `{ref.id}`" for ref in step.controls)
    inputs = (f"document `{item.document.id}`" for item in step.inputs if item.document is not None)
    return (*controls, *inputs)


def _subject(process: Process, step: Step) -> str:
    return f"process:{process.id}#{step.id}"


CHECK = Check(rule=RULE, run=check_repeated_check)
