"""FLOW011: a step has more ways out than a reader can take in."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.flow.subjects import every_step, step_label, step_subject
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="FLOW011",
    name="many-ways-out",
    severity=Severity.WARNING,
    summary="A step has more than four ways out.",
)
MOST = Option(name="most", default=4, meaning="ways out of one step")


def check_many_ways_out(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps with more ways out than can be told apart at a glance.

    Yields:
        One finding per step, at the first way beyond the limit.
    """
    most = int(context.limit(RULE, MOST))
    for process, step in every_step(context):
        ways = [edge for edge in process.flow.out_edges(step.id) if edge.boundary is None]
        if len(ways) > most:
            yield finding(
                RULE,
                sentence(
                    "{step} has {count} ways out; at most {most} are easy to read",
                    step=step_label(step),
                    count=len(ways),
                    most=most,
                ),
                ways[most].span,
                help="Ask one question after the other, or give it a decision table and fewer "
                "branches.",
                subject=step_subject(process, step),
            )


CHECK = Check(rule=RULE, run=check_many_ways_out, options=(MOST,))
