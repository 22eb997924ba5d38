"""`procdocs import sheet`: tables that were exported, edited and come back."""

import difflib
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from procdocs.cli.imported_files import Place
from procdocs.cli.session import EXIT_FINDINGS, load, print_findings, refuse
from procdocs.diagnostics import Diagnostic, finding
from procdocs.exports.sheet import AS_EXPORTED
from procdocs.exports.sheets import all_returnable
from procdocs.imports.raci_cells import read_letters
from procdocs.imports.sheets.authored import Authored
from procdocs.imports.sheets.bring_in import SheetImport, import_sheets
from procdocs.imports.sheets.cells import Edited, Now, read_number, same_text, written
from procdocs.imports.sheets.kinds import EDITABLE, RESPONSIBILITIES, Kind, kind_of
from procdocs.imports.table_file import Table, read_tables
from procdocs.imports.workbook import WorkbookLibraryMissingError
from procdocs.project import MUST_BE_MENDED, Project, open_content
from procdocs.source.rules import MISPLACED_KEY


def read_all(sources: tuple[Path, ...]) -> list[Table]:
    """Read the tables of all files."""
    try:
        return [table for source in sources for table in read_tables(source)]
    except WorkbookLibraryMissingError as error:
        refuse(str(error))


def own_sheets(sources: tuple[Path, ...]) -> tuple[list[Table], tuple[Path, ...]]:
    """Part files of ours, which hold responsibilities, from tables from elsewhere.

    Returns:
        The tables of ours, and the other files.
    """
    ours: list[Table] = []
    others: list[Path] = []
    for source in sources:
        tables: tuple[Table, ...] = ()
        if source.suffix.lower() in (".csv", ".xlsx"):
            tables = tuple(read_all((source,)))
        if any(kind_of(table.columns) is RESPONSIBILITIES for table in tables):
            ours += tables
        else:
            others.append(source)
    return ours, tuple(others)


def run_sheets(
    config_file: Path,
    tables: list[Table],
    *,
    force: bool,
    dry_run: bool,
    only: Kind | None = None,
) -> None:
    """Bring edited sheets in; see `procdocs import --help`."""
    project = load(config_file)
    if project.portal is None:
        print_findings(project, project.errors, "full")
        sys.exit(EXIT_FINDINGS)
    place = Place(config_file)
    authored = Authored(root=project.root, content=project.content)
    made = import_sheets(
        tables,
        project.portal,
        now_of(project),
        place.known(),
        authored,
        force=force,
        only=only,
    )
    after = dict(made.after)
    if made.roles and not made.found:
        path, text = place.roles_file(project.content, "sheet", made.roles)
        after[authored.named(path)] = text
    for line in made.said:
        click.echo(line)
    found, sources = made.found, dict(project.sources)
    if not found and (after or made.edited):
        found, sources = _proved(project, made, after)
    if found:
        sources |= {table.file: table.text for table in tables}
        sources = {name: text for name, text in sources.items() if text}
        print_findings(replace(project, sources=sources), found, "full")
        click.echo("procdocs: nothing was written", err=True)
        sys.exit(EXIT_FINDINGS)
    _write(project, after, dry_run=dry_run)
    all_refused = len(made.refused) == len(tables)
    for name, why in made.refused:
        click.echo(f"procdocs: {name} was not read: {why}", err=True)
    if all_refused:
        sys.exit(2)


def now_of(project: Project) -> dict[str, Now]:
    """Give what would be exported now: cells as texts, by sheet, key and column."""
    made: dict[str, Now] = {}
    for name, sheet in all_returnable(project).items():
        rows = {}
        for row in sheet.rows:
            cells = dict(zip(sheet.head, row, strict=True))
            key = tuple(str(cells[head]) for head in _KEYS[name])
            rows[key] = {head: written(cell) for head, cell in cells.items() if head != AS_EXPORTED}
        made[name] = rows
    return made


_KEYS = {kind.name: kind.keys for kind in EDITABLE}


def _proved(
    project: Project, made: SheetImport, after: Mapping[str, str]
) -> tuple[tuple[Diagnostic, ...], dict[str, str]]:
    """Load a copy with the edits: it must hold each of them, and no new error."""
    with tempfile.TemporaryDirectory(prefix="procdocs-import-") as folder:
        root = Path(folder) / "portal"
        content = root / project.content.resolve().relative_to(project.root.resolve())
        shutil.copytree(project.content, content, copy_function=_link)
        for name, text in after.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(text.encode("utf-8"))
        tried = open_content(root, content, today=project.today)
    known = {(each.code, each.message) for each in project.errors}
    wrong = tuple(each for each in tried.errors if (each.code, each.message) not in known)
    broken = tuple(each for each in wrong if each.code in MUST_BE_MENDED)
    if tried.portal is None or broken:
        return broken or wrong, dict(tried.sources)
    for each in wrong:
        where = f"{each.span.file}:{each.span.line}"
        click.echo(f"procdocs check will find there: {where} {each.code} {each.message}")
    now = now_of(tried)
    lost = tuple(
        _not_taken(cell)
        for cell in made.edited
        if not _holds(cell, now[cell.kind.name].get(cell.key, {}).get(cell.column, ""))
    )
    return lost, dict(tried.sources)


def _holds(cell: Edited, text: str) -> bool:
    if cell.kind is RESPONSIBILITIES:
        return set(read_letters(cell.text)[0]) == set(read_letters(text)[0])
    if read_number(cell.text) is None or cell.column in ("complete_accurate", "period"):
        # `2h`, `92%`, `va` or a day for a month are written in another way than they are shown.
        return bool(cell.text) == bool(text)
    return same_text(cell.text, text)


def _not_taken(cell: Edited) -> Diagnostic:
    if cell.kind is RESPONSIBILITIES:
        words = "the letter follows from the step's `role` or the process's owner"
        mend = "Give the letter to somebody else in the same row, or change role or owner."
    else:
        words = f"`{cell.text[:60]}` would not come out as it stands here"
        mend = "Change it in the YAML."
    message = f"{cell.where}: {words}"
    return finding(MISPLACED_KEY, message, cell.cell.span, help=mend)


def _link(source: str, target: str) -> str:
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
    return target


def _write(project: Project, after: Mapping[str, str], *, dry_run: bool) -> None:
    for name, text in after.items():
        path = project.root / name
        if dry_run:
            before = path.read_bytes().decode("utf-8") if path.is_file() else ""
            lines = difflib.unified_diff(
                before.splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"a/{name}",
                f"b/{name}",
            )
            for line in lines:
                click.echo(line if line.endswith("\n") else f"{line}\n", nl=False)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        click.echo(f"Wrote {path}", err=True)
