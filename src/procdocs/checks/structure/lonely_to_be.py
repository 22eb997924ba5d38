"""PROC006: a future state without a present one."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span, label_of
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="PROC006",
    name="to-be-without-as-is",
    severity=Severity.WARNING,
    summary="A to-be names no as-is with which it could be compared.",
)


def check_lonely_to_be(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag to-be processes and value streams without `variant_of`.

    Yields:
        One finding per object, at its `state`.
    """
    for kind, found in (
        ("process", context.portal.processes),
        ("value-stream", context.portal.value_streams),
    ):
        for one in found.values():
            if one.state == "to-be" and one.variant_of is None:
                yield finding(
                    RULE,
                    sentence("{object} is a to-be of nothing", object=label_of(kind, one.id)),
                    first_span(one.place, "state"),
                    help="Add `variant_of` with the id of the present state; without it nothing "
                    "can be compared.",
                    subject=f"{kind}:{one.id}",
                )


CHECK = Check(rule=RULE, run=check_lonely_to_be)
