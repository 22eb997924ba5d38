"""What the pages of systems, documents, KPIs, risks, units and parties have in common."""

from collections.abc import Iterable, Iterator

from procdocs.diagnostics import Diagnostic
from procdocs.model.places import Common, Place, Ref, Text
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.views.context import TextRenderer, ViewContext
from procdocs.views.findings import view_findings
from procdocs.views.governed import ActionView, FactView, HeadView, view_actions
from procdocs.views.links import HOME, Links, object_path
from procdocs.views.page import LinkView, SearchEntry
from procdocs.views.steps import found_links
from procdocs.views.table import Cell, Column, Fact, Row, Section, TableView, linked
from procdocs.views.where_used import StepUse
from procdocs.views.words import STATUS

OBJECT_BOOST = 2.0
"""An object comes after the processes and before the steps that name it."""
INDEX_BOOST = 1.5
"""A list of objects."""
MOST_STEPS = 400
"""Most steps listed one by one; beyond, their processes are, with the numbers of the steps."""


def view_crumbs(
    context: ViewContext, links: Links, *above: tuple[str, str]
) -> tuple[LinkView, ...]:
    """Give the pages above one: the home page, then title (English) and path of each."""
    t = context.words
    return (
        LinkView(text=t("Home"), href=links.page(HOME)),
        *(LinkView(text=t(title), href=links.page(path)) for title, path in above),
    )


def object_entry(
    context: ViewContext,
    text: TextRenderer,
    name: Text,
    common: Common,
    *more: str,
    boost: float = OBJECT_BOOST,
    anchor: str | None = None,
) -> SearchEntry:
    """Make the search entry of an object: its name in every language, former ids, description."""
    words = [
        context.all_languages(name) if len(name.values) > 1 else "",
        *(alias.replace("-", " ") for alias in common.aliases),
        text.plain(common.description),
        *more,
    ]
    found = " ".join(dict.fromkeys(word for word in words if word))
    return SearchEntry(
        anchor=anchor,
        title=context.say(name),
        text=found,
        boost=boost,
        names=context.other_languages(name),
    )


def view_object_head(
    context: ViewContext, place: Place, name: str, facts: Iterable[FactView | None]
) -> HeadView:
    """Make the head of an object that has no version of its own."""
    actions: tuple[ActionView, ...] = view_actions(context, place, name, None)
    return HeadView(facts=tuple(fact for fact in facts if fact), actions=actions, document=name)


def role_fact(context: ViewContext, links: Links, label: str, ref: Ref | None) -> FactView | None:
    """Give a fact that is a role; None where no role is named or shown."""
    link = links.role(ref.id) if ref else None
    return FactView(label=context.words(label), links=(link,)) if link else None


def text_fact(context: ViewContext, label: str, text: str | None) -> FactView | None:
    """Give a fact in words; None for no words."""
    return FactView(label=context.words(label), text=text) if text else None


def findings_section(
    context: ViewContext, links: Links, subject: str, more: Iterable[Diagnostic] = ()
) -> Section:
    """Give the findings about an object, such as `role:credit-clerk`."""
    found = (*context.findings.get(subject, ()), *more)
    return Section(
        anchor="improve",
        title=context.words("What to improve"),
        findings=view_findings(context, links, found),
    )


def see_also(context: ViewContext, links: Links, common: Common) -> Iterator[Fact]:
    """Give the addresses outside the portal as a fact."""
    cells = tuple(
        Cell(links=(LinkView(text=context.say(each.title), href=links.resolve(each.url)),))
        for each in common.links
    )
    if cells:
        yield Fact(label=context.words("See also"), cells=cells)


def process_note(context: ViewContext, process: Process) -> str | None:
    """Say of a process in a list that it is not how the work is done today."""
    t = context.words
    if process.state == "to-be":
        return t("to-be")
    status = process.governed.status
    return context.inside(t(STATUS[status])) if status in ("draft", "in-review") else None


