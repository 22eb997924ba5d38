"""FLOW020: a process is too long to be taken in."""

from collections.abc import Iterator, Sequence

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.flow.subjects import own_steps
from procdocs.checks.improvement.prices import waste_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.model.flow import Flow
from procdocs.model.process import Process
from procdocs.model.steps import Step, StepType

RULE = Rule(
    code="FLOW020",
    name="long-process",
    severity=Severity.WARNING,
    summary="A process has more than 30 steps.",
)
MOST = Option(name="most", default=30, meaning="steps of one process")
_SHORTEST_CUT = 4
_LONGEST_SEARCH = 150


def check_long_process(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes with more steps than one picture can show, and propose where to cut.

    At stake is what hides in a process that nobody overlooks: work without value, and waiting.

    Yields:
        One finding per process, at the first step beyond the limit.
    """
    most = int(context.limit(RULE, MOST))
    for process in context.portal.processes.values():
        steps = own_steps(process)
        if len(steps) <= most:
            continue
        cut = _best_cut(process, steps)
        mend = "Move a part into a file of its own with `part_of`"
        if cut is not None:
            first, last, count = cut
            mend += (
                f", such as the {count} steps from `{first.id}` to `{last.id}`, which have one "
                "way in and one way out"
            )
        yield finding(
            RULE,
            f"process `{process.id}` has {len(steps)} steps; more than {most} are hard to follow",
            steps[most].place.span,
            help=f"{mend}.",
            subject=f"process:{process.id}",
            price=waste_price(context, process, context.analysis.processes[process.id]),
        )


def _best_cut(process: Process, steps: Sequence[Step]) -> tuple[Step, Step, int] | None:
    """Find the stretch of the list nearest to half its length with one way in and one out."""
    if len(steps) > _LONGEST_SEARCH:
        return None
    wanted = len(steps) / 2
    best: tuple[float, int, int] | None = None
    for first in range(len(steps)):
        for last in range(first + _SHORTEST_CUT - 1, len(steps)):
            count = last - first + 1
            score = abs(count - wanted)
            if best is not None and score >= best[0]:
                continue
            if _is_block(process.flow, steps[first : last + 1]):
                best = (score, first, last)
    if best is None:
        return None
    _, first, last = best
    return steps[first], steps[last], last - first + 1


def _is_block(flow: Flow, part: Sequence[Step]) -> bool:
    inside = {step.id for step in part}
    if any(step.type in (StepType.START, StepType.END) for step in part):
        return False
    entries = {
        edge.target for one in inside for edge in flow.in_edges(one) if edge.source not in inside
    }
    exits = {
        edge.target for one in inside for edge in flow.out_edges(one) if edge.target not in inside
    }
    return len(entries) == 1 and len(exits) == 1


CHECK = Check(rule=RULE, run=check_long_process, options=(MOST,))
