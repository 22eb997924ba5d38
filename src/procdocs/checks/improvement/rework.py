"""IMP103: work is done again."""

from collections.abc import Iterator

from procdocs.analysis.figures import ProcessFigures, ReworkLoop
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import figured, hours_a_year, priced
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, Span, finding
from procdocs.model.process import Process

RULE = Rule(
    code="IMP103",
    name="rework",
    severity=Severity.INFO,
    summary="A twentieth of the items or more goes back to be done again.",
)
PART = Option(name="part", default=0.05, meaning="expected times per item that it goes back")


def check_rework(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag ways back that are taken often.

    At stake is the work of the loop's steps beyond their first visit, shared among the loops that
    they lie on.

    Yields:
        One finding per loop, at the share of the way back.
    """
    part = context.limit(RULE, PART)
    for process, figures in figured(context):
        for loop in figures.rework_loops:
            if loop.expected is None or loop.expected < part:
                continue
            hours = hours_a_year(figures, _again(figures, loop))
            yield finding(
                RULE,
                f"{percent(loop.expected)} of the items go back from `{loop.source}` to "
                f"`{loop.target}`{priced(hours)}",
                _place(process, loop),
                help=f"Find out what is missing or wrong at `{loop.target}` and make it right "
                "there the first time.",
                subject=f"process:{process.id}#{loop.source}",
                annual_hours=hours,
            )


def _again(figures: ProcessFigures, loop: ReworkLoop) -> float | None:
    """Give the repeated work of a loop per item, in minutes.

    The work that a step repeats is shared among the loops it lies on by how often each is taken,
    so that all loops together are the rework of the process.
    """
    total, known = 0.0, False
    for step_id in loop.steps:
        step = figures.steps.get(step_id)
        if step is None or step.rework_minutes is None:
            continue
        times = sum(other.expected or 0 for other in figures.rework_loops if step_id in other.steps)
        if times:
            total += step.rework_minutes * (loop.expected or 0) / times
            known = True
    return total if known else None


def _place(process: Process, loop: ReworkLoop) -> Span:
    for edge in process.flow.out_edges(loop.source):
        if edge.target == loop.target:
            return edge.branch.place.at("share") if edge.branch else edge.span
    return process.place.span


CHECK = Check(rule=RULE, run=check_rework, options=(PART,))
