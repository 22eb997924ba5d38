"""A process page: what happens, who does it, by which rule, where the time goes, what to mend."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.process import Process
from procdocs.views.context import TextRenderer, ViewContext, text_renderer
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.format import format_volume
from procdocs.views.governed import ActionView, HeadView, HistoryRow, view_head, view_history
from procdocs.views.links import (
    HOME,
    PROCESSES,
    Links,
    object_path,
)
from procdocs.views.page import Html, LinkView, Picture, SearchEntry
from procdocs.views.process_figures import FiguresView, view_figures
from procdocs.views.process_mine import MineView, view_mine
from procdocs.views.process_parts import (
    EmbeddedView,
    FlowView,
    embedded_processes,
    view_embedded,
    view_flow,
)
from procdocs.views.process_references import ReferencesView, view_references
from procdocs.views.process_search import process_entries
from procdocs.views.process_variants import VariantRow, pending_rows, view_variants
from procdocs.views.raci_matrix import RaciView, view_raci
from procdocs.views.sparkline import KpiView, view_kpi
from procdocs.views.steps import StepView, view_steps
from procdocs.views.survey_section import SurveyView, view_survey
from procdocs.views.value_ladder import ValueStreamView, view_value_stream


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposePart:
    """A link of the chain from customer to satisfaction."""

    label: str
    """Customer, need, outcome or satisfaction."""
    text: str
    """In words."""
    kpi: KpiView | None = None
    """Of satisfaction: the KPI that tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPageView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Name of the process."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """Home, processes, group."""
    hide: tuple[str, ...]
    """No navigation beside it."""
    search: tuple[SearchEntry, ...]
    """The process, and each of its steps."""
    pictures: tuple[Picture, ...]
    """Flows, ladder, scales, sparklines."""
    id: str
    """Id of the process."""
    head: HeadView
    """Facts and actions."""
    text: Html
    """Its description."""
    note: Html
    """Its note."""
    purpose: tuple[PurposePart, ...]
    """From customer to satisfaction; empty where none is written."""
    figures: FiguresView | None
    """Key figures."""
    mine: tuple[MineView, ...]
    """What each role has here."""
    flow: FlowView
    """The picture."""
    steps: tuple[StepView, ...]
    """The steps."""
    steps_note: str
    """What starts it, what it ends in, how often."""
    embedded: tuple[EmbeddedView, ...]
    """Embedded sub-processes."""
    raci: RaciView
    """Responsibilities."""
    stream: ValueStreamView | None
    """Where the time goes."""
    findings: tuple[FindingView, ...]
    """What to improve."""
    survey: SurveyView | None
    """Documented against actual."""
    references: ReferencesView
    """Rules and references."""
    variants: tuple[VariantRow, ...]
    """To-be, as-is, local variants."""
    history: tuple[HistoryRow, ...]
    """What changed, when, why."""


def view_process_page(context: ViewContext, process: Process) -> ProcessPageView:
    """Make the page of a process that is not embedded in another."""
    path = object_path("process", process.id)
    links = context.links(path)
    text = text_renderer(context, links)
    figures = context.analysis.processes.get(process.id)
    inner = embedded_processes(context, process)
    embedded = tuple(view_embedded(context, links, text, process, each) for each in inner)
    purpose = tuple(_purpose(context, links, process))
    stream = view_value_stream(context, links, process, figures) if figures else None
    references = view_references(context, links, (process, *inner))
    flow = view_flow(context, links, process)
    survey = context.portal.surveys.get(process.id)
    variants = tuple(view_variants(context, links, process))
    name = context.say(process.name)
    return ProcessPageView(
        path=path,
        title=name,
        description=_description(context, text, process),
        source_path=process.place.span.file,
        crumbs=_crumbs(context, links, process),
        hide=("navigation",),
        search=process_entries(context, text, (process, *inner)),
        pictures=tuple(_pictures(flow, embedded, purpose, stream, references)),
        id=process.id,
        head=_head(context, links, process, variants),
        text=text.block(process.common.description),
        note=text.block(process.common.note),
        purpose=purpose,
        figures=view_figures(context, links, process, figures) if figures else None,
        mine=tuple(view_mine(context, links, process)),
        flow=flow,
        steps=view_steps(context, links, text, process),
        steps_note=_steps_note(context, process),
        embedded=embedded,
        raci=view_raci(context, links, process.raci, process),
        stream=stream,
        findings=view_findings(
            context,
            links,
            (
                found
                for each in (process, *inner)
                for found in context.findings.get(f"process:{each.id}", ())
            ),
        ),
        survey=view_survey(context, links, process, survey) if survey else None,
        references=references,
        variants=variants,
        history=(*pending_rows(context, variants), *view_history(context, links, process.governed)),
    )


def _pictures(
    flow: FlowView,
    embedded: tuple[EmbeddedView, ...],
    purpose: tuple[PurposePart, ...],
    stream: ValueStreamView | None,
    references: ReferencesView,
) -> Iterator[Picture]:
    yield from (flow.lr, flow.tb)
    for each in embedded:
        yield from (each.flow.lr, each.flow.tb)
    yield from (part.kpi.spark for part in purpose if part.kpi and part.kpi.spark)
    if stream:
        yield from stream.pictures
    yield from references.pictures


def _crumbs(context: ViewContext, links: Links, process: Process) -> tuple[LinkView, ...]:
    t = context.words
    crumbs = [
        LinkView(text=t("Home"), href=links.page(HOME)),
        LinkView(text=t("Processes"), href=links.page(PROCESSES)),
    ]
    group = next((each for each in context.portal.groups if each.id == process.group), None)
    if group:
        href = links.page(PROCESSES, group.id)
        crumbs.append(LinkView(text=context.say(group.name), href=href))
    return tuple(crumbs)


def _description(context: ViewContext, text: TextRenderer, process: Process) -> str:
    written = text.plain(process.common.description)
    if written:
        return written[:200]
    outcome = context.say(process.purpose.outcome) if process.purpose else ""
    return f"{context.say(process.name)}. {outcome}".strip()


def _head(
    context: ViewContext, links: Links, process: Process, variants: tuple[VariantRow, ...]
) -> HeadView:
    name = context.say(process.name)
    head = view_head(context, links, process.governed, process.place, name)
    compare = tuple(
        ActionView(
            kind="compare",
            text=f"{row.kind} {row.version}".strip()
            + (f", {context.inside(row.status_text)}" if row.status_text else ""),
            href=row.compare.href,
        )
        for row in variants
    )
    return HeadView(facts=head.facts, actions=(*compare, *head.actions), document=head.document)


def _purpose(context: ViewContext, links: Links, process: Process) -> Iterator[PurposePart]:
    t = context.words
    purpose = process.purpose
    if purpose is None:
        return
    missing = t("not written yet")
    yield PurposePart(label=t("Customer"), text=context.say(purpose.customer) or missing)
    yield PurposePart(label=t("Need"), text=context.say(purpose.need) or missing)
    yield PurposePart(label=t("Outcome"), text=context.say(purpose.outcome) or missing)
    kpi = context.portal.kpis.get(purpose.satisfaction.id) if purpose.satisfaction else None
    yield PurposePart(
        label=t("Satisfaction"),
        text=context.say(purpose.satisfaction_text) or ("" if kpi else missing),
        kpi=view_kpi(context, links, kpi, f"purpose-{kpi.id}") if kpi else None,
    )


def _steps_note(context: ViewContext, process: Process) -> str:
    t = context.words
    parts = []
    if process.trigger:
        parts.append(f"{t('Starts')}{t(': ')}{context.say(process.trigger)}{t('.')}")
    if process.result:
        parts.append(f"{t('Ends')}{t(': ')}{context.say(process.result)}{t('.')}")
    if process.volume:
        parts.append(f"{t('Volume')}{t(': ')}{format_volume(process.volume, t)}{t('.')}")
    return t(" ").join(parts)
