"""RACI: the tables as written, and the matrix of a process made of all that is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from procdocs.diagnostics import Related, Span
from procdocs.model.places import Place, Ref, Text
from procdocs.model.raci import (
    SCHEMES,
    Assignment,
    Origin,
    RaciMatrix,
    RaciRow,
    RaciTable,
    Scheme,
)
from procdocs.model.steps import Step
from procdocs.source.cursor import Cursor
from procdocs.source.documents.raci import RaciDocument, read_cell
from procdocs.source.origins import KeyOrigin
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.pools import StepSource
from procdocs.source.rules import CELLS_DISAGREE, MISSING_KEY, OUTSIDE_DUTY, UNNAMED_ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Letters of one role in one row, at one place."""

    letters: tuple[str, ...]
    """In the order written; empty where `-` was written."""
    span: Span
    """Where."""
    origin: Origin
    """In the step or in a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table."""

    name: Text | None
    """Where it was written."""
    group: Text | None
    """A heading over its rows."""
    note: Text | None
    """A remark."""
    cells: Mapping[str, Cell]
    """By role."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """A table as typed."""

    id: str
    """The file's stem."""
    document: RaciDocument
    """As typed."""
    cursor: Cursor
    """Its tree."""
    process: Ref | None = None
    """The process that it completes."""
    rows: Mapping[str, TableRow] = field(default_factory=dict)
    """By id."""


def read_rows(
    document: RaciDocument, cursor: Cursor, context: Context, subject: str | None
) -> dict[str, TableRow]:
    """Read the rows of a table; a column that is no role is reported and left out."""
    made = {}
    for id_, row in (document.activities or {}).items():
        at = cursor.at("activities", id_)
        cells: dict[str, Cell] = {}
        for column, letters in ((row.model_extra or {}) if row else {}).items():
            here = at.at(column)
            key = Cursor(KeyOrigin(here.origin, here.path), (), column)
            role = context.ref("role", column, key, subject)
            if role is None or (not letters and here.raw in (None, "")):
                continue
            cells[role.id] = Cell(letters=letters, span=here.span, origin=Origin.TABLE)
        made[id_] = TableRow(
            name=context.text(row.name if row else None, at.at("name")),
            group=context.text(row.group if row else None, at.at("group")),
            note=context.prose(row.note if row else None, at.at("note"), subject),
            cells=cells,
            place=at.place(),
        )
    return made


def inline_cells(source: StepSource, context: Context) -> dict[str, Cell]:
    """Read the `raci` of a step: letters by role."""
    letters: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    at = source.cursor.at("raci")
    for key, roles in (source.document.raci or {}).items():
        for number, written in enumerate(roles):
            role = context.ref("role", written, at.at(key, number), source.subject)
            if role is None:
                continue
            found = letters.setdefault(role.id, [])
            spans.setdefault(role.id, role.span)
            found += [letter for letter in _letters(key) if letter not in found]
    return {
        role: Cell(letters=tuple(found), span=spans[role], origin=Origin.INLINE)
        for role, found in letters.items()
    }


def _letters(key: str) -> tuple[str, ...]:
    try:
        return read_cell(key)
    except ValueError:
        return (key,)


def merge_matrix(
    scheme: Scheme,
    lanes: Sequence[str],
    steps: Sequence[Step],
    sources: Mapping[str, StepSource],
    tables: Sequence[TableSource],
    owner: Ref | None,
    context: Context,
) -> RaciMatrix:
    """Make the matrix of a process of its steps, its tables and what they imply.

    Args:
        scheme: Letters in use.
        lanes: Lanes from top to bottom, whose roles are the first columns.
        steps: The steps.
        sources: The steps as typed, by id.
        tables: Tables of this process.
        owner: Owner of the process, who answers where a step names nobody.
        context: Where to report.
    """
    rows: list[RaciRow] = []
    known = {step.id: step for step in steps}
    for step in steps:
        if step.is_activity:
            rows.append(_step_row(step, sources[step.id], tables, scheme, owner, context))
    for table in tables:
        for id_, row in table.rows.items():
            if id_ not in known:
                _need_name(id_, row, context, table)
                if not any(made.id == id_ for made in rows):
                    cells = _merged(id_, None, tables, context)
                    rows.append(_own_row(id_, row, _assign(cells), context.settings.language))
            elif not known[id_].is_activity:
                _report_no_activity(known[id_], row, table, context)
    return _matrix(scheme, rows, lanes)


