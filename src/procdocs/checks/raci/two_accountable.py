"""RACI001: more than one role answers for an activity."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.raci.matrices import cells, row_label
from procdocs.checks.wording import names
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="RACI001",
    name="two-accountable-roles",
    severity=Severity.ERROR,
    summary="More than one role is accountable for an activity.",
)


def check_two_accountable(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag activities with more than one accountable role.

    With two, each may wait for the other, and nobody answers when the activity is late.

    Yields:
        One finding per activity at the second accountable cell; the first is the related place.
    """
    for matrix, row in context.rows:
        scheme = matrix.matrix.scheme
        held = cells(row, scheme.accountable)
        if len(held) < 2:
            continue
        in_order = sorted(held, key=lambda cell: cell.span)
        word = (scheme.word(scheme.accountable) or "accountable").lower()
        yield finding(
            RULE,
            sentence(
                "{count} roles are {word} for {row}: {names}",
                count=len(held),
                word=sentence(word),
                row=row_label(row),
                names=names([cell.role for cell in held]),
            ),
            in_order[1].span,
            help=sentence(
                "Leave `{letter}` with the one role that decides; give the other C or I.",
                letter=scheme.accountable,
            ),
            related=(
                Related(span=in_order[0].span, message=f"`{in_order[0].role}` has it here"),
                *(
                    Related(span=cell.span, message=f"`{cell.role}` has it here")
                    for cell in in_order[2:]
                ),
            ),
            subject=matrix.subject(row),
        )


CHECK = Check(rule=RULE, run=check_two_accountable)
