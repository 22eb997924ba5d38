"""What a portal already has: roles, parties and processes that an import should use again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from procdocs.model.places import Text
from procdocs.model.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Ids by name, and ids that are taken."""

    roles: Mapping[str, str] = field(default_factory=dict)
    """Ids of roles by folded name, id and alias."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """Ids of outside parties by folded name, id and alias."""
    processes: Mapping[str, str] = field(default_factory=dict)
    """Ids of processes by folded name, id and alias."""
    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Ids of steps by folded name and id, by process."""

    def role(self, name: str) -> str | None:
        """Find a role by what it is called."""
        return self.roles.get(fold(name))

    tables: frozenset[str] = frozenset()
    """Ids of processes that a RACI table completes."""
    things: Mapping[str, frozenset[str]] | None = None
    """Ids of what else may be referred to, by kind; None where there is no portal to ask."""

    def has(self, kind: str, id_: str) -> bool:
        """Tell whether there is a thing of a kind; without a portal everything may be."""
        return self.things is None or id_ in self.things.get(kind, ())

    @property
    def role_ids(self) -> frozenset[str]:
        """All ids of roles."""
        return frozenset(self.roles.values())

    @property
    def party_ids(self) -> frozenset[str]:
        """All ids of outside parties."""
        return frozenset(self.parties.values())


def know_portal(portal: Portal | None, without: Iterable[Path] = ()) -> Known:
    """List what a portal has.

    Args:
        portal: The portal; None where there is none.
        without: Files that are about to be replaced: what only they hold is not known.
    """
    if portal is None:
        return Known()
    gone = tuple(path.as_posix() for path in without)

    def kept(file: str) -> bool:
        return not any(path.endswith(f"/{file}") for path in gone)

    return Known(
        roles=_names(
            (role.id, role.name, role.common.aliases)
            for role in portal.roles.values()
            if kept(role.place.span.file)
        ),
        parties=_names(
            (party.id, party.name, party.common.aliases) for party in portal.parties.values()
        ),
        processes=_names(
            (process.id, process.name, process.common.aliases)
            for process in portal.processes.values()
            if kept(process.place.span.file)
        ),
        steps={
            process.id: _names((step.id, step.name, step.common.aliases) for step in process.steps)
            for process in portal.processes.values()
        },
        tables=frozenset(
            table.process.id for table in portal.raci_tables.values() if table.process
        ),
        things=_things(portal),
    )


def _things(portal: Portal) -> dict[str, frozenset[str]]:
    clauses = (
        (id_, *(f"{id_}#{clause.id}" for clause in policy.clauses))
        for id_, policy in portal.policies.items()
    )
    return {
        "system": frozenset(portal.systems),
        "document": frozenset(portal.documents),
        "kpi": frozenset(portal.kpis),
        "risk": frozenset(portal.risks),
        "control": frozenset(portal.controls),
        "policy": frozenset(id_ for ids in clauses for id_ in ids),
        "group": frozenset(group.id for area in portal.areas for group in area.groups),
        "factor": frozenset(portal.success_factors),
        "audience": frozenset(portal.audiences),
        "unit": frozenset(portal.units),
        "term": frozenset(portal.terms),
        "value-stream": frozenset(portal.value_streams),
    }


def fold(name: str) -> str:
    """Fold a name, so that spelling with capitals or blanks makes no difference."""
    return " ".join(name.casefold().split())


def _names(found: Iterable[tuple[str, Text | None, tuple[str, ...]]]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    entries = list(found)
    for id_, _, _ in entries:
        by_name.setdefault(id_, id_)
    for id_, name, aliases in entries:
        for word in (*(value for _, value in (name.values if name else ())), *aliases):
            by_name.setdefault(fold(word), id_)
    return by_name
