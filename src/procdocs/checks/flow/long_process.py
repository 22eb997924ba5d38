"""FLOW020: a process is too long to be taken in."""

from collections.abc import Iterator

from procdocs.analysis.cuts import Cut, propose_cuts
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.flow.subjects import own_steps
from procdocs.checks.improvement.prices import waste_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    code="FLOW020",
    name="long-process",
    severity=Severity.WARNING,
    summary="A process has more than 30 steps.",
)
MOST = Option(name="most", default=30, meaning="steps of one process")


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
        cuts = propose_cuts(process.flow, steps, most)
        mend = "Move a part into a file of its own with `part_of`"
        if cuts:
            mend += f", such as {_listed([_described(cut) for cut in cuts])}"
            left = len(steps) - sum(len(cut.steps) - 1 for cut in cuts)
            mend += f"; {left} steps stay here"
        yield finding(
            RULE,
            f"process `{process.id}` has {len(steps)} steps; more than {most} are hard to follow",
            steps[most].place.span,
            help=f"{mend}.",
            subject=f"process:{process.id}",
            price=waste_price(context, process, context.analysis.processes[process.id]),
        )


def _described(cut: Cut) -> str:
    """Name a part by its ends, and say how it is joined to the rest."""
    text = f"the {len(cut.steps)} steps from `{cut.first.id}` to `{cut.last.id}`"
    if cut.ways_in == cut.ways_out == 1:
        return f"{text} (one way in, one way out)"
    return f"{text} ({cut.ways_in} ways in, {cut.ways_out} ways out: the thinnest place there is)"


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


CHECK = Check(rule=RULE, run=check_long_process, options=(MOST,))
