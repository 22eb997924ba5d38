"""Where every object is used: one walk over the portal, so that no page has to search it all."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from procdocs.model.places import Ref
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import RaciMatrix, RaciRow, RaciTable
from procdocs.model.steps import Step
from procdocs.model.value_stream import Stage, ValueStream


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUse:
    """A step that uses something."""

    process: Process
    """The process."""
    step: Step
    """The step."""
    how: str = ""
    """Of a document `input` or `output`; of a policy the clause; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowUse:
    """A row of a matrix in which a role has letters."""

    process: Process | None
    """The process; None for a table of its own."""
    table: RaciTable | None
    """The table, where it stands on its own."""
    matrix: RaciMatrix
    """The matrix."""
    row: RaciRow
    """The row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereUsed:
    """Uses by the id of what is used, in order of the portal.

    Retired processes are left out; to-be processes are not, since a reader asks for them too.
    """

    by_role: dict[str, list[StepUse]] = field(default_factory=dict)
    """Steps that a role does, in current processes."""
    rows: dict[str, list[RowUse]] = field(default_factory=dict)
    """Rows in which a role has letters, in current processes and tables of their own."""
    by_system: dict[str, list[StepUse]] = field(default_factory=dict)
    """Steps that use a system."""
    by_document: dict[str, list[StepUse]] = field(default_factory=dict)
    """Steps that need or make a document."""
    by_policy: dict[str, list[StepUse]] = field(default_factory=dict)
    """Steps that carry a policy or a clause of it."""
    processes_by_policy: dict[str, list[tuple[Process, str]]] = field(default_factory=dict)
    """Processes that name a policy as a whole, and the clause they name."""
    by_control: dict[str, list[StepUse]] = field(default_factory=dict)
    """Steps that carry out a control."""
    by_party: dict[str, list[StepUse]] = field(default_factory=dict)
    """Steps that send to or receive from an outside party, and steps it does itself."""
    processes_by_party: dict[str, list[Process]] = field(default_factory=dict)
    """Processes that an outside party takes part in."""
    processes_by_kpi: dict[str, list[Process]] = field(default_factory=dict)
    """Processes that a KPI measures."""
    processes_by_risk: dict[str, list[Process]] = field(default_factory=dict)
    """Processes that name a risk."""
    streams_by_process: dict[str, list[ValueStream]] = field(default_factory=dict)
    """Value streams of which a process is a stage."""
    leading_to: dict[str, list[Process]] = field(default_factory=dict)
    """Current processes that name a process as one that their result goes to."""
    started_by: dict[str, list[Process]] = field(default_factory=dict)
    """Current processes that name a process as one that triggers them."""
    callers: dict[str, list[StepUse]] = field(default_factory=dict)
    """Steps that stand for a process; of any process, retired ones too, as the next two."""
    embedded: dict[str, list[Process]] = field(default_factory=dict)
    """Processes that are part of a process."""
    variants: dict[str, list[Process]] = field(default_factory=dict)
    """Processes that are variants of a process."""


def find_uses(portal: Portal) -> WhereUsed:
    """Walk over the portal once."""
    found = WhereUsed()
    current = {process.id for process in portal.current_processes()}
    for process in portal.processes.values():
        _add_relations(found, process, is_current=process.id in current)
        if process.governed.status == "retired":
            continue
        _add_process(found, process)
        for step in process.steps:
            _add_step(found, process, step)
            if step.role and step.is_activity and process.id in current:
                found.by_role.setdefault(step.role.id, []).append(
                    StepUse(process=process, step=step)
                )
        if process.id in current:
            for row in process.raci.rows:
                _add_row(
                    found, row, RowUse(process=process, table=None, matrix=process.raci, row=row)
                )
    for table in portal.raci_tables.values():
        if table.process is None:
            for row in table.matrix.rows:
                _add_row(
                    found, row, RowUse(process=None, table=table, matrix=table.matrix, row=row)
                )
    for stream in portal.value_streams.values():
        for process_id in dict.fromkeys(stage_processes(stream.stages)):
            found.streams_by_process.setdefault(process_id, []).append(stream)
    return found


def stage_processes(stages: tuple[Stage, ...]) -> Iterator[str]:
    """Give the processes that are stages, those of parallel chains too."""
    for stage in stages:
        if stage.process:
            yield stage.process.id
        for chain in stage.parallel:
            yield from stage_processes(chain)


def _add_relations(found: WhereUsed, process: Process, *, is_current: bool) -> None:
    """Enter a process with those that it names."""
    if is_current:
        for index, refs in (
            (found.leading_to, process.result_to),
            (found.started_by, process.trigger_from),
        ):
            for named in dict.fromkeys(ref.id for ref in refs):
                index.setdefault(named, []).append(process)
    for step in process.steps:
        if step.process:
            use = StepUse(process=process, step=step)
            found.callers.setdefault(step.process.id, []).append(use)
    if process.part_of:
        found.embedded.setdefault(process.part_of.id, []).append(process)
    base = process.variant_of or process.extends
    if base is not None:
        found.variants.setdefault(base.id, []).append(process)


def _add_row(found: WhereUsed, row: RaciRow, use: RowUse) -> None:
    for role in dict.fromkeys(each.role for each in row.assignments):
        found.rows.setdefault(role, []).append(use)


def _add_process(found: WhereUsed, process: Process) -> None:
    kpis = [ref.id for ref in process.kpis]
    if process.purpose and process.purpose.satisfaction:
        kpis.insert(0, process.purpose.satisfaction.id)
    for kpi in dict.fromkeys(kpis):
        found.processes_by_kpi.setdefault(kpi, []).append(process)
    for risk in dict.fromkeys(ref.id for ref in process.risks):
        found.processes_by_risk.setdefault(risk, []).append(process)
    for ref in process.policies:
        found.processes_by_policy.setdefault(ref.id, []).append((process, ref.part or ""))
    for party in process.participants:
        found.processes_by_party.setdefault(party.id, []).append(process)


def _add_step(found: WhereUsed, process: Process, step: Step) -> None:
    plain = StepUse(process=process, step=step)
    for system in _ids(step.systems):
        found.by_system.setdefault(system, []).append(plain)
    for how, items in (("input", step.inputs), ("output", step.outputs)):
        for item in items:
            if item.document:
                found.by_document.setdefault(item.document.id, []).append(
                    StepUse(process=process, step=step, how=how)
                )
    for ref in step.policies:
        use = StepUse(process=process, step=step, how=ref.part or "")
        found.by_policy.setdefault(ref.id, []).append(use)
    for control in _ids(step.controls):
        found.by_control.setdefault(control, []).append(plain)
    parties = [message.party for message in step.messages if message.party]
    parties += [boundary.party for boundary in step.boundaries if boundary.party]
    if step.party:
        parties.append(step.party)
    for party in dict.fromkeys(parties):
        found.by_party.setdefault(party, []).append(plain)


def _ids(refs: tuple[Ref, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.id for ref in refs))
