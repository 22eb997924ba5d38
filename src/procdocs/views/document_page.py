"""A document's page: what it is, where to get it, which steps need or make it."""

from collections.abc import Iterator

from procdocs.model.catalogue import Document
from procdocs.views.catalogue import (
    findings_section,
    object_entry,
    see_also,
    steps_table,
    uses_of,
    view_crumbs,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.format import format_period
from procdocs.views.governed import FactView, HeadView, review_state, view_head, view_history
from procdocs.views.index_pages import index_page
from procdocs.views.links import DOCUMENTS, Links, object_path
from procdocs.views.page import LinkView
from procdocs.views.table import (
    Cell,
    Column,
    Fact,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)
from procdocs.views.where_used import StepUse
from procdocs.views.words import DOCUMENT_KIND, STATUS


def view_document_page(context: ViewContext, document: Document) -> ObjectPageView:
    """Make the page of a document."""
    t = context.words
    path = object_path("document", document.id)
    links = context.links(path)
    text = text_renderer(context, links)
    uses = tuple(_merged(context.uses.by_document.get(document.id, [])))
    name = context.say(document.name)
    direction = {
        "input": Cell(text=t("needs")),
        "output": Cell(text=t("makes")),
        "both": Cell(text=t("changes")),
    }
    return ObjectPageView(
        path=path,
        title=name,
        description=t("{name}: what it is and which steps use it").format(name=name),
        source_path=document.place.span.file,
        crumbs=view_crumbs(context, links, ("Documents", DOCUMENTS)),
        search=(object_entry(context, text, document.name, document.common, *document.fields),),
        head=_head(context, links, document, name),
        lead=_lead(context, document, uses),
        text=text.block(document.common.description),
        note=text.block(document.common.note),
        sections=shown(
            (
                _more(context, links, document),
                Section(
                    anchor="steps",
                    title=t("Steps that use it"),
                    table=steps_table(
                        context, links, uses, "What it does", direction, leave_out=document.id
                    ),
                ),
                _training(context, links, document),
                findings_section(context, links, f"document:{document.id}"),
                Section(
                    anchor="history",
                    title=t("History"),
                    history=view_history(context, links, document.governed),
                ),
            )
        ),
    )


def _merged(uses: list[StepUse]) -> list[StepUse]:
    """Give each step once: one that needs and makes the document changes it."""
    merged: dict[tuple[str, str], StepUse] = {}
    for use in uses:
        key = (use.process.id, use.step.id)
        known = merged.get(key)
        both = known is not None and known.how != use.how
        merged[key] = StepUse(process=use.process, step=use.step, how="both" if both else use.how)
    return list(merged.values())


def _head(context: ViewContext, links: Links, document: Document, name: str) -> HeadView:
    t = context.words
    head = view_head(context, links, document.governed, document.place, name)
    facts: list[FactView] = []
    if document.kind:
        facts.append(FactView(label=t("Kind"), text=t(DOCUMENT_KIND[document.kind])))
    if document.template:
        href = links.asset(document.template)
        file = document.template.rsplit("/", 1)[-1]
        facts.append(FactView(label=t("Template"), links=(LinkView(text=file, href=href),)))
    if document.governed.owner is None:
        head = HeadView(
            facts=tuple(fact for fact in head.facts if fact.label != t("Owner")),
            actions=head.actions,
            document=head.document,
        )
    return HeadView(facts=(*facts, *head.facts), actions=head.actions, document=head.document)


def _lead(context: ViewContext, document: Document, uses: tuple[StepUse, ...]) -> str:
    t = context.words
    if not uses:
        return "" if document.kind in ("training", "law") else t("No step of a process uses it.")
    made = sum(use.how != "input" for use in uses)
    return t(
        "{a} {a:step|steps} of {b} {b:process|processes} {a:uses|use} it: "
        "{c} {c:makes or changes|make or change} it, {d} only {d:needs|need} it."
    ).format(
        a=len(uses),
        b=len(uses_of(uses)),
        c=made,
        d=len(uses) - made,
    )


def _more(context: ViewContext, links: Links, document: Document) -> Section:
    t = context.words
    facts = []
    if document.system and (system := links.system(document.system.id)):
        facts.append(Fact(label=t("Kept in"), cells=(linked(system, chips="system"),)))
    if document.retention:
        text = format_period(document.retention, t)
        facts.append(Fact(label=t("Kept for"), cells=(Cell(text=text),)))
    if document.fields:
        cells = tuple(Cell(text=field) for field in document.fields)
        facts.append(Fact(label=t("Fields"), cells=cells))
    facts.extend(see_also(context, links, document.common))
    return Section(anchor="more", title=t("Details"), facts=tuple(facts))


def _training(context: ViewContext, links: Links, document: Document) -> Section | None:
    """Give the roles that must have had a training, and when they had it."""
    t = context.words
    rows = []
    for role in context.portal.roles.values():
        day = next((held for ref, held in role.trained if ref.id == document.id), None)
        if day is None and all(ref.id != document.id for ref in role.training):
            continue
        held = Cell(text=context.date(day)) if day else Cell(text=t("not trained"), flag="warn")
        rows.append(Row(cells=(linked(links.role(role.id), chips="role"), held)))
    return Section(
        anchor="training",
        title=t("Who must have had it"),
        table=TableView(
            columns=(Column(name=t("Role")), Column(name=t("Trained"))), rows=tuple(rows)
        ),
    )


def view_documents_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all documents."""
    t = context.words
    links = context.links(DOCUMENTS)
    return index_page(
        context,
        DOCUMENTS,
        "Documents",
        TableView(
            sortable=True,
            columns=(
                Column(name=t("Document")),
                Column(name=t("Kind")),
                Column(name=t("Template")),
                Column(name=t("Kept in")),
                Column(name=t("Owner")),
                Column(name=t("Status")),
                Column(name=t("Review due")),
                Column(name=t("Steps"), number=True),
            ),
            rows=tuple(_rows(context, links)),
        ),
    )


def _rows(context: ViewContext, links: Links) -> Iterator[Row]:
    t = context.words
    for document in context.portal.documents.values():
        governed = document.governed
        template = (
            LinkView(text=document.template.rsplit("/", 1)[-1], href=links.asset(document.template))
            if document.template
            else None
        )
        due = governed.review_by
        yield Row(
            cells=(
                linked(links.document(document.id)),
                Cell(text=t(DOCUMENT_KIND[document.kind]) if document.kind else ""),
                linked(template),
                linked(
                    links.system(document.system.id) if document.system else None, chips="system"
                ),
                linked(links.role(governed.owner.id) if governed.owner else None),
                Cell(text=t(STATUS[governed.status]), status=governed.status)
                if governed.status
                else Cell(),
                Cell(text=context.due(due), state=review_state(context, due)) if due else Cell(),
                Cell(text=str(len(_merged(context.uses.by_document.get(document.id, []))))),
            )
        )
