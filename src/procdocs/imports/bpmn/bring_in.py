"""BPMN files to process files: the whole story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procdocs.imports.bpmn.artifacts import take_artifacts
from procdocs.imports.bpmn.drafts import Draft, Graph, Log
from procdocs.imports.bpmn.elements import BpmnFile, Scope
from procdocs.imports.bpmn.flows import draft_graph
from procdocs.imports.bpmn.gateways import mend_gateways
from procdocs.imports.bpmn.lanes import lanes_of, place_in_lanes
from procdocs.imports.bpmn.messages import take_messages
from procdocs.imports.bpmn.order import order_steps
from procdocs.imports.bpmn.own import inner_texts, own_attribute, own_id, own_role
from procdocs.imports.bpmn.own_apply import apply_own, leave_out_implied, order_messages
from procdocs.imports.bpmn.own_process import own_languages, with_own
from procdocs.imports.bpmn.own_stale import drop_stale
from procdocs.imports.bpmn.own_values import OwnValues
from procdocs.imports.bpmn.plan import FilePlan, Part, plan_files
from procdocs.imports.bpmn.reading import local, read_bpmn
from procdocs.imports.bpmn.remains import report_on
from procdocs.imports.bpmn.writing import write_process
from procdocs.imports.bpmn.xml_reader import XmlError
from procdocs.imports.identifiers import make_id, unique
from procdocs.imports.known import Known, fold
from procdocs.imports.report import Report
from procdocs.imports.roles import NOBODY, OWNER, Roles

_LONG = 100
_NO_PROCESS = (
    "the file shows no process, only closed pools, choreographies or conversations; draw what "
    "happens in one of the pools"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """A file that is to be written."""

    id: str
    """Its stem."""
    values: Mapping[str, Any]
    """What is in it."""
    source: str
    """The file from which it was made."""
    known_references: bool = False
    """Whether it refers to things of the portal, all of which were looked up there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of a set of BPMN files."""

    processes: tuple[ImportedFile, ...]
    """Process files; an embedded sub-process after its parent."""
    roles: Mapping[str, Mapping[str, Any]]
    """Roles that the organisation does not have, by id."""
    reports: tuple[Report, ...]
    """One for each file that was read."""
    refused: tuple[tuple[str, str], ...]
    """Files that could not be read, and why."""


def import_bpmn(sources: Sequence[tuple[str, bytes]], known: Known | None = None) -> Imported:
    """Make process files of BPMN 2.0 files.

    Args:
        sources: Names of files and their bytes. Calls are resolved between them.
        known: What the portal has; nothing where there is none.

    Returns:
        What to write, and what became of each element. Nothing is raised for what a file holds.
    """
    known = known or Known()
    files: list[BpmnFile] = []
    refused: list[tuple[str, str]] = []
    for name, data in sources:
        try:
            files.append(read_bpmn(name, data))
        except XmlError as error:
            refused.append((name, str(error)))
    work = _Work(known)
    read = [(file, work.plan(file)) for file in files]
    made: list[ImportedFile] = []
    reports: list[Report] = []
    for file, plans in read:
        if not plans:
            refused.append((file.name, _NO_PROCESS))
            continue
        processes, report = work.make(file, plans)
        made += processes
        reports.append(report)
    return Imported(
        processes=tuple(made),
        roles=work.roles.drafts,
        reports=tuple(reports),
        refused=tuple(refused),
    )


class _Work:
    """What all files of one import share."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.roles = Roles(known)
        self.taken: set[str] = set()
        self.called: dict[str, str] = {}
        self.calls: dict[str, set[str]] = {}
        self.values = OwnValues(known, self.roles, self.has_process)

    def has_process(self, id_: str) -> bool:
        """Tell whether there is a process, in the portal or among the files."""
        if self.known.things is None or id_ in self.taken:
            return True
        return id_ in self.known.processes.values()

    def plan(self, file: BpmnFile) -> list[FilePlan]:
        plans = plan_files(file, self.taken, self.known)
        for plan in plans:
            self.called.setdefault(plan.parts[0].scope.key, plan.id)
            self.roles.parties.update(plan.names)
        return plans

    def make(self, file: BpmnFile, plans: list[FilePlan]) -> tuple[list[ImportedFile], Report]:
        self.log = Log(file)
        self.links: dict[str, str] = {}
        self.orders: dict[str, list[list[str]]] = {}
        whole: list[FilePlan] = []
        for plan in plans:
            self.draft(plan, whole, None)
        for collaboration in file.root.all("collaboration"):
            graphs = [part.graph for plan in whole for part in plan.parts if part.graph]
            take_artifacts(collaboration, graphs, file, self.log)
        messages = take_messages(file, whole, self.known, self.log)
        for plan in whole:
            for part in plan.parts:
                assert part.graph is not None
                if file.own:
                    order_messages(part.graph)
                plan.notes += part.graph.notes
                if file.own and part is plan.parts[0]:
                    plan.notes += [inner_texts(part.scope.element).get("note", "")]
            plan.notes = [text for text in plan.notes if text]
        owner = self.owner(plans) if not all(plan.own for plan in plans) else ""
        made = [self.write(plan, owner) for plan in whole]
        return made, report_on(file, whole, messages, self.log)

    def write(self, plan: FilePlan, owner: str) -> ImportedFile:
        order = dict(enumerate(self.orders[plan.id]))
        values = write_process(plan, order, self.links, owner, self.known.party_ids)
        if plan.own:
            element = plan.parts[0].scope.element
            values = with_own(values, plan, lambda text: self.values.prose(text, element, self.log))
            drop_stale(values["steps"], plan.giver.names, plan.name, self.log)
        return ImportedFile(
            id=plan.id,
            values=values,
            source=plan.source.name,
            known_references=bool(plan.own),
        )

    def owner(self, plans: list[FilePlan]) -> str:
        owner = self.roles.find(OWNER, "no file: BPMN names no owner", "process-owner")
        for plan in plans:
            self.log.added("owner", plan.name, f"BPMN names none; the role {owner} stands in")
        return owner

    def draft(self, plan: FilePlan, whole: list[FilePlan], outer: Draft | None) -> None:
        """Draft the steps of a process file and of the sub-processes in it."""
        whole.append(plan)
        file, log = plan.source, self.log
        if file.own:
            element = plan.parts[0].scope.element
            plan.own = self.values.process(element, log)
            plan.texts = own_languages(plan, element)
        taken: set[str] = set()
        orders = []
        inner: list[tuple[Part, Graph]] = []
        for part in plan.parts:
            graph = draft_graph(part.scope, file, log)
            if file.own:
                apply_own(graph, file, self.values, log, plan.giver.id)
            mend_gateways(graph, log)
            if file.own:
                leave_out_implied(graph, log)
            take_artifacts(part.scope.element, [graph], file, log)
            keys = order_steps(graph) if not file.own else list(graph.steps)
            part.graph = graph
            self.place(plan, part, graph, outer)
            _name_steps([graph.steps[key] for key in keys], taken, own=file.own)
            orders.append(keys)
            inner.append((part, graph))
        self.orders[plan.id] = orders
        for part, graph in inner:
            for step in list(graph.steps.values()):
                if step.type == "subprocess":
                    self.link(plan, part, step, whole)
            self.event_processes(plan, part, whole)

    def place(self, plan: FilePlan, part: Part, graph: Graph, outer: Draft | None) -> None:
        """Give the steps of a part their lanes."""
        if part.party is not None:
            for lane in part.scope.lanes:
                self.log.simplified(lane.element, f"the pool has one lane, {part.party}")
            for step in graph.steps.values():
                step.lane = part.party
            return
        pool = plan.own_pool
        lanes = lanes_of(part.scope, self.roles, plan.name, self.log, own=plan.source.own)
        around = outer.lane if outer is not None else None
        if not lanes and around is None:
            name = (pool.name if pool else "") or NOBODY
            around = self.roles.find(name, plan.name)
            self.log.added(
                "role", name, f"{plan.name} has no lanes; the role {around} does its steps"
            )
        place_in_lanes(graph, lanes, self.log, around)
        for step in graph.steps.values():
            role = own_role(step.node.element) if plan.source.own and step.node else None
            if role is not None:
                step.lane = self.roles.find(role[1] or role[0], plan.name, role[0])
        if plan.parent is None:
            plan.lanes = _all_lanes(plan, list(dict.fromkeys(lanes.values())) or [str(around)])

    def link(self, plan: FilePlan, part: Part, step: Draft, whole: list[FilePlan]) -> None:
        """Find or make the process that a subprocess step stands for."""
        assert step.node is not None
        if step.node.scope is not None:
            child = self.embed(plan, part, step.node.scope, step.name, step.id)
            self.links[step.key] = child.id
            self.draft(child, whole, step)
            return
        wanted = local(step.calls)
        own = wanted.removeprefix("process_") if plan.source.own else wanted
        target = self.called.get(wanted) or self.known.processes.get(fold(own))
        if target is None and not wanted:
            target = self.known.processes.get(fold(step.name))
        if target is not None and not self.closes_circle(plan.giver.id, target):
            self.links[step.key] = target
            return
        if target is not None:
            self.log.simplified(step.node.element, "it would call itself; it becomes a task")
        elif plan.source.by_id.get(wanted) is not None:
            self.log.simplified(step.node.element, f"it calls “{wanted}”, no process; a task")
        else:
            said = f"the process “{wanted}”" if wanted else "a process"
            self.log.simplified(
                step.node.element, f"it calls {said}, which no file holds; it becomes a task"
            )
            if wanted:
                step.values["note"] = "\n\n".join(
                    text for text in (step.values.get("note"), f"Calls {said}.") if text
                )
        step.type = "task"

    def closes_circle(self, caller: str, target: str) -> bool:
        """Tell whether a call would let a process reach itself; remember it where it does not."""
        stack, seen = [target], {target}
        while stack:
            found = stack.pop()
            if found == caller:
                return True
            for further in sorted(self.calls.get(found, ())):
                if further not in seen:
                    seen.add(further)
                    stack.append(further)
        self.calls.setdefault(caller, set()).add(target)
        return False

    def embed(self, plan: FilePlan, part: Part, scope: Scope, name: str, id_: str) -> FilePlan:
        """Plan the file of a sub-process."""
        base = f"{plan.id}-{id_}"
        kept = own_attribute(scope.element, "process")
        base = own_id(kept) if plan.source.own and own_id(kept) else base
        base = base if len(base) <= _LONG else make_id(name) or "sub-process"
        child = FilePlan(
            id=unique(base, self.taken),
            name=name,
            source=plan.source,
            parts=[Part(scope=scope, party=part.party)],
            parent=plan,
        )
        self.taken.add(child.id)
        return child

    def event_processes(self, plan: FilePlan, part: Part, whole: list[FilePlan]) -> None:
        """Make processes of event sub-processes, which stand in no flow."""
        for node in part.scope.nodes:
            if node.scope is None or node.element.get("triggeredByEvent") != "true":
                continue
            name = node.name or "Event sub-process"
            child = self.embed(plan, part, node.scope, name, make_id(name) or "event")
            link = f"May start at any time: [{_words(name)}](process:{child.id})."
            if link not in inner_texts(plan.parts[0].scope.element).get("note", ""):
                plan.notes.append(link)
            self.log.simplified(
                node.element, f"it is the process {child.id}, which the note of {plan.id} links"
            )
            first = next(iter(part.graph.steps.values())) if part.graph else None
            self.draft(child, whole, first)


def _words(name: str) -> str:
    return name.replace("[", "(").replace("]", ")").replace("\\", "/")


def _all_lanes(plan: FilePlan, roles: list[str]) -> list[str]:
    """Order roles and parties as the pools stand in the file."""
    lanes: list[str] = []
    for pool in plan.source.pools:
        if pool is plan.own_pool:
            lanes += roles
        elif pool.key in plan.pools:
            lanes.append(plan.pools[pool.key])
    return lanes or roles


def _name_steps(steps: list[Draft], taken: set[str], *, own: bool) -> None:
    """Give each step an id: made of its name, or of its type where that has no Latin letter."""
    for step in steps:
        kept = ""
        if own and step.node is not None:
            kept = own_id(step.key.rpartition(".")[2].removeprefix("_"))
        base = kept or make_id(step.name) or step.type
        step.id = unique(base, taken)
        taken.add(step.id)
