"""FLOW020: a process is too long to be taken in."""

from collections.abc import Iterator

from procdocs.analysis.cuts import Cut, propose_cuts
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.flow.subjects import own_steps
from procdocs.checks.improvement.prices import waste_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import Sentence, listed, sentence

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
        left = len(steps) - sum(len(cut.steps) - 1 for cut in cuts)
        mend = sentence(
            "Move a part into a file of its own with `part_of`, such as {cuts}; {left} steps stay "
            "here."
            if cuts
            else "Move a part into a file of its own with `part_of`.",
            cuts=listed([_described(cut) for cut in cuts]) if cuts else "",
            left=left,
        )
        yield finding(
            RULE,
            sentence(
                "process `{process}` has {count} steps; more than {most} are hard to follow",
                process=process.id,
                count=len(steps),
                most=most,
            ),
            steps[most].place.span,
            help=mend,
            subject=f"process:{process.id}",
            price=waste_price(context, process, context.analysis.processes[process.id]),
        )


def _described(cut: Cut) -> Sentence:
    """Name a part by its ends, and say how it is joined to the rest."""
    return sentence(
        "the {count} steps from `{first}` to `{last}` (one way in, one way out)"
        if cut.ways_in == cut.ways_out == 1
        else "the {count} steps from `{first}` to `{last}` ({ways_in} ways in, {ways_out} ways "
        "out: the thinnest place there is)",
        count=len(cut.steps),
        first=cut.first.id,
        last=cut.last.id,
        ways_in=cut.ways_in,
        ways_out=cut.ways_out,
    )


CHECK = Check(rule=RULE, run=check_long_process, options=(MOST,))
