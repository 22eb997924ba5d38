"""The tables of a portal, as values: what CSV and XLSX files are written from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from procdocs.exports.sheet import Cell, Sheet, returnable
from procdocs.exports.step_sheet import steps_sheet
from procdocs.exports.values import number, say
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import Origin, RaciMatrix
from procdocs.project import Project


def portal_sheets(project: Project, ids: tuple[str, ...] = ()) -> tuple[Sheet, ...]:
    """Make every table of a portal.

    Args:
        project: A project with a model.
        ids: Processes to show; none: all.

    Returns:
        Responsibilities, steps, roles by processes, KPIs and findings.

    Raises:
        ValueError: The project has no model.
    """
    portal, analysis = project.portal, project.analysis
    if portal is None or analysis is None:
        raise ValueError("only a project with a model can be exported")
    chosen = [
        process for process in portal.processes.values() if (process.id in ids if ids else True)
    ]
    return (
        responsibilities_sheet(portal, chosen if ids else None),
        steps_sheet(portal, analysis, chosen),
        _roles_by_process(portal, chosen),
        _kpis(portal, chosen if ids else None),
        _findings(project, ids),
    )


def all_returnable(project: Project) -> dict[str, Sheet]:
    """Make the sheets that can be imported again, with everything that any export could hold.

    Args:
        project: A project with a model.

    Returns:
        The sheets by name; responsibilities of all processes and of tables on their own.
    """
    portal, analysis = project.portal, project.analysis
    if portal is None or analysis is None:
        raise ValueError("only a project with a model can be exported")
    chosen = list(portal.processes.values())
    alone = responsibilities_sheet(portal)
    of_processes = responsibilities_sheet(portal, chosen)
    return {
        "responsibilities": _joined(of_processes, alone),
        "steps": steps_sheet(portal, analysis, chosen),
        "kpis": _kpis(portal, None),
    }


def _joined(one: Sheet, other: Sheet) -> Sheet:
    """Put two tables into one, rows that are in both once."""
    head = tuple(dict.fromkeys((*one.head, *other.head)))
    rows: dict[tuple[Cell, ...], tuple[Cell, ...]] = {}
    for sheet in (one, other):
        for row in sheet.rows:
            cells = dict(zip(sheet.head, row, strict=True))
            rows.setdefault((row[0], row[2]), tuple(cells.get(name) for name in head))
    return replace(one, head=head, rows=tuple(rows.values()))


def _matrices(
    portal: Portal, chosen: list[Process], *, everything: bool
) -> Iterator[tuple[str, str, RaciMatrix]]:
    current = {process.id for process in portal.current_processes()}
    for process in chosen:
        if process.id in current or not everything:
            yield process.id, say(portal, process.name) or "", process.raci
    for table in portal.raci_tables.values() if everything else ():
        if table.process is None:
            yield table.id, say(portal, table.name) or table.id, table.matrix


def responsibilities_sheet(portal: Portal, chosen: Sequence[Process] | None = None) -> Sheet:
    """Give every letter of every matrix: one row an activity, one column a role by its id.

    Args:
        portal: The portal.
        chosen: Processes to show; None: the current ones, and tables that stand on their own.

    Returns:
        Letters in the order of the matrix, `/` between them, `*` behind implied ones.
    """
    everything = chosen is None
    processes = list(portal.processes.values()) if chosen is None else list(chosen)
    matrices = list(_matrices(portal, processes, everything=everything))
    used = {
        each.role for _, _, matrix in matrices for row in matrix.rows for each in row.assignments
    }
    roles = [role for role in portal.roles if role in used]
    rows = []
    for source, name, matrix in matrices:
        for row in matrix.rows:
            held: dict[str, list[str]] = {}
            for each in row.assignments:
                implied = each.origin in (Origin.ROLE, Origin.OWNER)
                held.setdefault(each.role, []).append(each.letter + ("*" if implied else ""))
            letters = ["/".join(held.get(role, ())) or None for role in roles]
            rows.append((source, name, row.id, say(portal, row.name), *letters))
    sheet = Sheet(
        name="responsibilities",
        title="Responsibilities",
        head=("process", "process_name", "activity", "activity_name", *roles),
        rows=tuple(rows),
        letters_from=4,
    )
    return returnable(sheet, "process", "activity")


def _roles_by_process(portal: Portal, chosen: list[Process]) -> Sheet:
    """Give for each role and process the letters that it holds there, each with its number."""
    wanted = {process.id for process in chosen}
    current = [process for process in portal.current_processes() if process.id in wanted]
    held: dict[tuple[str, str], dict[str, int]] = {}
    for process in current:
        for row in process.raci.rows:
            for each in row.assignments:
                count = held.setdefault((each.role, process.id), {})
                count[each.letter] = count.get(each.letter, 0) + 1
    rows = []
    for role in portal.roles.values():
        cells = [
            ", ".join(f"{letter} {n}" for letter, n in held[(role.id, process.id)].items())
            if (role.id, process.id) in held
            else None
            for process in current
        ]
        if any(cells):
            rows.append((role.id, say(portal, role.name), *cells))
    return Sheet(
        name="roles-by-process",
        title="Roles by process",
        head=("role", "role_name", *(process.id for process in current)),
        rows=tuple(rows),
        letters_from=2,
    )


def _kpis(portal: Portal, chosen: list[Process] | None) -> Sheet:
    wanted = {ref.id for process in chosen for ref in process.kpis} if chosen is not None else None
    rows = []
    for kpi in portal.kpis.values():
        if wanted is not None and kpi.id not in wanted:
            continue
        latest = kpi.latest
        rows.append(
            (
                kpi.id,
                say(portal, kpi.name),
                kpi.unit,
                kpi.better,
                number(kpi.target),
                number(latest.value) if latest else None,
                latest.period if latest else None,
                number(kpi.benchmark),
                kpi.owner.id if kpi.owner else None,
            )
        )
    sheet = Sheet(
        name="kpis",
        title="KPIs",
        head=(
            "kpi",
            "name",
            "unit",
            "better",
            "target",
            "latest",
            "period",
            "benchmark",
            "owner",
        ),
        rows=tuple(rows),
    )
    return returnable(sheet, "kpi")


def _findings(project: Project, ids: tuple[str, ...]) -> Sheet:
    subjects = tuple(f"process:{id_}" for id_ in ids)
    rows = [
        (
            found.code,
            found.rule.name,
            found.severity.label,
            found.message,
            found.span.file,
            found.span.line,
            found.subject,
            found.help,
            number(found.annual_work_hours),
            number(found.annual_wait_hours),
            number(found.annual_cost),
            found.price_basis,
        )
        for found in project.shown
        if not ids or (found.subject or "").partition("#")[0] in subjects
    ]
    return Sheet(
        name="findings",
        title="Findings",
        head=(
            "code",
            "rule",
            "severity",
            "message",
            "file",
            "line",
            "subject",
            "help",
            "annual_work_hours",
            "annual_wait_hours",
            "annual_cost",
            "price_basis",
        ),
        rows=tuple(rows),
    )
