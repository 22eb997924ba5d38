"""Who is responsible for what: every matrix of the portal on one page, to be filtered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procdocs.diagnostics import Diagnostic, Severity
from procdocs.model.process import Process
from procdocs.model.raci import RaciMatrix, RaciTable
from procdocs.views.catalogue import process_note, view_crumbs
from procdocs.views.context import ViewContext
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.links import RESPONSIBILITIES, Links, object_path
from procdocs.views.page import LinkView, Picture, SearchEntry
from procdocs.views.raci_matrix import LetterView, RaciRowView, view_key, view_raci

CSV_PATH = "downloads/responsibilities.csv"
"""Address of the same as a table to download."""
WORKBOOK_PATH = "downloads/responsibilities.xlsx"
"""Address of the same as a workbook."""

_WIDEST = 10
"""Most roles in one table; a group with more gets a table for each process."""
_MOST_ROWS = 2500
"""Most activities that a browser shows and filters at ease; beyond, processes are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleColumn:
    """A role as a column or an option of a filter."""

    link: LinkView
    """The role."""
    unit: str
    """Id of its unit; empty if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """An activity with the letters of the table's roles."""

    row: RaciRowView
    """Number, activity, remark, flag."""
    cells: tuple[tuple[LetterView, ...], ...]
    """Letters by the table's columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixBlock:
    """A process or a table of its own."""

    id: str
    """Id of the process, or `table-<id>`; says what the filter keeps."""
    link: LinkView
    """Its name; the note has version and owner."""
    rows: tuple[MatrixRow, ...]
    """Its activities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixTable:
    """Blocks that share their columns."""

    id: str
    """Anchor."""
    name: str
    """The group."""
    roles: tuple[RoleColumn, ...]
    """Columns."""
    blocks: tuple[MatrixBlock, ...]
    """In order of the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilitiesView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Its title."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """Pages above."""
    hide: tuple[str, ...]
    """What the theme leaves out."""
    search: tuple[SearchEntry, ...]
    """The page."""
    pictures: tuple[Picture, ...]
    """None."""
    lead: str
    """How many activities, processes and roles."""
    units: tuple[LinkView, ...]
    """Options of the filter by unit."""
    roles: tuple[RoleColumn, ...]
    """Options of the filter by role."""
    processes: tuple[LinkView, ...]
    """Options of the filter by process."""
    key: tuple[LetterView, ...]
    """Letters with their words."""
    tables: tuple[MatrixTable, ...]
    """The matrices; empty where there are too many activities for one page."""
    listed: tuple[LinkView, ...]
    """Then: the processes, each linked to its matrix."""
    count: int
    """Activities."""
    implied: bool
    """Whether a letter is implied."""
    csv: str
    """Address of the table to download."""
    workbook: str
    """Address of the whole as an Excel file."""
    findings: tuple[FindingView, ...]
    """What is wrong with responsibilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A matrix and where it belongs."""

    id: str
    link: LinkView
    group: str
    matrix: RaciMatrix
    process: Process | None


def view_responsibilities(context: ViewContext) -> ResponsibilitiesView:
    """Make the page."""
    t = context.words
    links = context.links(RESPONSIBILITIES)
    sources = [source for source in _sources(context, links) if source.matrix.rows]
    count = sum(len(source.matrix.rows) for source in sources)
    fits = count <= _MOST_ROWS
    tables = tuple(_tables(context, links, sources)) if fits else ()
    used = dict.fromkeys(role for source in sources for role in source.matrix.roles)
    order = [role for role in context.portal.roles if role in used]
    findings = _findings(context)
    columns = tuple(_columns(context, links, order))
    units = dict.fromkeys(column.unit for column in columns if column.unit)
    errors = sum(found.severity is Severity.ERROR for found in findings)
    lead = t(
        "{a} {a:activity|activities} of {b} {b:process or table|processes and tables}, "
        "{c} {c:role|roles}."
    ).format(a=count, b=len(sources), c=len(columns))
    if findings:
        lead += t(" ") + t(
            "{a} {a:error|errors}, {b} {b:warning or hint|warnings and hints}."
        ).format(a=errors, b=len(findings) - errors)
    return ResponsibilitiesView(
        path=RESPONSIBILITIES,
        title=t("Responsibilities"),
        description=t("Who does, answers for, is asked and is told"),
        source_path=context.portal.place.span.file,
        crumbs=view_crumbs(context, links),
        hide=("navigation", "toc"),
        search=(SearchEntry(anchor=None, title=t("Responsibilities"), text="RACI", boost=2.0),),
        pictures=(),
        lead=lead,
        units=tuple(link for unit in units if (link := links.unit(unit))),
        roles=columns,
        processes=tuple(LinkView(text=source.link.text, id=source.id) for source in sources),
        key=view_key(context, context.portal.scheme),
        tables=tables,
        listed=() if fits else tuple(source.link for source in sources),
        count=count,
        implied=any(
            letter.implied
            for table in tables
            for block in table.blocks
            for row in block.rows
            for cell in row.cells
            for letter in cell
        ),
        csv=links.page(CSV_PATH),
        workbook=links.page(WORKBOOK_PATH),
        findings=view_findings(context, links, findings),
    )


def _findings(context: ViewContext) -> list[Diagnostic]:
    return [found for found in context.diagnostics if found.code.startswith("RACI")]


def _sources(context: ViewContext, links: Links) -> Iterator[_Source]:
    """Give the matrices of the current processes, then the tables of their own."""
    t = context.words
    groups = {group.id: context.say(group.name) for group in context.portal.groups}
    for process in context.portal.current_processes():
        link = links.process(process.id)
        if link is None or link.href is None:
            continue
        owner = links.role(process.governed.owner.id) if process.governed.owner else None
        parts = (
            process.governed.version,
            owner.text if owner else None,
            process_note(context, process),
        )
        yield _Source(
            id=process.id,
            link=LinkView(
                text=link.text,
                href=link.href if "#" in link.href else f"{link.href}#raci",
                id=process.id,
                note=", ".join(part for part in parts if part),
            ),
            group=groups.get(process.group or "", t("Without a group")),
            matrix=process.raci,
            process=process,
        )
    for table in context.portal.raci_tables.values():
        if table.process is None:
            yield _Source(
                id=f"table-{table.id}",
                link=table_link(context, links, table),
                group=t("Committees and projects"),
                matrix=table.matrix,
                process=None,
            )


def table_link(context: ViewContext, links: Links, table: RaciTable) -> LinkView:
    """Link a table that stands on its own."""
    return LinkView(
        text=context.say(table.name) or table.id,
        href=links.page(object_path("raci", table.id)),
        id=table.id,
    )


def _columns(context: ViewContext, links: Links, roles: Iterable[str]) -> Iterator[RoleColumn]:
    for role_id in roles:
        role = context.portal.roles.get(role_id)
        link = links.role(role_id)
        if role and link:
            yield RoleColumn(link=link, unit=role.unit.id if role.unit else "")


def _tables(context: ViewContext, links: Links, sources: list[_Source]) -> Iterator[MatrixTable]:
    groups: dict[str, list[_Source]] = {}
    for source in sources:
        groups.setdefault(source.group, []).append(source)
    number = 0
    for name, members in groups.items():
        roles = {role for source in members for role in source.matrix.roles}
        parts = [members] if len(roles) <= _WIDEST else [[source] for source in members]
        for at, part in enumerate(parts):
            number += 1
            yield _table(context, links, f"matrix-{number}", name if at == 0 else "", part)


def _table(
    context: ViewContext, links: Links, anchor: str, name: str, members: list[_Source]
) -> MatrixTable:
    used = {role for source in members for role in _shown_roles(source)}
    order = [role for role in context.portal.roles if role in used]
    columns = tuple(_columns(context, links, order))
    return MatrixTable(
        id=anchor,
        name=name,
        roles=columns,
        blocks=tuple(_block(context, links, source, columns) for source in members),
    )


def _shown_roles(source: _Source) -> set[str]:
    return {each.role for row in source.matrix.rows for each in row.assignments}


def _block(
    context: ViewContext, links: Links, source: _Source, columns: tuple[RoleColumn, ...]
) -> MatrixBlock:
    view = view_raci(context, links, source.matrix, source.process)
    place = {role.id: index for index, role in enumerate(view.roles)}
    rows = []
    for row in view.rows:
        cells = tuple(
            row.cells[place[column.link.id]] if column.link.id in place else ()
            for column in columns
        )
        rows.append(MatrixRow(row=row, cells=cells))
    return MatrixBlock(id=source.id, link=source.link, rows=tuple(rows))
