"""What an audience may see: a portal without what is hidden from it, and references to such.

An object is shown to an audience that is at least as narrow as its own. A reference to what is
not shown is left out with its name.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from procdocs.analysis.audience_flow import restrict_flow
from procdocs.analysis.audience_parts import restrict_stream, restrict_system, restrict_variant
from procdocs.analysis.audience_words import (
    Hidden,
    hidden_targets,
    restrict_assets,
    restrict_markdown,
    restrict_text,
)
from procdocs.model.organisation import DutyException
from procdocs.model.places import Ref, Text
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import RaciMatrix
from procdocs.model.steps import Item
from procdocs.model.survey import StepSurvey

KIND_OF_FIELD: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "owner",
            "approved_by",
            "by",
            "head",
            "reports_to",
            "role",
            "escalate_to",
            "asked_of",
            "applies_to",
        ),
        "roles",
    ),
    **dict.fromkeys(("unit", "parent"), "units"),
    "party": "parties",
    **dict.fromkeys(("system", "systems", "source_system"), "systems"),
    **dict.fromkeys(("document", "training", "trained"), "documents"),
    **dict.fromkeys(("kpis", "goals", "satisfaction"), "kpis"),
    **dict.fromkeys(("policies", "supersedes", "source"), "policies"),
    **dict.fromkeys(("risks", "also_covers"), "risks"),
    **dict.fromkeys(("controls", "compensated_by"), "controls"),
    "see": "terms",
    **dict.fromkeys(
        (
            "process",
            "part_of",
            "variant_of",
            "extends",
            "trigger_from",
            "result_to",
            "elsewhere",
            "duties",
            "step",
        ),
        "processes",
    ),
}
"""The mapping of the portal to which the references in a field lead, by the field's name."""

KINDS: Mapping[str, str] = {
    "roles": "role",
    "units": "unit",
    "parties": "party",
    "systems": "system",
    "documents": "document",
    "kpis": "kpi",
    "policies": "policy",
    "risks": "risk",
    "controls": "control",
    "terms": "term",
    "processes": "process",
    "value_streams": "value-stream",
    "raci_tables": "raci",
    "surveys": "survey",
}
"""The mappings whose objects have an audience, each with what a subject calls its objects."""

