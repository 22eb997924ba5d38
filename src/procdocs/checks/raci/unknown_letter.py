"""RACI004: a letter that the scheme lacks."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.matrices import row_label
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI004",
    name="unknown-letter",
    severity=Severity.ERROR,
    summary="A cell holds a letter that the scheme lacks.",
)


def check_unknown_letter(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag letters that the matrix's scheme does not have.

    Yields:
        One finding per letter, at its cell.
    """
    for matrix, row in context.rows:
        scheme = matrix.matrix.scheme
        known = [letter for letter, _ in scheme.letters]
        for cell in row.assignments:
            if cell.letter not in known:
                yield finding(
                    RULE,
                    sentence(
                        "{scheme} has no letter `{letter}`, which `{role}` has for {row}",
                        scheme=scheme.name,
                        letter=cell.letter,
                        role=cell.role,
                        row=row_label(row),
                    ),
                    cell.span,
                    help=sentence(
                        "Write one of {names}, or choose another `scheme`.",
                        names=names(known, "or"),
                    ),
                    subject=matrix.subject(row),
                )


CHECK = Check(rule=RULE, run=check_unknown_letter)
