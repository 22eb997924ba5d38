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
        ("a.xlsx", b"no zip", "no Excel workbook"),
        ("a.csv", b"a\0b", "no text"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 900, "old format .xls"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 900, "old format .xls"),
        ("a.csv", b"Task,Clerk\n" + b"Do,R\n" * 30_000, "more than 20,000 rows"),
        ("a.md", b"# Nothing here", "no RACI table"),
        ("a.csv", b"Name,Price\nPump,12\n", "no RACI table"),
    ],
)
def test_what_is_no_table_gets_a_message(name, data, words):
    made = import_raci([(name, data)], KNOWN)
    assert words in made.refused[0][1]


def book(*rows, change=None):
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def said(made):
    return [str(remark) for report in made.reports for remark in report.remarks]


def test_titles_merged_phases_totals_and_legends_of_a_workbook():
    def change(made):
        sheet = made.active
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("A5:A6")
        sheet.merge_cells("C6:D6")
        sheet.column_dimensions["E"].hidden = True

    data = book(
        ["Responsibilities of order handling"],
        ["Version", 2.1, "Date", "2026-03-01"],
        [],
        ["Phase", "Activity", "Clerk", "Boss", "Auditor"],
        ["Plan", "Draft", "R", "A", "I"],
        [None, "Check", "R/A", None, "C"],
        ["Total", None, 2, 2, 2],
        [],
        ["R = Responsible, A = Accountable"],
        ["", "A", "Accountable"],
        change=change,
    )
    made = import_raci([("plan.xlsx", data)], KNOWN)
    assert made.tables[0].values == {
        "name": "Plan",
        "activities": {
            "draft": {"name": "Draft", "group": "Plan", "clerk": "R", "boss": "A", "auditor": "I"},
            "check": {
                "name": "Check",
                "group": "Plan",
                "clerk": "R/A",
                "boss": "R/A",
                "auditor": "C",
            },
        },
    }
    report = "\n".join(said(made))
    assert "column E is hidden" in report
    assert "“A; Accountable” is a legend" in report


def test_two_rows_of_heads_and_all_sheets():
    def change(made):
        other = made.create_sheet("Credit check")
        other.append(["Activity", "Clerk", "The boss"])
        other.append(["Register order", "R", "A"])
        other.sheet_state = "hidden"

    data = book(
        [None, "Management", None, "Operations"],
        ["Activity", "Boss", "Sales", "Clerk"],
        ["Do", "A", "C", "R"],
        change=change,
    )
    made = import_raci([("x.xlsx", data)], KNOWN)
    first, second = (table.values for table in made.tables)
    assert first["activities"] == {"do": {"name": "Do", "boss": "A", "sales": "C", "clerk": "R"}}
    assert second == {
        "process": "credit-check",
        "activities": {"register": {"clerk": "R", "boss": "A"}},
    }
    assert any("the sheet is hidden" in line for line in said(made))


def test_formulas_that_were_never_calculated_are_told():
    made = import_raci([("x.xlsx", book(["Task", "Clerk", "Boss"], ["Do", '="R"', "A"]))], KNOWN)
    assert made.tables[0].values["activities"]["do"] == {"name": "Do", "boss": "A"}
    assert any("formulas without a stored value count as empty: B2" in line for line in said(made))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_chinese_in_every_coding(encoding, delimiter):
    text = "活动,销售经理,主管\n登记订单,负责,批准\n检查额度,咨询,批准、负责\n审核,知会,Ｒ／Ａ\n"
    data = text.replace(",", delimiter).encode(encoding)
    made = import_raci([("表.csv", data)], KNOWN)
    rows = list(made.tables[0].values["activities"].values())
    roles = list(made.roles)
    assert [row["name"] for row in rows] == ["登记订单", "检查额度", "审核"]
    assert [[row[role] for role in roles] for row in rows] == [
        ["R", "A"],
        ["C", "A/R"],
        ["I", "R/A"],
    ]


def test_a_german_matrix_and_german_words():
    text = "Tätigkeit;Clerk;Prüfer\nAnlegen;V;M\nFreigeben;I;V\n"
    made = import_raci([("t.csv", text.encode("cp1252"))], KNOWN)
    assert made.tables[0].values == {
        "name": "T",
        "scheme": "RASCI",
        "activities": {
            "anlegen": {"name": "Anlegen", "clerk": "A/R", "pruefer": "S"},
            "freigeben": {"name": "Freigeben", "clerk": "I", "pruefer": "A/R"},
        },
    }
    assert any("the letters are those of a German matrix" in line for line in said(made))
    rows, _ = rows_of(
        "w.csv", "Schritt,Clerk,Boss\nAnlegen,durchführungsverantwortlich,zu informieren\n"
    )
    assert rows["anlegen"] == {"name": "Anlegen", "clerk": "R", "boss": "I"}


def test_rapid_is_no_raci():
    rows, made = rows_of("r.csv", "Decision,Clerk,Boss,Ops,Law\nBuy,R,D,P,A\n")
    assert rows["buy"] == {"name": "Buy", "clerk": "C", "boss": "A", "ops": "R", "law": "C"}
    assert any("RAPID" in line for line in said(made))


def test_roles_with_a_tick_under_each_letter():
    rows, _ = rows_of(
        "t.md",
        "## Approve the budget\n| Role | Responsible | Accountable | Informed |\n|--|--|--|--|\n"
        "| Clerk | ✓ | | |\n| Boss | | ✔️ | ✅ |\n",
    )
    assert rows == {
        "approve-the-budget": {"name": "Approve the budget", "clerk": "R", "boss": "A/I"}
    }


def test_a_legend_table_and_tables_about_other_things_are_left_out_and_named():
    rows, made = rows_of(
        "d.md",
        "# RACI\n| Code | Role | Meaning |\n|--|--|--|\n| **R** | Responsible | does |\n"
        "| **A** | Accountable | answers |\n\n## Matrix\n| Activity | Clerk | Boss |\n|--|--|--|\n"
        "| **START** | | |\n| Do | R | A |\n\n## Versions\n| Version | Date |\n|--|--|\n| 1 | 2 |\n",
    )
    assert rows == {"do": {"name": "Do", "group": "START", "clerk": "R", "boss": "A"}}
    assert sum("it is no RACI table" in line for line in said(made)) == 2


def test_what_cannot_be_placed_is_named():
    _, made = rows_of(
        "l.csv", "Activity,Clerk,,Boss,Clerk \nDo,R,C,A,I\n,R,A,,\nGo,R,,A,,S\nOpen,TBD,,A,\n"
    )
    report = "\n".join(said(made))
    assert "“C” of “Do” stands under no head" in report
    assert "a row without a name has the letters R, A" in report
    assert "“S” of “Go” stands under no head" in report
    assert "two columns are called “Clerk”" in report
    assert made.tables[0].values["activities"]["open"]["note"] == "Clerk: TBD"


def test_lists_with_line_breaks_and_open_names():
    rows, made = rows_of(
        "l.csv",
        'Task,Responsible,Accountable,By\nPlan,"Clerk\nThe boss",TBD,2026\nGo,[name],Boss,\n',
    )
    assert rows["plan"] == {"name": "Plan", "note": "A: TBD; By: 2026", "clerk": "R", "boss": "R"}
    assert rows["go"] == {"name": "Go", "note": "R: [name]", "boss": "A"}
    assert made.roles == {}


def test_a_workbook_that_unpacks_to_too_much():
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<c>" * 40_000_000)
    made = import_raci([("bomb.xlsx", out.getvalue())], KNOWN)
    assert "unpacks to too much" in made.refused[0][1]
