"""Which process files a BPMN file becomes, and which pools are parties in which of them."""

from dataclasses import dataclass, field
from typing import Any

from procdocs.imports.bpmn.drafts import Graph
from procdocs.imports.bpmn.elements import BpmnFile, Pool, Scope
from procdocs.imports.bpmn.own import own_id
from procdocs.imports.identifiers import make_id, one_line, unique
from procdocs.imports.known import Known, fold

_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


@dataclass(slots=True, kw_only=True)
class Part:
    """A process within a file: the company's own, or that of an outside party."""

    scope: Scope
    """What it is."""
    party: str | None
    """Id of the participant; None for the company's own."""
    graph: Graph | None = None
    """Its steps, once they are drafted."""


@dataclass(slots=True, kw_only=True)
class FilePlan:
    """A process file in the making."""

    id: str
    """The file's stem."""
    name: str
    """Name of the process."""
    source: BpmnFile
    """Where it comes from."""
    parts: list[Part]
    """The company's own first."""
    pools: dict[str, str] = field(default_factory=dict)
    """Ids of its participants by the keys of their pools."""
    names: dict[str, str] = field(default_factory=dict)
    """Names of its participants by id."""
    own_pool: Pool | None = None
    """The pool of the company's own process."""
    parent: "FilePlan | None" = None
    """Of an embedded sub-process: the file that it is a part of."""
    lanes: list[str] = field(default_factory=list)
    """Roles and participants from top to bottom."""
    notes: list[str] = field(default_factory=list)
    """Paragraphs of its note."""
    own: dict[str, Any] = field(default_factory=dict)
    """What an export of ours kept of it, by key."""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Its texts in several languages, by key; those of participants by `party_` and id."""
    children: list["FilePlan"] = field(default_factory=list)
    """Embedded sub-processes that are linked from its description only."""

    @property
    def giver(self) -> "FilePlan":
        """The file that gives lanes and participants."""
        return self if self.parent is None else self.parent.giver


def plan_files(file: BpmnFile, taken: set[str], known: Known) -> list[FilePlan]:
    """Part a BPMN file into process files.

    Of the pools that show a process, the one with the most lanes (of equals the one with the most
    steps, then the first) is the company's. A pool with two lanes or more is a process of its own;
    others are open pools of the company's process, and black boxes are parties.

    Args:
        file: The file.
        taken: Ids of processes that are taken; those given out are added.
        known: Roles and parties of the portal.
    """
    shown = [pool for pool in file.pools if pool.scope is not None and pool.scope.nodes]
    hidden = [pool for pool in file.pools if pool not in shown]
    in_pools = {pool.scope.key for pool in shown if pool.scope}
    plans: list[FilePlan] = []
    if shown:
        main = max(shown, key=_weight)
        own = [
            pool
            for pool in shown
            if pool is main or (pool.scope and len(pool.scope.lanes) > 1 and not file.own)
        ]
        for pool in own:
            assert pool.scope is not None
            plans.append(_plan(file, pool.scope, pool, taken))
        first = next(plan for plan in plans if plan.own_pool is main)
        for pool in file.pools:
            if pool in own:
                continue
            party = party_of(first, pool, known)
            if pool in shown and pool.scope is not None:
                first.parts.append(Part(scope=pool.scope, party=party))
        _add_boxes(plans, first, hidden, file, known)
    plans += [
        _plan(file, scope, None, taken)
        for scope in file.scopes
        if scope.key not in in_pools and (scope.nodes or not shown)
    ]
    return plans


def _weight(pool: Pool) -> tuple[int, int, int]:
    assert pool.scope is not None
    marked = pool.key == "pool_company"
    steps = sum(len(scope.nodes) for scope in pool.scope.all_scopes())
    return (int(marked), len(pool.scope.lanes), steps)


def _plan(file: BpmnFile, scope: Scope, pool: Pool | None, taken: set[str]) -> FilePlan:
    stem = one_line(file.name.rpartition("/")[2].partition(".")[0].replace("_", " "))
    alone = len(file.scopes) == 1
    name = scope.name or (pool.name if pool else "")
    if not name:
        plain = one_line(stem.replace("-", " ")) or "Process"
        name = plain[0].upper() + plain[1:]
        if not alone:
            name = f"{name} {file.scopes.index(scope) + 1}"
    wanted = own_id(scope.key.removeprefix("process_")) if file.own else ""
    base = wanted or make_id(name) or make_id(stem) or make_id(scope.key) or "process"
    # Windows has no files of these names.
    base = f"{base}-process" if base in _DEVICES else base
    id_ = unique(base, taken)
    taken.add(id_)
    return FilePlan(
        id=id_, name=name, source=file, parts=[Part(scope=scope, party=None)], own_pool=pool
    )


def party_of(plan: FilePlan, pool: Pool, known: Known) -> str:
    """Make a pool a participant of a file."""
    found = plan.pools.get(pool.key)
    if found is not None:
        return found
    name = pool.name or (pool.scope.name if pool.scope else "") or "Participant"
    wanted = own_id(pool.key.removeprefix("party_")) if plan.source.own else ""
    same = known.parties.get(fold(name))
    if same is not None and same not in plan.names and not wanted:
        wanted = same
    id_ = unique(wanted or make_id(name) or "party", {*plan.names, *known.role_ids})
    plan.pools[pool.key] = id_
    plan.names[id_] = name
    return id_


def _add_boxes(
    plans: list[FilePlan], first: FilePlan, hidden: list[Pool], file: BpmnFile, known: Known
) -> None:
    """Make a black box a party of each further process that it exchanges messages with."""
    keys = {pool.key: pool for pool in hidden}
    for plan in plans:
        if plan is first:
            continue
        inside = {
            node.key
            for part in plan.parts
            for scope in part.scope.all_scopes()
            for node in scope.nodes
        }
        for flow in file.messages:
            for box, other in ((flow.source, flow.target), (flow.target, flow.source)):
                if box in keys and other in inside:
                    party_of(plan, keys[box], known)
