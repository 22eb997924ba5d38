"""FLOW013: a role works in a process and is not among its lanes."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow.subjects import step_subject
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="FLOW013",
    name="missing-lane",
    severity=Severity.WARNING,
    summary="A step's role is not among the lanes that the process lists.",
)


def check_missing_lane(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles of steps that the written `lanes` leave out.

    Yields:
        One finding per role, at the role of its first step; `lanes` is the related place.
    """
    for process in context.portal.processes.values():
        written = process.place.keys.get("lanes")
        if not process.lanes_written or written is None:
            continue
        listed = _listed(process.lanes, [key for key in process.place.keys if key[:6] == "lanes["])
        told: set[str] = set()
        for step in process.steps:
            role = step.role
            if role is None or role.id in listed or role.id in told:
                continue
            told.add(role.id)
            yield finding(
                RULE,
                sentence(
                    "`{role}` does step `{step}` and is not among the lanes",
                    role=role.id,
                    step=step.id,
                ),
                role.span,
                help=sentence("Add `{role}` to `lanes` where it shall stand.", role=role.id),
                related=(Related(span=written, message="the lanes"),),
                subject=step_subject(process, step),
            )


def _listed(lanes: tuple[str, ...], keys: list[str]) -> set[str]:
    # Lanes that were added for such a role stand behind the written ones.
    return set(lanes[: len(keys)] if keys else lanes)


CHECK = Check(rule=RULE, run=check_missing_lane)
