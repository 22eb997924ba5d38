"""What a finding asks for: remove, decide closer, join, simplify, automate."""

from collections.abc import Mapping

from procdocs.diagnostics import Diagnostic

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
    "PROC001": "learn",
    "FLOW020": "simplify",
    "RACI010": "closer",
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

_BY_FAMILY: Mapping[str, str] = {
    "IMP0": "learn",
    "IMP1": "pace",
    "IMP2": "closer",
    "IMP3": "join",
    "IMP4": "simplify",
    "IMP5": "automate",
    "IMP6": "learn",
}
"""Kind of a rule that is not named above, by the first digit of its code."""


def improvement_kind(found: Diagnostic) -> str | None:
    """Give the kind of a finding; None for one that asks for no change of the work."""
    return _BY_RULE.get(found.code) or _BY_FAMILY.get(found.code[:4])
