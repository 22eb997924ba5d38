"""Exported tables in a real spreadsheet program: opened, calculated, saved again and compared."""

import io
import subprocess
from pathlib import Path

import pytest
from tests.support.command import run, write_portal
from tests.support.libreoffice import HOW_TO, find_soffice

from procdocs.exports.csv_ import export_csv
from procdocs.exports.sheet import AS_EXPORTED, Sheet
from procdocs.exports.sheets import portal_sheets
from procdocs.exports.xlsx import export_xlsx, write_workbook
from procdocs.project import open_project

openpyxl = pytest.importorskip("openpyxl")
SOFFICE = find_soffice()
pytestmark = pytest.mark.skipif(SOFFICE is None, reason=HOW_TO)
ROOT = Path(__file__).parents[2]
TEXTS = (
    "=1+1",
    '=HYPERLINK("http://example.com";"x")',
    "+49 30 1234",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "'quoted",
    "007",
    "2026-10",
    "1/2",
    "TRUE",
    " lead and trail ",
    "_x0041_",
    "line one\nline two",
    "<b>&amp;</b>",
    "Prüfung der Übergabe",
    "信用审核 😀",
    "1e5",
)
NUMBERS = (0, 1, -2.5, 0.92, 1.11111111, 1234567.891, 1e-7)


def converted(folder, name, data, to, *more):
    """Open a file in LibreOffice and save it again, with a profile of its own."""
    (folder / "in").mkdir(exist_ok=True)
    source = folder / "in" / name
    source.write_bytes(data)
    command = [
        SOFFICE,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        *more,
        "--convert-to",
        to,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    subprocess.run(command, check=True, timeout=180, stdout=subprocess.DEVNULL)
    return folder / "out" / f"{source.stem}.{to.partition(':')[0]}"


def reopened(folder, data):
    return openpyxl.load_workbook(converted(folder, "table.xlsx", data, "xlsx"))


def test_every_cell_of_every_sheet_is_what_was_exported(tmp_path):
    project = open_project(ROOT / "mkdocs.yml")
    data = export_xlsx(project)["portal.xlsx"]
    written = openpyxl.load_workbook(io.BytesIO(data))
    book = reopened(tmp_path, data)
    sheets = portal_sheets(project)
    assert book.sheetnames == [sheet.title for sheet in sheets]
    for sheet in sheets:
        there = book[sheet.title]
        assert there.max_row == len(sheet.rows) + 1
        for cells, row in zip(there.iter_rows(), (sheet.head, *sheet.rows), strict=True):
            for cell, value in zip(cells, row, strict=False):
                where = (sheet.title, cell.coordinate)
                if isinstance(value, float | int):
                    assert cell.data_type == "n", where
                    assert cell.value == pytest.approx(value, rel=1e-12), where
                else:
                    assert cell.data_type != "f", where
                    assert (cell.value or None) == (value or None), where
        end = openpyxl.utils.get_column_letter(sheet.shown)
        assert there.auto_filter.ref == f"A1:{end}{there.max_row}"
        frozen = openpyxl.utils.get_column_letter((sheet.letters_from or 0) + 1)
        # Without a window LibreOffice saves no panes, so these are looked at in our own file.
        assert written[sheet.title].freeze_panes == f"{frozen}2"
        assert there.page_setup.orientation == "landscape"
        assert there.sheet_properties.pageSetUpPr.fitToPage
        assert (there.page_setup.fitToWidth or 1, there.page_setup.fitToHeight) == (1, 0)
        assert there.print_title_rows == "$1:$1"
        last = there.column_dimensions[openpyxl.utils.get_column_letter(len(sheet.head))]
        assert last.hidden == (sheet.head[-1] == AS_EXPORTED)


def test_texts_stay_texts_and_numbers_numbers(tmp_path):
    rows = tuple(zip(TEXTS, NUMBERS * 3, strict=False))
    sheet = Sheet(name="a", title="A & B", head=("text", "number"), rows=rows)
    there = reopened(tmp_path, write_workbook((sheet,), "50 & more"))["A & B"]
    for (text, number), (first, second) in zip(rows, there.iter_rows(min_row=2), strict=True):
        assert (first.value, first.data_type) == (text, "s")
        assert (second.value, second.data_type) == (pytest.approx(number), "n")


def test_tables_as_csv_open_with_their_characters_and_calculate_nothing(tmp_path):
    step = "name: Work\nowner: cfo\nsteps:\n  - {id: a, name: '=1+1 信用 für', role: cfo, time: {process: 90m}}\n"
    (tmp_path / "portal").mkdir()
    portal = write_portal(tmp_path / "portal", **{"processes/work.yml": step})
    data = export_csv(open_project(portal / "mkdocs.yml"), ("work",))["work-steps.csv"]
    path = converted(tmp_path, "steps.csv", data.encode(), "xlsx", "--infilter=CSV:44,34,76,1")
    book = openpyxl.load_workbook(path)
    heads, row = book.active.iter_rows(max_row=2)
    cells = {head.value: cell for head, cell in zip(heads, row, strict=True)}
    assert cells["process"].value == "work", "the mark at the start is no part of the first head"
    assert cells["name"].data_type == "s"
    assert cells["name"].value.removeprefix("'") == "=1+1 信用 für"
    assert (cells["process_minutes"].value, cells["process_minutes"].data_type) == (90, "n")


def test_a_workbook_that_libreoffice_saved_comes_back_without_a_change(tmp_path):
    step = "name: Work\nowner: cfo\nsteps:\n  - {id: a, name: '=1+1 信用', role: cfo, time: {process: 90m}, complete_accurate: 92.5%}\n"
    (tmp_path / "portal").mkdir()
    portal = write_portal(tmp_path / "portal", **{"processes/work.yml": step})
    assert run(portal, "export", "xlsx", "-o", portal / "x").exit_code == 0
    saved = converted(tmp_path, "portal.xlsx", (portal / "x/portal.xlsx").read_bytes(), "xlsx")
    made = run(portal, "import", "sheet", saved)
    assert made.exit_code == 0, made.output
    assert made.output.count("0 cells edited") == 3
