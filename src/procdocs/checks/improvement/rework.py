"""IMP103: work is done again."""

from collections.abc import Iterator

from procdocs.analysis.figures import ProcessFigures, ReworkLoop
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.price_words import Part
from procdocs.checks.improvement.prices import figured, price_of, step_part
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import sentence
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
            parts = _again(context, process, figures, loop)
            yield finding(
                RULE,
                sentence(
                    "{part} of the items go back from `{source}` to `{target}`",
                    part=percent(loop.expected),
                    source=loop.source,
                    target=loop.target,
                ),
                _place(process, loop),
                help=sentence(
                    "Find out what is missing or wrong at `{target}` and make it right "
                    "there the first time.",
                    target=loop.target,
                ),
                subject=f"process:{process.id}#{loop.source}",
                price=price_of(context, process, figures, parts),
            )


def _again(
    context: CheckContext, process: Process, figures: ProcessFigures, loop: ReworkLoop
) -> Iterator[Part]:
    """Give the repeated work of a loop.

    What a step repeats is shared among the loops it lies on by how often each is taken, so that
    all loops together are the rework of the process.
    """
    for step_id in loop.steps:
        found = figures.steps.get(step_id)
        if found is None or found.rework_visits is None:
            continue
        times = sum(other.expected or 0 for other in figures.rework_loops if step_id in other.steps)
        if times:
            again = found.rework_visits * (loop.expected or 0) / times
            step = process.step(step_id)
            yield from step_part(context, step, figures, times=again, wait=False)


def _place(process: Process, loop: ReworkLoop) -> Span:
    for edge in process.flow.out_edges(loop.source):
        if edge.target == loop.target:
            return edge.branch.place.at("share") if edge.branch else edge.span
    return process.place.span


CHECK = Check(rule=RULE, run=check_rework, options=(PART,))
