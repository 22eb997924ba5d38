"""RACI002: nobody answers for an activity."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.matrices import cells, readable, row_label, row_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI002",
    name="no-accountable-role",
    severity=Severity.ERROR,
    summary="No role is accountable for an activity.",
)


def check_no_accountable(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag activities for which nobody answers.

    A step without a letter of its own has the process's owner; a row of a table names its one
    accountable role itself. Where an owner or role is unknown, that is reported instead.

    Yields:
        One finding per activity, at its name.
    """
    for matrix, row in context.rows:
        scheme = matrix.matrix.scheme
        if cells(row, scheme.accountable) or not readable(row, context.portal):
            continue
        if matrix.owner is None and "owner" in matrix.place.keys:
            continue
        mend = (
            "Give `{letter}` to one role of the row."
            if row.from_table
            else "Name the role under `raci: {{{letter}: …}}`, or give the process an `owner`."
        )
        yield finding(
            RULE,
            sentence(
                "nobody is accountable (`{letter}`) for {row}",
                letter=scheme.accountable,
                row=row_label(row),
            ),
            row_span(row),
            help=sentence(mend, letter=scheme.accountable),
            subject=matrix.subject(row),
        )


CHECK = Check(rule=RULE, run=check_no_accountable)
