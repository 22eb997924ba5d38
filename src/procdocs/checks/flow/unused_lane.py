"""FLOW012: a lane in which nothing happens."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="FLOW012",
    name="unused-lane",
    severity=Severity.WARNING,
    summary="A lane holds no step and takes part in no message.",
)


def check_unused_lane(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag lanes of roles without a step, and outside parties without a step or message.

    Yields:
        One finding per lane, at its id.
    """
    for process in context.portal.processes.values():
        if not process.lanes_written:
            continue
        busy = {step.lane for step in process.flow.steps if step.lane is not None}
        for step in process.steps:
            busy.update(message.party for message in step.messages if message.party)
            busy.update(event.party for event in step.boundaries if event.party)
        for index, lane in enumerate(process.lanes):
            key = f"lanes[{index}]"
            if lane in busy:
                continue
            yield finding(
                RULE,
                sentence("nothing happens in the lane of `{lane}`", lane=lane),
                process.place.at(key if key in process.place.keys else "lanes"),
                help="Take it out of `lanes`, or give it a step; those who are only consulted or "
                "informed stand in the RACI matrix.",
                subject=f"process:{process.id}",
            )


CHECK = Check(rule=RULE, run=check_unused_lane)
