"""Every written reference of a portal, one after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procdocs.diagnostics import Span
from procdocs.model.places import Governed, Ref
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.model.value_stream import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """That one object refers to another."""

    kind: str
    """Kind of what refers; see `procdocs.analysis.usage.Use`."""
    id: str
    """Its id."""
    part: str | None
    """Its part."""
    how: str
    """In which capacity."""
    target_kind: str
    """Kind of what is referred to."""
    target: str
    """Its id."""
    target_part: str | None
    """Clause or step referred to."""
    span: Span | None = None
    """Where it was written; None where it follows from where something else was written."""


@dataclass(frozen=True, slots=True)
class _From:
    """What refers; makes references from what it names."""

    kind: str
    id: str
    part: str | None = None

    def to(self, target_kind: str, how: str, *refs: Ref | None) -> Iterator[Reference]:
        for ref in refs:
            if ref is not None:
                yield self.to_id(target_kind, how, ref.id, ref.part, ref.span)

    def to_id(
        self,
        target_kind: str,
        how: str,
        target: str,
        part: str | None = None,
        span: Span | None = None,
    ) -> Reference:
        return Reference(
            kind=self.kind,
            id=self.id,
            part=self.part,
            how=how,
            target_kind=target_kind,
            target=target,
            target_part=part,
            span=span,
        )

    def governed(self, governed: Governed) -> Iterator[Reference]:
        yield from self.to("role", "owner", governed.owner)
        yield from self.to("role", "approved_by", governed.approved_by)


def every_reference(portal: Portal) -> Iterator[Reference]:
    """Give every reference that is no link in a text.

    Yields:
        In order of the portal: processes with their steps and RACI, organisation, catalogues,
        policies, value streams, surveys.
    """
    for process in portal.processes.values():
        yield from _of_process(process)
    yield from _of_tables(portal)
    yield from _of_organisation(portal)
    yield from _of_catalogues(portal)
    for policy in portal.policies.values():
        source = _From("policy", policy.id)
        yield from source.governed(policy.governed)
        yield from source.to("policy", "supersedes", *policy.supersedes)
        yield from source.to("role", "applies_to", *policy.applies_to)
    for stream in portal.value_streams.values():
        source = _From("value-stream", stream.id)
        yield from source.governed(stream.governed)
        if stream.customer is not None:
            yield from source.to("kpi", "satisfaction", stream.customer.satisfaction)
        yield from source.to("value-stream", "variant_of", stream.variant_of)
        yield from _of_stages(stream.id, stream.stages)


def _of_process(process: Process) -> Iterator[Reference]:
    source = _From("process", process.id)
    yield from source.governed(process.governed)
    yield from source.to("process", "part_of", process.part_of)
    yield from source.to("process", "variant_of", process.variant_of)
    yield from source.to("process", "extends", process.extends)
    if process.purpose is not None:
        yield from source.to("kpi", "satisfaction", process.purpose.satisfaction)
    yield from source.to("process", "from", *process.trigger_from)
    yield from source.to("process", "to", *process.result_to)
    yield from source.to("kpi", "kpis", *process.kpis)
    yield from source.to("policy", "policies", *process.policies)
    yield from source.to("risk", "risks", *process.risks)
    for factor, _ in process.success_factors:
        yield source.to_id("success-factor", "success_factors", factor)
    for participant in process.participants:
        yield from source.to("party", "participants", participant.party)
    for step in process.steps:
        yield from _of_step(process.id, step)
    for row in process.raci.rows:
        for cell in row.assignments:
            kind = "step" if row.step is not None else "raci-row"
            source = _From(kind, process.id, row.id)
            yield source.to_id("role", cell.letter, cell.role, span=cell.span)


def _of_step(process: str, step: Step) -> Iterator[Reference]:
    source = _From("step", process, step.id)
    yield from source.to("role", "role", step.role)
    if step.authority is not None:
        yield from source.to("role", "escalate_to", step.authority.escalate_to)
    yield from source.to("system", "system", *step.systems)
    yield from source.to("document", "input", *(item.document for item in step.inputs))
    yield from source.to("document", "output", *(item.document for item in step.outputs))
    yield from source.to("policy", "policies", *step.policies)
    yield from source.to("control", "controls", *step.controls)
    yield from source.to("process", "process", step.process)
    for message in step.messages:
        yield from source.to("process", message.direction, message.elsewhere)


def _of_tables(portal: Portal) -> Iterator[Reference]:
    for table in portal.raci_tables.values():
        if table.process is not None:
            continue
        for row in table.matrix.rows:
            for cell in row.assignments:
                source = _From("raci", table.id, row.id)
                yield source.to_id("role", cell.letter, cell.role, span=cell.span)


def _of_organisation(portal: Portal) -> Iterator[Reference]:
    for unit in portal.units.values():
        source = _From("unit", unit.id)
        yield from source.to("unit", "parent", unit.parent)
        yield from source.to("role", "head", unit.head)
    for role in portal.roles.values():
        source = _From("role", role.id)
        yield from source.to("unit", "unit", role.unit)
        yield from source.to("role", "reports_to", role.reports_to)
        yield from source.to("kpi", "goals", *role.goals)
        yield from source.to("document", "training", *role.training)


def _of_catalogues(portal: Portal) -> Iterator[Reference]:
    for system in portal.systems.values():
        source = _From("system", system.id)
        yield from source.to("role", "owner", system.owner)
        for replaced in system.replaces:
            if replaced in portal.systems:
                yield source.to_id("system", "replaces", replaced)
    for document in portal.documents.values():
        source = _From("document", document.id)
        yield from source.governed(document.governed)
        yield from source.to("system", "system", document.system)
    for kpi in portal.kpis.values():
        source = _From("kpi", kpi.id)
        yield from source.to("role", "owner", kpi.owner)
        yield from source.to("system", "source", kpi.source_system)
    for risk in portal.risks.values():
        source = _From("risk", risk.id)
        yield from source.to("role", "owner", risk.owner)
        yield from source.to("policy", "policies", *risk.policies)
        for control_id in risk.controls:
            yield source.to_id("control", "controls", control_id)
    for control in portal.controls.values():
        source = _From("control", control.id)
        yield source.to_id("risk", "controls", control.risk)
        yield from source.to("role", "owner", control.owner)
        yield from source.to("risk", "also_covers", *control.also_covers)
    for term in portal.terms.values():
        source = _From("term", term.id)
        yield from source.to("term", "see", *term.see)
        yield from source.to("policy", "source", term.source)


def _of_stages(stream: str, stages: Iterable[Stage]) -> Iterator[Reference]:
    for stage in stages:
        yield from _From("stage", stream, stage.id).to("process", "process", stage.process)
        for chain in stage.parallel:
            yield from _of_stages(stream, chain)
