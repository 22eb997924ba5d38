"""GOV013: a policy in force that nobody approved."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV013",
    name="policy-not-approved",
    severity=Severity.WARNING,
    summary="A policy is in force and does not say who approved it.",
)


def check_not_approved(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag effective policies without `approved_by`.

    Yields:
        One finding per policy, at its status.
    """
    for policy in context.portal.policies.values():
        if policy.governed.status == "effective" and policy.governed.approved_by is None:
            yield finding(
                RULE,
                sentence(
                    "policy `{policy}` is in force and does not say who approved it",
                    policy=policy.id,
                ),
                policy.place.at("status"),
                help="Add `approved_by`: the role that put it into force.",
                subject=f"policy:{policy.id}",
            )


CHECK = Check(rule=RULE, run=check_not_approved)
