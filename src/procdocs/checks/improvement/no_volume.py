"""IMP004: nobody knows how often a process runs."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.prices import figured, whole_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP004",
    name="no-volume",
    severity=Severity.INFO,
    summary="A process has times and no volume, so that nothing about it can be priced.",
)


def check_no_volume(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag processes whose work is known per item and not per year.

    An amount a year cannot be had; the price says what one item holds.

    Yields:
        One finding per process, at its name.
    """
    for process, figures in figured(context):
        if figures.items_per_year is None and figures.labour_minutes and not process.part_of:
            yield finding(
                RULE,
                sentence("nobody says how often process `{process}` runs", process=process.id),
                process.place.span,
                help="Add `volume`, such as `120/month`.",
                subject=f"process:{process.id}",
                price=whole_price(context, process, figures),
            )


CHECK = Check(rule=RULE, run=check_no_volume)
