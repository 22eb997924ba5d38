"""FLOW004: a loop that is never left."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_subject
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, Span, finding
from procdocs.model.flow import Edge, Flow
from procdocs.model.steps import StepType

RULE = Rule(
    code="FLOW004",
    name="endless-loop",
    severity=Severity.ERROR,
    summary="A loop has no way out, or only ways out with a share of 0.",
)


def check_endless_loop(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag loops from which no end can be reached.

    The expected visits of their steps would be infinite.

    Yields:
        One finding per loop: at the share of 0 that closes its way out, else where it goes back.
    """
    for process in context.portal.processes.values():
        flow = process.flow
        free = _can_end(flow)
        trapped = [step.id for step in flow.steps if step.id not in free]
        told: set[str] = set()
        for step_id in trapped:
            if step_id in told:
                continue
            loop = [one.id for one in flow.walk(step_id) if one.id not in free]
            told.update(loop)
            span, mend = _place(flow, loop, free)
            yield finding(
                RULE,
                f"the loop of {names(_circling(flow, loop))} is never left",
                span,
                help=mend,
                subject=step_subject(process, flow.step(step_id)),
            )


def _open(edge: Edge) -> bool:
    if edge.boundary is not None and not edge.boundary.interrupting:
        return False
    return edge.share is None or edge.share > 0


def _can_end(flow: Flow) -> set[str]:
    free = {
        step.id
        for step in flow.steps
        if step.type is StepType.END
        or not any(edge.boundary is None for edge in flow.out_edges(step.id))
    }
    stack = sorted(free)
    while stack:
        for edge in flow.in_edges(stack.pop()):
            if _open(edge) and edge.source not in free:
                free.add(edge.source)
                stack.append(edge.source)
    return free


def _circling(flow: Flow, loop: list[str]) -> list[str]:
    """Leave out the steps that only lead into the loop."""
    return [
        step.id
        for step in flow.steps
        if step.id in loop
        and any(
            one.id == step.id for edge in flow.out_edges(step.id) for one in flow.walk(edge.target)
        )
    ]


def _place(flow: Flow, loop: list[str], free: set[str]) -> tuple[Span, str]:
    edges = [edge for edge in flow.edges if edge.source in loop]
    for edge in edges:
        if edge.target in free and not _open(edge):
            place = edge.branch.place if edge.branch else edge.boundary and edge.boundary.place
            span = place.at("share") if place else edge.span
            return span, f"Give the way to `{edge.target}` a share above 0 %."
    order = {step.id: index for index, step in enumerate(flow.steps)}
    back = [edge for edge in edges if order[edge.target] <= order[edge.source]] or edges
    return back[-1].span, "Add a branch that leads out of the loop to an end."


CHECK = Check(rule=RULE, run=check_endless_loop)
