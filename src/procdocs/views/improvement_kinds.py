"""What a finding asks for: remove, decide closer, join, simplify, automate; and what it costs."""

from collections.abc import Mapping

from procdocs.diagnostics import Diagnostic
from procdocs.model.steps import ValueClass
from procdocs.views.context import ViewContext

KINDS: Mapping[str, str] = {
    "remove": "Remove",
    "closer": "Decide closer",
    "join": "Join",
    "simplify": "Simplify",
    "automate": "Automate",
    "pace": "Even the pace",
    "learn": "Find out",
}
"""Kind and its English words, in the order of the filter."""

_BY_RULE: Mapping[str, str] = {
    "IMP001": "learn",
    "IMP002": "learn",
    "IMP003": "learn",
    "IMP004": "learn",
    "IMP005": "learn",
    "IMP006": "pace",
    "IMP007": "simplify",
    "IMP101": "remove",
    "IMP102": "pace",
    "IMP103": "simplify",
    "IMP104": "simplify",
    "IMP105": "remove",
    "IMP106": "pace",
    "IMP107": "pace",
    "IMP108": "pace",
    "IMP109": "pace",
    "IMP201": "closer",
    "IMP202": "closer",
    "IMP203": "closer",
    "IMP204": "closer",
    "IMP301": "join",
    "IMP302": "join",
    "IMP303": "join",
    "IMP304": "join",
    "IMP401": "remove",
    "IMP402": "simplify",
    "IMP403": "simplify",
    "IMP404": "simplify",
    "IMP501": "automate",
    "IMP502": "automate",
    "IMP601": "learn",
    "IMP602": "learn",
    "IMP603": "learn",
    "IMP604": "learn",
}
"""Kind by the code of the rule."""

_WORK = frozenset({"IMP101", "IMP103", "IMP104", "IMP105", "IMP401", "IMP403", "IMP501", "IMP502"})
"""Rules whose hours are hours of work, so that they have a price."""


def improvement_kind(found: Diagnostic) -> str | None:
    """Give the kind of a finding; None for one that asks for no change of the work."""
    return _BY_RULE.get(found.code)


def is_work(found: Diagnostic) -> bool:
    """Tell whether the hours at stake are hours of work, not of waiting."""
    return found.code in _WORK


def cost_at_stake(context: ViewContext, found: Diagnostic) -> float | None:
    """Give what the hours of work at stake cost a year, by the rate of the step's role.

    Hours of waiting have no price, and the price is unknown where the rate is.
    """
    if found.annual_hours is None or found.code not in _WORK or not found.subject:
        return None
    process_id, _, step_id = found.subject.removeprefix("process:").partition("#")
    process = context.portal.processes.get(process_id)
    step = process.step(step_id) if process else None
    role = context.portal.roles.get(step.role.id) if step and step.role else None
    if step is None or role is None or role.cost_rate is None:
        return None
    if step.waste == ("waiting",) and step.value is not ValueClass.NVA and found.code == "IMP101":
        return None
    if role.cost_rate.currency != context.portal.currency:
        return None
    return found.annual_hours * role.cost_rate.amount
