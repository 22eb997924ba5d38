"""GOV005: a clause that no step carries."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence

RULE = Rule(
    code="GOV005",
    name="clause-never-carried",
    severity=Severity.INFO,
    summary="No step, process or risk refers to a clause of a policy of which others are linked.",
)


def check_clause_never_carried(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag clauses that nothing names, in policies of which some clause is named.

    Yields:
        One finding per clause, at its heading.
    """
    for policy in context.portal.policies.values():
        if policy.governed.status == "retired":
            continue
        named = {
            reference.ref.part
            for reference in context.used("policy", policy.id)
            if reference.holder_kind in ("process", "risk", "term")
        }
        if not named - {None}:
            continue
        carried = {clause.id for part in named if part and (clause := policy.clause(part))}
        for clause in policy.clauses:
            if clause.id not in carried:
                yield finding(
                    RULE,
                    sentence(
                        "no step, process or risk carries clause `{policy}#{clause}`",
                        policy=policy.id,
                        clause=clause.id,
                    ),
                    clause.span,
                    help=sentence(
                        "Add `{policy}#{clause}` to the `policies` of a step, or ask whether the "
                        "clause is needed.",
                        policy=policy.id,
                        clause=clause.id,
                    ),
                    subject=f"policy:{policy.id}",
                )


CHECK = Check(rule=RULE, run=check_clause_never_carried)
