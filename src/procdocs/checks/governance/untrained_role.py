"""GOV015: a role will work with a new system and is not trained for it."""

from collections.abc import Iterator

from procdocs.checks.context import Check, CheckContext
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, Span, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.organisation import Role

RULE = Rule(
    code="GOV015",
    name="untrained-role",
    severity=Severity.WARNING,
    summary="A role works with a system that is planned and has not had the training for it.",
)


def check_untrained_role(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag roles whose steps use a planned system, without training or a day of it.

    A training belongs to a system when its document lives there (`kind: training`, `system`). A
    system without such a document is not asked about here.

    Yields:
        One finding per system and role, at the role; the system and a step are related places.
    """
    portal = context.portal
    for system in portal.systems.values():
        if system.rollout_status != "planned":
            continue
        trainings = [
            one.id
            for one in portal.documents.values()
            if one.kind == "training" and one.system and one.system.id == system.id
        ]
        for role, step_span in _workers(context, system.id):
            missing = [one for one in trainings if one not in _trained(role)]
            if not missing:
                continue
            listed = {ref.id for ref in role.training}
            live = sentence(" on {day}", day=system.go_live) if system.go_live else sentence("")
            yield finding(
                RULE,
                sentence(
                    "role `{role}` works with system `{system}`, which goes live{live}, and has "
                    "not had the training `{missing}`"
                    if missing[0] in listed
                    else "role `{role}` works with system `{system}`, which goes live{live}, and "
                    "does not list the training `{missing}`",
                    role=role.id,
                    system=system.id,
                    live=live,
                    missing=missing[0],
                ),
                role.place.span,
                help=sentence(
                    "Add `{missing}` to `training`, and its day to `trained` once it was held.",
                    missing=missing[0],
                ),
                related=(
                    Related(span=step_span, message="works with it here"),
                    Related(span=system.place.span, message="the system"),
                ),
                subject=f"role:{role.id}",
            )


def _trained(role: Role) -> set[str]:
    return {ref.id for ref, _ in role.trained}


def _workers(context: CheckContext, system: str) -> Iterator[tuple[Role, Span]]:
    told: set[str] = set()
    for process in context.portal.processes.values():
        if process.governed.status == "retired":
            continue
        for step in process.steps:
            role = context.portal.roles.get(step.role.id) if step.role else None
            span = next((ref.span for ref in step.systems if ref.id == system), None)
            if role is None or span is None or role.kind == "system" or role.id in told:
                continue
            told.add(role.id)
            yield role, span


CHECK = Check(rule=RULE, run=check_untrained_role)
