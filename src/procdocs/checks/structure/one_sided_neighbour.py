"""PROC005: a process names a neighbour that does not name it."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.places import Ref
from procdocs.model.portal import Portal
from procdocs.model.process import Process

RULE = Rule(
    code="PROC005",
    name="one-sided-neighbour",
    severity=Severity.WARNING,
    summary="A process names another as up- or downstream, and the other does not name it back.",
)


def check_one_sided_neighbour(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag `trigger.from` and `result.to` that the other process does not confirm.

    A process that names no neighbour on that side at all is not asked, nor is a to-be or a local
    variant: their base answers for them.

    Yields:
        One finding per reference, at it; the other process's side is the related place.
    """
    portal = context.portal
    for process in portal.processes.values():
        if process.state == "to-be" or process.variant_of or process.extends:
            continue
        for refs, side in ((process.trigger_from, "result"), (process.result_to, "trigger")):
            for ref in refs:
                other = portal.processes.get(ref.id)
                if other is None or not _silent(portal, process, other, side):
                    continue
                yield _finding(process, ref, other, side)


def _silent(portal: Portal, process: Process, other: Process, side: str) -> bool:
    named = other.result_to if side == "result" else other.trigger_from
    return bool(named) and all(ref.id != process.id for ref in named)


def _finding(process: Process, ref: Ref, other: Process, side: str) -> Diagnostic:
    key = "to" if side == "result" else "from"
    return finding(
        RULE,
        sentence(
            "process `{process}` names `{other}` as upstream, but `{side}.{key}` of `{other}` does "
            "not name `{process}`"
            if side == "result"
            else "process `{process}` names `{other}` as downstream, but `{side}.{key}` of "
            "`{other}` does not name `{process}`",
            process=process.id,
            other=other.id,
            side=side,
            key=key,
        ),
        ref.span,
        help=sentence(
            "Add `{process}` to `{side}.{key}` of `{other}`, or take it out here.",
            process=process.id,
            side=side,
            key=key,
            other=other.id,
        ),
        related=(Related(span=first_span(other.place, side), message="the other side"),),
        subject=f"process:{process.id}",
    )


CHECK = Check(rule=RULE, run=check_one_sided_neighbour)
