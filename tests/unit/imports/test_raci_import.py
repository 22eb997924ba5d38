"""RACI tables in five shapes, from three kinds of file."""

import io

import pytest

from procdocs.imports.known import Known
from procdocs.imports.raci_cells import read_letters, split_roles
from procdocs.imports.raci_import import import_raci

KNOWN = Known(
    roles={"boss": "boss", "the boss": "boss", "clerk": "clerk"},
    processes={"credit-check": "credit-check", "credit check": "credit-check"},
    steps={"credit-check": {"register": "register", "register order": "register"}},
)


def rows_of(name, text, **more):
    made = import_raci([(name, text.encode())], KNOWN, **more)
    assert made.refused == ()
    return made.tables[0].values["activities"], made


@pytest.mark.parametrize(
    ("cell", "letters", "remark"),
    [
        ("A/R", ("A", "R"), ""),
        ("R, A", ("R", "A"), ""),
        ("**A** (validation)", ("A",), "validation"),
        ("Accountable", ("A",), ""),
        ("Responsible / Informed", ("R", "I"), ""),
        ("RA", ("R", "A"), ""),
        ("R*", ("R",), ""),
        ("r", ("R",), ""),
        ("-", (), ""),
        ("–", (), ""),
        ("N/A", (), ""),
        ("", (), ""),
        ("ask Bob", (), "ask Bob"),
    ],
)
def test_read_letters(cell, letters, remark):
    assert read_letters(cell) == (letters, remark)


def test_split_roles():
    assert split_roles("CFO/GC, Sales and Design") == ("CFO", "GC", "Sales", "Design")
    assert split_roles("CAE13 Developer/Admin") == ("CAE13 Developer/Admin",)


def test_letters_with_group_rows_and_known_roles():
    rows, made = rows_of(
        "credit-check.md",
        "| Activity | The Boss | Clerk | New one |\n|---|:-:|---|---|\n| **Before** |\n"
        "| Register order | A | R | - |\n| Call back | | **R/A** | I (by phone) |\n",
    )
    assert made.tables[0].values["process"] == "credit-check"
    assert rows["register"] == {"group": "Before", "boss": "A", "clerk": "R"}
    assert rows["call-back"] == {
        "name": "Call back",
        "group": "Before",
        "note": "New one: by phone",
        "clerk": "R/A",
        "new-one": "I",
    }
    assert made.roles["new-one"]["name"] == "New one"


def test_a_transposed_table_of_words():
    rows, _ = rows_of(
        "t.csv", "Team;Plan;Build\nThe boss;Accountable;Consulted\nClerk;Responsible;Responsible\n"
    )
    assert rows["plan"] == {"name": "Plan", "boss": "A", "clerk": "R"}
    assert rows["build"]["boss"] == "C"


def test_lists_by_letter():
    rows, _ = rows_of(
        "l.md",
        "| Task | Responsible | Accountable |\n|---|---|---|\n| Plan | Clerk, Boss | Boss |\n",
    )
    assert rows["plan"] == {"name": "Plan", "clerk": "R", "boss": "R/A"}


def test_headings_and_bullets():
    rows, _ = rows_of(
        "h.md",
        "# Change\n\n### 1. Plan\n- **Responsible:** Clerk\n- **Accountable:** Boss\n\n"
        "### 2. Build\n- **Responsible:** Clerk\n",
    )
    assert rows["1-plan"] == {"name": "1. Plan", "clerk": "R", "boss": "A"}
    assert rows["2-build"] == {"name": "2. Build", "clerk": "R"}


def test_two_rows_of_one_name_are_both_kept():
    rows, _ = rows_of("d.csv", "Task,Clerk,Boss\nTrigger,R,A\nTrigger,R,I\n")
    assert list(rows) == ["trigger", "trigger-2"]


def test_the_scheme_is_told_by_its_letters():
    _, made = rows_of("s.csv", "Task,Clerk,Boss,Other\nPlan,R,A,S\n")
    assert made.tables[0].values["scheme"] == "RASCI"


def test_a_workbook():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Release plan"], [], ["Activity", "Clerk", "Boss"], ["Plan", "R", "A"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    made = import_raci([("plan.xlsx", out.getvalue())], KNOWN)
    assert made.tables[0].values["activities"] == {
        "plan": {"name": "Plan", "clerk": "R", "boss": "A"}
    }


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF", "a file ending in .pdf is not read"),
        ("a.xlsx", b"no zip", "cannot be read"),
        ("a.csv", b"a\0b", "no text"),
        ("a.md", b"# Nothing here", "no RACI table"),
        ("a.csv", b"Name,Price\nPump,12\n", "no RACI table"),
    ],
)
def test_what_is_no_table_gets_a_message(name, data, words):
    made = import_raci([(name, data)], KNOWN)
    assert words in made.refused[0][1]
