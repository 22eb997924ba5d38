"""RACI013: a machine answers for something."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.matrices import IMPLIED, cells, row_label
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI013",
    name="system-accountable",
    severity=Severity.ERROR,
    summary="A role of kind `system` is accountable.",
)


def check_system_accountable(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag accountability that was given to a system.

    Yields:
        One finding per written cell, and one per process whose owner is a system.
    """
    roles = context.portal.roles
    for matrix, row in context.rows:
        for cell in cells(row, matrix.matrix.scheme.accountable):
            role = roles.get(cell.role)
            if role is not None and role.kind == "system" and cell.origin not in IMPLIED:
                yield finding(
                    RULE,
                    sentence(
                        "`{role}` is a system and cannot be accountable for {row}",
                        role=role.id,
                        row=row_label(row),
                    ),
                    cell.span,
                    help="Name the role that answers for what the system does.",
                    related=(Related(span=role.place.at("kind"), message="a system"),),
                    subject=matrix.subject(row),
                )
    for process in context.portal.processes.values():
        owner = process.governed.owner
        role = roles.get(owner.id) if owner else None
        if owner is not None and role is not None and role.kind == "system":
            yield finding(
                RULE,
                sentence(
                    "`{role}` is a system and cannot own process `{process}`",
                    role=role.id,
                    process=process.id,
                ),
                owner.span,
                help="Name the role that answers for what the system does.",
                related=(Related(span=role.place.at("kind"), message="a system"),),
                subject=f"process:{process.id}",
            )


CHECK = Check(rule=RULE, run=check_system_accountable)
