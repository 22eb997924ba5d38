"""RACI015: a step stands in the lane of a role that does not do it."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.matrices import cells
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI015",
    name="role-not-responsible",
    severity=Severity.WARNING,
    summary="The role of a step is not among those that are responsible for it.",
)


def check_role_not_responsible(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag steps of which the written R leaves out the step's role.

    The diagram shows the step in the lane of one role, and the matrix says that another does it.

    Yields:
        One finding per step, at the first R; the step's `role` is the related place.
    """
    for process in context.portal.processes.values():
        for row in process.raci.rows:
            step = process.step(row.step) if row.step else None
            doing = cells(row, process.raci.scheme.responsible)
            if step is None or step.role is None or not doing:
                continue
            if any(cell.role == step.role.id for cell in doing):
                continue
            yield finding(
                RULE,
                sentence(
                    "step `{step}` has the role `{role}`, but {doing} is responsible for it"
                    if len(doing) == 1
                    else "step `{step}` has the role `{role}`, but {doing} are responsible for it",
                    step=step.id,
                    role=step.role.id,
                    doing=names([cell.role for cell in doing]),
                ),
                doing[0].span,
                help=sentence(
                    "Give `{role}` the R too, or make `{doing}` the `role` of the step.",
                    role=step.role.id,
                    doing=doing[0].role,
                ),
                related=(Related(span=step.role.span, message="the step's role"),),
                subject=f"process:{process.id}#{step.id}",
            )


CHECK = Check(rule=RULE, run=check_role_not_responsible)
