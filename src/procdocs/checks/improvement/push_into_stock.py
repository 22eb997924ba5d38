"""IMP108: a stage makes more than the next one takes."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.stages import stock_price
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP108",
    name="push-into-stock",
    severity=Severity.INFO,
    summary="A stage pushes what it makes into stock before the next stage.",
)


def check_push_into_stock(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag stages that push and are followed by stock: over-production.

    At stake is the waiting of the pieces in the stock.

    Yields:
        One finding per stage, at its `flow`; the stock is the related place.
    """
    for stream in context.portal.value_streams.values():
        if stream.state == "to-be":
            continue
        figures = context.analysis.streams[stream.id]
        held = {one.id: one for one in figures.stages}
        for stage, following in zip(stream.stages, stream.stages[1:], strict=False):
            stock = following.inventory_before
            if stage.flow != "push" or stock is None:
                continue
            if not stock.days and not sum(stock.pieces):
                continue
            yield finding(
                RULE,
                sentence(
                    "stage `{stage}` pushes into the stock before `{following}`",
                    stage=stage.id,
                    following=following.id,
                ),
                stage.place.at("flow"),
                help="Let the next stage say what it needs (`flow: pull`).",
                related=(Related(span=stock.span, message="the stock"),),
                subject=f"value-stream:{stream.id}#{stage.id}",
                price=stock_price(context.portal, stream, figures, held[following.id]),
            )


CHECK = Check(rule=RULE, run=check_push_into_stock)