def process_link(context: ViewContext, links: Links, process: Process) -> LinkView | None:
    """Link a process and say if it is no current one."""
    link = links.process(process.id)
    note = process_note(context, process)
    return LinkView(text=link.text, href=link.href, id=link.id, note=note) if link else None


def actor_cell(context: ViewContext, links: Links, process: Process, step: Step) -> Cell:
    """Give who does a step: a role, else an outside party by its name."""
    if step.role:
        return linked(links.role(step.role.id), chips="role")
    if step.party:
        named = {party.id: party for party in process.participants}.get(step.party)
        text = context.say(named.name) if named else step.party
        return linked(links.party(step.party) or LinkView(text=text, id=step.party))
    return Cell()


def processes_table(context: ViewContext, links: Links, uses: Iterable[StepUse]) -> TableView:
    """List the processes of some steps, each with the numbers of its steps."""
    t = context.words
    held: dict[str, tuple[Process, list[LinkView]]] = {}
    for use in uses:
        link = links.step(use.process.id, use.step.id)
        if link:
            _, steps = held.setdefault(use.process.id, (use.process, []))
            steps.append(LinkView(text=str(use.step.number), href=link.href))
    return TableView(
        columns=(Column(name=t("Process")), Column(name=t("Steps"), wide=True)),
        rows=tuple(
            Row(cells=(linked(process_link(context, links, process)), linked(*steps)))
            for process, steps in held.values()
        ),
    )


def steps_table(
    context: ViewContext,
    links: Links,
    uses: Iterable[StepUse],
    extra: str = "",
    extra_cell: dict[str, Cell] | None = None,
    leave_out: str = "",
) -> TableView:
    """List steps under their processes, in order of the flow.

    Args:
        context: Words and names.
        links: Links of the page.
        uses: The steps.
        extra: English head of a column before the role; empty for none.
        extra_cell: Its cell by the `how` of the use.
        leave_out: A document that is not listed, because the page is about it.
    """
    t = context.words
    uses = tuple(uses)
    if len(uses) > MOST_STEPS:
        return processes_table(context, links, uses)
    columns = [Column(name=t("Step"))]
    if extra:
        columns.append(Column(name=t(extra)))
    columns += [
        Column(name=t("Role")),
        Column(name=t("System")),
        Column(name=t("Other documents") if leave_out else t("Documents"), wide=True),
        Column(name=t("Work"), number=True),
    ]
    rows = []
    last = None
    for use in uses:
        step, process = use.step, use.process
        link = links.step(process.id, step.id)
        if link is None:
            continue
        cells = [linked(link)]
        if extra:
            cells.append((extra_cell or {}).get(use.how, Cell()))
        work = step.time.process if step.time else None
        documents = [
            links.document(item.document.id)
            for item in (*step.inputs, *step.outputs)
            if item.document and item.document.id != leave_out
        ]
        cells += [
            actor_cell(context, links, process, step),
            Cell(links=found_links(links.system(ref.id) for ref in step.systems), chips="system"),
            linked(*{each.id: each for each in documents if each}.values()),
            Cell(text=context.duration(work) if work is not None else ""),
        ]
        group = process_link(context, links, process) if process.id != last else None
        last = process.id
        rows.append(
            Row(cells=tuple(cells), number=str(step.number) if step.number else "", group=group)
        )
    return TableView(columns=tuple(columns), rows=tuple(rows))


def uses_of(uses: Iterable[StepUse]) -> tuple[Process, ...]:
    """Give the processes of some uses, each once."""
    return tuple({use.process.id: use.process for use in uses}.values())


def process_cells(context: ViewContext, links: Links, processes: Iterable[Process]) -> Cell:
    """Link processes in one cell."""
    return linked(*(process_link(context, links, process) for process in processes))


def policy_link(context: ViewContext, links: Links, policy_id: str) -> LinkView | None:
    """Link a policy by its title, its version behind it."""
    policy = context.portal.policies.get(policy_id)
    if policy is None:
        return None
    return LinkView(
        text=context.say(policy.title),
        href=links.page(object_path("policy", policy_id)),
        id=policy_id,
        note=policy.governed.version,
    )
