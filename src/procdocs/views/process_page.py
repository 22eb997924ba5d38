"""A process page: what happens, who does it, by which rule, where the time goes, what to mend."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.process import Process
from procdocs.model.raci import RaciMatrix
from procdocs.views.context import TextRenderer, ViewContext, text_renderer
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.format import format_volume
from procdocs.views.governed import ActionView, HeadView, HistoryRow, view_head, view_history
from procdocs.views.links import (
    HOME,
    PROCESSES,
    Links,
    object_path,
    process_anchor,
)
from procdocs.views.page import Html, LinkView, Picture, SearchEntry
from procdocs.views.process_figures import FiguresView, view_figures
from procdocs.views.process_flow import view_swimlane
from procdocs.views.process_references import ReferencesView, view_references
from procdocs.views.process_search import process_entries
from procdocs.views.raci_matrix import RaciView, view_raci
from procdocs.views.sparkline import KpiView, view_kpi
from procdocs.views.steps import StepView, view_steps
from procdocs.views.survey_section import SurveyView, view_survey
from procdocs.views.value_ladder import ValueStreamView, view_value_stream
from procdocs.views.words import STATUS


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
class MineView:
    """What a role has in this process."""

    role: str
    """Id of the role."""
    name: str
    """What it is called."""
    href: str
    """Its page."""
    parts: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """Words such as `You do`, and the activities, by number or name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView:
    """The picture of a process in both directions."""

    id: str
    """Id of the process."""
    name: str
    """What it is called."""
    lr: Picture
    """Left to right."""
    tb: Picture
    """Top to bottom."""
    first: str
    """`lr` or `tb`: which is shown first."""
    download: str
    """Address of the picture as a file."""
    has_rework: bool
    """Whether a flow leads back."""
    has_messages: bool
    """Whether messages are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedView:
    """An embedded sub-process: drawn and listed on its parent's page only."""

    anchor: str
    """Its anchor."""
    name: str
    """What it is called."""
    description: Html
    """What it is."""
    caller: LinkView | None
    """The step that stands for it."""
    flow: FlowView
    """Its picture."""
    steps: tuple[StepView, ...]
    """Its steps."""
    raci: RaciView
    """Its responsibilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantRow:
    """Another version of this process: its to-be, its as-is, a local variant."""

    kind: str
    """`To-be`, `As-is` or `Variant`."""
    link: LinkView
    """Its page."""
    status: str | None
    """Status code."""
    status_text: str
    """In words."""
    version: str
    """Its version."""
    compare: LinkView
    """The comparison."""


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
    embedded = tuple(_embedded(context, links, text, process, each) for each in inner)
    purpose = tuple(_purpose(context, links, process))
    stream = view_value_stream(context, links, process, figures) if figures else None
    references = view_references(context, links, (process, *inner))
    flow = view_flow(context, links, process)
    survey = context.portal.surveys.get(process.id)
    variants = tuple(_variants(context, links, process))
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
        mine=tuple(_mine(context, links, process)),
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
        history=(*_pending(context, variants), *view_history(context, links, process.governed)),
    )


def embedded_processes(context: ViewContext, process: Process) -> tuple[Process, ...]:
    """Give the processes embedded in one, at any depth, outer ones first."""
    found: list[Process] = []
    queue = [process.id]
    while queue:
        parent = queue.pop(0)
        for other in context.portal.processes.values():
            if other.part_of and other.part_of.id == parent and other not in found:
                found.append(other)
                queue.append(other.id)
    return tuple(found)


def view_flow(context: ViewContext, links: Links, process: Process) -> FlowView:
    """Make the pictures of a process in both directions."""
    lr = view_swimlane(context, links, process, "lr")
    tb = view_swimlane(context, links, process, "tb")
    suffix = f"-{process.id}" if process.part_of else ""
    order = {step.id: place for place, step in enumerate(process.flow.steps)}
    return FlowView(
        id=process.id,
        name=context.say(process.name),
        lr=Picture(key=f"flow-lr{suffix}", view=lr),
        tb=Picture(key=f"flow-tb{suffix}", view=tb),
        first="tb" if process.layout and process.layout.direction == "TB" else "lr",
        download=links.page(f"downloads/{process.id}.svg"),
        has_rework=any(order[edge.target] < order[edge.source] for edge in process.flow.edges),
        has_messages=any(edge.kind == "message" for edge in lr.edges),
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
            + (f", {row.status_text.lower()}" if row.status_text else ""),
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


def _mine(context: ViewContext, links: Links, process: Process) -> Iterator[MineView]:
    t = context.words
    matrix: RaciMatrix = process.raci
    verbs = {
        "R": t("you do"),
        "D": t("you drive"),
        "A": t("you answer for"),
        "S": t("you support"),
        "C": t("you are asked in"),
        "I": t("you are told of"),
        "V": t("you verify"),
    }
    for role in matrix.roles:
        link = links.role(role)
        if link is None or link.href is None:
            continue
        parts = []
        for letter, word in matrix.scheme.letters:
            found = tuple(
                _activity(context, links, process, row.id)
                for row in matrix.rows
                if letter in row.letters(role)
            )
            if found:
                parts.append((verbs.get(letter, t(word).lower()), found))
        if parts:
            yield MineView(role=role, name=link.text, href=link.href, parts=tuple(parts))


def _activity(context: ViewContext, links: Links, process: Process, row_id: str) -> LinkView:
    step = process.step(row_id)
    link = links.step(process.id, row_id) if step else None
    if step and link:
        return LinkView(text=str(step.number), href=link.href, note=None)
    row = process.raci.row(row_id)
    return LinkView(text=context.say(row.name) if row else row_id, href="#raci")


def _steps_note(context: ViewContext, process: Process) -> str:
    t = context.words
    parts = []
    if process.trigger:
        parts.append(f"{t('Starts')}: {context.say(process.trigger)}.")
    if process.result:
        parts.append(f"{t('Ends')}: {context.say(process.result)}.")
    if process.volume:
        parts.append(f"{t('Volume')}: {format_volume(process.volume, t)}.")
    return " ".join(parts)


def _embedded(
    context: ViewContext, links: Links, text: TextRenderer, parent: Process, process: Process
) -> EmbeddedView:
    owner = context.portal.processes.get(process.part_of.id) if process.part_of else None
    caller = next(
        (
            step
            for step in (owner or parent).steps
            if step.process and step.process.id == process.id
        ),
        None,
    )
    return EmbeddedView(
        anchor=process_anchor(process) or process.id,
        name=context.say(process.name),
        description=text.block(process.common.description),
        caller=links.step((owner or parent).id, caller.id) if caller else None,
        flow=view_flow(context, links, process),
        steps=view_steps(context, links, text, process),
        raci=view_raci(context, links, process.raci, process),
    )


def _variants(context: ViewContext, links: Links, process: Process) -> Iterator[VariantRow]:
    t = context.words
    base = process.variant_of or process.extends
    original = context.portal.processes.get(base.id) if base else None
    if original:
        kind = t("As-is") if process.variant_of else t("Base")
        yield _variant(context, links, kind, original, process.id)
    for other in context.portal.processes.values():
        target = other.variant_of or other.extends
        if target is not None and target.id == process.id:
            kind = t("To-be") if other.state == "to-be" else t("Variant")
            yield _variant(context, links, kind, other, other.id)


def _variant(
    context: ViewContext, links: Links, kind: str, other: Process, variant_id: str
) -> VariantRow:
    t = context.words
    status = other.governed.status
    return VariantRow(
        kind=kind,
        link=links.process(other.id) or LinkView(text=context.say(other.name)),
        status=status,
        status_text=t(STATUS[status]) if status else "",
        version=other.governed.version or "",
        compare=LinkView(text=t("Compare"), href=links.compare(variant_id)),
    )


def _pending(context: ViewContext, variants: tuple[VariantRow, ...]) -> Iterator[HistoryRow]:
    """Put what is proposed above what was."""
    for row in variants:
        if row.kind != context.words("To-be"):
            continue
        yield HistoryRow(
            version=row.version or row.kind,
            status=row.status or "draft",
            status_text=row.status_text or row.kind,
            date="",
            iso_date="",
            by=None,
            reason=row.link.text,
            compare=row.compare,
        )
