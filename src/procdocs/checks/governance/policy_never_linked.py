"""GOV004: a policy that nothing carries."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.checks.governance.states import readers
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV004",
    name="policy-never-linked",
    severity=Severity.WARNING,
    summary="No process, step or risk refers to a policy.",
)


def check_policy_never_linked(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag policies that are in force only on paper: no process, step or risk names them.

    Yields:
        One finding per policy, at its title.
    """
    for holder in context.holders:
        if holder.kind != "policy" or (holder.governed and holder.governed.status == "retired"):
            continue
        carried = [
            one for one in readers(context, holder) if one.holder_kind in ("process", "risk")
        ]
        if not carried:
            yield finding(
                RULE,
                sentence("no process, step or risk links to {holder}", holder=holder.label),
                holder.name.span,
                help="Name it under `policies` of the steps that carry it, or retire it.",
                subject=holder.subject,
            )


CHECK = Check(rule=RULE, run=check_policy_never_linked)
