"""Sheets go out, are edited, and come back with only the edits changed."""

import csv
import io
import json
import random
import shutil
from pathlib import Path

import pytest
from tests.support.command import run, write_portal

VARIANT = "field-service-north"
ROOT = Path(__file__).parents[2]

PROCESS = """\
# Work, as agreed in March.
name: Work
group: order-to-cash
owner: cfo
status: effective
version: "1"
purpose: {customer: c, need: n, outcome: o}
trigger: t
result: r
steps:
  - id: take   # the desk
    name: {en: Take it, zh: 接单}
    role: sales-rep
    system: [crm, erp]
    time: {process: 10m, wait: 2h}   # measured in May
    raci: {A: cfo, I: [credit-clerk, credit-manager]}
  - {id: check, name: Check, role: credit-clerk, time: {wait: 2h..3d, process: 5m}, complete_accurate: 92%}
  - id: done
    name: Done
    role: credit-clerk
  - {id: end, type: end, name: Over}
"""


def sheet_of(portal, name, out="out"):
    assert run(portal, "export", "csv", "-o", portal / out).exit_code == 0
    return portal / out / f"{name}.csv"


def read(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def write(path, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def edit(path, key, **cells):
    """Change cells of the row whose second or first key column has a value."""
    rows = read(path)
    names = [name for name in ("activity", "step", "kpi") if name in rows[0]]
    (row,) = [row for row in rows if row[names[0]] == key]
    row.update(cells)
    write(path, rows)


@pytest.fixture
def portal(tmp_path):
    return write_portal(
        tmp_path,
        **{"processes/work.yml": PROCESS, "systems.yml": "crm: {name: CRM}\nerp: {name: ERP}\n"},
    )


def text_of(portal):
    return (portal / "content/processes/work.yml").read_text()


def test_what_was_not_edited_changes_nothing(portal):
    for name in ("responsibilities", "steps", "kpis"):
        made = run(portal, "import", "sheet", sheet_of(portal, name))
        assert made.exit_code == 0, made.output
        assert "0 cells edited" in made.output
        assert "Wrote" not in made.output
    assert text_of(portal) == PROCESS


def test_of_the_list_of_steps_only_the_edit_is_written(portal):
    sheet = sheet_of(portal, "steps")
    edit(
        sheet,
        "take",
        name="Take the order",
        role="credit-clerk",
        systems="erp",
        value="va",
        process_minutes="12",
        automation="assisted",
    )
    edit(sheet, "check", complete_accurate="0.95", systems="crm, erp")
    edit(sheet, "done", process_minutes="7.5", wait_minutes="1d", basis="survey")
    dry = run(portal, "import", "sheet", sheet, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert "+    role: credit-clerk\n" in dry.output
    assert "--- a/content/processes/work.yml" in dry.output
    assert text_of(portal) == PROCESS
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 0, made.output
    assert text_of(portal) == PROCESS.replace(
        "{en: Take it, zh: 接单}", "{en: Take the order, zh: 接单}"
    ).replace(
        "    role: sales-rep\n    system: [crm, erp]\n", "    role: credit-clerk\n    system: erp\n"
    ).replace("{process: 10m, wait: 2h}   #", "{process: 12m, wait: 2h}   #").replace(
        "    raci: {A: cfo, I: [credit-clerk, credit-manager]}\n",
        "    raci: {A: cfo, I: [credit-clerk, credit-manager]}\n    value: VA\n"
        "    automation: assisted\n",
    ).replace("complete_accurate: 92%}", "complete_accurate: 95%, system: [crm, erp]}").replace(
        "    name: Done\n    role: credit-clerk\n",
        "    name: Done\n    role: credit-clerk\n"
        "    time: {basis: survey, process: 7m30s, wait: 1d}\n",
    )
    again = run(portal, "import", "sheet", sheet)
    assert "0 cells edited" in again.output, "what is there already is no edit"


def test_everything_wrong_is_said_at_once_and_nothing_is_written(portal):
    sheet = sheet_of(portal, "steps")
    edit(sheet, "take", role="salesrep", systems="crm, epr", value="great", visits="3", name="")
    edit(sheet, "check", wait_minutes="60", complete_accurate="95", lead_minutes="soon")
    edit(sheet, "done", step="dne")
    rows = read(sheet)
    write(sheet, [*rows, {**rows[0], "process": "wrk"}, rows[0]])
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 1
    for words in (
        "column `role`: there is no role `salesrep`",
        "Did you mean `sales-rep`?",
        "there is no system `epr`",
        "`great` is not allowed here",
        "`visits` is calculated",
        "a step has a name",
        "the wait is written as a range",
        "`95` is no share",
        "the time follows from process and wait",
        "`work` has no step `dne`",
        "there is no process or table `wrk`",
        "stands in row 2 too",
        "nothing was written",
    ):
        assert words in made.output, words
    assert text_of(portal) == PROCESS


def test_a_newer_value_is_not_overwritten(portal):
    sheet = sheet_of(portal, "steps")
    edit(sheet, "take", role="credit-clerk")
    path = portal / "content/processes/work.yml"
    newer = PROCESS.replace("role: sales-rep", "role: credit-manager").replace("10m", "11m")
    path.write_text(newer)
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 1
    assert (
        "`credit-clerk` here, `credit-manager` in the portal, `sales-rep` when the sheet was "
        "exported" in " ".join(made.output.split())
    )
    assert text_of(portal) == newer
    assert run(portal, "import", "sheet", sheet, "--force").exit_code == 0
    assert text_of(portal) == newer.replace("role: credit-manager", "role: credit-clerk"), (
        "11m is newer and was not edited"
    )


def test_letters_go_where_they_are_written(portal):
    sheet = sheet_of(portal, "responsibilities")
    edit(sheet, "take", **{"credit-clerk": "C", "credit-manager": ""})
    edit(sheet, "done", **{"sales-rep": "I"})
    made = run(portal, "import", "raci", sheet)
    assert made.exit_code == 0, made.output
    assert text_of(portal) == PROCESS.replace(
        "{A: cfo, I: [credit-clerk, credit-manager]}", "{A: cfo, C: credit-clerk}"
    ).replace(
        "    name: Done\n    role: credit-clerk\n",
        "    name: Done\n    role: credit-clerk\n    raci: {I: sales-rep}\n",
    )
    assert run(portal, "check").exit_code == 0


def test_letters_of_a_table_are_edited_there(portal):
    table = (
        "process: work   # agreed\nactivities:\n  # the desk\n"
        "  done: {sales-rep: C, cfo: A}   # both\n"
        "  yearly: {name: Look back, cfo: A/R}\n"
    )
    path = portal / "content/raci/work.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(table)
    sheet = sheet_of(portal, "responsibilities")
    edit(sheet, "done", **{"sales-rep": "", "credit-manager": "I"})
    edit(sheet, "yearly", cfo="A", **{"credit-clerk": "R"})
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 0, made.output
    assert path.read_text() == table.replace(
        "{sales-rep: C, cfo: A}", "{cfo: A, credit-manager: I}"
    ).replace("cfo: A/R}", "cfo: A, credit-clerk: R}")
    assert text_of(portal) == PROCESS


def test_rows_and_columns_that_are_new_in_a_matrix(portal):
    sheet = sheet_of(portal, "responsibilities")
    rows = read(sheet)
    new = dict.fromkeys(rows[0], "") | {
        "process": "work",
        "activity_name": "Look back",
        "cfo": "A/R",
    }
    rows = [{**row, "Auditor": ""} for row in [*rows, new]]
    rows[-1]["Auditor"] = "I"
    write(sheet, rows)
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 0, made.output
    assert "Auditor: no such role in the organisation: draft auditor" in made.output
    assert (portal / "content/raci/work.yml").read_text() == (
        "process: work\nactivities:\n  look-back:\n    name: Look back\n    cfo: A/R\n"
        "    auditor: I\n"
    )
    assert run(portal, "check").exit_code == 0


def test_a_letter_that_is_implied_cannot_just_be_taken_away(portal):
    sheet = sheet_of(portal, "responsibilities")
    edit(sheet, "done", **{"credit-clerk": ""})
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 1
    assert "follows from the step's `role`" in made.output
    assert text_of(portal) == PROCESS
    edit(sheet, "done", **{"credit-clerk": "", "sales-rep": "R"})
    assert run(portal, "import", "sheet", sheet).exit_code == 0
    edit(sheet, "check", **{"sales-rep": "R"})
    assert run(portal, "import", "sheet", sheet).exit_code == 0
    assert "raci: {R: [sales-rep, credit-clerk]}" in text_of(portal), "who is R stays so"


def test_letters_that_do_not_exist_are_findings(portal):
    sheet = sheet_of(portal, "responsibilities")
    edit(sheet, "take", **{"credit-clerk": "X"})
    edit(sheet, "done", **{"sales-rep": "V", "cfo": "A (by mail)"})
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 1
    assert "`X` is no letter" in made.output
    assert "`V` is no letter of RACI" in made.output
    assert "a remark goes to the note" in made.output


def test_kpis(portal):
    kpis = (
        "# ours\nspeed:\n  name: Speed\n  unit: h\n  target: 8  # since May\n  owner: cfo\n"
        "  actuals: {2026-08: 14.5, 2026-09: 13.0}  # report 7\n"
    )
    (portal / "content/kpis.yml").write_text(kpis)
    sheet = sheet_of(portal, "kpis")
    edit(sheet, "speed", target="7,5", period="2026-10-01 00:00:00", latest="12.25")
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 0, made.output
    assert (portal / "content/kpis.yml").read_text() == kpis.replace(
        "target: 8", "target: 7.5"
    ).replace("2026-09: 13.0}", "2026-09: 13.0, 2026-10: 12.25}")
    sheet = sheet_of(portal, "kpis")
    edit(sheet, "speed", target="fast", period="2026-01", owner="boss")
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 1
    assert "`fast` is no number" in made.output
    assert "the latest value is that of 2026-10" in made.output
    assert "there is no role `boss`" in made.output


def test_calculated_sheets_are_refused_with_a_sentence(portal):
    for name in ("findings", "roles-by-process"):
        made = run(portal, "import", "sheet", sheet_of(portal, name))
        assert made.exit_code == 2
        assert "this sheet is calculated" in made.output


def test_a_workbook_comes_back(portal):
    openpyxl = pytest.importorskip("openpyxl")
    assert run(portal, "export", "xlsx", "-o", portal / "out").exit_code == 0
    path = portal / "out/portal.xlsx"
    book = openpyxl.load_workbook(path)
    steps = book["Steps"]
    row = next(row for row in range(1, steps.max_row + 1) if steps.cell(row, 3).value == "done")
    steps.cell(row, 10).value = 20
    steps.cell(row, 4).value = "=Done"
    letters = book["Responsibilities"]
    heads = [cell.value for cell in letters[1]]
    row = next(r for r in range(1, letters.max_row + 1) if letters.cell(r, 3).value == "done")
    letters.cell(row, heads.index("sales-rep") + 1).value = "C"
    steps.cell(1, 20).value = None
    book.save(path)
    made = run(portal, "import", "sheet", path)
    assert made.exit_code == 1, "a formula that was never computed is an empty name"
    book["Steps"].cell(row, 4).value = "Done"
    steps.cell(next(r for r in range(1, 99) if steps.cell(r, 3).value == "done"), 4).value = "Done"
    book.save(path)
    made = run(portal, "import", "sheet", path)
    assert made.exit_code == 0, made.output
    assert "    raci: {C: sales-rep}\n    time: {process: 20m}\n" in text_of(portal)


def test_a_local_variant_is_changed_under_its_override(portal):
    (portal / "content/processes/work-north.yml").write_text(
        "extends: work\nname: Work in the north\noverride:\n  take: {role: credit-clerk}\n"
    )
    sheet = sheet_of(portal, "steps")
    rows = read(sheet)
    for row in rows:
        if row["process"] == "work-north" and row["step"] in ("take", "done"):
            row["process_minutes"] = "3"
    write(sheet, rows)
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 0, made.output
    assert (portal / "content/processes/work-north.yml").read_text() == (
        "extends: work\nname: Work in the north\noverride:\n"
        "  take: {role: credit-clerk, time: {process: 3m}}\n  done: {time: {process: 3m}}\n"
    )
    assert text_of(portal) == PROCESS


def test_line_ends_of_windows_and_semicolons_and_tabs(portal):
    path = portal / "content/processes/work.yml"
    path.write_bytes(b"\xef\xbb\xbf" + PROCESS.replace("\n", "\r\n").encode())
    sheet = sheet_of(portal, "steps")
    edit(sheet, "done", name="Erledigt für Übergabe")
    rows = read(sheet)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    ascii_only = out.getvalue().replace("接单", "?")
    sheet.write_bytes(ascii_only.encode("cp1252"))
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 0, made.output
    assert (
        path.read_bytes()
        == b"\xef\xbb\xbf"
        + PROCESS.replace("name: Done", "name: Erledigt für Übergabe")
        .replace("\n", "\r\n")
        .encode()
    )


def test_any_edits_of_our_own_content_come_out_as_they_went_in(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    chosen = random.Random(7)
    for name, columns in (
        (
            "steps",
            {
                "value": ["VA", "BVA", "NVA"],
                "automation": ["manual", "assisted"],
                "name": ["A: new, name", "新名"],
            },
        ),
        (
            "responsibilities",
            {"cfo": ["C", "I", ""], "sales-rep": ["C", "I", ""], "buyer": ["I", "C"]},
        ),
        ("kpis", {"benchmark": ["12", "3.5"], "unit": ["h", "%"], "name": ["Other"]}),
    ):
        sheet = sheet_of(tmp_path, name)
        rows = read(sheet)
        before = [dict(row) for row in rows]
        for row in chosen.sample(rows, min(25, len(rows))):
            column = chosen.choice(list(columns))
            if "type" in row and row["type"] != "task":
                continue
            if "*" in row[column] or "A" in row[column] or "R" in row[column]:
                continue
            row[column] = chosen.choice(columns[column])
        assert rows != before
        write(sheet, rows)
        made = run(tmp_path, "import", "sheet", sheet)
        assert made.exit_code == 0, made.output
        after = read(sheet_of(tmp_path, name, "again"))
        own = [number for number, row in enumerate(rows) if row.get("process") != VARIANT]
        keys = [key for key in rows[0] if key not in ("as_exported", "visits", "activity_name")]
        assert [[row[key] for key in keys] for row in map(after.__getitem__, own)] == [
            [row[key] for key in keys] for row in map(rows.__getitem__, own)
        ], "a variant follows its base"


@pytest.mark.parametrize(
    "name", ["=1+1", "'=x", "-", "@home", "+1", "'quoted'", "a, b; c", "' - x"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_texts_that_look_like_formulas_go_out_and_come_back(tmp_path, name, kind):
    pytest.importorskip("openpyxl")
    process = (
        f"name: Work\nowner: cfo\nsteps:\n  - id: a\n    name: {json.dumps(name)}\n    role: cfo\n"
    )
    portal = write_portal(tmp_path, **{"processes/work.yml": process})
    assert run(portal, "export", kind, "-o", portal / "out").exit_code == 0
    file = portal / "out" / ("steps.csv" if kind == "csv" else "portal.xlsx")
    made = run(portal, "import", "sheet", file)
    assert made.exit_code == 0, made.output
    assert " 0 cells edited" in made.output
    assert (portal / "content/processes/work.yml").read_text() == process


def test_rows_that_are_cut_short_are_read_as_far_as_they_go(portal):
    sheet = sheet_of(portal, "responsibilities")
    sheet.write_text(sheet.read_text(encoding="utf-8-sig") + "work\nnothing\n,,,,A\n")
    made = run(portal, "import", "sheet", sheet)
    assert made.exit_code == 1
    assert "there is no process or table `nothing`" in made.output
    assert "the row names no activity" in made.output
