"""IMP107: too much stock lies before a stage."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.stages import figured_stages, stock_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP107",
    name="excess-inventory",
    severity=Severity.INFO,
    summary="More than three days of stock lie before a stage.",
)
DAYS = Option(name="days", default=3, meaning="days of stock before a stage")


def check_excess_inventory(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag stages of value streams before which stock lies for days.

    At stake is the waiting of the pieces in it.

    Yields:
        One finding per stage, at its stock.
    """
    most = context.limit(RULE, DAYS)
    for stream, figures, stage, found in figured_stages(context):
        days, inventory = found.inventory_days, stage.inventory_before
        if days is None or inventory is None or days <= most:
            continue
        yield finding(
            RULE,
            sentence(
                "{days:.1f} days of stock lie before stage `{stage}`; more than {most:g} "
                "hide faults and lengthen the lead time",
                days=days,
                stage=stage.id,
                most=most,
            ),
            inventory.span,
            help="Let the stage pull what it needs: a supermarket with a fixed number of pieces, "
            "or first in, first out.",
            subject=f"value-stream:{stream.id}#{stage.id}",
            price=stock_price(context.portal, stream, figures, found),
        )


CHECK = Check(rule=RULE, run=check_excess_inventory, options=(DAYS,))