def _step_row(
    step: Step,
    source: StepSource,
    tables: Sequence[TableSource],
    scheme: Scheme,
    owner: Ref | None,
    context: Context,
) -> RaciRow:
    inline = inline_cells(source, context)
    found = [table.rows[step.id] for table in tables if step.id in table.rows]
    implied = _implied(step, inline, scheme, owner)
    cells = _merged(step.id, inline, tables, context, implied)
    assignments = _assign(cells)
    letters = {assignment.letter for assignment in assignments}
    if step.role is not None and scheme.responsible not in letters:
        assignments.append(
            Assignment(
                role=step.role.id,
                letter=scheme.responsible,
                origin=Origin.ROLE,
                span=step.role.span,
            )
        )
    if owner is not None and scheme.accountable not in letters and not found:
        assignments.append(
            Assignment(
                role=owner.id, letter=scheme.accountable, origin=Origin.OWNER, span=owner.span
            )
        )
    row = found[0] if found else None
    name = step.name or (row.name if row else None)
    return RaciRow(
        id=step.id,
        name=name or Text(values=((context.settings.language, step.id),), span=step.place.span),
        step=step.id,
        group=row.group if row else None,
        note=row.note if row else None,
        assignments=tuple(assignments),
        from_table=row is not None,
        place=step.place if row is None else row.place,
    )


def _implied(
    step: Step, inline: Mapping[str, Cell], scheme: Scheme, owner: Ref | None
) -> frozenset[tuple[str, str]]:
    """Tell which letters a step implies beside those that it names: role and letter."""
    named = {letter for cell in inline.values() for letter in cell.letters}
    made = set()
    if step.role is not None and scheme.responsible not in named:
        made.add((step.role.id, scheme.responsible))
    if owner is not None and scheme.accountable not in named:
        made.add((owner.id, scheme.accountable))
    return frozenset(made)


def _merged(
    id_: str,
    inline: Mapping[str, Cell] | None,
    tables: Sequence[TableSource],
    context: Context,
    implied: frozenset[tuple[str, str]] = frozenset(),
) -> dict[str, Cell]:
    """Lay the cells of a row over each other; two that differ are reported, the first is kept.

    A letter that the step implies and the table writes is no difference, and is taken over.
    """
    merged = dict(inline or {})
    for table in tables:
        row = table.rows.get(id_)
        for role, cell in (row.cells if row else {}).items():
            first = merged.setdefault(role, cell)
            more = {letter for letter in cell.letters if (role, letter) not in implied}
            if set(first.letters) == set(cell.letters):
                continue
            if first.origin is Origin.INLINE and set(first.letters) == more:
                merged[role] = cell
                continue
            context.findings.add(
                CELLS_DISAGREE,
                f"`{role}` has {_shown(cell)} for `{id_}` here and {_shown(first)} "
                + ("in the step" if first.origin is Origin.INLINE else "in another table"),
                cell.span,
                help="Make the two agree, or take one away.",
                related=(Related(span=first.span, message=f"{_shown(first)} is written here"),),
                subject=f"process:{table.process.id}#{id_}"
                if table.process
                else f"raci:{table.id}",
            )
    return merged


def _shown(cell: Cell) -> str:
    return "/".join(cell.letters) or "nothing"


def _assign(cells: Mapping[str, Cell]) -> list[Assignment]:
    return [
        Assignment(role=role, letter=letter, origin=cell.origin, span=cell.span)
        for role, cell in cells.items()
        for letter in cell.letters
    ]


