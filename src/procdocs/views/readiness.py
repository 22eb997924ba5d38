"""Whether everything is ready for a system to go live: a checklist over its processes and roles."""

from collections.abc import Iterator

from procdocs.model.catalogue import System
from procdocs.model.organisation import Role
from procdocs.model.process import Process
from procdocs.views.catalogue import process_link, uses_of
from procdocs.views.context import ViewContext
from procdocs.views.links import Links
from procdocs.views.table import Cell, Column, Row, Section, TableView, linked
from procdocs.views.where_used import StepUse


def readiness_sections(
    context: ViewContext, links: Links, system: System, uses: tuple[StepUse, ...]
) -> tuple[Section, Section]:
    """Give the checklist of a planned system: its processes, then the roles that will use it.

    A process is ready when it has a purpose, a customer, an owner, a time for every activity and a
    value class for every activity. A role is ready when it has had the trainings kept in the
    system; where none is, those that it lists.
    """
    t = context.words
    rows = tuple(_process_row(context, links, process) for process in uses_of(uses))
    open_points = sum(cell.flag is not None for row in rows for cell in row.cells)
    trained = tuple(_trained_rows(context, links, system, uses))
    open_points += sum(row.cells[-1].flag is not None for row in trained)
    lead = (
        t("Everything that is asked before a system goes live is there.")
        if not open_points
        else t("Open points before it can go live: {n}.").format(n=open_points)
    )
    processes = Section(
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
    )
    roles = Section(
        anchor="trained",
        title=t("Roles that must be trained"),
        table=TableView(
            columns=(Column(name=t("Role")), Column(name=t("Training")), Column(name=t("Held"))),
            rows=trained,
        ),
    )
    return processes, roles


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


def _trained_rows(
    context: ViewContext, links: Links, system: System, uses: tuple[StepUse, ...]
) -> Iterator[Row]:
    t = context.words
    own = [
        document.id
        for document in context.portal.documents.values()
        if document.kind == "training" and document.system and document.system.id == system.id
    ]
    roles: dict[str, Role] = {}
    for use in uses:
        role = context.portal.roles.get(use.step.role.id) if use.step.role else None
        if role and role.kind == "person":
            roles[role.id] = role
    for role in roles.values():
        link = links.role(role.id)
        trainings = own or [ref.id for ref in role.training]
        days = {ref.id: day for ref, day in role.trained}
        if link and not trainings:
            missing = Cell(text=t("no training is named"), flag="warn")
            yield Row(cells=(linked(link, chips="role"), Cell(), missing))
        for training in trainings if link else ():
            day = days.get(training)
            held = (
                Cell(text=context.date(day), state="good")
                if day
                else Cell(text=t("not trained"), flag="warn")
            )
            yield Row(cells=(linked(link, chips="role"), linked(links.document(training)), held))
