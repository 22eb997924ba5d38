"""What a process refers to, and what refers to it: rules, documents, measures, neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.policy import Policy
from procdocs.model.process import Process
from procdocs.model.value_stream import Stage, ValueStream
from procdocs.views.context import ViewContext
from procdocs.views.format import format_number
from procdocs.views.links import Links, object_path
from procdocs.views.page import LinkView, Picture
from procdocs.views.sparkline import KpiView, view_kpi
from procdocs.views.steps import policy_refs


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """A policy and the clauses in use."""

    link: LinkView
    """The policy; the note is its version."""
    clauses: tuple[LinkView, ...]
    """Clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """A thing and the steps that use it."""

    link: LinkView
    """The thing."""
    steps: tuple[LinkView, ...]
    """Steps by their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """A risk and what is done about it here."""

    link: LinkView
    """The risk."""
    controls: tuple[UseRow, ...]
    """Controls and the steps that carry them out; no step means elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesView:
    """The section of a process page."""

    policies: tuple[PolicyRow, ...]
    """Policies and clauses."""
    documents: tuple[UseRow, ...]
    """Documents with the steps that need or make them."""
    kpis: tuple[KpiView, ...]
    """KPIs."""
    risks: tuple[RiskRow, ...]
    """Risks and controls."""
    systems: tuple[UseRow, ...]
    """Systems with their steps."""
    factors: tuple[str, ...]
    """Success factors with their scores."""
    priority: str
    """Importance and performance in a sentence; empty where unscored."""
    before: tuple[LinkView, ...]
    """Processes upstream."""
    after: tuple[LinkView, ...]
    """Processes downstream."""
    streams: tuple[LinkView, ...]
    """Value streams of which it is a stage."""
    callers: tuple[LinkView, ...]
    """Processes that call it as a sub-process."""
    links: tuple[LinkView, ...]
    """Addresses outside."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its sparklines."""
        return tuple(kpi.spark for kpi in self.kpis if kpi.spark)


def view_references(
    context: ViewContext, links: Links, processes: tuple[Process, ...]
) -> ReferencesView:
    """Collect everything a process and its embedded sub-processes refer to.

    Args:
        context: The model.
        links: Links of the page.
        processes: The process, then its embedded ones.
    """
    process = processes[0]
    return ReferencesView(
        policies=tuple(_policies(context, links, processes)),
        documents=_uses(links, processes, "document"),
        kpis=tuple(_kpis(context, links, process)),
        risks=tuple(_risks(context, links, processes)),
        systems=_uses(links, processes, "system"),
        factors=tuple(_factors(context, process)),
        priority=_priority(context, process),
        before=neighbours(context, links, process, upstream=True),
        after=neighbours(context, links, process, upstream=False),
        streams=tuple(_streams(context, links, process)),
        callers=tuple(_callers(context, links, process)),
        links=tuple(
            LinkView(text=context.say(each.title), href=links.resolve(each.url))
            for each in process.common.links
        ),
    )


def neighbours(
    context: ViewContext, links: Links, process: Process, *, upstream: bool
) -> tuple[LinkView, ...]:
    """Give the processes before or after one: those it names, and those that name it."""
    own = process.trigger_from if upstream else process.result_to
    ids = [ref.id for ref in own]
    naming = context.uses.leading_to if upstream else context.uses.started_by
    ids += [other.id for other in naming.get(process.id, ())]
    return tuple(link for each in dict.fromkeys(ids) if (link := links.process(each)))


def _policies(
    context: ViewContext, links: Links, processes: tuple[Process, ...]
) -> Iterator[PolicyRow]:
    refs = [ref for process in processes for ref in policy_refs(process)]
    for policy_id in dict.fromkeys(ref.id for ref in refs):
        policy: Policy | None = context.portal.policies.get(policy_id)
        if policy is None:
            continue
        clauses = {
            str(ref): link
            for ref in refs
            if ref.id == policy_id and ref.part and (link := links.policy(ref))
        }
        yield PolicyRow(
            link=LinkView(
                text=context.say(policy.title),
                href=links.page(object_path("policy", policy_id)),
                note=policy.governed.version,
            ),
            clauses=tuple(clauses.values()),
        )


