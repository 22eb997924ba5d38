"""GOV016: a unit without roles."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV016",
    name="empty-unit",
    severity=Severity.INFO,
    summary="A unit has neither roles nor units below it.",
)


def check_empty_unit(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag units to which nothing belongs.

    Yields:
        One finding per unit, at its id.
    """
    for unit in context.portal.units.values():
        if unit.parent is not None and not context.used("unit", unit.id):
            yield finding(
                RULE,
                sentence("no role and no unit belongs to unit `{unit}`", unit=unit.id),
                unit.place.span,
                help="Give its roles `unit`, or take the unit out.",
                subject=f"unit:{unit.id}",
            )


CHECK = Check(rule=RULE, run=check_empty_unit)