def _own_row(id_: str, row: TableRow, assignments: Iterable[Assignment], language: str) -> RaciRow:
    name = row.name or Text(values=((language, id_),), span=row.place.span)
    return RaciRow(
        id=id_,
        name=name,
        step=None,
        group=row.group,
        note=row.note,
        assignments=tuple(assignments),
        from_table=True,
        place=row.place,
    )


def _need_name(id_: str, row: TableRow, context: Context, table: TableSource) -> None:
    if row.name is not None:
        return
    registered = None
    if table.process is not None:
        registered = context.registry.explain_part("process", table.process.id, id_)
    message = f"the row `{id_}` has no name"
    if registered:
        message = f"the row `{id_}` is no step of `{table.process}` and has no name"
        if "did you mean" in registered[0]:
            message += registered[0][registered[0].index(", did you mean") :]
    context.findings.add(
        UNNAMED_ROW,
        message,
        row.place.span,
        help="Correct the id of the step, or write `name:` for an activity that is no step.",
        subject=f"raci:{table.id}",
    )


def _report_no_activity(step: Step, row: TableRow, table: TableSource, context: Context) -> None:
    outside = step.party is not None
    context.findings.add(
        OUTSIDE_DUTY,
        f"the step `{step.id}` belongs to the outside party `{step.party}`, which has no RACI"
        if outside
        else f"the step `{step.id}` is of type {step.type.value}, which has no RACI",
        row.place.span,
        help="Take the row away.",
        related=(Related(span=step.place.span, message="the step"),),
        subject=f"raci:{table.id}",
    )


def _matrix(scheme: Scheme, rows: Sequence[RaciRow], lanes: Sequence[str]) -> RaciMatrix:
    """Order columns: lanes first, then in order of appearance."""
    named: dict[str, None] = {}
    for row in rows:
        named.update((assignment.role, None) for assignment in row.assignments)
    roles = (*(lane for lane in lanes if lane in named), *(r for r in named if r not in lanes))
    order = {role: number for number, role in enumerate(roles)}
    ordered = [
        RaciRow(
            id=row.id,
            name=row.name,
            step=row.step,
            group=row.group,
            note=row.note,
            assignments=tuple(sorted(row.assignments, key=lambda found: order[found.role])),
            from_table=row.from_table,
            place=row.place,
        )
        for row in rows
    ]
    return RaciMatrix(scheme=scheme, roles=roles, rows=tuple(ordered))


def resolve_table(
    table: TableSource, names: Mapping[str, Text], audience: str | None, context: Context
) -> RaciTable:
    """Resolve a table as written.

    Args:
        table: As typed, with its rows.
        names: Names of the steps of its process, by id.
        audience: Audience of its process; None where it has none.
        context: What to resolve with.
    """
    subject = f"raci:{table.id}"
    document, cursor = table.document, table.cursor
    scheme = SCHEMES[document.scheme or context.settings.scheme]
    if document.process is None and document.name is None and not cursor.dropped:
        context.findings.add(
            MISSING_KEY,
            "a table that belongs to no process needs a name",
            cursor.key_span,
            help="Write `name:`, or `process:` with the process that it completes.",
            subject=subject,
        )
    rows = []
    for id_, row in table.rows.items():
        if document.process is None:
            _need_name(id_, row, context, table)
        made = _own_row(id_, row, _assign(row.cells), context.settings.language)
        if row.name is None and id_ in names:
            made = RaciRow(
                id=id_,
                name=names[id_],
                step=id_,
                group=made.group,
                note=made.note,
                assignments=made.assignments,
                from_table=True,
                place=made.place,
            )
        rows.append(made)
    return RaciTable(
        id=table.id,
        name=context.text(document.name, cursor.at("name")),
        process=table.process,
        matrix=_matrix(scheme, rows, ()),
        common=context.common(document, cursor, subject, audience=audience),
        place=cursor.place("name"),
    )
