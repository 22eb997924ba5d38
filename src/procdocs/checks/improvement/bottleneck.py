"""IMP106: a stage cannot meet the demand."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.improvement.stages import figured_stages, overtime_price
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.price import grouped
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="IMP106",
    name="bottleneck",
    severity=Severity.INFO,
    summary="The capacity of a stage is below the demand.",
)


def check_bottleneck(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag stages of value streams that make less in a shift than is asked for.

    At stake is the overtime of its operators that would make the missing pieces.

    Yields:
        One finding per stage, at its cycle time.
    """
    for stream, figures, stage, found in figured_stages(context):
        if not found.bottleneck or found.capacity_per_shift is None:
            continue
        yield finding(
            RULE,
            sentence(
                "stage `{stage}` makes {capacity} a shift and {demand} are needed",
                stage=stage.id,
                capacity=grouped(found.capacity_per_shift, 1),
                demand=grouped(figures.demand_per_shift or 0, 1),
            ),
            stage.place.at("cycle_time"),
            help="Shorten its cycle time, raise its uptime or share its work, before any other "
            "stage is improved.",
            subject=f"value-stream:{stream.id}#{stage.id}",
            price=overtime_price(context.portal, stream, figures, stage, found),
        )


CHECK = Check(rule=RULE, run=check_bottleneck)
