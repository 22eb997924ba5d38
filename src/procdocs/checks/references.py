"""Every reference from one object to another, in one list.

Rules about retired, draft, hidden or unused objects all ask the same question: who names this?
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procdocs.checks.texts import WrittenText
from procdocs.model.places import Governed, Ref
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import Origin
from procdocs.model.steps import Step
from procdocs.model.value_stream import Stage

_LINK = re.compile(
    r"\]\((process|policy|role|system|document|kpi|risk|control|term):([^)#\s]+)(?:#([^)\s]+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One object names another."""

    kind: str
    """Kind of what is named: `process`, `policy`, `role`, `system`, …"""
    ref: Ref
    """What is named, and where."""
    way: str
    """The key or way in which it is named, such as `policies` or `text`."""
    subject: str
    """The holder, as findings name it: `process:credit-check#register`."""
    audience: str
    """The least audience that sees the holder."""
    status: str | None
    """Status of the holder where it is governed."""

    @property
    def holder_kind(self) -> str:
        """Kind of the holder."""
        return self.subject.partition(":")[0]

    @property
    def holder_id(self) -> str:
        """Id of the holder, without a step."""
        return self.subject.partition(":")[2].partition("#")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holding:
    subject: str
    audience: str
    status: str | None = None

    def refer(self, kind: str, way: str, *refs: Ref | None) -> Iterator[Reference]:
        for ref in refs:
            if ref is not None:
                yield Reference(
                    kind=kind,
                    ref=ref,
                    way=way,
                    subject=self.subject,
                    audience=self.audience,
                    status=self.status,
                )


def read_references(portal: Portal, texts: Sequence[WrittenText]) -> tuple[Reference, ...]:
    """Collect every reference of a portal.

    A local variant repeats the references of its base; they are its own as well.

    Args:
        portal: The model.
        texts: Every text of it; links in Markdown are references too.
    """
    return (
        *_of_processes(portal),
        *_of_policies(portal),
        *_of_organisation(portal),
        *_of_catalogues(portal),
        *_of_risks(portal),
        *_of_streams(portal),
        *_of_tables_and_surveys(portal),
        *_of_texts(portal, texts),
    )


def _of_governed(holding: _Holding, governed: Governed) -> Iterator[Reference]:
    yield from holding.refer("role", "owner", governed.owner)
    yield from holding.refer("role", "approved_by", governed.approved_by)
    yield from holding.refer("role", "changes", *(change.by for change in governed.changes))


def _of_processes(portal: Portal) -> Iterator[Reference]:
    for process in portal.processes.values():
        holding = _Holding(
            subject=f"process:{process.id}",
            audience=process.common.audience,
            status=process.governed.status,
        )
        yield from _of_governed(holding, process.governed)
        if process.purpose:
            yield from holding.refer("kpi", "satisfaction", process.purpose.satisfaction)
        yield from holding.refer("process", "trigger", *process.trigger_from)
        yield from holding.refer("process", "result", *process.result_to)
        yield from holding.refer("process", "part_of", process.part_of)
        yield from holding.refer("process", "variant_of", process.variant_of)
        yield from holding.refer("process", "extends", process.extends)
        yield from holding.refer("kpi", "kpis", *process.kpis)
        yield from holding.refer("policy", "policies", *process.policies)
        yield from holding.refer("risk", "risks", *process.risks)
        yield from holding.refer(
            "party", "participants", *(one.party for one in process.participants)
        )
        for step in process.steps:
            yield from _of_step(process, step)
        for row in process.raci.rows:
            for cell in row.assignments:
                if cell.origin in (Origin.INLINE, Origin.TABLE):
                    yield from holding.refer("role", "raci", Ref(id=cell.role, span=cell.span))


def _of_step(process: Process, step: Step) -> Iterator[Reference]:
    holding = _Holding(
        subject=f"process:{process.id}#{step.id}",
        audience=step.common.audience,
        status=process.governed.status,
    )
    yield from holding.refer("role", "role", step.role)
    yield from holding.refer("system", "system", *step.systems)
    yield from holding.refer("document", "inputs", *(item.document for item in step.inputs))
    yield from holding.refer("document", "outputs", *(item.document for item in step.outputs))
    yield from holding.refer("policy", "policies", *step.policies)
    yield from holding.refer("control", "controls", *step.controls)
    yield from holding.refer("process", "process", step.process)
    yield from holding.refer("process", "messages", *(one.elsewhere for one in step.messages))
    if step.authority:
        yield from holding.refer("role", "authority", step.authority.escalate_to)


def _of_policies(portal: Portal) -> Iterator[Reference]:
    for policy in portal.policies.values():
        holding = _Holding(
            subject=f"policy:{policy.id}",
            audience=policy.common.audience,
            status=policy.governed.status,
        )
        yield from _of_governed(holding, policy.governed)
        yield from holding.refer("policy", "supersedes", *policy.supersedes)
        yield from holding.refer("role", "applies_to", *policy.applies_to)


