"""RACI010: one role answers for too much."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.prices import answered_price
from procdocs.checks.raci.matrices import IMPLIED, cells
from procdocs.checks.wording import percent
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI010",
    name="accountability-load",
    severity=Severity.WARNING,
    summary="One role has a written A on more than 40 % of all activities.",
)
PART = Option(name="part", default=0.4, meaning="part of all activities one role may answer for")
LEAST = Option(name="least", default=20, meaning="activities from which the rule holds")


def check_accountability_load(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag a role that answers for more than it can attend to.

    Inherited accountability does not count, nor do to-be and retired processes. At stake is the
    waiting before the steps that it answers for.

    Yields:
        One finding per role, at its id.
    """
    part = context.limit(RULE, PART)
    held: dict[str, list[Span]] = {}
    steps: dict[str, dict[str, list[str]]] = {}
    total = 0
    for matrix, row in context.rows:
        if not matrix.counts:
            continue
        total += 1
        for cell in cells(row, matrix.matrix.scheme.accountable):
            if cell.origin not in IMPLIED:
                held.setdefault(cell.role, []).append(cell.span)
                if matrix.kind == "process" and row.step is not None:
                    own = steps.setdefault(cell.role, {})
                    own.setdefault(matrix.id, []).append(row.step)
    if total < context.limit(RULE, LEAST):
        return
    for role_id, spans in held.items():
        role = context.portal.roles.get(role_id)
        if role is not None and len(spans) > part * total:
            yield finding(
                RULE,
                sentence(
                    "role `{role}` is accountable for {count} of {total} activities "
                    "({part}); more than {most} is too much for one",
                    role=role_id,
                    count=len(spans),
                    total=total,
                    part=percent(len(spans) / total),
                    most=percent(part),
                ),
                role.place.span,
                help="Give the A to the roles nearest to the work.",
                related=(Related(span=spans[0], message="one of them"),),
                subject=f"role:{role}",
                price=answered_price(context, steps.get(role_id, {})),
            )


CHECK = Check(rule=RULE, run=check_accountability_load, options=(PART, LEAST))
