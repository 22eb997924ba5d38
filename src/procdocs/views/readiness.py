"""Whether everything is ready for a system to go live: a checklist over its processes and roles."""

from collections.abc import Iterator

from procdocs.model.catalogue import System
from procdocs.model.organisation import Role
from procdocs.model.process import Process
from procdocs.views.catalogue import process_link, uses_of
from procdocs.views.context import ViewContext
from procdocs.views.links import Links
from procdocs.views.table import Cell, Column, Fact, Row, Section, TableView, linked
from procdocs.views.where_used import StepUse


def readiness_section(
    context: ViewContext, links: Links, system: System, uses: tuple[StepUse, ...]
) -> Section:
    """Give the checklist of a planned system.

    A process is ready when it has a purpose, a customer, an owner, a time for every activity and a
    value class for every activity; a role is ready when it has had every training for the system.
    """
    t = context.words
    rows = tuple(_process_row(context, links, process) for process in uses_of(uses))
    open_points = sum(cell.flag is not None for row in rows for cell in row.cells)
    facts = tuple(_training(context, links, system, uses))
    open_points += sum(cell.flag is not None for fact in facts for cell in fact.cells)
    lead = (
        t("Everything that is asked before a system goes live is there.")
        if not open_points
        else t("{n} points are open before it can go live.").format(n=open_points)
    )
    return Section(
        anchor="readiness",
        title=t("Ready to go live"),
        lead=lead,
        table=TableView(
            columns=(
                Column(name=t("Process")),
                Column(name=t("Purpose")),
                Column(name=t("Customer")),
                Column(name=t("Owner")),
                Column(name=t("Measured steps")),
                Column(name=t("Judged steps")),
            ),
            rows=rows,
        ),
        facts=facts,
    )


def _process_row(context: ViewContext, links: Links, process: Process) -> Row:
    figures = context.analysis.processes.get(process.id)
    purpose = process.purpose
    owner = process.governed.owner
    return Row(
        cells=(
            linked(process_link(context, links, process)),
            _there(context, purpose is not None and purpose.outcome is not None),
            _there(context, purpose is not None and purpose.customer is not None),
            linked(links.role(owner.id)) if owner else _there(context, False),
            _count(
                context,
                figures.measured_steps if figures else 0,
                len(process.activities),
            ),
            _count(
                context,
                figures.judged_steps if figures else 0,
                len(process.activities),
            ),
        )
    )


def _there(context: ViewContext, there: bool) -> Cell:
    if there:
        return Cell(text=context.words("yes"), state="good")
    return Cell(text=context.words("missing"), flag="warn")


def _count(context: ViewContext, known: int, whole: int) -> Cell:
    text = context.words("{k} of {n}").format(k=known, n=whole)
    return Cell(text=text, state="good") if known == whole else Cell(text=text, flag="warn")


def _training(
    context: ViewContext, links: Links, system: System, uses: tuple[StepUse, ...]
) -> Iterator[Fact]:
    t = context.words
    trainings = [
        document
        for document in context.portal.documents.values()
        if document.kind == "training" and document.system and document.system.id == system.id
    ]
    roles: dict[str, Role] = {}
    for use in uses:
        role = context.portal.roles.get(use.step.role.id) if use.step.role else None
        if role and role.kind != "system":
            roles[role.id] = role
    if not trainings:
        yield Fact(label=t("Training"), cells=(Cell(text=t("no training is named"), flag="warn"),))
    for document in trainings:
        cells = []
        for role in roles.values():
            day = next((held for ref, held in role.trained if ref.id == document.id), None)
            link = links.role(role.id)
            if link is None:
                continue
            note = context.date(day, short=True) if day else ""
            cells.append(linked(link, chips="role", note=note))
            if day is None:
                cells.append(Cell(text=t("not trained"), flag="warn"))
        training = links.document(document.id)
        yield Fact(
            label=f"{t('Training')}: {training.text}" if training else t("Training"),
            cells=tuple(cells) or (Cell(text=t("nobody uses it yet")),),
        )