_NEEDED: Mapping[type, str] = {DutyException: "role", StepSurvey: "step", Item: "document"}
_GONE = object()
Keep = Callable[[str, str, str | None], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sight:
    keep: Keep
    hidden: Hidden


def restrict_portal(portal: Portal, audience: str) -> Portal:
    """Leave out what an audience may not see.

    Objects and steps of a narrower audience go, with every reference to them; a step's ways are
    led past it. Names of people and rates of pay go where they are for a narrower audience, and
    files that only hidden documents offer.

    Args:
        portal: The whole portal.
        audience: One of `portal.audiences`.

    Returns:
        A portal whose references all lead to what it holds.

    Raises:
        ValueError: The portal has no such audience.
    """
    rank = ranks(portal)
    if audience not in rank:
        raise ValueError(f"no audience {audience!r}")
    limit = rank[audience]
    shown: dict[str, dict[str, Any]] = {
        kind: {
            id_: found
            for id_, found in getattr(portal, kind).items()
            if rank.get(found.common.audience, 0) <= limit
        }
        for kind in KINDS
    }
    shown["surveys"] = {
        id_: survey for id_, survey in shown["surveys"].items() if id_ in shown["processes"]
    }
    shown["controls"] = {
        id_: control for id_, control in shown["controls"].items() if control.risk in shown["risks"]
    }
    shown["raci_tables"] = {
        id_: table
        for id_, table in shown["raci_tables"].items()
        if table.process is None or table.process.id in shown["processes"]
    }

    hidden_steps = {
        id_: _hidden_steps(process, shown["parties"], rank, limit)
        for id_, process in shown["processes"].items()
    }

    def keep(kind: str, id_: str, part: str | None) -> bool:
        if kind not in shown:
            return True
        if kind == "processes" and part is not None and part in hidden_steps.get(id_, ()):
            return False
        return id_ in shown[kind]

    hidden_systems = portal.systems.keys() - shown["systems"].keys()
    assets = restrict_assets(portal, shown)
    hidden = hidden_targets(portal, shown, hidden_steps, assets)
    see = _Sight(keep=keep, hidden=hidden)
    pruned: dict[str, Any] = {
        kind: {id_: _prune(found, kind, see) for id_, found in entries.items()}
        for kind, entries in shown.items()
    }
    pruned["systems"] = {
        id_: restrict_system(system, hidden_systems) for id_, system in pruned["systems"].items()
    }
    pruned["value_streams"] = {
        id_: restrict_stream(stream) for id_, stream in pruned["value_streams"].items()
    }
    pruned["processes"] = {
        id_: _restrict_process(
            restrict_variant(process, hidden_steps.get(_base(process), ())),
            keep,
            hidden_steps[id_],
            _hidden_parties(portal.processes[id_], shown["parties"]),
        )
        for id_, process in pruned["processes"].items()
    }
    pruned["raci_tables"] = {
        id_: replace(table, matrix=_restrict_matrix(table.matrix, keep, None))
        for id_, table in pruned["raci_tables"].items()
    }
    pruned["risks"] = {
        id_: replace(risk, controls=tuple(c for c in risk.controls if keep("controls", c, None)))
        for id_, risk in pruned["risks"].items()
    }
    pruned["roles"] = {
        id_: role
        if rank.get(role.private_audience, 0) <= limit
        else replace(role, held_by=(), cost_rate=None)
        for id_, role in pruned["roles"].items()
    }
    segregation = tuple(_prune(rule, "segregation", see) for rule in portal.segregation)
    return replace(
        portal,
        **pruned,
        segregation=tuple(
            rule for rule in segregation if sum(bool(duty) for duty in rule.duties) > 1
        ),
        areas=tuple(_prune(area, "areas", see) for area in portal.areas),
        pages=tuple(
            replace(page, text=restrict_markdown(page.text, hidden))
            for page in portal.pages
            if rank.get(page.audience, 0) <= limit
        ),
        assets=assets,
    )


def ranks(portal: Portal) -> dict[str, int]:
    """Number the audiences, the widest 0."""
    return {name: number for number, name in enumerate(portal.audiences)}


def kind_of(field: str, kind: str) -> str | None:
    """Tell to which mapping of the portal the references in a field of an object lead."""
    if field == "variant_of" and kind == "value_streams":
        return "value_streams"
    return KIND_OF_FIELD.get(field)


def _prune(value: Any, kind: str, see: _Sight, field: str = "") -> Any:
    """Copy an object without the references to what is not shown."""
    if isinstance(value, Ref):
        there = kind_of(field, kind)
        return _GONE if there is not None and not see.keep(there, value.id, value.part) else value
    if isinstance(value, Text):
        return restrict_text(value, see.hidden)
    if isinstance(value, tuple):
        if len(value) == 2 and isinstance(value[0], Ref) and not isinstance(value[1], Ref):
            return _GONE if _prune(value[0], kind, see, field) is _GONE else value
        kept = [_prune(entry, kind, see, field) for entry in value]
        return tuple(entry for entry in kept if entry is not _GONE)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for entry in fields(value):
        if not entry.init or entry.name in ("place", "flow", "span"):
            continue
        before = getattr(value, entry.name)
        after = _prune(before, kind, see, entry.name)
        if after is _GONE:
            if _NEEDED.get(type(value)) == entry.name:
                return _GONE
            after = None
        if after is not before and after != before:
            changed[entry.name] = after
    return replace(value, **changed) if changed else value


def _hidden_parties(process: Process, shown: Collection[str]) -> set[str]:
    return {
        found.id
        for found in process.participants
        if found.party is not None and found.party.id not in shown
    }


def _hidden_steps(
    process: Process, parties: Collection[str], rank: Mapping[str, int], limit: int
) -> set[str]:
    gone = _hidden_parties(process, parties)
    return {
        step.id
        for step in process.flow.steps
        if rank.get(step.common.audience, 0) > limit or step.party in gone
    }


def _base(process: Process) -> str:
    return process.variant_of.id if process.variant_of else ""


def _restrict_process(process: Process, keep: Keep, hidden: set[str], gone: set[str]) -> Process:
    """Leave out hidden steps and parties, and lead the flow past them."""
    staying = tuple(found for found in process.participants if found.id not in gone)
    own = {found.id for found in process.participants}
    shown = {found.id for found in staying}

    def lane_shown(lane: str) -> bool:
        return lane in shown if lane in own else keep("roles", lane, None)

    flow = restrict_flow(process, hidden, shown, lane_shown)
    authored = {step.id for step in process.steps}
    return replace(
        process,
        lanes=tuple(lane for lane in process.lanes if lane_shown(lane)),
        participants=staying,
        steps=tuple(step for step in flow.steps if step.id in authored),
        flow=flow,
        raci=_restrict_matrix(process.raci, keep, hidden),
    )


def _restrict_matrix(matrix: RaciMatrix, keep: Keep, hidden: set[str] | None) -> RaciMatrix:
    return replace(
        matrix,
        roles=tuple(role for role in matrix.roles if keep("roles", role, None)),
        rows=tuple(
            replace(
                row,
                assignments=tuple(
                    found for found in row.assignments if keep("roles", found.role, None)
                ),
            )
            for row in matrix.rows
            if row.step is None or hidden is None or row.step not in hidden
        ),
    )
