"""GOV014: a roll-out is planned for a day that has passed."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.holders import first_span
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV014",
    name="rollout-passed",
    severity=Severity.WARNING,
    summary="A system is planned to go live on a day that has passed.",
)


def check_rollout_passed(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag systems whose status is still `planned` after their day of going live.

    Yields:
        One finding per system, at `go_live`.
    """
    for system in context.portal.systems.values():
        if system.rollout_status != "planned" or system.go_live is None:
            continue
        if system.go_live < context.today:
            yield finding(
                RULE,
                sentence(
                    "system `{system}` is planned, but was to go live on {go_live}",
                    system=system.id,
                    go_live=system.go_live,
                ),
                first_span(system.place, "rollout.go_live", "go_live", "rollout"),
                help="Write `status: live`, or the new date.",
                subject=f"system:{system.id}",
            )


CHECK = Check(rule=RULE, run=check_rollout_passed)