def _of_organisation(portal: Portal) -> Iterator[Reference]:
    for unit in portal.units.values():
        holding = _Holding(subject=f"unit:{unit.id}", audience=unit.common.audience)
        yield from holding.refer("unit", "parent", unit.parent)
        yield from holding.refer("role", "head", unit.head)
    for role in portal.roles.values():
        holding = _Holding(subject=f"role:{role.id}", audience=role.common.audience)
        yield from holding.refer("unit", "unit", role.unit)
        yield from holding.refer("role", "reports_to", role.reports_to)
        yield from holding.refer("kpi", "goals", *role.goals)
        yield from holding.refer("document", "training", *role.training)
        yield from holding.refer("document", "trained", *(ref for ref, _ in role.trained))
    for rule in portal.segregation:
        holding = _Holding(subject="segregation:", audience=portal.default_audience)
        for duties in rule.duties:
            yield from holding.refer("process", "duties", *duties)
        for exception in rule.exceptions:
            yield from holding.refer("role", "exceptions", exception.role)
            yield from holding.refer("control", "compensated_by", exception.compensated_by)


def _of_catalogues(portal: Portal) -> Iterator[Reference]:
    for system in portal.systems.values():
        holding = _Holding(subject=f"system:{system.id}", audience=system.common.audience)
        yield from holding.refer("role", "owner", system.owner)
    for document in portal.documents.values():
        holding = _Holding(
            subject=f"document:{document.id}",
            audience=document.common.audience,
            status=document.governed.status,
        )
        yield from _of_governed(holding, document.governed)
        yield from holding.refer("system", "system", document.system)
    for kpi in portal.kpis.values():
        holding = _Holding(subject=f"kpi:{kpi.id}", audience=kpi.common.audience)
        yield from holding.refer("role", "owner", kpi.owner)
        yield from holding.refer("system", "source", kpi.source_system)
    for term in portal.terms.values():
        holding = _Holding(subject=f"term:{term.id}", audience=term.common.audience)
        yield from holding.refer("term", "see", *term.see)
        yield from holding.refer("policy", "source", term.source)


def _of_risks(portal: Portal) -> Iterator[Reference]:
    for risk in portal.risks.values():
        holding = _Holding(subject=f"risk:{risk.id}", audience=risk.common.audience)
        yield from holding.refer("role", "owner", risk.owner)
        yield from holding.refer("policy", "policies", *risk.policies)
    for control in portal.controls.values():
        holding = _Holding(subject=f"control:{control.id}", audience=control.common.audience)
        yield from holding.refer("role", "owner", control.owner)
        yield from holding.refer("risk", "also_covers", *control.also_covers)


def _of_streams(portal: Portal) -> Iterator[Reference]:
    for stream in portal.value_streams.values():
        holding = _Holding(
            subject=f"value-stream:{stream.id}",
            audience=stream.common.audience,
            status=stream.governed.status,
        )
        yield from _of_governed(holding, stream.governed)
        if stream.customer:
            yield from holding.refer("kpi", "satisfaction", stream.customer.satisfaction)
        for stage in every_stage(stream.stages):
            yield from holding.refer("process", "stages", stage.process)


def every_stage(stages: tuple[Stage, ...]) -> Iterator[Stage]:
    """Give stages and those of their parallel chains, from first to last."""
    for stage in stages:
        yield stage
        for chain in stage.parallel:
            yield from every_stage(chain)


def _of_tables_and_surveys(portal: Portal) -> Iterator[Reference]:
    for table in portal.raci_tables.values():
        if table.process is not None:
            continue
        holding = _Holding(subject=f"raci:{table.id}", audience=table.common.audience)
        for row in table.matrix.rows:
            for cell in row.assignments:
                yield from holding.refer("role", "raci", Ref(id=cell.role, span=cell.span))
    for survey in portal.surveys.values():
        holding = _Holding(subject=f"survey:{survey.process.id}", audience=survey.common.audience)
        yield from holding.refer("process", "survey", survey.process)
        yield from holding.refer("role", "asked_of", *survey.asked_of)
        every = (*survey.suggestions, *(one for step in survey.steps for one in step.suggestions))
        yield from holding.refer("role", "owner", *(one.owner for one in every))


def _of_texts(portal: Portal, texts: Sequence[WrittenText]) -> Iterator[Reference]:
    catalogues = {
        "process": portal.processes,
        "policy": portal.policies,
        "role": portal.roles,
        "system": portal.systems,
        "document": portal.documents,
        "kpi": portal.kpis,
        "risk": portal.risks,
        "control": portal.controls,
        "term": portal.terms,
    }
    for written in texts:
        for _, value in written.text.values:
            if written.markdown and "](" in value:
                for kind, target, part in _LINK.findall(value):
                    if target in catalogues[kind]:
                        yield _link(
                            written, kind, Ref(id=target, part=part or None, span=written.text.span)
                        )


def _link(written: WrittenText, kind: str, ref: Ref) -> Reference:
    return Reference(
        kind=kind,
        ref=ref,
        way="text",
        subject=written.subject,
        audience=written.audience,
        status=written.status,
    )
