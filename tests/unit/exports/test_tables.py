"""Tables as CSV and Excel."""

import csv
import io

import pytest
from tests.support.command import write_portal
from tests.support.portals import TODAY

from procdocs.exports.csv_ import export_csv, responsibilities_csv, write_csv
from procdocs.exports.sheet import Sheet
from procdocs.exports.xlsx import export_xlsx, write_workbook
from procdocs.project import open_project

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def project(tmp_path):
    return open_project(write_portal(tmp_path) / "mkdocs.yml", today=TODAY)


def test_csv_has_a_file_for_each_topic(project):
    files = export_csv(project)
    assert list(files) == [
        "responsibilities.csv",
        "steps.csv",
        "roles-by-process.csv",
        "kpis.csv",
        "findings.csv",
    ]
    assert files["responsibilities.csv"] == responsibilities_csv(project)
    rows = list(csv.DictReader(io.StringIO(files["steps.csv"].removeprefix("\ufeff"))))
    assert rows[0]["step"] == "register"
    assert float(rows[0]["process_minutes"]) == 10


def test_a_workbook_has_a_frozen_head_filters_and_numbers(project):
    files = export_xlsx(project, ("credit-check",))
    assert list(files) == ["credit-check.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(files["credit-check.xlsx"]))
    assert book.sheetnames == [
        "Responsibilities",
        "Steps",
        "Roles by process",
        "KPIs",
        "Findings",
    ]
    steps = book["Steps"]
    assert steps.freeze_panes == "A2"
    assert steps.auto_filter.ref == f"A1:O{steps.max_row}"
    assert steps["J2"].value == 10
    assert steps["P1"].value == "as_exported"
    assert steps.column_dimensions["P"].hidden
    assert book["Responsibilities"].freeze_panes == "E2"
    assert book["Responsibilities"].column_dimensions["D"].width > 10


def test_the_same_portal_gives_the_same_bytes(project):
    assert export_xlsx(project) == export_xlsx(project)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", '=HYPERLINK("http://x")'])
def test_formulas_in_texts_are_only_texts(text):
    sheet = Sheet(name="a", title="A", head=("text",), rows=((text,),))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook((sheet,), "t")))
    cell = book["A"]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix
    assert cell.number_format == "@"


def test_characters_that_no_cell_holds_are_left_out():
    sheet = Sheet(name="a", title="A", head=("text",), rows=(("a\x01b" + "x" * 40_000,),))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook((sheet,), "t")))
    assert book["A"]["A2"].value.startswith("abx")


def test_csv_keeps_to_rfc_4180_and_disarms_texts_but_no_numbers():
    rows = [
        ("text", "number"),
        ("=1+1", -2.5),
        ("@x", -3),
        ("+49 30", 1e-7),
        ("-", 1234567.891),
        ("\tx", None),
        ("'=x", 0),
        ('say "so", then', 1),
        ("two\nlines", 2),
        ("信用", 3),
    ]
    text = write_csv(rows)
    assert text.startswith("\ufefftext,number\r\n")
    assert text.endswith("信用,3\r\n")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row[0] for row in read[1:]] == [
        *("'=1+1", "'@x", "'+49 30", "'-", "'\tx", "''=x"),
        *('say "so", then', "two\nlines", "信用"),
    ]
    assert [row[1] for row in read[1:]] == [
        "-2.5",
        "-3",
        "1e-07",
        "1234567.89",
        "",
        "0",
        "1",
        "2",
        "3",
    ]
