"""FLOW004: a loop that is never left."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_subject
from procdocs.checks.flow.walks import walk_within, without_way_in
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import sentence
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
        untold = set(trapped)
        order = {step.id: index for index, step in enumerate(flow.steps)} if trapped else {}
        for step_id in trapped:
            if step_id not in untold:
                continue
            loop = set(walk_within(flow, step_id, untold))
            untold -= loop
            circle = loop - without_way_in(flow, loop)
            if not circle:
                continue
            in_order = sorted(circle, key=order.__getitem__)
            span, mend = _place(flow, in_order, free, order)
            yield finding(
                RULE,
                sentence("the loop of {steps} is never left", steps=names(in_order)),
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


def _place(flow: Flow, loop: list[str], free: set[str], order: dict[str, int]) -> tuple[Span, str]:
    edges = [edge for step_id in loop for edge in flow.out_edges(step_id)]
    for edge in edges:
        if edge.target in free and not _open(edge):
            place = edge.branch.place if edge.branch else edge.boundary and edge.boundary.place
            span = place.at("share") if place else edge.span
            return span, sentence(
                "Give the way to `{target}` a share above 0 %.", target=edge.target
            )
    back = [edge for edge in edges if order[edge.target] <= order[edge.source]] or edges
    return back[-1].span, "Add a branch that leads out of the loop to an end."


CHECK = Check(rule=RULE, run=check_endless_loop)
