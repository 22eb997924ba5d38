"""RACI003: nobody does an activity."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.matrices import cells, readable, row_label, row_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI003",
    name="no-responsible-role",
    severity=Severity.ERROR,
    summary="No role does an activity.",
)


def check_no_responsible(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag rows of tables that nobody does.

    A step without a role is reported where it is read, and so is a role that is unknown.

    Yields:
        One finding per activity, at its name.
    """
    for matrix, row in context.rows:
        scheme = matrix.matrix.scheme
        if cells(row, scheme.responsible) or not readable(row, context.portal):
            continue
        if row.step is not None and not row.from_table:
            continue
        yield finding(
            RULE,
            sentence(
                "nobody is responsible (`{letter}`) for {row}",
                letter=scheme.responsible,
                row=row_label(row),
            ),
            row_span(row),
            help=sentence(
                "Give `{letter}` to the role that does the work.", letter=scheme.responsible
            ),
            subject=matrix.subject(row),
        )


CHECK = Check(rule=RULE, run=check_no_responsible)