def _uses(links: Links, processes: tuple[Process, ...], kind: str) -> tuple[UseRow, ...]:
    used: dict[str, list[LinkView]] = {}
    for process in processes:
        for step in process.steps:
            ids = (
                [ref.id for ref in step.systems]
                if kind == "system"
                else [item.document.id for item in (*step.inputs, *step.outputs) if item.document]
            )
            link = links.step(process.id, step.id)
            for each in dict.fromkeys(ids):
                if link:
                    short = LinkView(text=str(step.number), href=link.href, note=link.text)
                    used.setdefault(each, []).append(short)
    find = links.system if kind == "system" else links.document
    return tuple(
        UseRow(link=link, steps=tuple(steps))
        for each, steps in used.items()
        if (link := find(each))
    )


def _kpis(context: ViewContext, links: Links, process: Process) -> Iterator[KpiView]:
    ids = [ref.id for ref in process.kpis]
    if process.purpose and process.purpose.satisfaction:
        ids.insert(0, process.purpose.satisfaction.id)
    for kpi_id in dict.fromkeys(ids):
        kpi = context.portal.kpis.get(kpi_id)
        if kpi:
            yield view_kpi(context, links, kpi, f"kpi-{kpi_id}")


def _risks(context: ViewContext, links: Links, processes: tuple[Process, ...]) -> Iterator[RiskRow]:
    portal = context.portal
    used: dict[str, list[LinkView]] = {}
    for process in processes:
        for step in process.steps:
            link = links.step(process.id, step.id)
            for ref in step.controls:
                short = LinkView(text=str(step.number), href=link.href if link else None)
                used.setdefault(ref.id, []).append(short)
    ids = [ref.id for process in processes for ref in process.risks]
    for control_id in used:
        control = portal.controls.get(control_id)
        if control and control.risk not in ids:
            ids.append(control.risk)
    for risk_id in dict.fromkeys(ids):
        link = links.risk(risk_id)
        if link is None:
            continue
        risk = portal.risks[risk_id]
        also = [
            control.id
            for control in portal.controls.values()
            if any(ref.id == risk_id for ref in control.also_covers)
        ]
        controls = [each for each in dict.fromkeys((*risk.controls, *also)) if each in used]
        rest = [each for each in risk.controls if each not in used]
        yield RiskRow(
            link=link,
            controls=tuple(
                UseRow(link=found, steps=tuple(used.get(each, ())))
                for each in (*controls, *rest)
                if (found := links.control(each))
            ),
        )


def _factors(context: ViewContext, process: Process) -> Iterator[str]:
    for factor_id, score in process.success_factors:
        factor = context.portal.success_factors.get(factor_id)
        if factor:
            yield f"{context.say(factor.name)}{context.words(': ')}{format_number(score, 1)}"


def _priority(context: ViewContext, process: Process) -> str:
    t = context.words
    found = context.analysis.priorities.get(process.id)
    if found is None or found.importance is None:
        return ""
    performance = t("unknown") if found.performance is None else format_number(found.performance, 1)
    text = t("Importance {a}, performance {b}, both of 5").format(
        a=format_number(found.importance, 1), b=performance
    )
    return f"{text}{t(': ')}{t('a key process')}" if found.key else text


def _streams(context: ViewContext, links: Links, process: Process) -> Iterator[LinkView]:
    for stream in context.portal.value_streams.values():
        if _has_stage(stream.stages, process.id):
            link = links.value_stream(stream.id)
            if link:
                yield link


def _has_stage(stages: "tuple[Stage, ...]", process_id: str) -> bool:
    return any(
        (stage.process is not None and stage.process.id == process_id)
        or any(_has_stage(chain, process_id) for chain in stage.parallel)
        for stage in stages
    )


def _callers(context: ViewContext, links: Links, process: Process) -> Iterator[LinkView]:
    for use in context.uses.callers.get(process.id, ()):
        if process.part_of and process.part_of.id == use.process.id:
            continue
        link = links.step(use.process.id, use.step.id, with_process=True)
        if link:
            yield link


def streams_of(context: ViewContext, process_id: str) -> tuple[ValueStream, ...]:
    """Give the value streams of which a process is a stage."""
    return tuple(
        stream
        for stream in context.portal.value_streams.values()
        if _has_stage(stream.stages, process_id)
    )
